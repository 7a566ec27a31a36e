const {isSurelyHeading, lineOf, standsOut} = nyx.headlines;

define({
  selector: 'p, div',
  matches: (element) => !element.closest('table') && Boolean(lineOf(element)) && !isSurelyHeading(element),
  evaluate(element) {
    const line = /** @type {Headline} */ (lineOf(element));
    const {larger, bolder} = standsOut(line);
    this.data({size: Math.round(line.look.size), beside: Math.round(line.beside.size), weight: bolder ? 'bold, ' : ''});
    // The first line of a page's name or a lead is larger too; a heading is mostly both, and has text of its own below.
    if (bolder && larger >= 1.15) return false;
    if (larger >= 1.5 || (bolder && larger >= 0.95)) return undefined;
    return true;
  },
  message: 'it looks like a heading (${data.weight}${data.size} pixels above text of ${data.beside}) and is not one',
  doubt: 'it may be meant as a heading (${data.weight}${data.size} pixels above text of ${data.beside})',
});
