// Which schemes of colours a page has of its own.

const DARK = /prefers-color-scheme/;

/** Whether the page draws itself otherwise for people who set their device to dark colours. */
const hasDark = () => /dark/.test(getComputedStyle(document.documentElement).colorScheme) || [...document.styleSheets].some(speaksOfDark);

/**
 * @param {CSSStyleSheet | CSSGroupingRule} within
 * @returns {boolean}
 */
function speaksOfDark(within) {
  try {
    if (within instanceof CSSStyleSheet && DARK.test(within.media.mediaText)) return true;
    return [...within.cssRules].some(
      (rule) => (rule instanceof CSSMediaRule && DARK.test(rule.conditionText)) || (rule instanceof CSSGroupingRule && speaksOfDark(rule)),
    );
  } catch {
    return false; // a sheet of another origin keeps its rules to itself
  }
}

nyx.schemes = {hasDark};
