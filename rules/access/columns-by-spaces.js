const {dom} = axe.commons;
const {elementsWith} = nyx.texts;

const MOST_LINES = 200;
const LONGEST_LINE = 300;
const PROGRAM = 'code, samp, kbd, var, [role=img], figure, textarea';
// What programs, drawings and their output are made of.
const SIGNS = /[{}<>=;#\\|_~^*`\u2500-\u25ff]|\$(?!\d)/g;
const GAP = /\t\s*| {3,}/;
const SIDE = 12;
// Lines that read across: "old -> new", and what follows the prompt of a shell.
const ACROSS = /\s(?:[-=]{1,2}>|→|⇒|=|:=|::|\.{3,}|…)\s|^(?:[\w@:~-]{0,40}[$#%>]|>>>) /;
// What tools for documents call a listing, or what a program writes.
const LISTING =
  /(?:^|[\s_-])(?:screen|programlisting|listing|code|source|highlight|prettyprint|brush|literal|terminal|console|shell|output|example|lang|language)(?:$|[\s:_-])/i;

/** @param {string} text */
const hasGaps = (text) => /\S[\u00a0 ]{3,}\S/.test(text) && text.includes('\u00a0\u00a0');

/** @param {Element} element */
const keepsSpaces = (element) => /^(?:pre|break-spaces)/.test(getComputedStyle(element).whiteSpace);

/** @param {Element} element */
const linesOf = (element) =>
  (keepsSpaces(element) ? element.textContent : element.innerText)
    .slice(0, MOST_LINES * LONGEST_LINE)
    .split('\n')
    .slice(0, MOST_LINES)
    .map((/** @type {string} */ line) =>
      line
        .slice(0, LONGEST_LINE)
        .replace(/\u00a0/g, ' ')
        .trimEnd(),
    )
    .filter(Boolean);

/**
 * The texts of a line that wide gaps set apart, each with a letter or a digit.
 * @param {string} line
 */
const cellsOf = (line) =>
  line
    .trim()
    .split(GAP)
    .filter((cell) => /[\p{L}\p{N}]/u.test(cell));

/** @param {string[]} lines */
function isProgram(lines) {
  const text = lines.join('').replace(/\s/g, '');
  if ((text.match(SIGNS) || []).length > text.length / 20) return true;
  // Declarations end their lines as sentences and cells do not.
  return lines.filter((line) => /[;{}]$/.test(line)).length >= lines.length / 3;
}

/**
 * Two columns of running text: long on both sides of a gap, line after line.
 * @param {string[][]} rows
 */
const isProse = (rows) => rows.filter((cells) => cells.length === 2 && cells.every((cell) => cell.length >= SIDE)).length >= 4;

/** @param {Element} element */
const isListing = (element) => [element, element.parentElement].some((one) => one !== null && LISTING.test(one.className));

/**
 * Whether columns are what most lines are made of; undefined where there may be two.
 * @param {string[]} lines
 */
function areColumns(lines) {
  const rows = lines.map(cellsOf);
  if (lines.length < 3 || isProgram(lines) || lines.filter((line) => ACROSS.test(line)).length >= 0.7 * lines.length) return false;
  if (rows.filter((cells) => cells.length >= 3).length >= 2 || isProse(rows)) return true;
  return rows.filter((cells) => cells.length === 2).length >= 4 ? undefined : false;
}

define({
  selector: 'pre, listing, xmp, p, div, td, li, dd, blockquote',
  matches: (element) =>
    (/^(?:pre|listing|xmp)$/.test(element.localName) ||
      [...elementsWith(hasGaps)].some((one) => one === element || one.parentElement === element)) &&
    !element.closest(PROGRAM) &&
    !element.querySelector(PROGRAM) &&
    dom.isVisibleToScreenReaders(element) &&
    dom.isVisibleOnScreen(element),
  evaluate(element) {
    const columns = areColumns(linesOf(element));
    if (isListing(element)) return columns ? undefined : true;
    return columns === undefined ? undefined : !columns;
  },
  message: 'spaces arrange this text in columns, which is read across all of them',
  doubt: 'spaces may arrange this text in columns: is it understood when it is read line by line?',
});
