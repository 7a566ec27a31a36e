// In which order things are read by eye, where their boxes leave no doubt about it.

/** @typedef {'forward' | 'backward' | 'open'} Step */

/**
 * The box that the eye sees for an element: that of its label where the field itself is drawn away; null where none is.
 * @param {Element} element
 * @returns {DOMRect | null}
 */
function boxOf(element) {
  if (isInWindow(element)) return element.getBoundingClientRect();
  const label = [...(element.labels || [])].find(isInWindow);
  return label ? label.getBoundingClientRect() : null;
}

/** @param {Element} element */
function isInWindow(element) {
  const box = element.getBoundingClientRect();
  if (box.width <= 1 || box.height <= 1 || box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return false;
  return element.checkVisibility({visibilityProperty: true, opacityProperty: true}) && getComputedStyle(element).position !== 'fixed';
}

/**
 * How the eye goes from one box to another: lines from top to bottom, in each line along the direction of reading. Open
 * where columns or overlaps may be read either way.
 * @param {Box} one
 * @param {Box} other
 * @param {boolean} rtl
 * @returns {Step}
 */
function step(one, other, rtl) {
  if (isSameLine(one, other)) {
    if (one.right <= other.left + 1) return rtl ? 'backward' : 'forward';
    if (other.right <= one.left + 1) return rtl ? 'forward' : 'backward';
    return 'open';
  }
  // Further down is later, unless it stands in a column before this one; further up is earlier, unless in a column behind.
  if (one.bottom <= other.top + 1) return isColumnBefore(other, one, rtl) ? 'open' : 'forward';
  if (other.bottom <= one.top + 1) return isColumnBefore(one, other, rtl) ? 'open' : 'backward';
  return 'open';
}

/**
 * Whether most of the lower box's height is beside the other.
 * @param {Box} one
 * @param {Box} other
 */
function isSameLine(one, other) {
  const shared = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return shared > Math.min(one.bottom - one.top, other.bottom - other.top) / 2;
}

/**
 * @param {Box} one
 * @param {Box} other
 * @param {boolean} rtl
 */
const isColumnBefore = (one, other, rtl) => (rtl ? one.left >= other.right - 1 : one.right <= other.left + 1);

/** @param {Element} element */
const isRightToLeft = (element) => getComputedStyle(element).direction === 'rtl';

/**
 * How a sequence of boxes runs against the eye: it is `reversed` where each step goes back, and `jumps` where many do.
 * @param {Box[]} boxes
 * @param {boolean} rtl
 */
function against(boxes, rtl) {
  const back = boxes.slice(1).filter((box, at) => step(boxes[at], box, rtl) === 'backward').length;
  const steps = boxes.length - 1;
  return {reversed: steps > 1 && back === steps, jumps: steps > 2 && back > 1 && back * 3 >= steps};
}

nyx.order = {boxOf, step, against, isRightToLeft};
