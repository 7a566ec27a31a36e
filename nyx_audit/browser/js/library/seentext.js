// The text of an element as it stands on the screen (ACT: visible inner text), read in two ways: as it is written, and with
// spaces where only the layout sets words apart.
const ICONS = /icon|symbol|awesome|glyph|dings|fontello|\bfa-|\bfa\b|entypo/i;
const BLOCK = /^(?:block|flex|grid|flow-root|list-item|table-caption|table$)/;
const CELL = /^table-(?:cell|row)/;
// What stands in a field is no part of the words around it.
const SILENT = /^(?:script|style|template|noscript|select|textarea|datalist)$/;
// Stands for a gap that is seen and not written.
const GAP = '\uE000';
// Of the letters' size: narrower than any space between words.
const LEAST_GAP = 0.12;

/** @typedef {{last: Text | null}} Reading */

/**
 * The readings of the words that are seen in an element, without those that are the same.
 * @param {Element} element
 */
function seenTexts(element) {
  const read = textIn(element, {last: null});
  return [...new Set([read.replaceAll(GAP, ''), read.replaceAll(GAP, ' ')])];
}

/**
 * @param {Element} element
 * @param {Reading} reading
 * @returns {string}
 */
function textIn(element, reading) {
  const style = getComputedStyle(element);
  if (style.display === 'none') return '';
  const box = element.getBoundingClientRect();
  if (isUnseen(element, style, box)) return box.width > 0 ? ' ' : '';
  if (element.localName === 'br') return '\n';
  if (SILENT.test(element.localName)) return '';
  const inner = childrenOf(element)
    .map((node) => (node instanceof Element ? textIn(node, reading) : node instanceof Text ? textOf(node, style, reading) : ''))
    .join('');
  if (BLOCK.test(style.display)) return `\n${inner}\n`;
  return CELL.test(style.display) ? ` ${inner} ` : inner;
}

/**
 * @param {Element} element
 * @returns {Node[]}
 */
function childrenOf(element) {
  const slotted = element instanceof HTMLSlotElement ? element.assignedNodes() : [];
  return slotted.length ? slotted : [...(element.shadowRoot || element).childNodes];
}

/**
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 * @param {DOMRect} box
 */
function isUnseen(element, style, box) {
  if (Number(style.opacity) === 0) return true;
  if (style.display === 'contents') return false;
  if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return true;
  if (element.clientWidth <= 1 && element.clientHeight <= 1 && /hidden|clip/.test(style.overflow)) return true;
  return /inset\(\s*(?:50|100)%|rect\((?:0|1)(?:px)?,? ?(?:0|1)(?:px)?/.test(style.clipPath + style.clip);
}

/**
 * @param {Text} node
 * @param {CSSStyleDeclaration} style
 * @param {Reading} reading
 */
function textOf(node, style, reading) {
  const shows = style.visibility === 'visible' && parseFloat(style.fontSize) > 0;
  if (!node.data) return '';
  if (!shows || ICONS.test(style.fontFamily)) return ' ';
  const {last} = reading;
  reading.last = node;
  const touches = last && /\S$/.test(last.data) && /^\S/.test(node.data);
  const gap = touches && areApart(last, node, parseFloat(style.fontSize)) ? GAP : '';
  return gap + node.data.replace(/\s+/g, ' ');
}

/**
 * Whether there is room between the end of one text and the beginning of the next, or a new line.
 * @param {Text} before
 * @param {Text} after
 * @param {number} size
 */
function areApart(before, after, size) {
  const end = boxesOf(before).at(-1);
  const [start] = boxesOf(after);
  if (!end || !start) return false;
  if (start.top >= end.bottom || start.bottom <= end.top) return true;
  return Math.max(start.left - end.right, end.left - start.right) > LEAST_GAP * size;
}

/** @param {Text} node */
function boxesOf(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()];
}

nyx.seentext = {seenTexts};
