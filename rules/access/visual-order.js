// Where a style sheet draws siblings in another order than they are written, read out and visited in.
const {against, boxOf, isRightToLeft, step} = nyx.order;
const {fold} = nyx.text;

const LEAST = 3;
const FIELDS =
  'select, textarea, input:not([type=hidden], [type=radio], [type=checkbox], [type=range], [type=button], [type=submit], [type=reset], [type=image])';
const LISTS = 'ul, ol, menu, nav, [role=list], [role=navigation], [role=menu], [role=menubar], [role=toolbar], [role=tablist]';
const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
// Fewer characters may be a label, a date or a heading, which may stand before or behind what they belong to.
const PROSE = 80;

/**
 * Whether a style may draw the children of an element in an order of its own.
 * @param {Element} element
 */
function mayReorder(element) {
  if (element.childElementCount < LEAST) return false;
  const {display, flexDirection, flexWrap} = getComputedStyle(element);
  const styles = [...element.children].slice(0, 50).map((child) => getComputedStyle(child));
  if (display.endsWith('flex')) return /reverse/.test(flexDirection + flexWrap) || styles.some((style) => style.order !== '0');
  if (display.endsWith('grid')) return styles.some((style) => style.order !== '0' || style.gridArea !== 'auto');
  return styles.filter((style) => style.float === 'right' || style.float === 'left' || style.position === 'absolute').length >= LEAST;
}

/** @typedef {{element: Element, box: DOMRect, text: string}} Part */

/**
 * @param {Element} element
 * @returns {Part[]}
 */
function partsOf(element) {
  const found = [];
  for (const child of [...element.children].slice(0, 100)) {
    const box = boxOf(child);
    const text = fold(child.textContent, 2 * PROSE);
    if (box && (text || child.matches(CONTROLS) || child.querySelector(CONTROLS))) found.push({element: child, box, text});
  }
  return found;
}

/**
 * Whether numbers at the beginning count up from 1 in the order that is seen, and not in the one that is written.
 * @param {Part[]} parts
 * @param {boolean} rtl
 */
function countsByEye(parts, rtl) {
  const numbers = parts.map(numberOf);
  const seen = parts.toSorted((one, other) => ({forward: -1, backward: 1, open: 0})[step(one.box, other.box, rtl)]).map(numberOf);
  return seen.every((number, at) => number === at + 1) && numbers.some((number, at) => number !== at + 1);
}

/** @param {Part} part */
const numberOf = ({text}) => parseInt(/^\D{0,12}?(\d{1,2})(?!\d)/.exec(text)?.[1] || '', 10);

/** @param {Part} part */
const isField = ({element}) => element.matches(FIELDS) || element.querySelectorAll(FIELDS).length === 1;

/** @param {Part} part */
const isControl = ({element}) => element.matches(CONTROLS) || element.querySelector(CONTROLS) !== null;

define({
  selector: 'body *',
  matches: (element) => mayReorder(element) && partsOf(element).length >= LEAST,
  evaluate(element) {
    const rtl = isRightToLeft(element);
    const parts = partsOf(element);
    const {reversed, jumps} = against(
      parts.map((part) => part.box),
      rtl,
    );
    if (!reversed && !jumps) return true;
    this.data({first: parts[0].text.slice(0, 60), how: reversed ? 'the other way round' : 'in a different order'});
    if (countsByEye(parts, rtl)) return false;
    const fields = parts.filter(isField);
    if (fields.length >= LEAST && fields.length === parts.filter(isControl).length) return false;
    const isList = element.matches(LISTS) && parts.every(isControl);
    return isList || parts.every((part) => part.text.length >= PROSE) ? undefined : true;
  },
  message:
    'what stands in it is drawn ${data.how}: not as it is written, read out and visited by keyboard; written first is: ${data.first}',
  doubt: 'what stands in it is drawn ${data.how}: not as it is written, read out and visited by keyboard; written first is: ${data.first}',
});
