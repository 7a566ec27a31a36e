// The keyboard focus: which elements take it.

const FOCUSABLE =
  'a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [contenteditable], [tabindex]';

/** @param {Element} element */
const canBeLookedAt = (element) => nyx.visibility.isRendered(element) && nyx.visibility.hasArea(element);

function focusables() {
  const found = [];
  for (const element of nyx.dom.everyElement(document)) {
    if (!element.matches(FOCUSABLE) || element.matches(':disabled') || element.closest('[inert]')) continue;
    if (element.localName === 'input' && element.type === 'hidden') continue;
    if (!nyx.visibility.isRendered(element)) continue;
    if (element.tabIndex >= 0 || element.hasAttribute('tabindex')) found.push(element);
  }
  return found;
}

/**
 * Whether the Tab key may come to an element. Chromium says 0 of a link without an address, too, and it takes no focus.
 * @param {Element} element
 */
const hasTabIndex = (element) =>
  element.tabIndex >= 0 &&
  (element.hasAttribute('tabindex') || !element.matches('a:not([href], [*|href]), area:not([href]), object') || element.isContentEditable);

/**
 * Only one radio button of a group is in the order.
 * @param {Element} element
 */
const inOrder = (element) =>
  element.tabIndex >= 0 &&
  !(
    element.type === 'radio' &&
    element.name &&
    !element.checked &&
    element.getRootNode().querySelector(`input[type=radio][name="${CSS.escape(element.name)}"]`) !== element
  );

// The element that has the focus, within whatever shadow trees; the body where none has it.
function focused() {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

function active() {
  const at = focused();
  return !at || at === document.body || at === document.documentElement ? null : at;
}

const activeNumber = () => {
  const at = active();
  return at ? nyx.elements.numberOf(at) : null;
};

/**
 * The page's own timers, set when the focus moved, are due before ours: no slow machine changes the answer.
 * @param {number} ms
 */
const activeAfter = (ms) =>
  new Promise((done) => {
    if (ms) setTimeout(() => done(activeNumber()), ms);
    else done(activeNumber());
  });

/**
 * Style sheets speak of tags and classes: what looks alike there looks alike with the focus.
 * @param {Element} element
 */
const kindOf = (element) =>
  [element, nyx.dom.flatParentOf(element), nyx.dom.flatParentOf(nyx.dom.flatParentOf(element) || element)]
    .map((one) => (one ? `${one.localName}.${one.className}` : ''))
    .join('<') +
  (element.id ? '#' : '') +
  (element.type || '');

/**
 * Tells, kind after kind, whether it is among the first so many of its kind: what looks and works alike is tried a few times.
 * @param {number} each
 */
function few(each) {
  /** @type {Map<string, number>} */
  const met = new Map();
  return (/** @type {string} */ kind) => {
    const count = (met.get(kind) || 0) + 1;
    met.set(kind, count);
    return count <= each;
  };
}

/** @type {Set<Animation>} */
const paused = new Set();

/** Brings what moves to its end, or to a halt where it has none, so that two pictures differ by the focus alone. */
function halt() {
  for (const animation of document.getAnimations()) {
    try {
      animation.finish();
    } catch {
      if (animation.playState !== 'running') continue;
      animation.pause();
      paused.add(animation);
    }
  }
}

/** Once what changed is drawn, and what that set in motion has come to its end. */
const drawn = () =>
  new Promise((done) =>
    requestAnimationFrame(() => {
      halt();
      requestAnimationFrame(() => done(null));
    }),
  );

/** @param {number} number */
async function prepare(number) {
  const element = nyx.elements.elementOf(number);
  active()?.blur();
  element.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
  await drawn();
  return canBeLookedAt(element);
}

/** @param {number} number */
async function focusOn(number) {
  nyx.elements.elementOf(number).focus({focusVisible: true, preventScroll: true});
  await drawn();
  return activeNumber() === number;
}

function reset() {
  for (const animation of paused) animation.play();
  paused.clear();
  active()?.blur();
  getSelection()?.removeAllRanges();
  scrollTo(0, 0);
}

nyx.focus = {
  hasTabIndex,
  focused,
  drawn,
  inOrder,
  canBeLookedAt,
  kindOf,
  few,
  prepare,
  focusOn,
  reset,
  activeNumber,
  activeAfter,
  focusables,
  active,
};
