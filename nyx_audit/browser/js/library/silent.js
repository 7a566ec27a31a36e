// What the keyboard reaches inside of what is hidden from assistive software, and whether the focus stays there.

// What the keyboard reaches inside of what is hidden: kept for the probe that puts the focus there.
const silent = new Map();

/**
 * @param {Element} element
 * @param {Element[]} reached
 */
const noteSilent = (element, reached) => silent.set(element, reached);

/** @param {Element} element */
function modalInert(element) {
  const modal = document.querySelector(':modal');
  return Boolean(modal && !modal.contains(element));
}

/**
 * Puts the focus on what is hidden, where a script may send it on: which elements keep it, by number.
 * @param {number} seconds
 */
const tryFocus = async (seconds) => {
  const ends = performance.now() + seconds * 1000;
  /** @type {Record<number, boolean>} */
  const found = {};
  for (const [element, reached] of silent) {
    if (performance.now() > ends) break;
    // What only the phone shows cannot be tried in the desktop window.
    const visible = reached.filter((/** @type {Element} */ one) => one.isConnected && nyx.visibility.isRendered(one)).slice(0, 4);
    if (!visible.length) continue;
    let stays = false;
    for (const one of visible) {
      one.focus({preventScroll: true});
      if (nyx.focus.focused() !== one) continue;
      await nyx.waits.pause(Math.min(300, Math.max(30, (ends - performance.now()) / silent.size)));
      if (nyx.focus.focused() !== one) continue;
      stays = true;
      break;
    }
    found[nyx.elements.numberOf(element)] = stays;
  }
  return JSON.stringify(found);
};

/**
 * Puts the focus on the last (or first) thing in an open dialog that the keyboard reaches.
 * @param {Element} last
 */
const focusEdgeOfDialog = (last) => {
  for (const dialog of document.querySelectorAll('dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true]')) {
    const inside = contents(dialog);
    if (!inside.length || !shows(dialog)) continue;
    const edge = inside[last ? inside.length - 1 : 0];
    edge.focus({preventScroll: true});
    return nyx.focus.focused() === edge;
  }
  return false;
};

// The hidden element that has the focus and keeps it for a second, by number.
const kept = async () => {
  const at = nyx.focus.focused();
  const element = [...silent.keys()].find((one) => silent.get(one).includes(at));
  if (!element) return null;
  await nyx.waits.pause(1000);
  return nyx.focus.focused() === at ? nyx.elements.numberOf(element) : null;
};

const leave = () => nyx.focus.focused()?.blur?.();
/** @param {Element} element */
const shows = (element) => nyx.visibility.hasArea(element) && element.checkVisibility({visibilityProperty: true, opacityProperty: true});

const REACHED =
  'a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable=""], [contenteditable=true], audio[controls], video[controls]';

/** @param {Element} element */
function takesTab(element) {
  if (element.tabIndex < 0 || element.matches(':disabled') || element.closest('[inert]')) return false;
  return element.localName !== 'summary' || element.parentElement?.localName === 'details';
}

/** @param {ParentNode} inside */
function contents(inside) {
  return [...inside.querySelectorAll(REACHED)].filter((one) => takesTab(one) && shows(one));
}

nyx.silent = {tryFocus, focusEdgeOfDialog, kept, leave, modalInert, noteSilent, shows, contents};
