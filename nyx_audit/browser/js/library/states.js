// What may look worse while a pointer or the focus is on it: words that turn pale, fields whose edge fades, targets that shrink.
// This only finds what is worth a look; the rules that judge the page at rest decide.
const {contrast, over} = nyx.colour;
const {colourIn, groundIn, stated, stylesIn} = nyx.instate;

const MOST = 6;
const MOST_ELEMENTS = 40;
// More than is asked of small text, since the colours are only near to what will be seen.
const NEARLY_ENOUGH = 4.55;
const NEARLY_SEEN = 3.05;
const ROOMY = 24;
const SIZES = ['width', 'height', 'maxWidth', 'maxHeight', 'paddingTop', 'paddingBottom', 'paddingLeft', 'paddingRight', 'fontSize'];
const LENGTH = /^([\d.]{1,9})(px|r?em)?$/;
const SCALE = /scale(?:3d|[XY])?\(([\d.]{1,9})/;
const WORDS = /\p{L}{2}/u;
const FIELDS = 'input, textarea';
const USED = `a[href], button, select, summary, [role], ${FIELDS}`;

/**
 * What a rule may judge otherwise in a state, from what style sheets state; and whether it is worth asking as the element stands.
 * @type {Record<string, {may: (styles: Styles, element: Element) => boolean, does: (element: Element) => boolean}>}
 */
const LOOKS = {
  'color-contrast': {may: (styles, element) => hasWords(element) && isPaleIn(styles, element), does: isPale},
  'field-border': {may: (styles, element) => element.matches(FIELDS) && fades(styles, element), does: () => true},
  'target-size': {may: (styles, element) => element.matches(USED) && shrinks(styles, element), does: isSmall},
};

/** What to point at, or to give the focus, by number, with the word for which of them, and the rule that may judge it otherwise. */
function suspects() {
  const found = [];
  for (const state of ['hover', 'focus']) {
    const styles = stylesIn(state);
    for (const [rule, {may}] of Object.entries(LOOKS)) found.push(...suspectsOf(styles, state, rule, may));
  }
  return JSON.stringify(found);
}

/**
 * @param {Styles} styles
 * @param {string} state
 * @param {string} rule
 * @param {(styles: Styles, element: Element) => boolean} may
 */
function suspectsOf(styles, state, rule, may) {
  const found = new Map();
  const kinds = new Set();
  for (const element of styles.keys()) {
    if (found.size >= MOST / 2) break;
    const kind = nyx.focus.kindOf(element);
    if (kinds.has(kind) || !nyx.widgets.canBeUsed(element)) continue;
    const holder = state === 'focus' ? holderOf(element) : element;
    if (!holder || !may(styles, element)) continue;
    kinds.add(kind);
    found.set(holder, {number: nyx.elements.numberOf(holder), state, rule});
  }
  return [...found.values()];
}

/**
 * What takes the focus that an element shows: itself, or what it lies in.
 * @param {Element} element
 */
function holderOf(element) {
  for (let at = /** @type {Element | null} */ (element); at && at !== document.body; at = nyx.dom.flatParentOf(at))
    if (nyx.widgets.takesTab(at)) return at;
  return null;
}

/** @param {Element} element */
const hasWords = (element) => WORDS.test(element.textContent || element.value || '');

/**
 * Whether an element's words are pale in a state, as far as its rules say; true where they cannot be read.
 * @param {Styles} styles
 * @param {Element} element
 */
function isPaleIn(styles, element) {
  const behind = groundIn(styles, nyx.dom.flatParentOf(element));
  const own = colourIn(styles, element, 'backgroundColor');
  if (behind === null || own === null) return false;
  const ink = colourIn(styles, element, 'color');
  if (!behind || !own || !ink) return true;
  const opacity = parseFloat(stated(styles, element, 'opacity') || getComputedStyle(element).opacity);
  const full = over(own, behind);
  return contrast(faded(over(ink, full), behind, opacity), faded(full, behind, opacity)) < NEARLY_ENOUGH;
}

/**
 * @param {Color} colour
 * @param {Color} behind
 * @param {number} opacity
 */
const faded = ([red, green, blue], behind, opacity) => over([red, green, blue, opacity], behind);

/**
 * Whether the line around a field fades in a state, as far as its rules say.
 * @param {Styles} styles
 * @param {Element} element
 */
function fades(styles, element) {
  if (!['borderTopColor', 'borderBottomColor'].some((name) => stated(styles, element, name))) return false;
  const behind = groundIn(styles, nyx.dom.flatParentOf(element));
  const line = colourIn(styles, element, 'borderBottomColor');
  return Boolean(behind && line && contrast(over(line, behind), behind) < NEARLY_SEEN);
}

/**
 * Whether a rule for a state makes an element smaller.
 * @param {Styles} styles
 * @param {Element} element
 */
function shrinks(styles, element) {
  const now = getComputedStyle(element);
  return SIZES.some((name) => pixels(stated(styles, element, name), now) < parseFloat(now[name])) || scaleOf(styles, element) < 1;
}

/**
 * A length in pixels; NaN where it is none, or hangs on what is around the element.
 * @param {string} value
 * @param {CSSStyleDeclaration} now
 */
function pixels(value, now) {
  const [, number, unit] = LENGTH.exec(value) ?? [];
  return Number(number) * (unit?.endsWith('em') ? parseFloat(now.fontSize) : 1);
}

/**
 * By how much a rule for a state scales an element.
 * @param {Styles} styles
 * @param {Element} element
 */
const scaleOf = (styles, element) =>
  Number(stated(styles, element, 'scale') || 1) * Number(SCALE.exec(stated(styles, element, 'transform'))?.[1] ?? 1);

/** Brings the colours that fade into each other to their end. */
async function finish() {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))));
  for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
}

/**
 * Whether it is worth asking the rule how an element looks as it stands now.
 * @param {number} number
 * @param {string} rule
 */
async function mayFail(number, rule) {
  await finish();
  return LOOKS[rule].does(nyx.elements.elementOf(number));
}

/**
 * Whether an element's words are pale, as far as that is known from plain colours.
 * @param {Element} element
 */
function isPale(element) {
  const parts = [element, ...[...element.querySelectorAll('*')].slice(0, MOST_ELEMENTS)];
  return parts.some((one) => nyx.dom.hasOwnText(one) && isPaleIn(new Map(), one)) || element.matches('input, select, textarea');
}

/** @param {Element} element */
function isSmall(element) {
  const box = element.getBoundingClientRect();
  return box.width < ROOMY || box.height < ROOMY;
}

nyx.states = {suspects, mayFail, finish};
