// What people can bring into view. axe-core's own notion gives way to it, in its checks, too (`browser/onscreen.py`): axe takes
// all that lies outside of a box that hides what overflows it for hidden, whether or not a box between them scrolls.
const {flatParentOf} = nyx.dom;

/** @typedef {{element: Element, outer: Cutter | null}} Cutter what cuts a box off or scrolls it, and what does so around that */
/** @typedef {'shows' | 'cuts' | 'scrolls'} Overflow */
/** @typedef {{position: string, display: string, x: Overflow, y: Overflow, back: {x: boolean, y: boolean}, away: boolean}} Facts */

// In a list that opens, these have no box that scripts could ask for.
const WITHOUT_BOX = 'option, optgroup';
const CLIP = /rect\((-?[\d.]+)px,? (-?[\d.]+)px,? (-?[\d.]+)px,? (-?[\d.]+)px\)/;

/** @type {Map<Element, Facts>} */
const facts = new Map();
/** @type {Map<Element, Cutter | null>} */
const cutters = new Map();
/** @type {Map<Element, boolean>} */
const answers = new Map();
/** @type {Map<Element, DOMRect>} */
const frames = new Map();
// axe-core clears what it remembers behind each run, when the page may change.
axe._memoizedFns.push({clear: () => [facts, cutters, answers, frames].forEach((known) => known.clear())});

/**
 * @template T
 * @param {Map<Element, T>} known
 * @param {Element} element
 * @param {(element: Element) => T} find
 */
function remembered(known, element, find) {
  const before = known.get(element);
  if (before !== undefined) return before;
  const found = find(element);
  known.set(element, found);
  return found;
}

/**
 * Whether an element can be seen, or be brought into view by those who scroll.
 * @param {Element} element
 */
const isOnScreen = (element) => remembered(answers, element, decide);

/**
 * @param {Element} element
 * @returns {boolean}
 */
function decide(element) {
  if (element.localName === 'area') return isAreaOnScreen(element);
  if (!element.isConnected) return false;
  if (!element.checkVisibility({visibilityProperty: true, opacityProperty: true})) {
    const parent = flatParentOf(element);
    const isBoxless = element.matches(WITHOUT_BOX) || getComputedStyle(element).display === 'contents';
    return isBoxless && parent !== null && getComputedStyle(element).visibility === 'visible' && isOnScreen(parent);
  }
  return !isAway(element) && isReachable(element);
}

/** @param {Element} area */
function isAreaOnScreen(area) {
  const name = area.closest('map')?.getAttribute('name');
  const pictures = name ? [...document.querySelectorAll(`img[usemap="#${CSS.escape(name)}"]`)] : [];
  return pictures.length > 0 && pictures.every(isOnScreen);
}

/** @param {Element} element */
const factsOf = (element) => remembered(facts, element, readFacts);

/**
 * @param {Element} element
 * @returns {Facts}
 */
function readFacts(element) {
  const style = getComputedStyle(element);
  const {position, display, overflowX, overflowY} = style;
  const boxed = !/^(?:inline|contents|none)$/.test(display) && element !== document.documentElement;
  const scrolls = boxed && !isOfWindow(element);
  /** @param {string} value @returns {Overflow} */
  const overflow = (value) =>
    !boxed || value === 'visible' ? 'shows' : /auto|scroll/.test(value) ? (scrolls ? 'scrolls' : 'shows') : 'cuts';
  return {
    position,
    display,
    x: overflow(overflowX),
    y: overflow(overflowY),
    back: {x: style.direction === 'rtl' || style.flexDirection === 'row-reverse', y: style.flexDirection === 'column-reverse'},
    away: style.contentVisibility === 'hidden' || isClippedToNothing(style),
  };
}

/**
 * Whether the overflow of an element is that of the window: the body's, where the root says nothing.
 * @param {Element} element
 */
const isOfWindow = (element) =>
  element === document.body && /^visible(?: visible)?$/.test(getComputedStyle(document.documentElement).overflow);

/** @param {CSSStyleDeclaration} style */
function isClippedToNothing(style) {
  const clip = /absolute|fixed/.test(style.position) ? CLIP.exec(style.clip) : null;
  if (clip) {
    const [top, right, bottom, left] = clip.slice(1).map(Number);
    if (bottom - top <= 0 && right - left <= 0) return true;
  }
  const inset = /^inset\(([\d.]+)%/.exec(style.clipPath);
  return inset ? Number(inset[1]) >= 50 : /^circle\(0(?:px|%)? /.test(style.clipPath) || style.clipPath === 'circle(0px)';
}

/**
 * Whether an element or one around it leaves nothing of itself to see.
 * @param {Element} element
 */
function isAway(element) {
  for (let at = /** @type {Element | null} */ (element); at; at = flatParentOf(at)) if (factsOf(at).away) return true;
  return false;
}

/**
 * Whether what cuts off and what scrolls around an element lets it come into view, and the page does.
 * @param {Element} element
 */
function isReachable(element) {
  const own = frameOf(element);
  const {x, y} = factsOf(element);
  // Nothing of what stands in it is left to see.
  if ((x !== 'shows' || y !== 'shows') && (own.width < 2 || own.height < 2)) return false;
  let box = /** @type {Box | null} */ (own);
  for (let cutter = cutterOf(element); cutter && box; cutter = cutter.outer) box = throughCutter(cutter.element, box);
  return box !== null && !isOutside(element, box);
}

/**
 * What is nearest around an element that cuts it off or scrolls it: nothing of what its position takes it out of.
 * @param {Element} element
 * @returns {Cutter | null}
 */
const cutterOf = (element) => remembered(cutters, element, findCutter);

/**
 * @param {Element} element
 * @returns {Cutter | null}
 */
function findCutter(element) {
  const {position} = factsOf(element);
  let at = flatParentOf(element);
  if (position === 'fixed') while (at && !holdsFixed(at)) at = flatParentOf(at);
  if (position === 'absolute') while (at && factsOf(at).position === 'static' && !holdsFixed(at)) at = flatParentOf(at);
  if (!at) return null;
  const {x, y} = factsOf(at);
  return x === 'shows' && y === 'shows' ? cutterOf(at) : {element: at, outer: cutterOf(at)};
}

/** @param {Element} element */
function holdsFixed(element) {
  const {transform, filter, perspective, contain} = getComputedStyle(element);
  return transform !== 'none' || filter !== 'none' || perspective !== 'none' || /paint|layout|strict|content/.test(contain);
}

/** @param {Element} element */
const frameOf = (element) => remembered(frames, element, (one) => one.getBoundingClientRect());

/**
 * Where a box can come to be seen through what cuts it off or scrolls it; null for nowhere.
 * @param {Element} cutter
 * @param {Box} box
 * @returns {Box | null}
 */
function throughCutter(cutter, box) {
  const frame = frameOf(cutter);
  if (frame.width < 2 || frame.height < 2) return null;
  const {x, y, back} = factsOf(cutter);
  const across = along(x, [frame.left, frame.right], [box.left, box.right], () =>
    extent(frame.left, frame.right, cutter.scrollLeft, cutter.scrollWidth, back.x),
  );
  const down = along(y, [frame.top, frame.bottom], [box.top, box.bottom], () =>
    extent(frame.top, frame.bottom, cutter.scrollTop, cutter.scrollHeight, back.y),
  );
  return across && down && {left: across[0], right: across[1], top: down[0], bottom: down[1]};
}

/**
 * @param {Overflow} overflow
 * @param {[number, number]} frame
 * @param {[number, number]} box
 * @param {() => [number, number]} scrolled what scrolling brings into the frame
 * @returns {[number, number] | null}
 */
function along(overflow, frame, box, scrolled) {
  if (overflow === 'shows') return box;
  if (overflow === 'scrolls') return overlap(scrolled(), box) ? frame : null;
  return overlap(frame, box) ? [Math.max(frame[0], box[0]), Math.min(frame[1], box[1])] : null;
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} scrolled
 * @param {number} size
 * @param {boolean} backwards whether it begins at the end
 * @returns {[number, number]}
 */
const extent = (from, to, scrolled, size, backwards) =>
  backwards ? [to - scrolled - size, to - scrolled] : [from - scrolled, from - scrolled + size];

// Less than a point is the rounding of a layout.
/**
 * @param {[number, number]} one
 * @param {[number, number]} other
 */
const overlap = (one, other) => Math.trunc(one[0]) < Math.trunc(other[1]) && Math.trunc(other[0]) < Math.trunc(one[1]);

/**
 * Whether a box lies where the page itself does not scroll to.
 * @param {Element} element
 * @param {Box} box
 */
function isOutside(element, {left, right, top, bottom}) {
  const root = document.documentElement;
  const fixed = isFixed(element);
  const [x, y] = fixed ? [0, 0] : [scrollX, scrollY];
  const backwards = getComputedStyle(document.body || root).direction === 'rtl';
  const [start, end, above, below] = [left + x, right + x, top + y, bottom + y];
  if ((above === 0 && below === 0) || (start === 0 && end === 0)) return false;
  if (below <= 0 || (fixed && above >= innerHeight)) return true;
  if ((fixed || backwards) && start >= Math.max(root.scrollWidth, innerWidth)) return true;
  return (fixed || !backwards) && end <= 0;
}

/**
 * Whether an element stays in the window while the page moves.
 * @param {Element} element
 */
function isFixed(element) {
  for (let at = /** @type {Element | null} */ (element); at; at = flatParentOf(at)) if (factsOf(at).position === 'fixed') return true;
  return false;
}

/**
 * The part of an element's box that is drawn as things stand, beside another element: null where what cuts off or scrolls the
 * one, and not the other, leaves nothing of it.
 * @param {Element} element
 * @param {Box} box
 * @param {Element} other
 * @returns {Box | null}
 */
function drawnBeside(element, box, other) {
  const shared = new Set();
  for (let cutter = cutterOf(other); cutter; cutter = cutter.outer) shared.add(cutter.element);
  let {left, right, top, bottom} = box;
  for (let cutter = cutterOf(element); cutter && !shared.has(cutter.element); cutter = cutter.outer) {
    const {x, y} = factsOf(cutter.element);
    const frame = frameOf(cutter.element);
    if (x !== 'shows') [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
    if (y !== 'shows') [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
    if (left >= right || top >= bottom) return null;
  }
  return {left, right, top, bottom};
}

nyx.onscreen = {isOnScreen, isFixed, drawnBeside};
