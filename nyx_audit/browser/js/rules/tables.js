// Rules about tables: which cells a header heads, and what a table is used for.
(() => {
  const {aria, dom} = axe.commons;

  const isHeader = (cell) => cell.localName === 'th';

  // The grid of a table as HTML forms it: which cells cover each place, and where each cell lies.
  function gridOf(table) {
    const rows = [...table.rows];
    const slots = rows.map(() => []);
    const areas = new Map();
    rows.forEach((row, y) => {
      const group = rows.filter((other) => other.parentElement === row.parentElement);
      const last = rows.indexOf(group.at(-1));
      let x = 0;
      for (const cell of row.cells) {
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

  const scopeOf = (cell) => {
    const scope = (cell.getAttribute('scope') || '').toLowerCase();
    return ['row', 'col', 'rowgroup', 'colgroup'].includes(scope) ? scope : 'auto';
  };

  // Whether there is a data cell in the rows (or columns) that a header covers.
  function dataBeside(grid, header, across) {
    const area = grid.areas.get(header);
    for (const [cell, other] of grid.areas) {
      if (isHeader(cell)) continue;
      if (across && other.y < area.y + area.height && area.y < other.y + other.height) return true;
      if (!across && other.x < area.x + area.width && area.x < other.x + other.width) return true;
    }
    return false;
  }

  function kindOf(grid, header) {
    const scope = scopeOf(header);
    if (scope !== 'auto') return scope;
    if (!dataBeside(grid, header, true)) return 'col';
    return dataBeside(grid, header, false) ? '' : 'row';
  }

  // HTML: scanning for header cells, from a cell to the left (or upwards).
  function scan(grid, kinds, principal, x, y, stepX, stepY, found) {
    const opaque = [];
    let inBlock = isHeader(principal);
    let block = inBlock ? [principal] : [];
    for (x += stepX, y += stepY; x >= 0 && y >= 0; x += stepX, y += stepY) {
      const covering = grid.slots[y]?.[x] || [];
      if (covering.length !== 1) continue;
      const cell = covering[0];
      if (!isHeader(cell)) {
        if (inBlock) { opaque.push(...block); block = []; inBlock = false; }
        continue;
      }
      inBlock = true;
      block.push(cell);
      const area = grid.areas.get(cell);
      const hides = (other) => {
        const its = grid.areas.get(other);
        return stepX === 0 ? its.x === area.x && its.width === area.width : its.y === area.y && its.height === area.height;
      };
      if (!opaque.some(hides) && kinds.get(cell) === (stepX === 0 ? 'col' : 'row')) found.add(cell);
    }
  }

  // The header cells that are assigned to at least one cell.
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
          const its = grid.areas.get(header);
          if (its.x >= area.x + area.width || its.y >= area.y + area.height) continue;
          if (kind === 'rowgroup' && header.parentElement.parentElement === cell.parentElement.parentElement) found.add(header);
          if (kind === 'colgroup' && area.x < its.x + its.width) found.add(header);
        }
      }
      found.delete(cell);
      for (const header of found) assigned.add(header);
    }
    return {assigned, kinds};
  }

  // One table is looked at once for all of its headers.
  let last = null;
  function studied(table) {
    if (last?.table !== table || last.html !== table.rows.length) {
      const grid = gridOf(table);
      last = {table, html: table.rows.length, grid, ...assignedIn(grid)};
    }
    return last;
  }

  const textOf = (element) => element.textContent.replace(/\s+/g, ' ').trim();

  // Words that stand at the foot of the columns again.
  function repeatsHead(cell, grid) {
    const area = grid.areas.get(cell);
    return cell.closest('tfoot') && (grid.slots[0]?.[area.x] || []).some((head) => textOf(head) === textOf(cell));
  }

  const MOST_ROWS = 400;

  function tableOf(element) {
    const table = element.closest('table, [role=table], [role=grid], [role=treegrid]');
    return table?.localName === 'table' && table.rows.length <= MOST_ROWS ? table : null;
  }

  const roleIsTable = (table) => [null, 'table', 'grid', 'treegrid'].includes(aria.getExplicitRole(table)) && dom.isVisibleToScreenReaders(table);

  const GRIDS = '[role=table], [role=grid], [role=treegrid]';
  const CELLS = '[role=cell], [role=gridcell], [role=columnheader], [role=rowheader]';

  function headsNative(element) {
    const explicit = aria.getExplicitRole(element);
    if (explicit && explicit !== 'columnheader' && explicit !== 'rowheader') return false;
    const table = tableOf(element);
    if (!table || !roleIsTable(table)) return false;
    const {grid, kinds} = studied(table);
    return grid.areas.has(element) && kinds.get(element) !== '' && !repeatsHead(element, grid);
  }

  // A header of a table that is made of roles alone.
  function headsCells(element) {
    const row = element.closest('[role=row]');
    const inRow = [...row.querySelectorAll(CELLS)];
    if (aria.getExplicitRole(element) === 'rowheader') return inRow.length > 1;
    const at = inRow.indexOf(element);
    const rows = [...element.closest(GRIDS).querySelectorAll('[role=row]')].filter((other) => other !== row);
    if (rows.some((other) => other.querySelectorAll(CELLS).length > at)) return true;
    return row.closest('[aria-rowcount], [aria-busy=true]') || rows.length === 0 ? undefined : false;
  }

  const isNative = (element) => element.localName === 'th' || element.localName === 'td';

  nyx.define('nyx-th-has-data-cells', {
    selector: 'th, [role=columnheader], [role=rowheader]',
    matches: (element) => (element.localName === 'th' ? headsNative(element) : !isNative(element) && element.closest('[role=row]') && element.closest(GRIDS))
      && Boolean(textOf(element)) && dom.isVisibleOnScreen(element) && dom.isVisibleToScreenReaders(element),
    evaluate: (element) => (isNative(element) ? studied(tableOf(element)).assigned.has(element) : headsCells(element)),
    message: 'no cell belongs to this header',
    doubt: 'no cell belongs to this header as the page stands',
  });

  nyx.define('table-nested-in-header', {
    selector: 'th',
    matches: (element) => dom.isVisibleToScreenReaders(element),
    evaluate: (element) => !element.querySelector('table:not([role=presentation]):not([role=none])'),
    message: 'a whole table stands in this header, and is read out as its name',
  });

  // What makes a table one of data, whatever stands in it.
  const isData = (table) => Boolean(table.caption || table.tHead || table.tFoot || table.getAttribute('summary')
    || table.querySelector('th, [scope], [headers], colgroup') || table.getAttribute('role') === 'grid');

  const own = (table, selector) => [...table.querySelectorAll(selector)].filter((element) => element.closest('table') === table);

  nyx.define('table-layout', {
    selector: 'table',
    matches: (element) => element.rows.length > 0 && dom.isVisibleOnScreen(element) && dom.isVisibleToScreenReaders(element)
      && !element.parentElement.closest('table'),
    evaluate(element) {
      const explicit = aria.getExplicitRole(element);
      if (explicit === 'presentation' || explicit === 'none' || isData(element)) return true;
      const structure = [
        ...own(element, 'td h1, td h2, td h3, td h4, td h5, td h6, td nav, td header, td footer, td main, td section, td article, td aside'),
        ...own(element, 'td form'),
      ];
      const nested = element.querySelectorAll('td table').length;
      if (structure.length || nested > 1) return false;
      return nested ? undefined : true;
    },
    message: 'a table arranges parts of the page, and is announced as one of data',
    doubt: 'a table seems to arrange parts of the page, and is announced as one of data',
  });

  nyx.define('table-header-scope', {
    selector: 'table',
    matches: (element) => element.rows.length > 1 && element.rows.length <= MOST_ROWS && element.querySelector('th') && element.querySelector('td')
      && roleIsTable(element) && dom.isVisibleOnScreen(element) && !element.querySelector('th table, td table'),
    evaluate(element) {
      const {grid, kinds} = studied(element);
      const headers = [...grid.areas.keys()].filter(isHeader).filter((cell) => textOf(cell));
      const tied = (cell) => cell.hasAttribute('scope') || (cell.id && element.querySelector('[headers]'));
      // Several headers of the same kind head one cell: two columns of row headers, or two rows of heads of which one is split.
      const besides = headers.filter((cell) => kinds.get(cell) === 'row' && !tied(cell));
      const columns = new Set(besides.map((cell) => grid.areas.get(cell).x));
      // A head beside an empty corner is one of a column too, though browsers do not take it for one.
      const heads = headers.filter((cell) => kinds.get(cell) !== 'row' && !tied(cell));
      const split = heads.some((cell) => {
        const area = grid.areas.get(cell);
        return area.width > 1 && area.width < grid.width && heads.some((other) => {
          const its = grid.areas.get(other);
          return its.y === area.y + area.height && its.x >= area.x && its.x < area.x + area.width && its.width < area.width;
        });
      });
      return columns.size < 2 && !split;
    },
    message: 'it has headers on two levels, which do not say what they head (scope, or id and headers)',
  });

  nyx.define('table-even-rows', {
    selector: 'table',
    matches: (element) => element.rows.length > 1 && element.rows.length <= MOST_ROWS && roleIsTable(element) && element.querySelector('th') && dom.isVisibleOnScreen(element),
    evaluate(element) {
      const {slots, areas, width} = studied(element).grid;
      const short = slots.findIndex((row) => row.length < width || row.includes(undefined));
      const twice = [...areas.keys()].length && slots.some((row) => row.some((cells) => cells && cells.length > 1));
      if (twice) { this.data({row: '', said: 'cells lie over one another'}); return false; }
      if (short < 0) return true;
      const count = [...slots[short].keys()].filter((at) => slots[short][at]).length;
      this.data({said: `row ${short + 1} has ${count} of ${width} columns`});
      return false;
    },
    message: '${data.said}',
  });
})();
