// Lines of text that a window is too narrow for: those that are read to and fro, and those that its edge cuts off.
const {boxOfText} = nyx.boxes;
const {flatParentOf, textNodesOf} = nyx.dom;
const {fold} = nyx.text;

// Fewer characters may be a label or a heading, not lines to read.
const PROSE = 120;
// In windows: a line that reaches further is no label beside which one may scroll once.
const LONG = 2;
const SLACK = 2;

/** @param {Element} element */
const isRoot = (element) => element === document.body || element === document.documentElement;

/** @param {Element} element */
const isRightToLeft = (element) => getComputedStyle(element).direction === 'rtl';

/**
 * Blocks of prose wider than the window in a box that scrolls sideways by itself, or in a cell of a wide table: each of
 * their lines must be followed to and fro.
 * @param {number} width
 */
function toAndFro(width) {
  /** @type {Map<Element, Element[]>} */
  const blocks = new Map();
  for (const around of nyx.dom.everyElement(document)) {
    if (around.scrollWidth <= width + SLACK || isRoot(around) || !mayHoldWideLines(around)) continue;
    for (const element of [around, ...around.querySelectorAll('*')]) {
      if (textNodesOf(element).length && !nyx.twodimensional.isWithinLiteral(element)) hold(blocks, element);
    }
  }
  const found = [];
  for (const [block, holders] of blocks) {
    const lines = linesOf(holders, width);
    if (lines && lines.right - lines.left > width + SLACK) found.push({element: block, reach: lines.right - lines.left});
  }
  return found;
}

/** @param {Element} element */
const mayHoldWideLines = (element) =>
  (element.localName === 'td' && nyx.twodimensional.tableOf(element) !== null) ||
  (element.scrollWidth > element.clientWidth + SLACK && /auto|scroll/.test(getComputedStyle(element).overflowX));

/**
 * Adds an element that holds text to those of the block whose lines it is part of.
 * @param {Map<Element, Element[]>} blocks
 * @param {Element} element
 */
function hold(blocks, element) {
  const block = blockOf(element);
  const holders = blocks.get(block) || [];
  if (!holders.includes(element)) holders.push(element);
  blocks.set(block, holders);
}

/** @param {Element} element */
function blockOf(element) {
  let at = element;
  for (let up = flatParentOf(at); up && getComputedStyle(at).display === 'inline'; up = flatParentOf(at)) at = up;
  return at;
}

/**
 * The box around two lines of prose or more, or around one so long that it is followed over several windows; null where there
 * are none to read.
 * @param {Element[]} holders
 * @param {number} width
 * @returns {Box | null}
 */
function linesOf(holders, width) {
  const nodes = holders.flatMap(textNodesOf);
  if (fold(nodes.map((node) => node.data).join('')).length < PROSE || !nyx.visibility.isRendered(holders[0])) return null;
  const box = around(nodes);
  const line = parseFloat(getComputedStyle(holders[0]).fontSize) * 1.2;
  if (!box) return null;
  const isLong = box.right - box.left > LONG * width && !nyx.twodimensional.tableOf(holders[0]);
  return isLong || box.bottom - box.top > 1.5 * line ? box : null;
}

/**
 * @param {Text[]} nodes
 * @returns {Box | null}
 */
function around(nodes) {
  const boxes = nodes
    .filter((node) => node.data.trim())
    .map(boxOfText)
    .filter((box) => box.width > 1 && box.height > 1);
  if (!boxes.length) return null;
  return {
    left: Math.min(...boxes.map((box) => box.left)),
    right: Math.max(...boxes.map((box) => box.right)),
    top: Math.min(...boxes.map((box) => box.top)),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
  };
}

/**
 * Texts that begin in the window and run out of it where nobody can scroll to the rest: what is fixed, and all of a page
 * that hides what is wider than it. Each is named by the outermost box that runs out with it.
 * @param {number} width
 * @param {boolean} scrolls whether the page can be scrolled sideways
 */
function cutAtEdge(width, scrolls) {
  const rtl = isRightToLeft(document.documentElement);
  /** @param {Box} box */
  const beyond = (box) => (rtl ? -box.left : box.right - width);
  /** @param {Box} box */
  const begins = (box) => (rtl ? box.right > 0 : box.left < width);
  /** @type {Map<Element, {element: Element, reach: number}>} */
  const found = new Map();
  for (const element of nyx.dom.everyElement(document)) {
    const nodes = textNodesOf(element);
    const box = nodes.length ? element.getBoundingClientRect() : null;
    if (!box || beyond(box) <= SLACK || !begins(box) || !canBeRead(element)) continue;
    const lines = around(nodes);
    const sliver = parseFloat(getComputedStyle(element).fontSize) / 2;
    if (!lines || beyond(lines) <= sliver || !begins(lines) || !isLost(element, scrolls)) continue;
    const named = outermost(element, beyond);
    const reach = Math.max(found.get(named)?.reach || 0, width + beyond(lines));
    found.set(named, {element: named, reach});
  }
  return [...found.values()];
}

/** @param {Element} element */
const canBeRead = (element) =>
  element.checkVisibility({visibilityProperty: true, opacityProperty: true}) &&
  !element.closest('[aria-hidden=true], svg, select, marquee');

/**
 * @param {Element} element
 * @param {boolean} scrolls
 */
function isLost(element, scrolls) {
  for (let at = /** @type {Element | null} */ (element); at && !isRoot(at); at = flatParentOf(at)) {
    const style = getComputedStyle(at);
    // What another box cuts off or scrolls is measured there; what is clipped to a point is for screen readers.
    if (style.overflowX !== 'visible' || style.clipPath !== 'none' || style.clip !== 'auto') return false;
    if (style.position === 'fixed') return true;
  }
  return !scrolls;
}

/**
 * @param {Element} element
 * @param {(box: Box) => number} beyond
 */
function outermost(element, beyond) {
  let at = element;
  for (let up = flatParentOf(at); up && !isRoot(up) && beyond(up.getBoundingClientRect()) > SLACK; up = flatParentOf(up)) at = up;
  return at;
}

nyx.textlines = {toAndFro, cutAtEdge};
