// Where words are drawn, and which boxes meet.

/** @param {Node} node */
function boxOfText(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  return range.getBoundingClientRect();
}

/**
 * Whether two boxes lie over each other, by more than a rounding of the layout.
 * @param {Box} one
 * @param {Box} other
 * @param {number} [rounding]
 */
const overlap = (one, other, rounding = 0) =>
  one.left < other.right - rounding &&
  other.left < one.right - rounding &&
  one.top < other.bottom - rounding &&
  other.top < one.bottom - rounding;

nyx.boxes = {boxOfText, overlap};
