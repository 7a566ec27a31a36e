// At which widths a page is laid out otherwise, as its style sheets state them.

const WIDTH = /width/;
const LENGTH = /(\d{1,6}(?:\.\d{1,6})?)(px|r?em)/g;
// In a media query, both are of the browser's own text size.
const EM = 16;

/**
 * Whether any style sheet draws a line between two widths: where none does, what one of them shows the other shows, too.
 * @param {number} low
 * @param {number} high
 */
const isBetween = (low, high) => [...widths()].some((width) => width >= low && width <= high);

function widths() {
  /** @type {Set<number>} */
  const found = new Set();
  for (const condition of nyx.sheets.queries()) {
    if (!WIDTH.test(condition)) continue;
    for (const [, number, unit] of condition.matchAll(LENGTH)) found.add(Number(number) * (unit === 'px' ? 1 : EM));
  }
  return found;
}

nyx.breakpoints = {isBetween};
