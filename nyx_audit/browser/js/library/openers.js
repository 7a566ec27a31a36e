// What opens something on the page: buttons with a state, menus, tabs, boxes to choose from. What comes to be seen when one
// is used is told from what could be seen before, so that nothing hangs on how it is tied to its opener.

const {isSeen} = nyx.visibility;
const {dialogIn, isModal, isOver} = nyx.overlays;
const {comes} = nyx.waits;

const OPENERS = [
  ...['[aria-expanded]', '[aria-haspopup]:not([aria-haspopup=false])', '[role~=tab]', '[role~=combobox]'],
  ...['[popovertarget]', '[commandfor]', 'button[aria-controls]', 'summary', '[data-toggle]', '[data-bs-toggle]'],
].join(', ');
const MOST_OPENERS = 24;
const EACH = 2;
const USED =
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [role=menuitem], [role=option], [role=treeitem]';

/** What was seen before the last opener was used.
 * @type {Set<Element>} */
let before = new Set();
/** @type {Element[]} */
let opened = [];
/** @type {Element[]} */
let closed = [];
/** @type {WeakSet<Element>} */
const everOpened = new WeakSet();
/** @type {Set<string>} */
const kindsOpened = new Set();

/**
 * The openers of the page, in its order: a few of each kind, without those that do what lasts. Behind them come `plain` ones,
 * which may open what lies over the page.
 */
function list() {
  const marked = markedOpeners();
  const plain = nyx.overlays.plainOpeners().filter((element) => !marked.includes(element) && !acts(element));
  return JSON.stringify([...marked.map((element) => opener(element, false)), ...plain.map((element) => opener(element, true))]);
}

/** @param {Element} element */
const acts = (element) => nyx.deeds.acts([nyx.names.wordsOn(element)], element);

/**
 * @param {Element} element
 * @param {boolean} plain
 */
const opener = (element, plain) => ({
  number: nyx.elements.numberOf(element),
  role: nyx.widgets.roleOf(element) || element.localName,
  name: nyx.names.wordsOn(element).slice(0, 80),
  focusable: nyx.widgets.takesTab(element) || element.tabIndex === -1,
  plain,
});

function markedOpeners() {
  const isOfFew = nyx.focus.few(EACH);
  const found = [];
  for (const element of nyx.dom.everyElement(document)) {
    if (found.length >= MOST_OPENERS) break;
    if (!element.matches(OPENERS) || !nyx.widgets.canBeUsed(element) || element.closest('[aria-hidden=true]')) continue;
    if (element.matches('[role~=tab][aria-selected=true]') || element.matches('a[href]:not([href^="#"], [role], [aria-expanded])'))
      continue;
    if (acts(element)) continue;
    if (isOfFew(nyx.focus.kindOf(element) + nyx.widgets.roleOf(element))) found.push(element);
  }
  return found;
}

/** @param {number} number */
function begin(number) {
  before = nyx.visibility.seenNow(isSeen);
  nyx.caused.begin();
  return stateOf(nyx.elements.elementOf(number));
}

/**
 * The state that an element tells, with its name; empty where it tells none.
 * @param {Element} element
 */
function stateOf(element) {
  const name = element.matches('[role~=tab]') ? 'aria-selected' : 'aria-expanded';
  const value = element.getAttribute(name);
  return value === null ? '' : `${name}="${value.slice(0, 20)}"`;
}

/**
 * What came to be seen since, and what went: the uppermost elements of each, with words or controls in them.
 * @param {number} number
 */
function look(number) {
  const opener = nyx.elements.elementOf(number);
  const now = nyx.visibility.seenNow(isSeen);
  nyx.caused.end();
  opened = uppermost(
    [...now].filter((element) => !before.has(element)),
    opener,
  );
  closed = uppermost(
    [...before].filter((element) => element.isConnected && !now.has(element)),
    opener,
  );
  for (const part of opened) {
    everOpened.add(part);
    kindsOpened.add(nyx.focus.kindOf(part));
  }
  return JSON.stringify({
    state: stateOf(opener),
    opened: opened.map(nyx.elements.numberOf),
    closed: closed.length,
    tied: isTied(opener),
    focus_within: opened.some(nyx.reach.isFocusIn),
    dialog: opened.some((part) => Boolean(dialogIn(part))),
    modal: opened.some((part) => isModal(dialogIn(part))),
    over: opened.some(isOver),
    caused: opened.some((part) => (dialogIn(part) || isOver(part)) && nyx.caused.has(part)),
    controls: opened.some((part) => usedIn(part).length > 0),
    tabbable: opened.some((part) => usedIn(part).some(nyx.widgets.takesTab)),
  });
}

/**
 * @param {Element[]} elements
 * @param {Element} opener
 */
function uppermost(elements, opener) {
  const set = new Set(elements);
  return elements.filter((element) => {
    if (element === opener || opener.contains(element) || element.contains(opener)) return false;
    for (let at = nyx.dom.flatParentOf(element); at; at = nyx.dom.flatParentOf(at)) if (set.has(at)) return false;
    return Boolean(element.textContent?.trim() || element.shadowRoot || element.querySelector('img, svg, input, select, textarea'));
  });
}

/**
 * Whether what opened or closed is what the opener says it controls; where it says nothing, what stands beside it.
 * @param {Element} opener
 */
function isTied(opener) {
  const controlled = [...nyx.dom.referencedBy(opener, 'aria-controls'), ...nyx.dom.referencedBy(opener, 'aria-owns')];
  const parts = [...opened, ...closed];
  if (controlled.length) return parts.some((part) => controlled.some((one) => one.contains(part) || part.contains(one)));
  const around = opener.parentElement?.parentElement;
  return parts.length > 0 && parts.some((part) => Boolean(around?.contains(part)));
}

/** @param {Element} part */
const usedIn = (part) =>
  [part, ...part.querySelectorAll('*')].filter((one) => isSeen(one) && (one.matches(USED) || nyx.widgets.isPressed(one)));

/** Whether the focus is within what was opened. */
const isWithin = () => opened.some(nyx.reach.isFocusIn);

/**
 * Whether all that was opened is gone again, at once or soon.
 * @param {number} milliseconds
 */
async function isClosed(milliseconds) {
  return await comes(() => !opened.some((part) => part.isConnected && isSeen(part)), milliseconds);
}

/**
 * Whether the focus is lost though the opener could take it, for as long as this.
 * @param {number} number
 * @param {number} milliseconds
 */
async function isFocusLost(number, milliseconds) {
  // What is hidden keeps the focus until the page is drawn anew.
  const kept = await comes(() => [nyx.focus.active()].some((at) => at !== null && isSeen(at)), milliseconds);
  return !kept && nyx.widgets.canBeUsed(nyx.elements.elementOf(number));
}

/**
 * Whether a part was brought up by an opener, itself or with what lies in it, or one that looks like it was.
 * @param {Element} part
 */
const wasOpened = (part) =>
  kindsOpened.has(nyx.focus.kindOf(part)) || everOpened.has(part) || [...part.children].some((child) => everOpened.has(child));

nyx.openers = {list, wasOpened, begin, look, isWithin, isClosed, isFocusLost};
