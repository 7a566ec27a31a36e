// What style sheets state for elements while a pointer or the focus is on them, as far as a look at their rules can say. It only
// finds what is worth a look: colours are taken as a rule states them, on what lies behind at rest.
const {over, parse} = nyx.colour;

const MOST_RULES = 2000;
const MOST_ELEMENTS = 40;
const STATES = /:(?:hover|focus-visible|focus-within|focus)(?![\w-])/g;

/**
 * What style sheets state for elements in a state: of several rules, the one that wins comes last.
 * @param {string} state
 */
function stylesIn(state) {
  const rules = nyx.hovers
    .stateRules()
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
 * What the last rule for an element states; empty where none does.
 * @param {Styles} styles
 * @param {Element} element
 * @param {string} name
 * @returns {string}
 */
const stated = (styles, element, name) => (styles.get(element) ?? []).findLast((style) => style[name])?.[name] ?? '';

/**
 * A color of an element in a state: the one at rest where no rule states one, undefined where it cannot be read, null where
 * something else than a color is drawn.
 * @param {Styles} styles
 * @param {Element} element
 * @param {string} name
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

nyx.instate = {stylesIn, stated, colourIn, groundIn};
