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
/** @type {{body: Element | null, hovered: Set<Element>}} */
let read = {body: null, hovered: new Set()};

/** @param {string} selector */
function note(selector) {
  try {
    for (const element of document.querySelectorAll(selector)) read.hovered.add(element);
  } catch {
    /* a selector that this browser does not know shows nothing */
  }
}

/** The elements that style sheets show while a pointer is on another. */
function shown() {
  if (read.body === document.body) return read.hovered;
  read = {body: document.body, hovered: new Set()};
  for (const rule of allRules()) {
    if (!shows(rule.style)) continue;
    for (const selector of selectorsOf(rule.selectorText))
      if (/:hover[^\s>+~]*[\s>+~]+[^\s>+~]/.test(selector)) note(selector.replace(STATES, ''));
  }
  return read.hovered;
}

nyx.hovers = {shown};
