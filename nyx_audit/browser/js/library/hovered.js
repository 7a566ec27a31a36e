// What appears while a pointer or the focus is on an element: on what that is tried, what came to be seen, what it covers, and
// which way leads a pointer onto it.

const {isSeen} = nyx.visibility;
const {fold} = nyx.text;
const {comes, pause} = nyx.waits;

const MOST_TRIGGERS = 8;
const EACH = 2;
const MOST_ELEMENTS = 20000;
// What holds more elements than this, or fills more of the window, hears the pointer on behalf of those within.
const CONTAINER = 40;
const LARGEST = 1 / 3;
const STEP_MS = 25;
// Where nothing at all moved by then, nothing will; what is on its way is waited for.
const IDLE_MS = 130;
const SHOWS_MS = 500;
const SETTLES_MS = 120;
const LEAST_OVERLAP = 4;
const INSET = 2;
const LONGEST = 80;
const DESCRIBED = '[title], [aria-describedby], [aria-haspopup]:not([aria-haspopup=false]), abbr, dfn';
// What these say, they say for as long as it holds; a dialog takes the focus.
const NOT_OURS =
  '[role=alert], [role=status], [role=log], [aria-live=assertive], [aria-live=polite], [role=progressbar], progress, [aria-modal=true], dialog:modal';
const CONTENT = 'img, svg, input, select, textarea, button, video, canvas, iframe';
const CLOSES = 'button, [role=button], a[href^="#"]';
const CLOSE_WORDS = /^(?:[×✕✖x]|.{0,20}\b(?:close|dismiss|hide|cerrar|fermer|schlie[ßs]+en|chiudi|zamknij)\b.{0,30})$/i;

/** @type {Set<Element>} */
let before = new Set();
/** @type {Element[]} */
let parts = [];
let moved = false;
const observer = new MutationObserver(() => {
  moved = true;
});

/**
 * The elements on which something may appear: those of which style sheets say so, those that listen (`heard`), and, where
 * a part of the page hears all that is in it, those that have more to say than what is seen.
 * @param {number[]} heard
 * @param {boolean} everywhere
 */
function triggers(heard, everywhere) {
  const own = heard.map(nyx.elements.elementOf);
  const found = new Set(nyx.hovers.triggers());
  for (const element of own) if (!isContainer(element)) found.add(element);
  if (everywhere || own.some(isContainer)) for (const element of describing()) found.add(element);
  const isOfFew = nyx.focus.few(EACH);
  const chosen = [];
  for (const element of found) {
    if (chosen.length >= MOST_TRIGGERS) break;
    if (!canShow(element) || !isOfFew(nyx.focus.kindOf(element))) continue;
    chosen.push({number: nyx.elements.numberOf(element), focusable: nyx.widgets.takesTab(element)});
  }
  return JSON.stringify(chosen);
}

/** @param {Element} element */
const isContainer = (element) => isLarge(element) || element.querySelectorAll('*').length > CONTAINER;

/** @param {Element} element */
function isLarge(element) {
  const box = element.getBoundingClientRect();
  return element === document.body || box.width * box.height > innerWidth * innerHeight * LARGEST;
}

function* describing() {
  let count = 0;
  for (const element of nyx.dom.everyElement(document.body)) {
    if (count++ > MOST_ELEMENTS) return;
    if (
      element.matches(DESCRIBED) ||
      [...element.attributes].some((one) => one.name.startsWith('data-') && /\p{L}\s+\p{L}/u.test(one.value))
    )
      yield element;
  }
}

/** @param {Element} element */
function canShow(element) {
  if (!element.isConnected || element === document.documentElement || element.localName === 'iframe') return false;
  return nyx.widgets.canBeUsed(element) && !isLarge(element);
}

/**
 * Seen, and not beyond the page's edges, where scripts keep what is to come.
 * @param {Element} element
 */
function isOnPage(element) {
  if (!isSeen(element)) return false;
  const box = element.getBoundingClientRect();
  return box.right > 0 && box.bottom + scrollY > 0;
}

/** Keeps what is seen while nothing is pointed at. */
function begin() {
  before = nyx.visibility.seenNow(isOnPage);
  parts = [];
}

/** Notes from here on whether anything moves. */
function watch() {
  moved = false;
  observer.observe(document, {subtree: true, childList: true, attributes: true});
}

/**
 * What came to be seen, soon after pointer or focus came to an element: null where nothing did.
 * @param {number} number
 */
async function look(number) {
  const trigger = nyx.elements.elementOf(number);
  const start = performance.now();
  parts = newParts(trigger);
  while (!parts.length && performance.now() - start < (moved ? SHOWS_MS : IDLE_MS)) {
    await pause(STEP_MS);
    parts = newParts(trigger);
  }
  observer.disconnect();
  if (!parts.length) return 'null';
  await pause(SETTLES_MS);
  parts = newParts(trigger);
  const part = parts[0];
  if (!part) return 'null';
  const text = fold(part.innerText, LONGEST);
  return JSON.stringify({
    text,
    error: nyx.messages.speaksOfError(text),
    closes: [...part.querySelectorAll(CLOSES)].some((one) => CLOSE_WORDS.test(nyx.names.wordsOn(one))),
    covers: parts.map((one) => coveredBy(one)).find(Boolean) || '',
    inside: isInside(part.getBoundingClientRect(), trigger.getBoundingClientRect()),
    ...wayTo(trigger, part),
  });
}

/**
 * The uppermost elements with words that are seen now and were not before.
 * @param {Element} trigger
 */
function newParts(trigger) {
  const fresh = new Set([...nyx.visibility.seenNow(isOnPage)].filter((element) => !before.has(element)));
  return [...fresh].filter((element) => {
    if (element === trigger || element.contains(trigger) || !/\p{L}{2}/u.test(element.textContent || '')) return false;
    if (nyx.dom.closestDrawn(element, NOT_OURS)) return false;
    for (let at = nyx.dom.flatParentOf(element); at; at = nyx.dom.flatParentOf(at)) if (fresh.has(at)) return false;
    return true;
  });
}

/**
 * Whether all that came is gone again, at once or soon.
 * @param {number} milliseconds
 */
async function isGone(milliseconds) {
  return await comes(() => !parts.some((part) => part.isConnected && isOnPage(part)), milliseconds);
}

/** The milliseconds until what moves on the parts has come to its end. */
function restOfAnimations() {
  const rests = parts
    .flatMap((part) => part.getAnimations({subtree: true}))
    .map((one) => Number(one.effect?.getComputedTiming().endTime ?? 0) - Number(one.currentTime ?? 0))
    .filter(Number.isFinite);
  return Math.max(0, ...rests);
}

/**
 * The words, or the kind of content, that a part lies over; empty where it makes room for itself or covers nothing.
 * @param {Element} part
 */
function coveredBy(part) {
  if (!isLifted(part)) return '';
  const box = part.getBoundingClientRect();
  for (const element of before) {
    if (!element.isConnected || part.contains(element) || !isSeen(element)) continue;
    const boxes = element.matches(CONTENT) ? [element.getBoundingClientRect()] : nyx.dom.hasOwnText(element) ? textBoxes(element) : [];
    if (boxes.some((one) => isOver(part, box, one))) return fold(element.textContent, LONGEST) || element.localName;
  }
  return '';
}

/**
 * Whether a part lies over the page, and does not push the rest of it away.
 * @param {Element} part
 */
function isLifted(part) {
  for (let at = /** @type {Element | null} */ (part); at && !before.has(at); at = nyx.dom.flatParentOf(at))
    if (/^(?:absolute|fixed)$/.test(getComputedStyle(at).position)) return true;
  const around = nyx.dom.flatParentOf(part);
  return around !== null && around !== document.body && /^(?:absolute|fixed)$/.test(getComputedStyle(around).position);
}

/** @param {Element} element */
function textBoxes(element) {
  return nyx.dom.textNodesOf(element).flatMap((node) => {
    if (!node.data.trim()) return [];
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()];
  });
}

/**
 * Whether a part covers a piece of the page, as far as the window shows.
 * @param {Element} part
 * @param {DOMRect} box
 * @param {DOMRect} other
 */
function isOver(part, box, other) {
  const left = Math.max(box.left, other.left, 0);
  const right = Math.min(box.right, other.right, innerWidth);
  const top = Math.max(box.top, other.top, 0);
  const bottom = Math.min(box.bottom, other.bottom, innerHeight);
  if (right - left < LEAST_OVERLAP || bottom - top < LEAST_OVERLAP) return false;
  if (getComputedStyle(part).pointerEvents === 'none') return true;
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return hit !== null && nyx.dom.isAround(part, hit);
}

/**
 * @param {DOMRect} inner
 * @param {DOMRect} outer
 */
const isInside = (inner, outer) =>
  inner.left >= outer.left - 1 && inner.right <= outer.right + 1 && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;

/**
 * The shortest way from an element onto a part: where the pointer leaves the one and enters the other, how far that is, and
 * the middle of what the window shows of the part; no way where it shows nothing.
 * @param {Element} trigger
 * @param {Element} part
 */
function wayTo(trigger, part) {
  const from = inWindow(trigger.getBoundingClientRect());
  const to = inWindow(part.getBoundingClientRect());
  if (to.right - to.left < 2 * INSET + 1 || to.bottom - to.top < 2 * INSET + 1) return {way: [], gap: 0};
  const middle = [(to.left + to.right) / 2, (to.top + to.bottom) / 2];
  const leaving = within(from, middle);
  const entering = within(to, leaving);
  return {way: [within(from, entering), entering, middle], gap: Math.hypot(entering[0] - leaving[0], entering[1] - leaving[1])};
}

/** @param {DOMRect} box */
const inWindow = (box) => ({
  left: Math.max(box.left, 0),
  right: Math.min(box.right, innerWidth),
  top: Math.max(box.top, 0),
  bottom: Math.min(box.bottom, innerHeight),
});

/**
 * The point of a box that is nearest to another.
 * @param {Box} box
 * @param {number[]} point
 */
const within = (box, [x, y]) => [
  Math.min(Math.max(x, box.left + INSET), box.right - INSET),
  Math.min(Math.max(y, box.top + INSET), box.bottom - INSET),
];

nyx.hovered = {triggers, begin, watch, look, isGone, restOfAnimations};
