// The style sheets of a page, as far as they can be read: one of another origin keeps its rules to itself.

/** @param {CSSStyleSheet | CSSGroupingRule} within */
function isClosed(within) {
  try {
    return !within.cssRules;
  } catch {
    return true;
  }
}

/**
 * The rules that stand in a sheet or a group, none where they are kept.
 * @param {CSSStyleSheet | CSSGroupingRule} within
 */
const rulesOf = (within) => (isClosed(within) ? [] : [...within.cssRules]);

/** The media queries of the page's sheets, and of what stands within them. */
const queries = () => [...document.styleSheets].flatMap((sheet) => [sheet.media.mediaText, ...queriesIn(sheet)]);

/**
 * @param {CSSStyleSheet | CSSGroupingRule} within
 * @returns {string[]}
 */
function queriesIn(within) {
  return rulesOf(within).flatMap((rule) => {
    const own = rule instanceof CSSMediaRule ? [rule.conditionText] : [];
    return rule instanceof CSSGroupingRule ? [...own, ...queriesIn(rule)] : own;
  });
}

/**
 * The style rules of which a media query decides that is one of those wanted.
 * @param {(query: string) => boolean} isWanted
 */
const rulesUnder = (isWanted) =>
  [...document.styleSheets].flatMap((sheet) => rulesWithin(sheet, isWanted, isWanted(sheet.media.mediaText)));

/**
 * @param {CSSStyleSheet | CSSGroupingRule} within
 * @param {(query: string) => boolean} isWanted
 * @param {boolean} isUnder
 * @returns {CSSStyleRule[]}
 */
function rulesWithin(within, isWanted, isUnder) {
  return rulesOf(within).flatMap((rule) => {
    if (rule instanceof CSSStyleRule) return isUnder ? [rule] : [];
    const under = isUnder || (rule instanceof CSSMediaRule && isWanted(rule.conditionText));
    return rule instanceof CSSGroupingRule ? rulesWithin(rule, isWanted, under) : [];
  });
}

/**
 * The elements that a style rule's selector finds, none where this browser does not know it.
 * @param {string} selector
 * @param {ParentNode} root
 */
function matching(selector, root = document) {
  try {
    return [...root.querySelectorAll(selector)];
  } catch {
    return [];
  }
}

nyx.sheets = {isClosed, rulesOf, queries, rulesUnder, matching};
