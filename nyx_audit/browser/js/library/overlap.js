// Texts that lie over each other in a narrow window, or as people set them by themselves, and did not before.
const {keyOf} = nyx.elements;
const {flatParentOf, textNodesOf} = nyx.dom;
const {fold} = nyx.text;

const LEFT_OUT = 'svg, select, option, ruby, noscript, script, style, title, template, [aria-hidden=true], [inert]';
// More would only be the same defect again; a page of more lines is looked at as far as this.
const MOST = 20;
const MOST_LINES = 5000;

// By the function of `settings.js`.
/** @type {Record<string, string>} */
const HOW = {space: 'spaced', enlarge: 'enlarged'};

/** @type {Set<string> | null} */
let before = null;
/** @type {OverlappedText[]} */
let otherwise = [];

/** Keeps what overlaps in the desktop window as it stands. */
function begin() {
  before = new Set(pairs().map(nameOf));
  otherwise = [];
  return 0;
}

/**
 * Keeps what overlaps as the texts are set now, where that was noted of them as they stand.
 * @param {string} setting
 */
function note(setting) {
  if (before) otherwise.push(...added(HOW[setting]));
  return 0;
}

/** In the narrow window, later. */
const measure = () => JSON.stringify({key: keyOf(document.documentElement), out: [...otherwise, ...added('narrow')]});

/**
 * @param {string} how
 * @returns {OverlappedText[]}
 */
function added(how) {
  /** @type {Map<Element, OverlappedText>} */
  const found = new Map();
  for (const pair of pairs()) {
    if (found.size >= MOST) break;
    if (before?.has(nameOf(pair)) || found.has(pair.one.element) || !isSeen(pair)) continue;
    found.set(pair.one.element, {key: keyOf(pair.one.element), other: fold(pair.other.element.textContent, 80), how});
  }
  return [...found.values()];
}

/** @param {TextPair} pair */
const nameOf = ({one, other}) => `${keyOf(one.element)} ${keyOf(other.element)}`;

/** @returns {TextPair[]} */
function pairs() {
  const lines = linesOfText().sort((one, other) => one.box.top - other.box.top);
  const found = [];
  /** @type {TextLine[]} */
  let open = [];
  for (const line of lines) {
    open = open.filter((one) => one.box.bottom > line.box.top);
    for (const one of open) if (overlaps(one, line)) found.push(asWritten(one, line));
    open.push(line);
  }
  return found;
}

/**
 * What runs out of its box is written first, most often.
 * @param {TextLine} one
 * @param {TextLine} other
 * @returns {TextPair}
 */
const asWritten = (one, other) =>
  one.element.compareDocumentPosition(other.element) & Node.DOCUMENT_POSITION_PRECEDING ? {one: other, other: one} : {one, other};

/** @returns {TextLine[]} */
function linesOfText() {
  const found = [];
  const range = document.createRange();
  for (const element of nyx.dom.everyElement(document.body)) {
    const nodes = textNodesOf(element).filter((node) => /[\p{L}\p{N}].*[\p{L}\p{N}]/su.test(node.data));
    if (!nodes.length || element.matches(LEFT_OUT)) continue;
    for (const node of nodes) {
      range.selectNodeContents(node);
      // Of a component, its own text is drawn where its shadow tree has a place for it.
      const drawn = node.assignedSlot || element;
      for (const box of range.getClientRects()) if (box.width > 6 && box.height > 6) found.push({element, drawn, box});
      if (found.length > MOST_LINES) return found;
    }
  }
  return found;
}

/**
 * Whether neither can be read where they meet: over half of a line's height, and a letter or more.
 * @param {TextLine} one
 * @param {TextLine} other
 */
function overlaps(one, other) {
  if (one.element === other.element) return false;
  const {across, down} = shared(one.box, other.box);
  const height = Math.min(one.box.height, other.box.height);
  return across > height * 0.5 && down > height * 0.5;
}

/**
 * @param {Box} one
 * @param {Box} other
 */
const shared = (one, other) => ({
  across: Math.min(one.right, other.right) - Math.max(one.left, other.left),
  down: Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top),
});

/**
 * Whether both are drawn where they meet, and lie still there.
 * @param {TextPair} pair
 */
function isSeen({one, other}) {
  if (fold(one.element.textContent) === fold(other.element.textContent)) return false;
  if (one.element.contains(other.element) || other.element.contains(one.element)) return false;
  const place = {
    left: Math.max(one.box.left, other.box.left),
    right: Math.min(one.box.right, other.box.right),
    top: Math.max(one.box.top, other.box.top),
    bottom: Math.min(one.box.bottom, other.box.bottom),
  };
  return [one, other].every((line) => !line.element.closest(LEFT_OUT) && isDrawnAt(line.drawn, place));
}

/**
 * @param {Element} element
 * @param {Box} place
 */
function isDrawnAt(element, place) {
  const parent = element.localName === 'slot' ? flatParentOf(element) : element;
  // What the browser has not laid out yet (content-visibility) stands where it was guessed to be.
  if (!parent?.checkVisibility({visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true})) return false;
  for (let at = /** @type {Element | null} */ (element); at && at !== document.documentElement; at = flatParentOf(at)) {
    const style = getComputedStyle(at);
    // What stays in the window has the page move under it; what is turned has a box larger than itself.
    if (/fixed|sticky/.test(style.position) || style.clip !== 'auto' || style.clipPath !== 'none' || isTurned(style)) return false;
    if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
    const {across, down} = shared(at.getBoundingClientRect(), place);
    if (at !== document.body && (across < 4 || down < 4)) return false;
  }
  return true;
}

/** @param {CSSStyleDeclaration} style */
const isTurned = (style) => style.transform !== 'none' && new DOMMatrix(style.transform).b !== 0;

nyx.overlap = {begin, note, measure};
