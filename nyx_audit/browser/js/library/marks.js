// How an element looks with the focus and without, by the styles of all that is near, and whether that alone leaves no doubt.
const {contrast, over, parse} = nyx.colour;

const LOOKS = [
  'outlineStyle',
  'outlineWidth',
  'outlineColor',
  'outlineOffset',
  'borderTopColor',
  'borderTopWidth',
  'borderTopStyle',
  'borderBottomColor',
  'borderBottomWidth',
  'borderBottomStyle',
  'borderLeftColor',
  'borderLeftWidth',
  'boxShadow',
  'backgroundColor',
  'backgroundImage',
  'color',
  'textDecorationLine',
  'textDecorationColor',
  'textDecorationStyle',
  'textDecorationThickness',
  'fontWeight',
  'fontSize',
  'fontStyle',
  'opacity',
  'transform',
  'filter',
  'width',
  'height',
  'left',
  'top',
  'clip',
  'clipPath',
  'visibility',
  'letterSpacing',
  'textShadow',
  'fill',
  'stroke',
];
// What a browser replaces by the colours that a person has chosen, or leaves out.
const OF_COLOURS = new Set(
  ['boxShadow', 'backgroundColor', 'backgroundImage', 'color', 'textShadow', 'outlineColor', 'textDecorationColor']
    .concat(['borderTopColor', 'borderBottomColor', 'borderLeftColor'])
    .map((name) => LOOKS.indexOf(name)),
);
const LINE = /^(outline|borderTop|borderBottom|borderLeft)(Width|Color|Offset)/;
// Two colours that anyone with sight tells apart, side by side.
const APART = 1.5;
// A thinner line may be lost beside a border.
const THICK = 2;

/**
 * The styles of an element and of all that is near it, one row a box.
 * @param {Element} element
 * @returns {string[][]}
 */
function lookOf(element) {
  const rows = [];
  const near = [element, ...[...element.querySelectorAll('*')].slice(0, 5), element.nextElementSibling, element.previousElementSibling];
  for (let at = nyx.dom.flatParentOf(element), up = 0; at && up < 2; at = nyx.dom.flatParentOf(at), up++) near.push(at);
  for (const label of element.labels || []) near.push(label);
  for (const one of near) {
    if (!one) continue;
    rows.push(read(getComputedStyle(one)));
    for (const which of ['::before', '::after']) {
      const style = getComputedStyle(one, which);
      rows.push(style.content !== 'none' && style.content !== 'normal' ? [...read(style), style.content] : []);
    }
  }
  return rows;
}

/**
 * Without the colour of a line that is not drawn: it is no look.
 * @param {CSSStyleDeclaration} style
 */
const read = (style) =>
  LOOKS.map((name) => {
    const line = LINE.exec(name);
    return line && (style[line[1] + 'Style'] === 'none' || !parseFloat(style[line[1] + 'Width'])) ? '' : style[name];
  });

/**
 * "same", "changed" where the change is plain, "faint" where a picture must show whether anything is seen of it.
 * @param {Element} element
 * @param {string[][]} before
 * @param {string[][]} after
 */
function compare(element, before, after) {
  if (before.length === after.length && before.every((row, at) => isEqual(row, after[at]))) return 'same';
  const behind = backgroundBehind(element);
  return behind && before.some((row, at) => row.length && after[at]?.length && isPlain(row, after[at], behind)) ? 'changed' : 'faint';
}

/**
 * @param {string[]} row
 * @param {string[]} other
 */
const isEqual = (row, other) => row.length === other.length && row.every((value, at) => value === other[at]);

/**
 * Whether a box is given a thick line, another ground or an underline that nobody with sight overlooks.
 * @param {string[]} before
 * @param {string[]} after
 * @param {Color} behind
 */
function isPlain(before, after, behind) {
  /** @param {string} name */
  const was = (name) => before[LOOKS.indexOf(name)];
  /** @param {string} name */
  const is = (name) => after[LOOKS.indexOf(name)];
  const outlined = is('outlineStyle') !== 'none' && !isEqual(before.slice(0, 3), after.slice(0, 3));
  if (outlined && (is('outlineStyle') === 'auto' || isPlainLine(is, behind))) return true;
  const [ground, earlier] = [shownOn(is('backgroundColor'), behind), shownOn(was('backgroundColor'), behind)];
  if (ground && earlier && contrast(ground, earlier) >= APART) return true;
  return was('textDecorationLine') === 'none' && is('textDecorationLine') === 'underline';
}

/**
 * Whether an outline is thick, and stands out from the ground and from the border that it lies beside.
 * @param {(name: string) => string} is
 * @param {Color} behind
 */
function isPlainLine(is, behind) {
  const colour = shownOn(is('outlineColor'), behind);
  if (!colour || parseFloat(is('outlineWidth')) < THICK || contrast(colour, behind) < APART) return false;
  const border = shownOn(is('borderTopColor'), behind);
  return !border || contrast(colour, border) >= APART;
}

const OF_OUTLINE = ['outlineStyle', 'outlineWidth', 'outlineColor', 'outlineOffset'].map((name) => LOOKS.indexOf(name));
const INNER = ['backgroundColor', 'borderTopColor', 'borderBottomColor'];

/**
 * The contrast of an outline with what lies beside it, the higher one of outside and inside, where an outline is all that marks
 * the focus; 0 where it is not, or where that is not known.
 * @param {Element} element
 * @param {string[][]} before
 * @param {string[][]} after
 */
function outlineContrast(element, before, after) {
  const [own, ...others] = after;
  /** @param {string} name */
  const is = (name) => own[LOOKS.indexOf(name)];
  const isAll =
    before.length === after.length &&
    others.every((row, at) => isEqual(row, before[at + 1])) &&
    own.every((value, name) => value === before[0][name] || OF_OUTLINE.includes(name));
  const behind = isAll && is('outlineStyle') !== 'auto' && is('backgroundImage') === 'none' ? backgroundBehind(element) : null;
  const line = behind && is('outlineColor') ? shownOn(is('outlineColor'), behind) : null;
  if (!line || !behind) return 0;
  const beside = [behind, ...INNER.map((name) => shownOn(is(name), behind)).filter((one) => one !== null)];
  return Math.max(...beside.map((one) => contrast(line, one)));
}

/**
 * @param {string} colour
 * @param {Color} behind
 */
function shownOn(colour, behind) {
  const found = parse(colour);
  return found && over(found, behind);
}

/**
 * The one colour behind an element; null where there is more than one.
 * @param {Element} element
 */
function backgroundBehind(element) {
  for (let at = nyx.dom.flatParentOf(element); at; at = nyx.dom.flatParentOf(at)) {
    const style = getComputedStyle(at);
    if (style.backgroundImage !== 'none') return null;
    const colour = parse(style.backgroundColor);
    if (!colour || (colour[3] > 0 && colour[3] < 1)) return null;
    if (colour[3] === 1) return colour;
  }
  return nyx.colour.WHITE;
}

/**
 * Whether a look differs by colours and shadows alone, which are gone where people have chosen their own.
 * @param {string[][]} before
 * @param {string[][]} after
 */
const isOfColours = (before, after) =>
  before.length === after.length &&
  before.every(
    (row, at) =>
      row.length === after[at].length && row.every((value, name) => value === after[at][name] || isReplaced(name, after[at][name])),
  );

/**
 * @param {number} name
 * @param {string} value
 */
const isReplaced = (name, value) => OF_COLOURS.has(name) && !value.includes('url(');

nyx.marks = {lookOf, compare, isOfColours, outlineContrast};
