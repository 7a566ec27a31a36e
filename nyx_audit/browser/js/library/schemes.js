// Which schemes of colours a page has of its own.

const DARK = /prefers-color-scheme/;
const FORCED = /forced-colors|-ms-high-contrast/;

/** Whether the page draws itself otherwise for people who set their device to dark colours. */
const hasDark = () =>
  /dark/.test(getComputedStyle(document.documentElement).colorScheme) ||
  [...document.styleSheets].some((sheet) => speaksOf(sheet, DARK, false));

/** Whether it may have styles of its own for people who have chosen their colours: a sheet of another origin may. */
const mayHaveForced = () => [...document.styleSheets].some((sheet) => speaksOf(sheet, FORCED, true));

/**
 * @param {CSSStyleSheet | CSSGroupingRule} within
 * @param {RegExp} query
 * @param {boolean} unknown what a sheet of another origin is taken for, which keeps its rules to itself
 * @returns {boolean}
 */
function speaksOf(within, query, unknown) {
  try {
    if (within instanceof CSSStyleSheet && query.test(within.media.mediaText)) return true;
    return [...within.cssRules].some(
      (rule) =>
        (rule instanceof CSSMediaRule && query.test(rule.conditionText)) ||
        (rule instanceof CSSGroupingRule && speaksOf(rule, query, unknown)),
    );
  } catch {
    return unknown;
  }
}

nyx.schemes = {hasDark, mayHaveForced};
