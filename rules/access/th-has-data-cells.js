const {aria, dom} = axe.commons;
const {areaOf, MOST_ROWS, roleIsTable, studied, textOf} = nyx.tables;

/**
 * Words that stand at the foot of the columns again.
 * @param {Element} cell
 * @param {Grid} grid
 */
function repeatsHead(cell, grid) {
  const area = areaOf(grid, cell);
  return cell.closest('tfoot') && (grid.slots[0]?.[area.x] || []).some((/** @type {Element} */ head) => textOf(head) === textOf(cell));
}

/** @param {Element} element */
function tableOf(element) {
  const table = element.closest('table, [role=table], [role=grid], [role=treegrid]');
  return table?.localName === 'table' && table.rows.length <= MOST_ROWS ? table : null;
}

const GRIDS = '[role=table], [role=grid], [role=treegrid]';
const CELLS = '[role=cell], [role=gridcell], [role=columnheader], [role=rowheader]';

/** @param {Element} element */
function headsNative(element) {
  const explicit = aria.getExplicitRole(element);
  if (explicit && explicit !== 'columnheader' && explicit !== 'rowheader') return false;
  const table = tableOf(element);
  if (!table || !roleIsTable(table)) return false;
  const {grid, kinds} = studied(table);
  return grid.areas.has(element) && kinds.get(element) !== '' && !repeatsHead(element, grid);
}

/**
 * A header of a table that is made of roles alone.
 * @param {Element} element
 */
function headsCells(element) {
  const row = /** @type {Element} */ (element.closest('[role=row]'));
  const inRow = [...row.querySelectorAll(CELLS)];
  if (aria.getExplicitRole(element) === 'rowheader') return inRow.length > 1;
  const at = inRow.indexOf(element);
  const rows = [...(element.closest(GRIDS)?.querySelectorAll('[role=row]') || [])].filter((other) => other !== row);
  if (rows.some((other) => other.querySelectorAll(CELLS).length > at)) return true;
  return row.closest('[aria-rowcount], [aria-busy=true]') || rows.length === 0 ? undefined : false;
}

/** @param {Element} element */
const isNative = (element) => element.localName === 'th' || element.localName === 'td';

define({
  selector: 'th, [role=columnheader], [role=rowheader]',
  matches: (element) =>
    (element.localName === 'th' ? headsNative(element) : !isNative(element) && element.closest('[role=row]') && element.closest(GRIDS)) &&
    Boolean(textOf(element)) &&
    dom.isVisibleOnScreen(element) &&
    dom.isVisibleToScreenReaders(element),
  evaluate: (element) =>
    isNative(element) ? studied(/** @type {Element} */ (tableOf(element))).assigned.has(element) : headsCells(element),
  message: 'no cell belongs to this header',
  doubt: 'no cell belongs to this header as the page is',
});
