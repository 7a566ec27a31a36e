// How people set the texts of a page by themselves: further apart, or larger without anything else.

// The spacing of WCAG 1.4.12.
const SPACING =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }';
// What moves to its new size would be measured on the way.
const STILL = '*, *::before, *::after { transition: none !important }';
const ABSOLUTE = /^[\d.]+(?:px|pt)$/;
const MOST_RULES = 20000;
const MOST_INLINE = 200;

/** @type {CSSStyleSheet[]} */
let added = [];
/** @type {{style: CSSStyleDeclaration, name: string, value: string, priority: string}[]} */
let doubled = [];

/** Sets lines, words and letters apart, as WCAG 1.4.12 has it. */
const space = () => add(STILL, SPACING);

/**
 * Doubles the size of texts, and nothing else, as browsers do that enlarge text only: what is stated in relation to a text's
 * size follows by itself, so that the root and the absolute sizes are doubled.
 */
function enlarge() {
  const root = parseFloat(getComputedStyle(document.documentElement).fontSize);
  add(STILL, `:root { font-size: ${2 * root}px !important }`, inlineDoubled());
  let count = 0;
  for (const style of declarationsIn([...document.styleSheets].flatMap(nyx.sheets.rulesOf))) {
    if (count++ > MOST_RULES) break;
    for (const name of ['font-size', 'line-height']) double(style, name);
  }
}

/** Takes back what was set, and has it settle before anything may move again. */
function reset() {
  for (const {style, name, value, priority} of doubled.reverse()) style.setProperty(name, value, priority);
  doubled = [];
  keep(added.slice(0, 1));
  document.documentElement.getBoundingClientRect();
  keep([]);
}

/** @param {string[]} texts */
const add = (...texts) =>
  keep(
    texts.map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    }),
  );

/** @param {CSSStyleSheet[]} sheets */
function keep(sheets) {
  const page = [...document.adoptedStyleSheets].filter((sheet) => !added.includes(sheet));
  document.adoptedStyleSheets = [...page, ...sheets];
  added = sheets;
}

/** The sizes in style attributes, doubled from outside: nothing in the document changes that its scripts could see. */
function inlineDoubled() {
  const found = new Set();
  for (const element of document.querySelectorAll('[style*=font]')) {
    const size = element.style?.fontSize;
    if (found.size < MOST_INLINE && ABSOLUTE.test(size || ''))
      found.add(`[style="${CSS.escape(element.getAttribute('style') || '')}"] { font-size: calc(2 * ${size}) !important }`);
  }
  return [...found].join('\n');
}

/**
 * @param {CSSRule[]} rules
 * @returns {Generator<CSSStyleDeclaration, void>}
 */
function* declarationsIn(rules) {
  for (const rule of rules) {
    if (rule instanceof CSSStyleRule) yield rule.style;
    if ('cssRules' in rule) yield* declarationsIn(nyx.sheets.rulesOf(/** @type {CSSGroupingRule} */ (rule)));
  }
}

/**
 * @param {CSSStyleDeclaration} style
 * @param {string} name
 */
function double(style, name) {
  const value = style.getPropertyValue(name);
  if (!ABSOLUTE.test(value)) return;
  const priority = style.getPropertyPriority(name);
  doubled.push({style, name, value, priority});
  style.setProperty(name, `calc(2 * ${value})`, priority);
}

nyx.settings = {space, enlarge, reset};
