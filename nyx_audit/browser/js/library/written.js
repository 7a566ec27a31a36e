// What pseudo-elements write and paint. No script is told where they lie, unless they are placed.
const {overlap} = nyx.boxes;
const {parse} = nyx.colour;
const {chainOf, state, styleOf} = nyx.paint;

const PARTS = ['::before', '::after'];
const WORDS = /\p{L}\p{M}*\p{L}/u;
// A line or a dot is no ground of a text.
const LEAST = 10;

/**
 * The words of a computed `content`, as they are drawn.
 * @param {string} content
 * @param {Element} element
 */
function wordsOf(content, element) {
  const drawn = /^(.*?["')]) \/ /.exec(content)?.[1] ?? content;
  const words = drawn.matchAll(/"((?:[^"\\]|\\.)*)"|attr\(([\w-]+)\)/g);
  return [...words].map(([, text, attribute]) => text ?? element.getAttribute(attribute) ?? '').join('');
}

/**
 * The pseudo-elements of an element that write words where it stands; letters of a font of icons are none.
 * @param {Element} element
 * @returns {Written[]}
 */
function writtenParts(element) {
  const {written} = state();
  const known = written.get(element) || findWritten(element);
  written.set(element, known);
  return known;
}

/**
 * @param {Element} element
 * @returns {Written[]}
 */
function findWritten(element) {
  return PARTS.flatMap((part) => {
    const style = getComputedStyle(element, part);
    const {content} = style;
    if (content === 'none' || content === 'normal' || content === '""' || !isDrawn(style)) return [];
    return WORDS.test(wordsOf(content, element)) ? [{part, style}] : [];
  });
}

/** @param {CSSStyleDeclaration} style */
const isDrawn = (style) =>
  style.display !== 'none' &&
  style.visibility === 'visible' &&
  Number(style.opacity) > 0 &&
  !/absolute|fixed/.test(style.position) &&
  parseFloat(style.fontSize) > 0 &&
  Math.abs(parseFloat(style.textIndent)) < 100 &&
  style.contentVisibility !== 'hidden' &&
  !(style.overflow === 'hidden' && (parseFloat(style.width) <= 1 || parseFloat(style.height) <= 1));

/**
 * Whether a pseudo-element is painted where a text may stand: of its element, or of one around it.
 * @param {Element} element
 * @param {string[]} but those of its own that are known
 */
function hasPaintedPseudo(element, but) {
  const box = element.getBoundingClientRect();
  for (const at of chainOf(element).reverse()) {
    const painted = at === element && but.length ? paintedPseudos(at, but) : remembered(at);
    if (painted.some((one) => mayLieUnder(one, box))) return true;
    if (styleOf(at).solid && at !== element) return false;
  }
  return false;
}

/**
 * Whether a pseudo-element meets a text's box; one whose place is not known, whether it is large enough to be its ground.
 * @param {PaintedPseudo} painted
 * @param {DOMRect} box
 */
const mayLieUnder = ({place, width, height}, box) => (place ? overlap(place, box) : !(width < box.width / 2 || height < box.height / 2));

/** @param {Element} element */
function remembered(element) {
  const {pseudos} = state();
  const known = pseudos.get(element) || paintedPseudos(element, []);
  pseudos.set(element, known);
  return known;
}

/**
 * Where the pseudo-elements of an element paint: a box, or null for a place that is not known.
 * @param {Element} element
 * @param {string[]} but
 * @returns {PaintedPseudo[]}
 */
function paintedPseudos(element, but) {
  return PARTS.filter((part) => !but.includes(part)).flatMap((part) => {
    const style = getComputedStyle(element, part);
    if (style.content === 'none' || style.content === 'normal' || style.display === 'none') return [];
    const paints = (parse(style.backgroundColor)?.[3] || 0) > 0 || style.backgroundImage !== 'none';
    const [width, height] = [parseFloat(style.width), parseFloat(style.height)];
    if (!paints || Number(style.opacity) === 0 || width < LEAST || height < LEAST) return [];
    return [{place: placeOf(element, style, width, height), width, height}];
  });
}

/**
 * Where a pseudo-element lies that is placed within its element, by the used values of its style.
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 * @param {number} width
 * @param {number} height
 */
function placeOf(element, style, width, height) {
  const [left, top] = [parseFloat(style.left), parseFloat(style.top)];
  const known = style.position === 'absolute' && styleOf(element).positioned && style.transform === 'none';
  if (!known || [left, top, width, height].some(Number.isNaN)) return null;
  const box = element.getBoundingClientRect();
  const [x, y] = [box.left + element.clientLeft + left, box.top + element.clientTop + top];
  return {left: x, top: y, right: x + width, bottom: y + height};
}

nyx.written = {isDrawn, wordsOf, writtenParts, hasPaintedPseudo};
