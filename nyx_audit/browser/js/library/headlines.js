// Lines that look like headings: short, alone on their line, above running text that looks plainer.
const {aria, dom} = axe.commons;
const {fold, wordsOf} = nyx.text;

const NO_HEADING =
  'h1, h2, h3, h4, h5, h6, [role=heading], a[href], button, label, legend, summary, li, dt, dd, nav, caption, figcaption, figure, form, blockquote, pre, address, footer, [role=navigation], [role=contentinfo], [role=tab], [role=alert], [role=status], [aria-live], [role=dialog], dialog, [role=list], [role=listitem], [role=img], svg';
const PARTS = 'p, div, ul, ol, table, br, input, select, textarea, button, a[href], img, svg, h1, h2, h3, h4, h5, h6';
const MARKS = 'b, strong, font, big, span, em, i, u';

// The most that a heading's text holds; a sentence that ends, or a label before a colon, is none.
const MOST_LETTERS = 70;
const MOST_PROSE = 400;
// A number in large letters, above what it counts.
const FIGURE = /^\W?\d+(?:[.,]\d+)*[%+]?(?: |$)/;

/** @param {Element} element */
const isBlock = (element) => !/^(?:inline|contents|none|ruby|table-cell)/.test(getComputedStyle(element).display);

/**
 * The weight and size of all letters of an element, or null where they differ.
 * @param {Element} element
 * @returns {LineLook | null}
 */
function lookOf(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let found = null;
  while (walker.nextNode()) {
    if (!walker.currentNode.data.trim()) continue;
    const style = getComputedStyle(/** @type {Element} */ (walker.currentNode.parentElement));
    const one = {bold: Number(style.fontWeight) >= 600, size: parseFloat(style.fontSize), colour: style.color, family: style.fontFamily};
    if (!found) found = one;
    else if (found.bold !== one.bold || Math.abs(found.size - one.size) > 1) return null;
  }
  return found;
}

/** @param {string} text */
const isHeadingText = (text) =>
  text.length > 2 &&
  text.length <= MOST_LETTERS &&
  /\p{L}{2}/u.test(text) &&
  !/[.,:;…!]$|:\s/.test(text) &&
  !/[$€£@]|\d{3}|https?:/.test(text) &&
  !FIGURE.test(text) &&
  text.split(' ').length <= 10;

/**
 * A paragraph for space alone.
 * @param {Element} element
 */
const isBlank = (element) => !element.textContent.trim() && !element.querySelector('img, svg, input, video, iframe');

/**
 * The block of running text that comes next, where nothing else stands in between.
 * @param {Element} element
 */
function blockAfter(element) {
  let next = element.nextElementSibling;
  while (next?.matches('p, br') && isBlank(next)) next = next.nextElementSibling;
  if (!next || !/^(?:p|div|ul|ol)$/.test(next.localName) || next.matches('[role]')) return null;
  for (let node = element.nextSibling; node && node !== next; node = node.nextSibling)
    if (node.nodeType === Node.TEXT_NODE && node.data.trim()) return null;
  const prose = next.localName === 'p' ? next : next.querySelector(':scope > p') || next;
  return nyx.dom.hasOwnText(prose) ? prose : null;
}

/**
 * A block that holds one line, above a block of running text.
 * @param {Element} element
 * @returns {Headline | null}
 */
function blockLine(element) {
  const prose = element.childElementCount <= 3 ? blockAfter(element) : null;
  if (!prose || element.querySelector(PARTS) || element.textContent.length > 3 * MOST_LETTERS) return null;
  const text = fold(element.textContent);
  if (!isHeadingText(text) || element.closest(NO_HEADING) || aria.getExplicitRole(element)) return null;
  const below = fold(prose.textContent.slice(0, MOST_PROSE));
  if (below.length <= 1.5 * text.length || !dom.isVisibleOnScreen(element) || !isBlock(element) || !dom.isVisibleOnScreen(prose))
    return null;
  const look = lookOf(element);
  const style = getComputedStyle(prose);
  return look && {element, text, below, look, beside: {bold: Number(style.fontWeight) >= 600, size: parseFloat(style.fontSize)}};
}

/**
 * The neighbour of a node on its line, past spaces and out of the marks that hold nothing else.
 * @param {Node} node
 * @param {'previousSibling' | 'nextSibling'} way
 * @returns {Node | null}
 */
function neighbour(node, way) {
  for (let at = /** @type {Node} */ (node); ; at = /** @type {Node} */ (at.parentNode)) {
    let next = at[way];
    while (next && (next instanceof Comment || (next.nodeType === Node.TEXT_NODE && !next.data.trim()))) next = next[way];
    if (next || !(at.parentElement && at.parentElement.matches(MARKS))) return next;
  }
}

/** @param {Node | null} node */
const isBreak = (node) => node instanceof Element && (node.localName === 'br' || isBlock(node));

/**
 * The text below a line up to the next mark, within the same block.
 * @param {Node} start
 * @returns {{text: string, of: Element | null}}
 */
function textBelow(start) {
  let text = '';
  let of = null;
  for (let node = neighbour(start, 'nextSibling'); node && text.length < MOST_PROSE; node = node.nextSibling) {
    if (
      node instanceof Element &&
      (isBlock(node) ? node.localName !== 'p' : node.matches(MARKS) && isBreak(neighbour(node, 'nextSibling')))
    )
      break;
    if (!of && node.textContent?.trim()) of = node instanceof Element ? node : node.parentElement;
    text += node.textContent?.slice(0, MOST_PROSE) || '';
  }
  return {text: fold(text), of};
}

/**
 * A marked text that is alone on its line, above running text in the same block.
 * @param {Element} element
 * @returns {Headline | null}
 */
function markedLine(element) {
  const end = neighbour(element, 'nextSibling');
  if (!(end instanceof Element) || end.localName !== 'br' || element.textContent.length > 3 * MOST_LETTERS) return null;
  const start = neighbour(element, 'previousSibling');
  const text = fold(element.textContent);
  if ((start && !isBreak(start)) || !isHeadingText(text) || element.querySelector(PARTS) || element.closest(NO_HEADING)) return null;
  const {text: below, of} = textBelow(end);
  if (!of || below.length <= 1.5 * text.length || !dom.isVisibleOnScreen(element)) return null;
  const look = lookOf(element);
  const style = getComputedStyle(of);
  return look && {element, text, below, look, beside: {bold: Number(style.fontWeight) >= 600, size: parseFloat(style.fontSize)}};
}

/**
 * The lines of a page that may look like headings, in its order.
 * @returns {Headline[]}
 */
function linesOfPage() {
  const marked = [...document.querySelectorAll('b, strong, font, big, span')].filter(
    ({parentElement, textContent}) => !parentElement?.matches(MARKS) || fold(parentElement.textContent) !== fold(textContent),
  );
  return [...[...document.querySelectorAll('p, div')].map(blockLine), ...marked.map(markedLine)].filter((one) => one !== null);
}

// What makes lines of one look headings beyond doubt: several of them, each above text that runs on.
const LEAST_OF_A_KIND = 3;
const LEAST_WORDS = 8;

/**
 * How much larger and whether bolder a line is than what is below it.
 * @param {Headline} line
 */
const standsOut = ({look, beside}) => ({larger: look.size / beside.size, bolder: look.bold && !beside.bold});

/**
 * Lines of tables with data are cells, and those above a quotation may name who said the one before.
 * @param {Headline} line
 */
function isAboveRunningText(line) {
  const {larger, bolder} = standsOut(line);
  const table = /** @type {Element | null} */ (line.element.closest('table'));
  return (
    ((bolder && larger >= 0.95) || larger >= 1.3) &&
    wordsOf(line.below).length >= LEAST_WORDS &&
    !/^["“„«‘]/.test(line.below) &&
    !(table && (table.querySelector('th') || nyx.layouts.holdsData(table)))
  );
}

/** @param {Headline} line */
const kindOf = ({element, look}) => `${element.localName} ${look.size} ${look.bold} ${look.colour} ${look.family}`;

/**
 * Where the last of a kind has nothing below it, each may close what is above.
 * @param {Headline[]} kind
 */
function closesText(kind) {
  const last = kind[kind.length - 1].element;
  const next = [...(last.parentElement?.children || [])].filter((one) => last.compareDocumentPosition(one) & 4).at(-1);
  const look = next && isHeadingText(fold(next.textContent)) && lookOf(next);
  return Boolean(look) && next?.localName === last.localName && JSON.stringify(look) === JSON.stringify(kind[0].look);
}

/**
 * Names of speakers come again and again; headings say each something else.
 * @param {Headline[]} kind
 */
function areDistinct(kind) {
  const texts = new Set(kind.map(({text}) => text)).size;
  return texts >= LEAST_OF_A_KIND && texts >= 0.8 * kind.length;
}

/** @type {{body: Element | null, size: number, lines: Map<Element, Headline>, sure: Set<Element>}} */
let known = {body: null, size: 0, lines: new Map(), sure: new Set()};

function study() {
  const size = document.getElementsByTagName('*').length;
  if (known.body === document.body && known.size === size) return known;
  const lines = linesOfPage();
  const kinds = [...Map.groupBy(lines.filter(isAboveRunningText), kindOf).values()];
  const sure = kinds.filter((kind) => areDistinct(kind) && !closesText(kind)).flat();
  known = {
    body: document.body,
    size,
    lines: new Map(lines.map((line) => [line.element, line])),
    sure: new Set(sure.map(({element}) => element)),
  };
  return known;
}

/**
 * The line that an element is, if it may look like a heading.
 * @param {Element} element
 */
const lineOf = (element) => study().lines.get(element);

/**
 * Whether a line is a heading by its look beyond doubt: one of three of a kind and more, that each say something else.
 * @param {Element} element
 */
const isSurelyHeading = (element) => study().sure.has(element);

nyx.headlines = {lineOf, standsOut, isSurelyHeading};
