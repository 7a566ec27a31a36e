// Texts within drawings (SVG): what shapes lie behind them, in the order in which they are painted.
const {overlap} = nyx.boxes;
const {faded, parse} = nyx.colour;
const {SVG, chainOf, state, styleOf, tintOf} = nyx.paint;

const SHAPES = 'rect, circle, ellipse, path, polygon, polyline, image, use, foreignObject';
// What is drawn only where something else uses it.
const KEPT_BACK = 'defs, symbol, clipPath, mask, pattern, marker';
const MOST_SHAPES = 2000;

/** @param {Element} element */
const isDrawing = (element) => element.namespaceURI === SVG;

/** @param {Element} text */
const rootOf = (text) => chainOf(text).find((one) => one.localName === 'svg') || text;

/**
 * Whether a text in a drawing is not to be read as one: a shape that is used elsewhere, or the name in a logo.
 * @param {Element} element
 */
function isOrnament(element) {
  if (!isDrawing(element)) return false;
  if (!/^(?:text|tspan|textPath|a)$/.test(element.localName) || element.closest(KEPT_BACK)) return true;
  const root = rootOf(element);
  const isBranded = root.closest('a[href], header, [role=banner], [class*=logo i], [id*=logo i]') !== null;
  return isBranded && root.querySelectorAll('text').length <= 2;
}

/**
 * How much larger a drawing is drawn than it says.
 * @param {Element} element
 */
function scaleOf(element) {
  if (!(element instanceof SVGGraphicsElement)) return 1;
  const matrix = element.getScreenCTM();
  return matrix ? Math.hypot(matrix.c, matrix.d) : 1;
}

/**
 * The colours of the shapes that may lie behind a text, and whether the first hides all that is below it; null where one of
 * them is not known.
 * @param {Element} text
 * @param {DOMRect[]} boxes
 */
function drawingsBehind(text, boxes) {
  const found = {colours: /** @type {Color[]} */ ([]), hides: false};
  if (!isDrawing(text)) return found;
  for (const shape of shapesOf(rootOf(text)).filter((one) => isBelow(one, text, boxes))) {
    const colour = colourOf(shape.element);
    if (colour && colour[3] === 0) continue;
    if (!colour || colour[3] < 1) return null;
    if (isSheet(shape, boxes)) Object.assign(found, {colours: [], hides: true});
    found.colours.push(colour);
  }
  return found;
}

/**
 * Whether a shape is a plain area that a text lies on as a whole.
 * @param {Painter} shape
 * @param {DOMRect[]} boxes
 */
const isSheet = ({element, box}, boxes) =>
  element.localName === 'rect' &&
  boxes.every((one) => box.left <= one.left && one.right <= box.right && box.top <= one.top && one.bottom <= box.bottom);

/**
 * @param {Painter} shape
 * @param {Element} text
 * @param {DOMRect[]} boxes
 */
const isBelow = ({element, box}, text, boxes) =>
  Boolean(text.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) && boxes.some((one) => overlap(box, one));

/**
 * @param {Element} root
 * @returns {Painter[]}
 */
function shapesOf(root) {
  const {drawings} = state();
  const known = drawings.get(root);
  if (known) return known;
  const shapes = [...root.querySelectorAll(SHAPES)].slice(0, MOST_SHAPES).filter((one) => !one.closest(KEPT_BACK));
  const found = shapes.map((element) => ({element, box: element.getBoundingClientRect()}));
  drawings.set(root, found);
  return found;
}

/**
 * The colour of a shape; null where it has several, or they are not known.
 * @param {Element} shape
 */
function colourOf(shape) {
  if (/^(?:image|use|foreignObject)$/.test(shape.localName)) return null;
  const {fill, fillOpacity, visibility} = getComputedStyle(shape);
  if (fill === 'none' || visibility !== 'visible') return [0, 0, 0, 0];
  const isPlain = chainOf(shape).every((one) => styleOf(one).opacity === 1 && tintOf(one).filter === 'none');
  const colour = isPlain ? parse(fill) : null;
  return faded(colour, Number(fillOpacity));
}

nyx.drawings = {KEPT_BACK, drawingsBehind, isOrnament, scaleOf};
