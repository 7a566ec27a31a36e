// Whether a table arranges parts of the page instead of data, where its structure leaves no doubt.
const {fold} = nyx.text;

const PARTS =
  'nav, main, header, footer, aside, h1, [role=navigation], [role=main], [role=banner], [role=contentinfo], [role=complementary]';
// Editors wrap the text of each cell of data in a paragraph: it is no sign.
const BLOCKS = 'div, ul, ol, dl, h1, h2, h3, h4, h5, h6, section, article, form, table, img';
const MOST_ROWS = 200;

/**
 * The cells of a table without those of tables within it, row by row.
 * @param {Element} table
 * @returns {Element[][]}
 */
const rowsOf = (table) => [...table.rows].slice(0, MOST_ROWS).map((row) => [.../** @type {Iterable<Element>} */ (row.cells)]);

/** @param {Element} cell */
const holdsPart = (cell) => [...cell.querySelectorAll(PARTS)].some((one) => one.closest('table') === cell.closest('table'));

/**
 * A table's own elements of some kind, without those of tables within it.
 * @param {Element} table
 * @param {string} selector
 */
const ownOf = (table, selector) =>
  [...table.querySelectorAll(selector)].filter((one) => /** @type {Element | null} */ (one.closest('table')) === table);

/**
 * The shape of a page: one row of several cells, each with blocks in it, between rows of a single cell. No two cells belong to
 * one column.
 * @param {Element[][]} rows
 */
function isOneRow(rows) {
  const at = rows.findIndex((cells) => cells.length > 1);
  const isOnly = rows.filter((cells) => cells.length > 1).length === 1 && at > 0 && at < rows.length - 1;
  return isOnly && rows[at].every((cell) => cell.localName === 'td' && cell.querySelector(BLOCKS));
}

/**
 * Whether the structure of a table shows that it arranges parts of the page.
 * @param {Element} table
 */
function arrangesPage(table) {
  const rows = rowsOf(table);
  return rows.some((cells) => cells.length > 1 && cells.some(holdsPart)) || isOneRow(rows);
}

/**
 * Whether a table holds data by what stands in it: rows of several short texts, mostly of the same length.
 * @param {Element} table
 */
function holdsData(table) {
  const rows = rowsOf(table);
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  const full = rows.filter((cells) => cells.length === width);
  const short = rows
    .flat()
    .every((cell) => fold(cell.textContent).length <= 80 && !cell.querySelector('img, input, select, textarea, button, table'));
  return width > 1 && full.length >= 3 && full.length >= rows.length - 1 && short;
}

nyx.layouts = {rowsOf, ownOf, arrangesPage, holdsData};
