const {dom} = axe.commons;

const LEAST = {'letter-spacing': 0.12, 'word-spacing': 0.16, 'line-height': 1.5};
// A browser's normal lines are about 1.2 times the font's size, and no spacing is added to letters and words.
/** @type {Record<string, number>} */
const NORMAL = {'letter-spacing': 0, 'word-spacing': 0, 'line-height': 1.2};
const UNSPACED = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}\p{P}\p{N}]+$/u;
const JOINED = /[\p{sc=Arab}\p{sc=Syrc}\p{sc=Mong}\p{sc=Deva}\p{sc=Beng}]/u;
// What is only inherited is declared elsewhere.
const INHERITED = new Set(['inherit', 'unset', 'revert', 'revert-layer']);

/**
 * @param {Element} element
 * @param {string} property
 */
const important = (element, property) =>
  element.style.getPropertyPriority(property) === 'important' && !INHERITED.has(element.style.getPropertyValue(property));

/**
 * A property matters to an element where it changes how its own text is drawn.
 * @param {Element} element
 * @param {string} property
 */
function concerns(element, property) {
  const text = [...element.childNodes]
    .map((node) => (node.nodeType === Node.TEXT_NODE ? node.data : ''))
    .join(' ')
    .trim();
  if (!/\p{L}/u.test(text)) return false;
  if (property === 'letter-spacing') return !JOINED.test(text);
  if (property === 'word-spacing') return !UNSPACED.test(text);
  return wrapsSoftly(element);
}

const LINES = /^(?:inline|contents|ruby)/;

/**
 * Whether text goes on in a next line without a break that the author wrote.
 * @param {Element} element
 */
function wrapsSoftly(element) {
  const goesBack =
    getComputedStyle(element).direction === 'rtl'
      ? (/** @type {DOMRect} */ box, /** @type {DOMRect} */ before) => box.right > before.left + 1
      : (/** @type {DOMRect} */ box, /** @type {DOMRect} */ before) => box.left < before.right - 1;
  let last = /** @type {DOMRect | null} */ (null);
  /** @param {Node} node */
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.data.trim()) return false;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
      const keepsBreaks = /^(?:pre|break-spaces)/.test(
        getComputedStyle(/** @type {Element} */ (node.parentElement)).whiteSpaceCollapse ||
          getComputedStyle(/** @type {Element} */ (node.parentElement)).whiteSpace,
      );
      const broken = keepsBreaks && node.data.trim().includes('\n');
      for (const box of boxes) {
        if (last && !broken && box.top > last.top + 0.5 && goesBack(box, last)) return true;
        last = box;
      }
      return false;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return false;
    if (node.localName === 'br' || !LINES.test(getComputedStyle(/** @type {Element} */ (node)).display)) last = null;
    const found = [...node.childNodes].some(visit);
    if (node !== element && !LINES.test(getComputedStyle(/** @type {Element} */ (node)).display)) last = null;
    return found;
  };
  return visit(element);
}

define({
  selector: '[style]',
  matches: (element) =>
    /important/i.test(element.getAttribute('style') || '') &&
    nyx.dom.hasOwnText(element) &&
    Object.keys(LEAST).some((property) => important(element, property)) &&
    dom.isVisibleOnScreen(element) &&
    Object.keys(LEAST).some((property) => important(element, property) && concerns(element, property)),
  evaluate(element) {
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    for (const [property, least] of Object.entries(LEAST)) {
      if (!size || !important(element, property) || !concerns(element, property)) continue;
      const value = parseFloat(style.getPropertyValue(property));
      const ratio = Number.isNaN(value) ? NORMAL[property] : value / size;
      if (ratio >= least - 0.001) continue;
      this.data({property, ratio: Math.round(ratio * 100) / 100, least});
      return false;
    }
    return true;
  },
  message: '${data.property} is fixed at ${data.ratio} times the size of the font, at least ${data.least} are needed',
});
