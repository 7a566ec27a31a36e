const {dom} = axe.commons;
const {MOST_ROWS, isHeader, roleIsTable, studied, textOf} = nyx.tables;

define({
  selector: 'table',
  matches: (element) =>
    element.rows.length > 1 &&
    element.rows.length <= MOST_ROWS &&
    element.querySelector('th') &&
    element.querySelector('td') &&
    roleIsTable(element) &&
    dom.isVisibleOnScreen(element) &&
    !element.querySelector('th table, td table'),
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
      return (
        area.width > 1 &&
        area.width < grid.width &&
        heads.some((other) => {
          const its = grid.areas.get(other);
          return its.y === area.y + area.height && its.x >= area.x && its.x < area.x + area.width && its.width < area.width;
        })
      );
    });
    return columns.size < 2 && !split;
  },
  message: 'it has headers on two levels, which do not say what they head (scope, or id and headers)',
});
