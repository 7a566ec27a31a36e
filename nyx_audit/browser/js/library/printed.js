// What a page prints of what it shows.

const PRINT = /\bprint\b/;
const NOT_PRINT = /\bnot\b/;
const MOST = 500;

/** Whether a style for printing may hide most of what the page says: only then is it looked at as it is printed. */
function mayHideMost() {
  const all = lengthOf(document.body);
  return hiddenInPrint().some((element) => lengthOf(element) > all / 2);
}

/** How many characters are shown, as the page stands. */
const shown = () => (document.body.checkVisibility() ? nyx.text.fold(document.body.innerText).length : 0);

/** @param {Element} element */
const lengthOf = (element) => (element.textContent || '').length;

/** @returns {Element[]} */
function hiddenInPrint() {
  const selectors = [...document.styleSheets].flatMap((sheet) => selectorsIn(sheet, isForPrint(sheet.media.mediaText))).slice(0, MOST);
  return selectors.flatMap((selector) => {
    try {
      return [...document.querySelectorAll(selector)].slice(0, MOST);
    } catch {
      return [];
    }
  });
}

/** @param {string} query */
const isForPrint = (query) => PRINT.test(query) && !NOT_PRINT.test(query);

/**
 * @param {CSSStyleSheet | CSSGroupingRule} within
 * @param {boolean} prints
 * @returns {string[]}
 */
function selectorsIn(within, prints) {
  try {
    return [...within.cssRules].flatMap((rule) => {
      if (rule instanceof CSSStyleRule) return prints && hides(rule.style) ? [rule.selectorText] : [];
      const media = rule instanceof CSSMediaRule && isForPrint(rule.conditionText);
      return rule instanceof CSSGroupingRule ? selectorsIn(rule, prints || media) : [];
    });
  } catch {
    return []; // a sheet of another origin keeps its rules to itself
  }
}

/** @param {CSSStyleDeclaration} style */
const hides = (style) => style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0';

nyx.printed = {mayHideMost, shown};
