// What style sheets show under a pointer.

const MOST_RULES = 5000;

/**
 * @param {CSSRuleList} list
 * @returns {Generator<CSSStyleRule, void>}
 */
function* styleRules(list) {
  for (const rule of list) {
    if (rule instanceof CSSStyleRule) yield rule;
    if (rule instanceof CSSMediaRule && !matchMedia(rule.media.mediaText).matches) continue;
    if (rule.cssRules?.length) yield* styleRules(rule.cssRules);
  }
}

function allRules() {
  const found = [];
  for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
    if (sheet.disabled) continue;
    try {
      for (const rule of styleRules(sheet.cssRules)) if (found.push(rule) >= MOST_RULES) return found;
    } catch {
      /* a sheet of another origin keeps its rules to itself */
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
/** @type {{body: Element | null, hovered: Set<Element>, triggers: Set<Element>}} */
let read = {body: null, hovered: new Set(), triggers: new Set()};

/**
 * @param {string} selector
 * @param {Set<Element>} found
 */
function note(selector, found) {
  try {
    for (const element of document.querySelectorAll(selector.replace(STATES, ''))) found.add(element);
  } catch {
    /* a selector that this browser does not know shows nothing */
  }
}

function readRules() {
  if (read.body === document.body) return read;
  read = {body: document.body, hovered: new Set(), triggers: new Set()};
  for (const rule of allRules()) {
    if (!shows(rule.style)) continue;
    for (const selector of selectorsOf(rule.selectorText)) {
      const other = OTHER.exec(selector);
      if (!other) continue;
      if (/:hover[^\s>+~]*[\s>+~]+[^\s>+~]/.test(selector)) note(selector, read.hovered);
      note(other[1], read.triggers);
    }
  }
  return read;
}

/** The elements that style sheets show while a pointer is on another. */
const shown = () => readRules().hovered;

/** The elements of which style sheets say that a pointer or the focus on them shows another. */
const triggers = () => readRules().triggers;

nyx.hovers = {shown, triggers};
