// Which schemes of colours a page has of its own.

const DARK = /prefers-color-scheme/;
const FORCED = /forced-colors|-ms-high-contrast/;

/** Whether the page draws itself otherwise for people who set their device to dark colours. */
const hasDark = () =>
  /dark/.test(getComputedStyle(document.documentElement).colorScheme) || nyx.sheets.queries().some((query) => DARK.test(query));

/** Whether it may have styles of its own for people who have chosen their colours: a sheet of another origin may. */
const mayHaveForced = () => [...document.styleSheets].some(nyx.sheets.isClosed) || nyx.sheets.queries().some((query) => FORCED.test(query));

/** @type {WeakMap<object, boolean>} */
const runs = new WeakMap();

/** The same, asked once in each run of the engine: it reads all style sheets. */
function hasForced() {
  const known = runs.get(axe._tree) ?? mayHaveForced();
  runs.set(axe._tree, known);
  return known;
}

nyx.schemes = {hasDark, hasForced, mayHaveForced};
