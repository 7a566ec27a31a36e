const {dom} = axe.commons;
const {fold} = nyx.text;

const BULLET = /^(?:[•·‣▪▫●○◦■□➢➤►▶✓✔★◆]\s*|[–—*-]\s+)\S/;
const SURE_BULLET = /^[•‣▪●○◦■➢➤►◆]\s*\S/;
const NUMBER = /^\(?(\d{1,2})[.)]\s+\S/;

/**
 * Lines that begin as those of a list do: with the same sign, or with numbers one after another.
 * @param {string[]} lines
 */
function runOf(lines) {
  let best = {length: 0, sure: false};
  for (let at = 0; at < lines.length; at++) {
    const sign = BULLET.exec(lines[at])?.[0][0];
    const number = NUMBER.exec(lines[at])?.[1];
    let end = at + 1;
    while (
      end < lines.length &&
      (sign ? BULLET.exec(lines[end])?.[0][0] === sign : number && Number(NUMBER.exec(lines[end])?.[1]) === Number(number) + end - at)
    )
      end++;
    const starts = sign || number === '1';
    if (starts && end - at > best.length) best = {length: end - at, sure: SURE_BULLET.test(lines[at]) ? end - at > 1 : end - at > 2};
  }
  return best;
}

const NO_LIST =
  'ul, ol, dl, menu, table, pre, code, select, [role=list], [role=listbox], nav, svg, h1, h2, h3, h4, h5, h6, address, blockquote[cite]';

/**
 * The lines of a block that breaks divide.
 * @param {Element} element
 */
function linesOf(element) {
  const lines = [''];
  for (const node of element.childNodes) {
    if (node.nodeType === Node.ELEMENT_NODE && node.localName === 'br') lines.push('');
    else if (node.nodeType === Node.TEXT_NODE || (node.nodeType === Node.ELEMENT_NODE && !/^(?:script|style)$/.test(node.localName)))
      lines[lines.length - 1] += node.textContent;
  }
  return lines.map((line) => fold(line)).filter(Boolean);
}

const MARK = /^\s*(?:[•·‣▪▫●○◦■□➢➤►▶✓✔★◆–—*-]|\(?1[.)]\s)/;

/**
 * The beginning of an element's text, without reading all that is in it.
 * @param {Element} element
 */
const starts = (element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (walker.currentNode.data.trim()) return walker.currentNode.data;
  return '';
};

/**
 * @param {Element | null} element
 * @returns {element is Element}
 */
const isLine = (element) => element !== null && /^(?:p|div)$/.test(element.localName) && !element.querySelector('p, div, ul, ol, table');

define({
  selector: 'br, p, div',
  matches(element) {
    if (element.localName === 'br') {
      const parent = element.parentElement;
      return (
        parent?.querySelector(':scope > br') === element &&
        parent.childNodes.length > 2 &&
        /[•·‣▪▫●○◦■□➢➤►▶✓✔★◆–—*-]|1[.)]/.test(parent.textContent) &&
        !parent.closest(NO_LIST) &&
        dom.isVisibleOnScreen(parent)
      );
    }
    if (!isLine(element) || !MARK.test(starts(element)) || !element.nextElementSibling || element.closest(NO_LIST)) return false;
    const before = element.previousElementSibling;
    const sign = fold(starts(element))[0];
    return !(isLine(before) && fold(starts(before))[0] === sign) && dom.isVisibleOnScreen(element);
  },
  evaluate(element) {
    let lines;
    if (element.localName === 'br') lines = linesOf(/** @type {Element} */ (element.parentElement));
    else {
      lines = [];
      for (let at = /** @type {Element | null} */ (element); isLine(at); at = at.nextElementSibling) lines.push(fold(at.textContent));
    }
    const run = runOf(lines);
    this.data({lines: run.length});
    if (run.length < 2) return true;
    return run.sure ? false : undefined;
  },
  message: '${data.lines} lines begin like those of a list, but are not one',
  doubt: '${data.lines} lines may be meant as a list',
});
