const {dom} = axe.commons;
const {rowsOf} = nyx.layouts;
const {roleIsTable} = nyx.tables;
const {fold} = nyx.text;

const HEADERS = 'th, [scope], [headers], [role=columnheader], [role=rowheader]';
// What cells of data do not hold: blocks of the page, pictures, and fields that words stand before.
const BLOCKS =
  'div > p, ul, ol, dl, h1, h2, h3, h4, h5, h6, section, article, form, img, svg, video, iframe, input, select, textarea, table';
const BOLD = 600;
const LONGEST = 100;
const LEAST_ROWS = 3;
const MOST_CELLS = 1000;
// Words, or a year.
const HEAD = /\p{L}|^(?:19|20)\d{2}$/u;
const FIGURE = /^[($€£+−-]*\d[\d\s.,:/%()–-]*(?:[ap]\.?m\.?|\p{L}{1,3})?$/iu;

/**
 * Whether all letters of a cell are bold; an empty one is as its row is.
 * @param {Element} cell
 */
function isBold(cell) {
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const {data, parentElement} = texts.currentNode;
    if (data.trim() && Number(getComputedStyle(/** @type {Element} */ (parentElement)).fontWeight) < BOLD) return false;
  }
  return true;
}

/** @param {Element} cell */
const wordsIn = (cell) => fold(cell.textContent, LONGEST + 1);

/** @param {Element[]} cells */
const stateHeads = (cells) => {
  const words = cells.map(wordsIn);
  const said = words.filter(Boolean);
  return (
    said.length >= cells.length - 1 && new Set(said).size === said.length && said.every((one) => HEAD.test(one)) && cells.every(isBold)
  );
};

/**
 * Rows of the same cells, each with few words.
 * @param {Element[][]} rows
 */
const isGrid = ([first, ...rest]) =>
  first.length > 1 &&
  rest.every((cells) => cells.length === first.length) &&
  [first, ...rest].flat().every((cell) => cell.colSpan === 1 && wordsIn(cell).length <= LONGEST);

/** @param {Element[]} column */
function isOfFigures(column) {
  const words = column.map(wordsIn).filter(Boolean);
  return words.length > 1 && words.every((one) => FIGURE.test(one));
}

define({
  selector: 'table',
  matches(element) {
    const rows = rowsOf(element);
    return (
      rows.length >= LEAST_ROWS &&
      rows.length * rows[0].length <= MOST_CELLS &&
      isGrid(rows) &&
      !element.querySelector(`${HEADERS}, ${BLOCKS}`) &&
      roleIsTable(element) &&
      dom.isVisibleOnScreen(element)
    );
  },
  evaluate(element) {
    const [first, ...rest] = rowsOf(element);
    const body = rest.flat().filter((cell) => wordsIn(cell));
    const besides = body.filter((cell) => !isBold(cell)).length / body.length;
    this.data({words: fold(first.map(wordsIn).join(', '), 80), what: 'row'});
    if (stateHeads(first) && besides > 0.8) return first.some((_, at) => isOfFigures(rest.map((cells) => cells[at]))) ? false : undefined;
    const column = rest.map(([cell]) => cell);
    const others = rest.flatMap(([, ...cells]) => cells).filter((cell) => wordsIn(cell));
    this.data({words: fold(column.map(wordsIn).join(', '), 80), what: 'column'});
    return first.length > 2 && stateHeads(column) && others.length && others.every((cell) => !isBold(cell)) ? undefined : true;
  },
  message: 'its first ${data.what} is set in bold as its headers (${data.words}), and is not marked as such',
  doubt: 'its first ${data.what} may be meant as its headers (${data.words}): it is set in bold, and not marked as such',
});
