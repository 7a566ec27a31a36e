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
  const rules = nyx.sheets.rulesUnder(isForPrint).filter((rule) => hides(rule.style));
  return rules.slice(0, MOST).flatMap((rule) => nyx.sheets.matching(rule.selectorText).slice(0, MOST));
}

/** @param {string} query */
const isForPrint = (query) => PRINT.test(query) && !NOT_PRINT.test(query);

/** @param {CSSStyleDeclaration} style */
const hides = (style) => style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0';

nyx.printed = {mayHideMost, shown};
