// What needs two dimensions to be understood, as WCAG 1.4.10 excepts it: tables of data, listings, maps, media, diagrams.
const EXEMPT =
  'pre, code, samp, kbd, textarea, svg, canvas, img, picture, video, audio, object, embed, iframe, map, math, [role=grid], [role=treegrid], [role=table], [role=toolbar], [role=img], [role=figure], [role=application]';
const DATA = 'caption, thead, tfoot, th, td[scope], td[headers], [role=columnheader], [role=rowheader]';
const STRUCTURE = 'h1, h2, h3, h4, h5, h6, nav, header, footer, main, section, article, aside, form, table, [role=main], [role=navigation]';

/** @type {WeakMap<Element, boolean>} */
const layouts = new WeakMap();

/**
 * Whether an element is, or stands in, what needs two dimensions.
 * @param {Element} element
 */
const isWithin = (element) => isWithinLiteral(element) || tableOf(element) !== null;

/**
 * Whether it is, or stands in, something whose lines may not be broken.
 * @param {Element} element
 */
const isWithinLiteral = (element) => element.closest(EXEMPT) !== null;

/**
 * The table of data that an element is, or stands in.
 * @param {Element} element
 * @returns {Element | null}
 */
function tableOf(element) {
  let table = /** @type {any} */ (element.closest('table'));
  while (table && isLayout(table)) table = table.parentElement ? table.parentElement.closest('table') : null;
  return table;
}

/**
 * Whether a table surely arranges parts of the page: its cells read the same one below the other.
 * @param {Element} table
 */
function isLayout(table) {
  const known = layouts.get(table);
  if (known !== undefined) return known;
  const found = arranges(table);
  layouts.set(table, found);
  return found;
}

/** @param {Element} table */
function arranges(table) {
  const role = table.getAttribute('role');
  if (role === 'presentation' || role === 'none') return true;
  if (table.getAttribute('summary') || own(table, DATA).length) return false;
  const rows = /** @type {Element[]} */ ([...table.rows]);
  // One row or one column has one dimension.
  if (rows.length < 2 || rows.every((row) => row.cells.length < 2)) return true;
  return own(table, STRUCTURE).length > 0;
}

/**
 * What stands in a table itself, not in a table within it.
 * @param {Element} table
 * @param {string} selector
 */
const own = (table, selector) =>
  [...table.querySelectorAll(selector)].filter(
    (one) => /** @type {Element | null | undefined} */ ((one.localName === 'table' ? one.parentElement : one)?.closest('table')) === table,
  );

nyx.twodimensional = {isWithin, isWithinLiteral, tableOf};
