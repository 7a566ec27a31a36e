// How far the edge of a box stands out from what it lies on: its lines, and its face.
const {contrast, over, parse} = nyx.colour;

const SIDES = ['Top', 'Right', 'Bottom', 'Left'];

/** @param {CSSStyleDeclaration} style */
const faceOf = (style) => parse(style.backgroundColor) || [0, 0, 0, 0];

/**
 * The lines around a box that are drawn.
 * @param {CSSStyleDeclaration} style
 */
const linesOf = (style) =>
  SIDES.filter((side) => parseFloat(style[`border${side}Width`]) > 0 && !/^(?:none|hidden)$/.test(style[`border${side}Style`])).map(
    (side) => parse(style[`border${side}Color`]),
  );

/**
 * The strongest contrast of a line or a face of a box with the colour beside it.
 * @param {CSSStyleDeclaration} style
 * @param {number[]} ground
 */
function edgeOf(style, ground) {
  const face = over(faceOf(style), ground);
  const edges = linesOf(style)
    .map((line) => over(line || ground, face))
    .map((line) => Math.max(contrast(line, ground), contrast(line, face)));
  return Math.max(contrast(face, ground), ...edges);
}

/**
 * Whether more than lines and a face may show a box: a shadow, a picture, an outline.
 * @param {CSSStyleDeclaration} style
 */
const isAdorned = (style) => style.boxShadow !== 'none' || style.backgroundImage !== 'none' || style.outlineStyle !== 'none';

nyx.edges = {faceOf, linesOf, edgeOf, isAdorned};
