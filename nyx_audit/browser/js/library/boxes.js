// Where words are drawn.

/** @param {Node} node */
function boxOfText(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  return range.getBoundingClientRect();
}

nyx.boxes = {boxOfText};
