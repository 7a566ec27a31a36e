// What a control without words shows in their place: an icon, as a drawing, a letter of a font or a mask.
const {faded, parse} = nyx.colour;
const {KEPT_BACK} = nyx.drawings;
const {SVG, chainOf, styleOf} = nyx.paint;
const {HUMAN, hasText, inkOf, textNodes} = nyx.drawn;
const {isDrawn, wordsOf, writtenParts} = nyx.written;

const SHAPES = 'rect, circle, ellipse, path, polygon, polyline, line';
const UNKNOWN = 'use, image, foreignObject, text, [mask], [filter], [clip-path]';
const OTHERS = 'img, picture, video, canvas, object, embed, iframe, input, select, textarea';
const MOST_PARTS = 30;
// In CSS pixels: what is smaller is a line or a dot.
const SMALLEST = 8;
const LARGEST = 64;

/**
 * The colours of the icon that is all that a control shows, with the element that draws it; null where it shows words or a
 * picture, more than one icon, or nothing that styles tell of.
 * @param {Element} control
 * @returns {{element: Element, inks: Color[]} | null}
 */
function iconOf(control) {
  const parts = [control, ...nyx.dom.everyDrawn(control)].filter((one) => one.namespaceURI !== SVG || one.localName === 'svg');
  if (parts.length > MOST_PARTS) return null;
  const seen = parts.filter((one) => axe.commons.dom.isVisibleOnScreen(one));
  if (seen.some((one) => one.matches(OTHERS) || hasText(one) || writtenParts(one).length || styleOf(one).image)) return null;
  const found = seen.map(drawnBy).filter((one) => one !== null);
  return found.length === 1 ? found[0] : null;
}

/**
 * @param {Element} element
 * @returns {{element: Element, inks: Color[]} | null}
 */
function drawnBy(element) {
  if (element.localName === 'svg') return ofDrawing(element);
  const {width, height} = element.getBoundingClientRect();
  if (textNodes(element).some((node) => !HUMAN.test(node.data))) return icon(element, [inkOf(element)]);
  const glyphs = ['::before', '::after'].map((part) => getComputedStyle(element, part)).filter((style) => isGlyph(style, element));
  if (glyphs.length)
    return icon(
      element,
      glyphs.map((style) => parse(style.webkitTextFillColor || style.color)),
    );
  const {maskImage, backgroundColor} = getComputedStyle(element);
  const isIcon = maskImage.includes('url(') && Math.min(width, height) >= SMALLEST && Math.max(width, height) <= LARGEST;
  return isIcon ? icon(nyx.dom.flatParentOf(element) || element, [parse(backgroundColor)]) : null;
}

/**
 * @param {CSSStyleDeclaration} style
 * @param {Element} element
 */
const isGlyph = (style, element) =>
  style.content !== 'none' && style.content !== 'normal' && isDrawn(style) && wordsOf(style.content, element).trim() !== '';

/**
 * @param {Element} element
 * @param {(Color | null)[]} inks
 */
function icon(element, inks) {
  const known = inks.filter((one) => one !== null);
  return known.length && known.length === inks.length && known.some((one) => one[3] > 0) ? {element, inks: known} : null;
}

/** @param {Element} drawing */
function ofDrawing(drawing) {
  const {width, height} = drawing.getBoundingClientRect();
  if (Math.min(width, height) < SMALLEST || Math.max(width, height) > LARGEST || drawing.querySelector(UNKNOWN)) return null;
  const shapes = [...drawing.querySelectorAll(SHAPES)].filter((one) => !one.closest(KEPT_BACK));
  if (!shapes.length || shapes.length > MOST_PARTS) return null;
  const inks = shapes.flatMap((shape) => inksOf(shape, drawing));
  return icon(
    drawing,
    inks.filter((ink) => !ink || ink[3] > 0),
  );
}

/**
 * @param {Element} shape
 * @param {Element} drawing
 * @returns {(Color | null)[]}
 */
function inksOf(shape, drawing) {
  const {fill, fillOpacity, stroke, strokeOpacity, strokeWidth, visibility} = getComputedStyle(shape);
  if (visibility !== 'visible') return [];
  const inner = chainOf(shape);
  const opacity = inner.slice(inner.indexOf(drawing) + 1).reduce((whole, one) => whole * styleOf(one).opacity, 1);
  const lines = stroke !== 'none' && parseFloat(strokeWidth) > 0 ? [faded(parse(stroke), opacity * Number(strokeOpacity))] : [];
  return fill === 'none' || shape.localName === 'line' ? lines : [faded(parse(fill), opacity * Number(fillOpacity)), ...lines];
}

nyx.graphics = {iconOf};
