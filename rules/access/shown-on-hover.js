const {dom} = axe.commons;
const {fold} = nyx.text;

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

const BESIDES_POINTER = /:(?:focus(?:-within|-visible)?|target|checked|open)\b|\[(?:open|aria-expanded)/;
const STATES = /:(?:hover|active|focus-within|focus-visible|focus)(?![\w-])/g;

/** @param {CSSStyleDeclaration} style */
const shows = (style) => (style.display && style.display !== 'none') || style.visibility === 'visible';
/** @type {{body: Element | null, hovered: Set<Element>, focused: string[]}} */
let read = {body: null, hovered: new Set(), focused: []};

/** @param {string} selector */
function note(selector) {
  try {
    for (const element of document.querySelectorAll(selector)) read.hovered.add(element);
  } catch {
    /* a selector that this browser does not know shows nothing */
  }
}

// What a pointer on another element shows, and what something else than a pointer shows.
function revealed() {
  if (read.body === document.body) return read;
  read = {body: document.body, hovered: new Set(), focused: []};
  for (const rule of allRules()) {
    if (!shows(rule.style)) continue;
    for (const selector of selectorsOf(rule.selectorText)) {
      if (BESIDES_POINTER.test(selector))
        read.focused.push(selector.replace(STATES, '').replace(/:(?:target|checked|open)\b|\[(?:open|aria-expanded)[^\]]*\]/g, ''));
      else if (/:hover[^\s>+~]*[\s>+~]+[^\s>+~]/.test(selector)) note(selector.replace(STATES, ''));
    }
  }
  return read;
}

/**
 * @param {Element} element
 * @param {string[]} selectors
 */
const matchesAny = (element, selectors) =>
  selectors.some((/** @type {string} */ one) => {
    try {
      return element.matches(one);
    } catch {
      return false;
    }
  });

/** @param {Element} element */
const isHidden = (element) => {
  const style = getComputedStyle(element);
  return style.display === 'none' || style.visibility === 'hidden';
};

/**
 * A link with a page of its own may lead to all that its list holds.
 * @param {Element} element
 */
const isMenu = (element) => element.querySelector('a[href]') !== null;

define({
  selector: '*',
  hidden: true,
  matches(element) {
    return (
      revealed().hovered.has(element) &&
      isHidden(element) &&
      /\p{L}{2}/u.test(element.textContent) &&
      element.parentElement !== null &&
      dom.isVisibleOnScreen(element.parentElement)
    );
  },
  evaluate(element) {
    this.data({text: fold(element.textContent, 60)});
    if (matchesAny(element, revealed().focused)) return true;
    return nyx.changes.hasScript() || isMenu(element) ? undefined : false;
  },
  message: '"${data.text}" is shown under a pointer only',
  doubt:
    '"${data.text}" is shown by the style sheet under a pointer only: does a key or a tap show it too, or the page behind the link say it?',
});
