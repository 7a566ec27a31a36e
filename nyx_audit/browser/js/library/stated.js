// What a page states so firmly that a style sheet which did not load would hardly undo it.

/**
 * Whether an element, or one within it, is stated to be at least so wide: by its style attribute or as important. No
 * max-width undoes a min-width.
 * @param {Element} element
 * @param {number} width
 */
function isAtLeast(element, width) {
  const rules = [...document.styleSheets].flatMap((sheet) => importantIn(sheet));
  return [element, ...element.querySelectorAll('*')].some(
    (one) =>
      parseFloat(getComputedStyle(one).minWidth) > width &&
      (one.style?.minWidth || rules.some((rule) => one.matches(rule.selectorText.replace(/::[\w-]+/g, '')))),
  );
}

/**
 * @param {CSSStyleSheet | CSSGroupingRule} within
 * @returns {CSSStyleRule[]}
 */
function importantIn(within) {
  return nyx.sheets.rulesOf(within).flatMap((rule) => {
    if (rule instanceof CSSStyleRule) return rule.style.getPropertyPriority('min-width') ? [rule] : [];
    if (rule instanceof CSSMediaRule && !matchMedia(rule.conditionText).matches) return [];
    return rule instanceof CSSGroupingRule ? importantIn(rule) : [];
  });
}

nyx.stated = {isAtLeast};
