// Three notions of what can be seen, from the widest to the narrowest. `dom.isVisibleOnScreen` (in axe-core, too, that of
// `onscreen.js`) and axe's `dom.isVisibleToScreenReaders` ask more, and cost more: they are for what a rule reports.

const MOST_ELEMENTS = 20000;

/**
 * In layout and not hidden by a style: it may be one point wide, or off the screen.
 * @param {Element} element
 */
const isRendered = (element) => element.checkVisibility({visibilityProperty: true});

/**
 * Visible to the eye: rendered, and not shrunk to a point, as what only screen readers are meant to meet is.
 * @param {Element} element
 */
function isVisible(element) {
  const box = element.getBoundingClientRect();
  return isRendered(element) && (box.width > 1 || box.height > 1 || element.localName === 'area');
}

/**
 * Whether its box has any area: a condition for being looked at or pressed, with one of the notions above.
 * @param {Element} element
 */
function hasArea(element) {
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.height > 0;
}

/**
 * Visible, and not faded out: what opens and closes on a page often fades.
 * @param {Element} element
 */
const isSeen = (element) => element.checkVisibility({visibilityProperty: true, opacityProperty: true}) && isVisible(element);

/**
 * The elements of the body that can be seen now, as far as a page of usual size goes.
 * @param {(element: Element) => boolean} isThere by which notion
 */
function seenNow(isThere) {
  const found = new Set();
  let count = 0;
  for (const element of nyx.dom.everyElement(document.body)) {
    if (count++ > MOST_ELEMENTS) break;
    if (isThere(element)) found.add(element);
  }
  return found;
}

nyx.visibility = {isSeen, isRendered, isVisible, hasArea, seenNow};
