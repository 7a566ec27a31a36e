// The colours of a text on a chain of elements, from the canvas up: backgrounds are laid over each other; opacity, filters and
// blend modes apply to all that is within an element, as a group.
const {WHITE, hex, over} = nyx.colour;
const {gradientColours, styleOf, tintOf} = nyx.paint;
const {blended, canBlend, filterOf} = nyx.tints;

const CLEAR = [0, 0, 0, 0];
const MOST = 64;

/** @typedef {{filter: ((colour: Color) => Color) | null, blend: string, opacity: number}} Group */

/**
 * @param {Element} element
 * @returns {Layer}
 */
const layerOf = (element) => ({paint: styleOf(element), tint: tintOf(element)});

/**
 * How the group of a layer is laid over what is below; null where it is none.
 * @param {Layer} layer
 * @returns {Group | null}
 */
function groupOf({paint: {opacity}, tint: {filter, blend}}) {
  if (opacity >= 1 && filter === 'none' && blend === 'normal') return null;
  return {filter: filter === 'none' ? null : filterOf(filter), blend: canBlend(blend) ? blend : 'normal', opacity};
}

/**
 * Foreground and possible backgrounds of a text whose boxes lie in each other; whether an image is behind it, and whether
 * something changes the colours that cannot be worked out.
 * @param {Layer[]} layers
 * @param {Color} ink
 */
function compose(layers, ink) {
  return {pairs: composed(layers, 0, [WHITE], [CLEAR], ink), ...openOf(layers)};
}

/**
 * @param {Layer[]} layers
 * @param {number} at
 * @param {Color[]} backs
 * @param {Color[]} washes what shows through the letters alone: backgrounds that are cut out by them
 * @param {Color} ink
 * @returns {Color[][]}
 */
function composed(layers, at, backs, washes, ink) {
  if (at === layers.length) return distinct(backs.flatMap((back) => washes.map((wash) => [over(over(ink, wash), back), back])));
  const {lettered, back, image, patchy} = layers[at].paint;
  const group = groupOf(layers[at]);
  const under = group ? [CLEAR] : backs;
  const inner = lettered
    ? composed(layers, at + 1, under, paintedOver(lettered.back, lettered.image, patchy, washes), ink)
    : composed(layers, at + 1, paintedOver(back, image, patchy, under), washes, ink);
  if (!group) return inner;
  return distinct(backs.flatMap((base) => inner.map((pair) => pair.map((one) => laid(group, one, base)))));
}

/**
 * @param {Group} group
 * @param {Color} colour
 * @param {Color} base
 */
function laid({filter, blend, opacity}, colour, base) {
  const [red, green, blue, alpha] = filter ? filter(colour) : colour;
  return blended(blend, [red, green, blue, alpha * opacity], base);
}

/**
 * The colours that a background and its gradient show on others.
 * @param {Color | null} back
 * @param {string} image
 * @param {boolean} patchy
 * @param {Color[]} below
 */
function paintedOver(back, image, patchy, below) {
  const filled = back && back[3] > 0 ? below.map((one) => over(back, one)) : below;
  const shown = image && gradientColours(image);
  if (!shown) return filled;
  const beside = patchy || shown.some((one) => one[3] < 1) ? filled : [];
  return distinct([...beside, ...shown.flatMap((one) => filled.map((base) => over(one, base)))].map((one) => [one])).map(([one]) => one);
}

/** @param {Color[][]} list */
const distinct = (list) =>
  [...new Map(list.map((colours) => [colours.map((one) => hex(one) + one[3].toFixed(2)).join(), colours])).values()].slice(0, MOST);

/**
 * Whether an image is seen behind a text, and whether something changes its colours or those behind it in a way that cannot be
 * worked out. What is painted all over hides what is below it; a filter or a mask is for all within.
 * @param {Layer[]} layers
 */
function openOf(layers) {
  let [image, behind, unsure] = [false, false, false];
  for (const {paint, tint} of layers) {
    const {solid, image: shown, lettered} = paint;
    const {filter, blend, veiled, backdrop, mixes} = tint;
    unsure ||= veiled || !canBlend(blend) || (filter !== 'none' && !filterOf(filter));
    behind ||= backdrop;
    // The shadow of letters falls on what is behind them.
    if (filter.includes('drop-shadow')) behind = true;
    if (solid) image = behind = false;
    const drawn = lettered ? lettered.image : shown;
    if (drawn && !gradientColours(drawn)) image = true;
    behind ||= mixes;
  }
  return {image, unsure: unsure || behind};
}

nyx.layers = {compose, layerOf};
