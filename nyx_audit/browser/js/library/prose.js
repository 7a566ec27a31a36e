// Blocks of text long enough to be read line by line, for advice on how they are set.
const {dom} = axe.commons;

const {fold} = nyx.text;

// Advice on how blocks of text are set. Only blocks long enough to be read line by line are asked.
const BLOCK = 'p, li, dd, blockquote, td, figcaption';
const LEAST_LETTERS = 80;

function ownLetters(element) {
  let count = 0;
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) count += fold(node.data).length;
    else if (node.nodeType === Node.ELEMENT_NODE && !/^(?:p|ul|ol|dl|table|div|pre|script|style)$/.test(node.localName))
      count += fold(node.textContent).length;
  }
  return count;
}

const isBlock = (element) =>
  element.textContent.length >= LEAST_LETTERS &&
  ownLetters(element) >= LEAST_LETTERS &&
  !element.closest('pre, code') &&
  dom.isVisibleOnScreen(element);

nyx.prose = {BLOCK, isBlock};
