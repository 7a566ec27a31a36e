// Parts of the page that nobody sees yet, what a pointer would try to see them, and what a keyboard would.
const {everyDrawn, flatParentOf} = nyx.dom;
const {isSeen} = nyx.visibility;

const MOST_PARTS = 10;
const EACH = 2;
const MOST_ELEMENTS = 20000;
const NOT_OURS =
  'script, style, template, noscript, option, optgroup, datalist, dialog, [popover], [role~=dialog], [role~=alert], [aria-live], head, title, source, track, area, param, br, svg *';
const HINT = 60;
// How far up a pointer's listener may hang.
const LEVELS = 4;
const HASH_ONLY = /^\s*(?:#.{0,200}|javascript:.*)?$/i;

/**
 * The uppermost hidden parts with words in them that a pointer may bring up, with the elements that it would come to. `heard`
 * are the elements that listen to a pointer; `everywhere` whether the document does.
 * @param {number[]} heard
 * @param {boolean} everywhere
 */
function list(heard, everywhere) {
  const listening = new Set(heard.map(nyx.elements.elementOf));
  const hovered = nyx.hovers.shown();
  const isOfFew = nyx.focus.few(EACH);
  const found = [];
  let count = 0;
  for (const element of nyx.dom.everyElement(document.body)) {
    if (count++ > MOST_ELEMENTS || found.length >= MOST_PARTS) break;
    const parent = flatParentOf(element);
    if (!parent || element.matches(NOT_OURS) || isSeen(element) || !isSeen(parent) || nyx.openers.wasOpened(element)) continue;
    if (isOfComposite(element) || parent.localName === 'details' || !/\p{L}{2}/u.test(element.textContent || '')) continue;
    const sure = hovered.has(element);
    const triggers = triggersOf(element, parent).filter((one) => sure || isHeard(one, listening, everywhere));
    if (triggers.length && isOfFew(nyx.focus.kindOf(element))) found.push(partOf(element, parent, triggers));
  }
  return JSON.stringify(found);
}

/**
 * Whether a part is brought up within a tree, a menu, tabs: arrow keys move there, and other rules try them.
 * @param {Element} element
 */
const isOfComposite = (element) =>
  element.matches('[role~=tabpanel]') ||
  nyx.dom.closestDrawn(element, nyx.widgets.MOVERS) !== null ||
  (element.previousElementSibling?.matches(nyx.widgets.MOVERS) ?? false);

/**
 * What stands before a hidden part, and what it lies in.
 * @param {Element} element
 * @param {Element} parent
 */
function triggersOf(element, parent) {
  const before = element.previousElementSibling;
  const around = before ? [before, parent] : [parent];
  return around.filter((one) => one !== document.body && one.localName !== 'main' && isSeen(one) && nyx.visibility.hasArea(one));
}

/**
 * @param {Element} trigger
 * @param {Set<Element>} listening
 * @param {boolean} everywhere
 */
function isHeard(trigger, listening, everywhere) {
  if (everywhere && (getComputedStyle(trigger).cursor === 'pointer' || trigger.matches('li, a, button, h1, h2, h3, h4, dt'))) return true;
  let at = /** @type {Element | null} */ (trigger);
  for (let up = 0; at && at !== document.body && up < LEVELS; up++, at = flatParentOf(at))
    if (listening.has(at) || nyx.dom.childrenOf(at).some((child) => listening.has(child))) return true;
  return false;
}

/**
 * @param {Element} element
 * @param {Element} parent
 * @param {Element[]} triggers
 */
function partOf(element, parent, triggers) {
  const near = [...new Set([...triggers, ...triggers.flatMap((one) => [...everyDrawn(one)]), ...everyDrawn(parent)])];
  const stops = near.filter((one) => !element.contains(one) && nyx.widgets.takesTab(one));
  const controlling = element.id ? [...document.querySelectorAll(`[aria-controls~="${CSS.escape(element.id)}"]`)] : [];
  const links = [...element.querySelectorAll('a[href]')];
  return {
    number: nyx.elements.numberOf(element),
    text: nyx.text.fold(element.textContent, HINT),
    triggers: triggers.map(nyx.elements.numberOf),
    stops: [...new Set([...stops, ...controlling.filter(nyx.widgets.takesTab)])].slice(0, 4).map(nyx.elements.numberOf),
    leads: stops.some((one) => one.matches('a[href]') && !HASH_ONLY.test(one.getAttribute('href') || '')),
    elsewhere: links.length > 0 && links.every((link) => isElsewhere(link, element)),
    acts: nyx.deeds.acts(
      triggers.map((one) => nyx.names.wordsOn(one)),
      parent,
    ),
  };
}

/**
 * Whether a link that can be seen leads where a hidden one does.
 * @param {Element} link
 * @param {Element} part
 */
const isElsewhere = (link, part) =>
  [...document.links].some((/** @type {Element} */ other) => other.href === link.href && !part.contains(other) && isSeen(other));

/**
 * Whether a part is seen, at once or soon.
 * @param {number} number
 * @param {number} milliseconds
 */
async function shows(number, milliseconds) {
  const element = nyx.elements.elementOf(number);
  return await nyx.waits.comes(() => element.isConnected && isSeen(element), milliseconds);
}

/** Puts the focus on the first control of a part, where even a hidden one takes it.
 * @param {number} number
 */
function focusWithin(number) {
  const first = [...nyx.elements.elementOf(number).querySelectorAll('a[href], button, input, select, textarea, [tabindex]')][0];
  first?.focus({preventScroll: true});
}

/**
 * Whether an element is a link to another page: pressing it goes there, and opens nothing.
 * @param {number} number
 */
function leadsAway(number) {
  const element = nyx.elements.elementOf(number);
  return element.matches('a[href]') && !HASH_ONLY.test(element.getAttribute('href') || '');
}

nyx.concealed = {list, shows, focusWithin, leadsAway};
