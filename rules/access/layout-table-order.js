const {aria, dom} = axe.commons;
const {ownOf, rowsOf} = nyx.layouts;
const {isUnfinished} = nyx.texts;
const {fold} = nyx.text;

const LEAST_LINKS = 4;
const OF_DATA = 'th, caption, [scope], [headers]';

/** @param {Element} cell */
const isLink = (cell) => {
  const links = cell.querySelectorAll('a[href]');
  return links.length === 1 && fold(links[0].textContent) !== '' && fold(links[0].textContent) === fold(cell.textContent);
};

/** @param {Element} cell */
const isContent = (cell) => cell.querySelector('img, h1, h2, h3, h4, h5, h6') !== null;

/**
 * A menu down one side, one link a row, with cells that reach over several rows beside it: the parts of the one are read
 * between those of the other. It begins where a cell of content stands in a later row than the first link.
 * @param {Element[][]} rows
 */
function isMenuInterrupted(rows) {
  const first = rows.findIndex((cells) => cells[0] && isLink(cells[0]));
  if (first < 0 || rows.filter((cells) => cells.length && isLink(cells[0])).length < LEAST_LINKS) return false;
  return rows
    .slice(first + 1, -1)
    .some((cells) => cells.length > 1 && isLink(cells[0]) && cells.slice(1).some((cell) => cell.rowSpan > 1 && isContent(cell)));
}

/**
 * The words of a cell that reaches down over several rows stand at the end of a sentence in the last of them, and are read before it.
 * @param {Element[][]} rows
 */
const isReadTooEarly = (rows) =>
  rows.some((cells, at) =>
    cells.some((cell) => {
      const below = rows[at + cell.rowSpan - 1]?.at(-1);
      if (cell.rowSpan < 2 || cell !== cells.at(-1) || !below || below === cell) return false;
      const sinks = /bottom|end/.test(getComputedStyle(cell).verticalAlign);
      return sinks && fold(cell.textContent) !== '' && isUnfinished(fold(below.textContent));
    }),
  );

define({
  selector: 'table',
  matches: (element) =>
    [null, 'none', 'presentation'].includes(aria.getExplicitRole(element)) &&
    rowsOf(element).some((cells) => cells.some((cell) => cell.rowSpan > 1)) &&
    !ownOf(element, OF_DATA).length &&
    dom.isVisibleToScreenReaders(element) &&
    dom.isVisibleOnScreen(element),
  evaluate(element) {
    const rows = rowsOf(element);
    return !isMenuInterrupted(rows) && !isReadTooEarly(rows);
  },
  message: 'read row by row, the parts that this table sets side by side are mixed with each other',
});
