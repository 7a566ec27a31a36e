// Slides that take each other's place by themselves, and what could stop them.
const {hasButtonNear, hasStop, isProgress} = nyx.animations;
const {fold} = nyx.text;

const MOST = 6;
const MOST_SLIDES = 40;
const LEAST_WIDTH = 160;
const LEAST_HEIGHT = 20;
const WORDS = 200;
// What only people open: one of its parts is shown as long as they leave it.
const OPENED = '[role=tablist], [role=tabpanel], [role=menu], [role=dialog], [aria-modal], details, select, nav, svg, table';

/** @type {Map<Element, {slide: string, turns: number[]}>} */
const log = new Map();
let started = 0;

/** Begins to watch what looks like slides, and returns of how many that can be said. */
function begin() {
  log.clear();
  started = performance.now();
  for (const element of nyx.dom.everyElement(document.body)) {
    if (log.size >= MOST) break;
    if (element.childElementCount > 1 && isOfSlides(element)) log.set(element, {slide: slideOf(element), turns: []});
  }
  return log.size;
}

/**
 * Whether an element's children are slides: of one kind, in a row of which a part can be seen, or one of them in place of all.
 * @param {Element} element
 */
function isOfSlides(element) {
  const slides = [...element.children].slice(0, MOST_SLIDES).filter((one) => one.localName === element.children[0].localName);
  if (slides.length < 2 || slides.length < element.childElementCount / 2 || element === document.body || element.closest(OPENED))
    return false;
  const clip = clipOf(element);
  const seen = slides.filter((slide) => areaIn(slide, clip) > 0);
  const waiting = slides.filter((slide) => !seen.includes(slide));
  if (!seen.length || !waiting.length || !seen.every(isLarge) || !slides.every(holdsSomething)) return false;
  return areInRow(seen[0], waiting) || (seen.length === 1 && waiting.every((slide) => isAway(slide) && isOfKind(slide, seen[0])));
}

/**
 * Whether what waits lies beyond the frame, as wide as what is seen.
 * @param {Element} shown
 * @param {Element[]} waiting
 */
function areInRow(shown, waiting) {
  const {width} = shown.getBoundingClientRect();
  return waiting.every((slide) => slide.checkVisibility() && Math.abs(slide.getBoundingClientRect().width - width) < 2);
}

/** @param {Element} slide */
const isAway = (slide) => !slide.checkVisibility({visibilityProperty: true, opacityProperty: true});

/**
 * Whether two elements have a class in common, or neither has one of its own: a page and the dialogs that wait beside it do not.
 * @param {Element} one
 * @param {Element} other
 */
const isOfKind = (one, other) =>
  [...one.classList].some((name) => other.classList.contains(name)) || !one.classList.length || !other.classList.length;

/** @param {Element} slide */
function isLarge(slide) {
  const box = slide.getBoundingClientRect();
  return box.width >= LEAST_WIDTH && box.height >= LEAST_HEIGHT;
}

/** @param {Element} slide */
const holdsSomething = (slide) => /\p{L}/u.test(fold(slide.textContent, WORDS)) || slide.matches('img, :has(img, picture, svg, video)');

/**
 * The box beyond which an element's children are not drawn.
 * @param {Element} element
 */
function clipOf(element) {
  const clip = {left: 0, right: innerWidth, top: -Infinity, bottom: Infinity};
  for (let at = /** @type {Element | null} */ (element); at && at !== document.body; at = nyx.dom.flatParentOf(at)) {
    if (getComputedStyle(at).overflowX === 'visible') continue;
    const box = at.getBoundingClientRect();
    clip.left = Math.max(clip.left, box.left);
    clip.right = Math.min(clip.right, box.right);
    clip.top = Math.max(clip.top, box.top);
    clip.bottom = Math.min(clip.bottom, box.bottom);
  }
  return clip;
}

/**
 * How much of a slide can be seen in a box: next to nothing is nothing.
 * @param {Element} slide
 * @param {Box} clip
 */
function areaIn(slide, clip) {
  if (!slide.checkVisibility({visibilityProperty: true, opacityProperty: true})) return 0;
  const box = slide.getBoundingClientRect();
  const across = Math.min(box.right, clip.right) - Math.max(box.left, clip.left);
  const down = Math.min(box.bottom, clip.bottom) - Math.max(box.top, clip.top);
  return across > box.width / 4 && down > box.height / 4 ? across * down * Number(getComputedStyle(slide).opacity) : 0;
}

/**
 * Which slide can be seen: the first of those that can be seen best, with what stands in it.
 * @param {Element} element
 */
function slideOf(element) {
  const clip = clipOf(element);
  let best = null;
  let most = 0;
  for (const slide of [...element.children].slice(0, MOST_SLIDES)) {
    const area = areaIn(slide, clip);
    if (area > most * 1.01) [best, most] = [slide, area];
  }
  return best ? `${fold(best.textContent, WORDS)} ${best.querySelector('img')?.currentSrc ?? nyx.elements.keyOf(best)}` : '';
}

/** What turned by now, and when, in milliseconds since it was first looked at. */
function seen() {
  const now = performance.now();
  for (const [element, entry] of log) {
    const slide = element.isConnected ? slideOf(element) : '';
    if (!slide || slide === entry.slide) continue;
    entry.slide = slide;
    entry.turns.push(now - started);
  }
  const turned = [...log].filter(([element, {turns}]) => turns.length && !isProgress(element));
  return turned.map(([element, {turns}]) => ({
    key: nyx.elements.keyOf(element),
    turns,
    stops: hasStop(),
    near: hasButtonNear(element),
  }));
}

nyx.turning = {begin, seen};
