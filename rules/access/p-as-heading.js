const {aria, dom} = axe.commons;
const {fold} = nyx.text;

/** @param {Element} element */
const isBlock = (element) => !/^(?:inline|contents|none|ruby|table-cell)/.test(getComputedStyle(element).display);

const NO_HEADING =
  'h1, h2, h3, h4, h5, h6, [role=heading], a[href], button, label, legend, summary, table, li, dt, dd, nav, caption, figcaption, figure, form, blockquote, pre, address, footer, [role=navigation], [role=contentinfo], [role=tab], [role=alert], [role=status], [aria-live], [role=dialog], dialog, [role=list], [role=listitem], [role=img], svg';

/**
 * The weight and size of all letters of an element, or null where they differ.
 * @param {Element} element
 */
function look(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let found = null;
  while (walker.nextNode()) {
    if (!walker.currentNode.data.trim()) continue;
    const style = getComputedStyle(/** @type {Element} */ (walker.currentNode.parentElement));
    const one = {bold: Number(style.fontWeight) >= 600, size: parseFloat(style.fontSize), family: style.fontFamily};
    if (!found) found = one;
    else if (found.bold !== one.bold || Math.abs(found.size - one.size) > 1) return null;
  }
  return found;
}

// The most that a heading's text holds; a sentence that ends, or a label before a colon, is none.
const MOST_LETTERS = 70;

/** @param {string} text */
const headingText = (text) =>
  text.length > 2 &&
  text.length <= MOST_LETTERS &&
  /\p{L}{2}/u.test(text) &&
  !/[.,:;…!]$|:\s/.test(text) &&
  !/[$€£@]|\d{3}|https?:/.test(text) &&
  text.split(' ').length <= 10;

/**
 * The block of running text that comes next, where nothing else stands in between.
 * @param {Element} element
 */
function textAfter(element) {
  const next = element.nextElementSibling;
  if (!next || !/^(?:p|div|ul|ol)$/.test(next.localName) || next.matches('[role]')) return null;
  for (let node = element.nextSibling; node && node !== next; node = node.nextSibling)
    if (node.nodeType === Node.TEXT_NODE && node.data.trim()) return null;
  const prose = next.localName === 'p' ? next : next.querySelector(':scope > p') || next;
  return nyx.dom.hasOwnText(prose) ? prose : null;
}

define({
  selector: 'p, div',
  matches(element) {
    if (element.childElementCount > 3 || element.textContent.length > 3 * MOST_LETTERS || !headingText(fold(element.textContent)))
      return false;
    if (
      !element.nextElementSibling ||
      element.querySelector('p, div, ul, ol, table, br, input, select, textarea, button, a[href], img, svg, h1, h2, h3, h4, h5, h6')
    )
      return false;
    if (element.closest(NO_HEADING) || aria.getExplicitRole(element)) return false;
    const prose = textAfter(element);
    return (
      prose &&
      fold(prose.textContent).length > 1.5 * fold(element.textContent).length &&
      dom.isVisibleOnScreen(element) &&
      isBlock(element) &&
      dom.isVisibleOnScreen(prose)
    );
  },
  evaluate(element) {
    const mine = look(element);
    const prose = /** @type {Element} */ (textAfter(element));
    const style = getComputedStyle(prose);
    if (!mine) return true;
    const larger = mine.size / parseFloat(style.fontSize);
    const bolder = mine.bold && Number(style.fontWeight) < 600;
    this.data({size: Math.round(mine.size), beside: Math.round(parseFloat(style.fontSize)), weight: bolder ? 'bold, ' : ''});
    // The first line of a page's name or a lead is larger too; a heading is mostly both, and has text of its own below.
    if (bolder && larger >= 1.15) return false;
    if (larger >= 1.5 || (bolder && larger >= 0.95)) return undefined;
    return true;
  },
  message: 'it looks like a heading (${data.weight}${data.size} pixels above text of ${data.beside}) and is not one',
  doubt: 'it may be meant as a heading (${data.weight}${data.size} pixels above text of ${data.beside})',
});
