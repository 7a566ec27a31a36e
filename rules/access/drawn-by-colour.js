const {boxOfText} = nyx.boxes;
const {isRendered, isVisible} = nyx.visibility;

const CONTROLS = 'a[href], button, summary, [role=button], [role=link], [role=checkbox], [role=switch], [role=tab], [role=menuitem]';
const REPLACED = 'img, svg, picture, video, audio, canvas, input, select, textarea, object, embed, iframe, math';
const SIDES = ['Top', 'Right', 'Bottom', 'Left'];
const PSEUDO = ['::before', '::after'];
const MOST = 30;

define({
  selector: CONTROLS,
  matches: (element) =>
    isRendered(element) && isVisible(element) && !hasDrawnWords(element) && stylesOf(element).some(isColoured) && !nyx.schemes.hasForced(),
  evaluate: (element) => element.querySelector(REPLACED) !== null || hasShadow(element) || stylesOf(element).some(isKept),
  message: 'its shape is made of backgrounds and shadows alone, which browsers replace or leave out in forced colours',
});

/** @param {Element} element */
const hasShadow = (element) => [element, ...element.querySelectorAll('*')].some((one) => one.shadowRoot);

/**
 * Whether any words are drawn in a control: those for screen readers are one point wide, or stand elsewhere.
 * @param {Element} element
 */
function hasDrawnWords(element) {
  if (!element.textContent?.trim()) return false;
  const own = element.getBoundingClientRect();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    const parent = node.parentElement;
    if (!node.data.trim() || !parent || !isRendered(parent) || !isVisible(parent)) continue;
    const box = boxOfText(node);
    const isInside = box.right > own.left && box.left < own.right && box.bottom > own.top && box.top < own.bottom;
    if (isInside && box.width > 2 && box.height > 2) return true;
  }
  return false;
}

/**
 * The styles of all boxes that draw a control.
 * @param {Element} element
 */
function stylesOf(element) {
  const boxes = [element, ...element.querySelectorAll('*')].slice(0, MOST).filter(isRendered);
  return boxes.flatMap((box) => [
    getComputedStyle(box),
    ...PSEUDO.map((which) => getComputedStyle(box, which)).filter(({content}) => content !== 'none' && content !== 'normal'),
  ]);
}

/** @param {CSSStyleDeclaration} style */
const isColoured = (style) =>
  (nyx.colour.parse(style.backgroundColor)?.[3] || 0) > 0 || style.backgroundImage.includes('gradient(') || style.boxShadow !== 'none';

/**
 * Whether anything of a box stays when colours are forced: lines, pictures, words that a style adds.
 * @param {CSSStyleDeclaration} style
 */
const isKept = (style) =>
  style.forcedColorAdjust === 'none' ||
  style.backgroundImage.includes('url(') ||
  addsWords(style.content) ||
  (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) ||
  SIDES.some((side) => style[`border${side}Style`] !== 'none' && parseFloat(style[`border${side}Width`]) > 0);

/** @param {string} content */
const addsWords = (content) => !/^(?:none|normal)$/.test(content) && content.replace(/["'\s]/g, '') !== '';
