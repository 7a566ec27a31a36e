// Where words are drawn.

function boxOfText(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  return range.getBoundingClientRect();
}

nyx.boxes = {boxOfText};
