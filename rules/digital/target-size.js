const {dom} = axe.commons;

const SMALLEST = 24;
// Less is the rounding of a layout.
const SLACK = 0.05;
const CELL = 2 * SMALLEST;

const ROLES = [
  'button',
  'checkbox',
  'combobox',
  'link',
  'menuitem',
  'menuitemcheckbox',
  'menuitemradio',
  'option',
  'radio',
  'searchbox',
  'slider',
  'spinbutton',
  'switch',
  'tab',
  'textbox',
  'treeitem',
];

const TARGETS = [
  'a[href]',
  'button',
  'input:not([type=hidden])',
  'select',
  'textarea',
  'summary',
  ...ROLES.map((role) => `[role=${role}][tabindex]`),
].join(', ');

const runs = new WeakMap();

// All targets of a page in one view, measured once; each run of the engine has a tree of its own.
function layout() {
  let found = runs.get(axe._tree);
  if (found) return found;
  found = {boxes: new Map(), cells: new Map(), roomy: new Set(), blocks: new Map()};
  for (const element of nyx.dom.everyElement(document)) {
    if (!element.matches(TARGETS) || !isThere(element)) continue;
    const box = boxOf(element);
    if (!box) continue;
    found.boxes.set(element, box);
    for (const cell of cellsOf(box)) {
      if (!found.cells.has(cell)) found.cells.set(cell, []);
      found.cells.get(cell).push(element);
    }
    if (!isSmall(box) && element.href) found.roomy.add(element.href);
  }
  runs.set(axe._tree, found);
  return found;
}

/** @param {Element} element */
const isThere = (element) =>
  !element.matches(':disabled, [aria-disabled=true]') &&
  !element.closest('svg') &&
  element.checkVisibility({visibilityProperty: true, opacityProperty: true});

/**
 * The largest of a target's lines, or what it holds where that is larger: a picture is higher than its link's line.
 * @param {Element} element
 */
function boxOf(element) {
  let largest = null;
  const held = [...element.querySelectorAll('img, svg, picture, video, canvas, div, span')]
    .slice(0, 8)
    .map((one) => one.getBoundingClientRect());
  for (const box of [...element.getClientRects(), ...held]) {
    if (!largest || box.width * box.height > largest.width * largest.height) largest = box;
  }
  // One point of it is left where a target is hidden from sight and kept for screen readers.
  return largest && largest.width > 1 && largest.height > 1 ? largest : null;
}

/** @param {DOMRect} box */
const isSmall = (box) => box.width < SMALLEST - SLACK || box.height < SMALLEST - SLACK;

/** @param {DOMRect} box */
function* cellsOf(box) {
  for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x++) {
    for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y++) yield `${x} ${y}`;
  }
}

/**
 * A target whose size the line of a sentence decides.
 * @param {Element} element
 * @param {TargetLayout} found
 */
function isInSentence(element, found) {
  if (!getComputedStyle(element).display.startsWith('inline')) return false;
  let block = element.parentElement;
  while (block && getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
  if (!block) return false;
  if (!found.blocks.has(block)) found.blocks.set(block, hasWordsOutside(block));
  return found.blocks.get(block);
}

/** @param {Element} block */
function hasWordsOutside(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
    return node.matches(TARGETS) || !getComputedStyle(/** @type {Element} */ (node)).display.startsWith('inline')
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_SKIP;
  });
  let words = '';
  while (walker.nextNode()) {
    words += walker.currentNode.data;
    if (/[\p{L}\p{N}]{2}/u.test(words)) return true;
  }
  return false;
}

/**
 * The browser's own small box, as nobody changed it.
 * @param {Element} element
 * @param {DOMRect} box
 */
const isOfBrowser = (element, box) =>
  element.matches('input[type=checkbox], input[type=radio]') &&
  ['auto', 'checkbox', 'radio'].includes(getComputedStyle(element).appearance) &&
  Math.abs(box.width - 13) < 1 &&
  Math.abs(box.height - 13) < 1;

/** @param {DOMRect} box */
const middleOf = (box) => ({x: box.left + box.width / 2, y: box.top + box.height / 2});

/**
 * Whether the circle around the middle of a small target touches another target, or that one's circle if it is small.
 * @param {{x: number, y: number}} middle
 * @param {DOMRect} box
 */
function isTooNear(middle, box) {
  const other = middleOf(box);
  if (isSmall(box) && Math.hypot(middle.x - other.x, middle.y - other.y) < SMALLEST - SLACK) return true;
  const x = Math.max(box.left - middle.x, 0, middle.x - box.right);
  const y = Math.max(box.top - middle.y, 0, middle.y - box.bottom);
  return Math.hypot(x, y) < SMALLEST / 2 - SLACK;
}

/**
 * What an element stays in the window with: the page moves below it, so that nothing there is beside it for long.
 * @param {Element} element
 */
function layerOf(element) {
  for (let at = /** @type {Element | null} */ (element); at; at = nyx.dom.flatParentOf(at)) {
    if (getComputedStyle(at).position === 'fixed') return at;
  }
  return null;
}

/**
 * @param {Element} element
 * @param {DOMRect} box
 * @param {TargetLayout} found
 */
function neighbours(element, box, found) {
  const middle = middleOf(box);
  const around = new DOMRect(middle.x - SMALLEST, middle.y - SMALLEST, 2 * SMALLEST, 2 * SMALLEST);
  const near = new Set();
  const layer = layerOf(element);
  for (const cell of cellsOf(around)) {
    for (const other of found.cells.get(cell) || []) {
      if (other === element || other.contains(element) || element.contains(other)) continue;
      if (isTooNear(middle, /** @type {DOMRect} */ (found.boxes.get(other))) && dom.isVisibleOnScreen(other) && layerOf(other) === layer)
        near.add(other);
    }
  }
  return [...near];
}

define({
  selector: TARGETS,
  matches(element) {
    const found = layout();
    const box = found.boxes.get(element);
    return Boolean(box) && dom.isVisibleOnScreen(element) && !isOfBrowser(element, box) && !isInSentence(element, found);
  },
  evaluate(element) {
    const found = layout();
    const box = found.boxes.get(element);
    if (!isSmall(box) || (element.href && found.roomy.has(element.href))) return true;
    const near = neighbours(element, box, found);
    if (!near.length) return true;
    this.data({size: `${Math.round(box.width)} by ${Math.round(box.height)}`});
    // What the tab key does not reach may be reached by other keys, or be no target at all.
    return element.tabIndex < 0 || near.every((other) => other.tabIndex < 0) ? undefined : false;
  },
  message: '${data.size} CSS pixels, and another target is nearer than 24 pixels around its middle',
});
