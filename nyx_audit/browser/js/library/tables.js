// The grid of a table as HTML forms it, and which cells its headers head.
const {aria, dom} = axe.commons;

const {fold} = nyx.text;

/** @param {Element} cell */
const isHeader = (cell) => cell.localName === 'th';

/**
 * The grid of a table as HTML forms it: which cells cover each place, and where each cell lies.
 * @param {Element} table
 */
function gridOf(table) {
  const rows = [...table.rows];
  const slots = rows.map(() => /** @type {Element[][]} */ ([]));
  /** @type {Map<Element, Area>} */
  const areas = new Map();
  rows.forEach((row, y) => {
    const group = rows.filter((other) => other.parentElement === row.parentElement);
    const last = rows.indexOf(group[group.length - 1]);
    let x = 0;
    for (const cell of /** @type {Iterable<Element>} */ (row.cells)) {
      while (slots[y][x]) x++;
      const span = Math.min(1000, cell.colSpan || 1);
      const down = cell.rowSpan === 0 ? last - y + 1 : Math.min(cell.rowSpan || 1, last - y + 1);
      areas.set(cell, {x, y, width: span, height: down});
      for (let row = y; row < y + down; row++) for (let column = x; column < x + span; column++) (slots[row][column] ||= []).push(cell);
      x += span;
    }
  });
  return {table, slots, areas, width: Math.max(0, ...slots.map((row) => row.length))};
}

/**
 * Where a cell lies.
 * @param {Grid} grid
 * @param {Element} cell
 */
const areaOf = (grid, cell) => /** @type {Area} */ (grid.areas.get(cell));

/** @param {Element} cell */
const scopeOf = (cell) => {
  const scope = (cell.getAttribute('scope') || '').toLowerCase();
  return ['row', 'col', 'rowgroup', 'colgroup'].includes(scope) ? scope : 'auto';
};

/**
 * Whether there is a data cell in the rows (or columns) that a header covers.
 * @param {Grid} grid
 * @param {Element} header
 * @param {boolean} across
 */
function dataBeside(grid, header, across) {
  const area = areaOf(grid, header);
  for (const [cell, other] of grid.areas) {
    if (isHeader(cell)) continue;
    if (across && other.y < area.y + area.height && area.y < other.y + other.height) return true;
    if (!across && other.x < area.x + area.width && area.x < other.x + other.width) return true;
  }
  return false;
}

/**
 * @param {Grid} grid
 * @param {Element} header
 */
function kindOf(grid, header) {
  const scope = scopeOf(header);
  if (scope !== 'auto') return scope;
  if (!dataBeside(grid, header, true)) return 'col';
  return dataBeside(grid, header, false) ? '' : 'row';
}

/**
 * HTML: scanning for header cells, from a cell to the left (or upwards).
 * @param {Grid} grid
 * @param {Map<Element, string>} kinds
 * @param {Element} principal
 * @param {number} x
 * @param {number} y
 * @param {number} stepX
 * @param {number} stepY
 * @param {Set<Element>} found
 */
function scan(grid, kinds, principal, x, y, stepX, stepY, found) {
  /** @type {Element[]} */
  const opaque = [];
  let inBlock = isHeader(principal);
  let block = inBlock ? [principal] : [];
  for (x += stepX, y += stepY; x >= 0 && y >= 0; x += stepX, y += stepY) {
    const covering = grid.slots[y]?.[x] || [];
    if (covering.length !== 1) continue;
    const cell = covering[0];
    if (!isHeader(cell)) {
      if (inBlock) {
        opaque.push(...block);
        block = [];
        inBlock = false;
      }
      continue;
    }
    inBlock = true;
    block.push(cell);
    const area = areaOf(grid, cell);
    /** @param {Element} other */
    const hides = (other) => {
      const its = areaOf(grid, other);
      return stepX === 0 ? its.x === area.x && its.width === area.width : its.y === area.y && its.height === area.height;
    };
    if (!opaque.some(hides) && kinds.get(cell) === (stepX === 0 ? 'col' : 'row')) found.add(cell);
  }
}

/**
 * The header cells that are assigned to at least one cell.
 * @param {Grid} grid
 */
function assignedIn(grid) {
  const kinds = new Map([...grid.areas.keys()].filter(isHeader).map((cell) => [cell, kindOf(grid, cell)]));
  const assigned = new Set();
  for (const [cell, area] of grid.areas) {
    const found = new Set();
    const ids = (cell.getAttribute('headers') || '').split(/\s+/).filter(Boolean);
    if (cell.hasAttribute('headers')) {
      for (const id of ids) {
        const named = [...grid.areas.keys()].find((other) => other.id === id);
        if (named) found.add(named);
      }
    } else {
      for (let y = area.y; y < area.y + area.height; y++) scan(grid, kinds, cell, area.x, y, -1, 0, found);
      for (let x = area.x; x < area.x + area.width; x++) scan(grid, kinds, cell, x, area.y, 0, -1, found);
      for (const [header, kind] of kinds) {
        const its = areaOf(grid, header);
        if (its.x >= area.x + area.width || its.y >= area.y + area.height) continue;
        if (kind === 'rowgroup' && header.parentElement?.parentElement === cell.parentElement?.parentElement) found.add(header);
        if (kind === 'colgroup' && area.x < its.x + its.width) found.add(header);
      }
    }
    found.delete(cell);
    for (const header of found) assigned.add(header);
  }
  return {assigned, kinds};
}

// One table is looked at once for all of its headers.
/** @type {(ReturnType<typeof assignedIn> & {table: Element, html: number, grid: Grid}) | null} */
let last = null;

/** @param {Element} table */
function studied(table) {
  if (last?.table !== table || last.html !== table.rows.length) {
    const grid = gridOf(table);
    last = {table, html: table.rows.length, grid, ...assignedIn(grid)};
  }
  return last;
}

/** @param {Element} element */
const textOf = (element) => fold(element.textContent);
const MOST_ROWS = 400;

/**
 * Whether a table is told as one, and does not merely arrange parts of the page.
 * @param {Element} table
 */
const roleIsTable = (table) =>
  [null, 'table', 'grid', 'treegrid'].includes(aria.getExplicitRole(table)) &&
  dom.isVisibleToScreenReaders(table) &&
  !nyx.layouts.arrangesPage(table);

nyx.tables = {areaOf, textOf, MOST_ROWS, roleIsTable, studied, isHeader};
