const {dom} = axe.commons;
const {MOST_ROWS, roleIsTable, studied} = nyx.tables;

define({
  selector: 'table',
  matches: (element) =>
    element.rows.length > 1 &&
    element.rows.length <= MOST_ROWS &&
    roleIsTable(element) &&
    element.querySelector('th') &&
    dom.isVisibleOnScreen(element),
  evaluate(element) {
    const {slots, areas, width} = studied(element).grid;
    const short = slots.findIndex((row) => row.length < width || row.includes(undefined));
    const twice = [...areas.keys()].length && slots.some((row) => row.some((cells) => cells && cells.length > 1));
    if (twice) {
      this.data({row: '', said: 'cells overlap'});
      return false;
    }
    if (short < 0) return true;
    const count = [...slots[short].keys()].filter((at) => slots[short][at]).length;
    this.data({said: `row ${short + 1} has ${count} of ${width} columns`});
    return false;
  },
  message: '${data.said}',
});
