// What style sheets show or colour while a pointer or the focus is there.

const MOST_RULES = 10000;
const STATE = /:(?:hover|focus)/;
const CLASS = /\.[\w-]+/g;

/**
 * @param {Iterable<CSSRule>} list
 * @returns {Generator<CSSStyleRule, void>}
 */
function* styleRules(list) {
  for (const rule of list) {
    if (rule instanceof CSSStyleRule) yield rule;
    if (rule instanceof CSSMediaRule && !matchMedia(rule.media.mediaText).matches) continue;
    if (rule.cssRules?.length) yield* styleRules(rule.cssRules);
  }
}

/** @typedef {{selector: string, style: CSSStyleDeclaration}} Stated */
/** @type {{body: Element | null, rules: Stated[], hovered: Set<Element> | null, triggers: Set<Element>}} */
let read = {body: null, rules: [], hovered: null, triggers: new Set()};

/** The rules that speak of a pointer or the focus, one for each of their selectors that may find something. */
function stateRules() {
  if (read.body === document.body) return read.rules;
  const known = new Set([...document.querySelectorAll('[class]')].flatMap((element) => [...element.classList]));
  const rules = [];
  for (const rule of allRules())
    for (const selector of selectorsOf(rule.selectorText))
      if (STATE.test(selector) && mayFind(selector, known)) rules.push({selector, style: rule.style});
  read = {body: document.body, rules, hovered: null, triggers: new Set()};
  return rules;
}

/**
 * Whether a selector names only classes that are on the page: a library's style sheet speaks of many more.
 * @param {string} selector
 * @param {Set<string>} known
 */
const mayFind = (selector, known) =>
  /[:\\](?:not|is|where|\W)/.test(selector) || (selector.match(CLASS) ?? []).every((one) => known.has(one.slice(1)));

function allRules() {
  const found = [];
  let count = 0;
  for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
    if (sheet.disabled) continue;
    for (const rule of styleRules(nyx.sheets.rulesOf(sheet))) {
      if (count++ >= MOST_RULES) return found;
      if (STATE.test(rule.selectorText)) found.push(rule);
    }
  }
  return found;
}

/**
 * At commas that stand in no brackets.
 * @param {string} text
 */
function selectorsOf(text) {
  const found = [''];
  let depth = 0;
  for (const sign of text) {
    depth += Number(sign === '(') - Number(sign === ')');
    if (sign === ',' && depth <= 0) found.push('');
    else found[found.length - 1] += sign;
  }
  return found.map((one) => one.trim());
}

const STATES = /:(?:hover|active|focus-within|focus-visible|focus)(?![\w-])/g;

/** @param {CSSStyleDeclaration} style */
const shows = (style) => (style.display && style.display !== 'none') || style.visibility === 'visible' || parseFloat(style.opacity) > 0;
// What stands up to the state, and what is shown behind it.
const OTHER = /^(.*?:(?:hover|focus-within|focus-visible|focus)[^\s>+~]*)[\s>+~]+[^\s>+~]/;
/**
 * @param {string} selector
 * @param {Set<Element>} found
 */
function note(selector, found) {
  for (const element of nyx.sheets.matching(selector.replace(STATES, ''))) found.add(element);
}

function readShown() {
  const rules = stateRules();
  if (read.hovered) return read.hovered;
  read.hovered = new Set();
  for (const {selector, style} of rules) {
    const other = shows(style) ? OTHER.exec(selector) : null;
    if (!other) continue;
    if (/:hover[^\s>+~]*[\s>+~]+[^\s>+~]/.test(selector)) note(selector, read.hovered);
    note(other[1], read.triggers);
  }
  return read.hovered;
}

/** The elements that style sheets show while a pointer is on another. */
const shown = () => readShown();

/** The elements of which style sheets say that a pointer or the focus on them shows another. */
function triggers() {
  readShown();
  return read.triggers;
}

nyx.hovers = {shown, triggers, stateRules};
