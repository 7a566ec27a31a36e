const {dom} = axe.commons;
const {hex} = nyx.colour;
const {hasText, inkOf} = nyx.drawn;
const {chainOf, styleOf} = nyx.paint;

// Colors that browsers give by themselves, and then change with the person's: nobody can tell them from the page's.
const GIVEN = new Set(['#000000', '#0000ee', '#551a8b']);

/** @param {Element} element */
const keepsColours = (element) => getComputedStyle(element).forcedColorAdjust === 'none';

define({
  selector: 'body *',
  matches: (element, virtual) =>
    keepsColours(element) &&
    hasText(element) &&
    element.namespaceURI !== nyx.paint.SVG &&
    dom.isVisibleOnScreen(virtual) &&
    !nyx.schemes.hasForced(),
  evaluate(element) {
    const ink = inkOf(element);
    if (!ink || GIVEN.has(hex(ink))) return true;
    this.data({front: hex(ink)});
    const keeping = chainOf(element).filter(keepsColours);
    return keeping.some((one) => styleOf(one).solid || styleOf(one).image !== '');
  },
  message: 'its words stay ${data.front} in forced colours, on a ground that becomes that of the person',
});
