// What lies over the page as a dialog does, whether or not it says so, and what may bring it up without saying so.

const {flatParentOf} = nyx.dom;

const DIALOG = 'dialog, [role~=dialog], [role~=alertdialog], [aria-modal=true]';
const PLAIN =
  'button:not([type=submit], [type=reset]), input[type=button], a[href="#"], a[href^="javascript:"], [role~=button]:not(input, button)';
const MOST_PLAIN = 6;
const MOST_ELEMENTS = 5000;
// The share of the window's height at its edges.
const EDGE = 0.1;

/** @param {Element} part */
const dialogIn = (part) => (part.matches(DIALOG) ? part : part.closest(DIALOG) || part.querySelector(DIALOG));

/** @param {Element | null} dialog */
const isModal = (dialog) => Boolean(dialog && (dialog.matches(':modal') || dialog.getAttribute('aria-modal') === 'true'));

/**
 * Whether a part lies over the page in the midst of the window, and stays there while the page moves.
 * @param {Element} part
 */
function isOver(part) {
  const root = /** @type {Document | ShadowRoot} */ (part.getRootNode());
  const box = part.getBoundingClientRect();
  const hit = root.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  if (!hit || !nyx.dom.isAround(part, hit)) return false;
  for (let at = /** @type {Element | null} */ (hit); at; at = flatParentOf(at)) {
    if (getComputedStyle(at).position === 'fixed' || at.matches(':modal')) return isInMidst(at.getBoundingClientRect());
  }
  return false;
}

/**
 * Over the middle of the window, or between its edges there: bars and messages stand at an edge.
 * @param {DOMRect} box
 */
function isInMidst(box) {
  if (box.left > innerWidth / 2 || box.right < innerWidth / 2) return false;
  const coversMiddle = box.top < innerHeight / 2 && box.bottom > innerHeight / 2;
  return coversMiddle || (box.top > innerHeight * EDGE && box.bottom < innerHeight * (1 - EDGE));
}

/**
 * Controls that tell nothing of what they may open, one of each kind, where something waits that may lie over the page.
 * @returns {Element[]}
 */
function plainOpeners() {
  if (!waits()) return [];
  const isOfFew = nyx.focus.few(1);
  const found = [];
  for (const element of nyx.dom.everyElement(document)) {
    if (found.length >= MOST_PLAIN) break;
    if (!element.matches(PLAIN) || isSubmit(element) || !nyx.widgets.canBeUsed(element) || !nyx.widgets.takesTab(element)) continue;
    if (isOfFew(nyx.focus.kindOf(element))) found.push(element);
  }
  return found;
}

/** @param {Element} element */
const isSubmit = (element) => element.localName === 'button' && element.form && element.type === 'submit';

/** Whether anything hidden would lie over the page. */
function waits() {
  let count = 0;
  for (const element of nyx.dom.everyElement(document.body)) {
    if (count++ > MOST_ELEMENTS) return false;
    if (nyx.visibility.isSeen(element) || !/\p{L}{2}/u.test(element.textContent || '')) continue;
    if (element.matches(DIALOG) || getComputedStyle(element).position === 'fixed') return true;
  }
  return false;
}

nyx.overlays = {dialogIn, isModal, isOver, plainOpeners};
