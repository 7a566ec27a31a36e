// Texts that style sheets may make pale while a pointer or the focus is on them. This only finds what is worth a look: the
// colours are taken as a rule states them, on what lies behind the text at rest.
const {contrast, over, parse} = nyx.colour;

/** @typedef {Map<Element, CSSStyleDeclaration[]>} Styles */

const MOST = 6;
const MOST_RULES = 2000;
const MOST_ELEMENTS = 40;
// More than is asked of small text, since the colours are only near to what will be seen.
const NEARLY_ENOUGH = 4.55;
const STATES = /:(?:hover|focus-visible|focus-within|focus)(?![\w-])/g;
const WORDS = /\p{L}{2}/u;

/** What to point at, or to give the focus, by number, with the word for which of them. */
function suspects() {
  const found = new Map();
  for (const state of ['hover', 'focus']) {
    const kinds = new Set();
    const styles = stylesIn(state);
    for (const element of styles.keys()) {
      if (found.size >= MOST) break;
      const kind = nyx.focus.kindOf(element);
      if (kinds.has(kind) || !WORDS.test(element.textContent || element.value || '') || !nyx.widgets.canBeUsed(element)) continue;
      kinds.add(kind);
      const holder = state === 'focus' ? holderOf(element) : element;
      if (holder && isPaleIn(styles, element))
        found.set(`${state}${nyx.elements.numberOf(holder)}`, {number: nyx.elements.numberOf(holder), state});
    }
  }
  return JSON.stringify([...found.values()]);
}

/**
 * What style sheets state for elements in a state: of several rules, the one that wins comes last.
 * @param {string} state
 */
function stylesIn(state) {
  const rules = nyx.hovers
    .colouring()
    .filter(({selector}) => selector.includes(`:${state}`))
    .slice(0, MOST_RULES)
    .map((rule) => ({...rule, weight: weightOf(rule.selector)}))
    .sort((one, other) => one.weight - other.weight);
  /** @type {Styles} */
  const found = new Map();
  for (const {selector, style} of rules) {
    for (const element of matching(selector)) {
      const before = found.get(element);
      if (before) before.push(style);
      else found.set(element, [style]);
    }
  }
  return found;
}

/**
 * How much a selector weighs against others, near enough.
 * @param {string} selector
 */
function weightOf(selector) {
  const ids = selector.match(/#[\w-]/g)?.length ?? 0;
  const classes = selector.match(/[.[]|(?<!:):(?!:)/g)?.length ?? 0;
  const tags = selector.match(/(?<![\w.#:[-])[a-z]/gi)?.length ?? 0;
  return ids * 10000 + classes * 100 + tags;
}

/** @param {string} selector */
const matching = (selector) => nyx.sheets.matching(selector.replace(STATES, '') || '*').slice(0, MOST_ELEMENTS);

/**
 * What takes the focus that an element shows: itself, or what it lies in.
 * @param {Element} element
 */
function holderOf(element) {
  for (let at = /** @type {Element | null} */ (element); at && at !== document.body; at = nyx.dom.flatParentOf(at))
    if (nyx.widgets.takesTab(at)) return at;
  return null;
}

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
 * What the last rule for an element states; empty where none does.
 * @param {Styles} styles
 * @param {Element} element
 * @param {'color' | 'backgroundColor' | 'background' | 'opacity'} name
 */
const stated = (styles, element, name) => (styles.get(element) ?? []).findLast((style) => style[name])?.[name] ?? '';

/**
 * A color of an element in a state: the one at rest where no rule states one, undefined where it cannot be read, null where
 * something else than a color is drawn.
 * @param {Styles} styles
 * @param {Element} element
 * @param {'color' | 'backgroundColor'} name
 */
function colourIn(styles, element, name) {
  const now = getComputedStyle(element);
  const ground = name === 'backgroundColor' ? stated(styles, element, 'background') : '';
  if (name === 'backgroundColor' && (now.backgroundImage !== 'none' || /url|gradient/.test(ground))) return null;
  const value = stated(styles, element, name) || ground;
  if (!value || /^(?:inherit|initial|unset|revert|currentcolor|none)$/i.test(value)) return parse(now[name]) ?? undefined;
  const known = value
    .replace(/\s+/g, ' ')
    .replace(/var\( ?(--[\w-]+)(?:,[^()]*)? ?\)/g, (_, variable) => now.getPropertyValue(variable).trim());
  return /^transparent$/i.test(known) ? [0, 0, 0, 0] : (parse(known) ?? undefined);
}

/**
 * The color behind an element in a state; undefined and null as above.
 * @param {Styles} styles
 * @param {Element | null} element
 * @returns {Color | null | undefined}
 */
function groundIn(styles, element) {
  if (!element) return nyx.colour.WHITE;
  const own = colourIn(styles, element, 'backgroundColor');
  if (!own || own[3] === 1) return own;
  const behind = groundIn(styles, nyx.dom.flatParentOf(element));
  return behind && over(own, behind);
}

/** Brings the colours that fade into each other to their end. */
async function finish() {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))));
  for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
}

/**
 * Whether an element's words are pale as it stands now, as far as that is known from plain colours.
 * @param {number} number
 */
async function isPale(number) {
  await finish();
  const element = nyx.elements.elementOf(number);
  return (
    [element, ...[...element.querySelectorAll('*')].slice(0, MOST_ELEMENTS)].some(
      (one) => nyx.dom.hasOwnText(one) && isPaleIn(new Map(), one),
    ) || element.matches('input, select, textarea')
  );
}

nyx.states = {suspects, isPale, finish};
