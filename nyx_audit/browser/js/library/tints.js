// What filters and blend modes make of colours, by the formulas of the specifications (Filter Effects, Compositing). Pure.

/** @typedef {(colour: Color) => Color} Filter */

const FUNCTION = /(?<![a-z-])([a-z-]+)\(((?:[^()]|\([^()]*\))*)\)/g;

/** @param {number} value */
const within = (value) => Math.min(1, Math.max(0, value));

/** @type {Record<string, (amount: number) => number[][]>} rows of a matrix for red, green and blue */
const MATRICES = {
  grayscale: (amount) => saturation(1 - Math.min(1, amount)),
  saturate: (amount) => saturation(amount),
  sepia: (amount) => {
    const rest = 1 - Math.min(1, amount);
    return [
      [0.393 + 0.607 * rest, 0.769 - 0.769 * rest, 0.189 - 0.189 * rest],
      [0.349 - 0.349 * rest, 0.686 + 0.314 * rest, 0.168 - 0.168 * rest],
      [0.272 - 0.272 * rest, 0.534 - 0.534 * rest, 0.131 + 0.869 * rest],
    ];
  },
  'hue-rotate': (degrees) => {
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    return [
      [0.213 + cos * 0.787 - sin * 0.213, 0.715 - cos * 0.715 - sin * 0.715, 0.072 - cos * 0.072 + sin * 0.928],
      [0.213 - cos * 0.213 + sin * 0.143, 0.715 + cos * 0.285 + sin * 0.14, 0.072 - cos * 0.072 - sin * 0.283],
      [0.213 - cos * 0.213 - sin * 0.787, 0.715 - cos * 0.715 + sin * 0.715, 0.072 + cos * 0.928 + sin * 0.072],
    ];
  },
};

/** @param {number} amount */
const saturation = (amount) => [
  [0.213 + 0.787 * amount, 0.715 - 0.715 * amount, 0.072 - 0.072 * amount],
  [0.213 - 0.213 * amount, 0.715 + 0.285 * amount, 0.072 - 0.072 * amount],
  [0.213 - 0.213 * amount, 0.715 - 0.715 * amount, 0.072 + 0.928 * amount],
];

/** @type {Record<string, (part: number, amount: number) => number>} what becomes of each of red, green and blue */
const CHANNELS = {
  brightness: (part, amount) => part * amount,
  contrast: (part, amount) => (part - 0.5) * amount + 0.5,
  invert: (part, amount) => part * (1 - 2 * Math.min(1, amount)) + Math.min(1, amount),
};

/**
 * What a computed `filter` makes of colours; null where that is not known from the colour alone.
 * @param {string} value
 * @returns {Filter | null}
 */
function filterOf(value) {
  const steps = /** @type {(Filter | null)[]} */ ([]);
  for (const [, name, given] of value.matchAll(FUNCTION)) steps.push(stepOf(name, given));
  if (steps.includes(null)) return null;
  return (colour) => steps.reduce((at, step) => /** @type {Filter} */ (step)(at), colour);
}

/**
 * @param {string} name
 * @param {string} given
 * @returns {Filter | null}
 */
function stepOf(name, given) {
  const amount = parseFloat(given) / (given.endsWith('%') ? 100 : 1);
  // A shadow falls outside of what casts it.
  if (name === 'drop-shadow' || (name === 'blur' && amount === 0)) return (colour) => colour;
  if (Number.isNaN(amount)) return null;
  if (name === 'opacity') return ([red, green, blue, alpha]) => [red, green, blue, alpha * Math.min(1, amount)];
  const channel = CHANNELS[name];
  if (channel) return (colour) => eachChannel(colour, (part) => channel(part, amount));
  const matrix = MATRICES[name]?.(amount);
  return matrix
    ? (colour) => eachChannel(colour, (_, row) => matrix[row].reduce((sum, factor, at) => sum + (factor * colour[at]) / 255, 0))
    : null;
}

/**
 * @param {Color} colour
 * @param {(part: number, at: number) => number} change
 * @returns {Color}
 */
const eachChannel = (colour, change) => [...[0, 1, 2].map((at) => 255 * within(change(colour[at] / 255, at))), colour[3]];

/** @type {Record<string, (back: number, front: number) => number>} */
const BLENDS = {
  normal: (_back, front) => front,
  multiply: (back, front) => back * front,
  screen: (back, front) => back + front - back * front,
  darken: Math.min,
  lighten: Math.max,
  difference: (back, front) => Math.abs(back - front),
  exclusion: (back, front) => back + front - 2 * back * front,
  overlay: (back, front) => hardLight(front, back),
  'hard-light': (back, front) => hardLight(back, front),
  'color-dodge': (back, front) => (back === 0 ? 0 : front === 1 ? 1 : Math.min(1, back / (1 - front))),
  'color-burn': (back, front) => (back === 1 ? 1 : front === 0 ? 0 : 1 - Math.min(1, (1 - back) / front)),
};

/**
 * @param {number} back
 * @param {number} front
 */
const hardLight = (back, front) => (front <= 0.5 ? back * 2 * front : back + (2 * front - 1) - back * (2 * front - 1));

/** @param {string} mode */
const canBlend = (mode) => mode in BLENDS;

/**
 * A colour as it is laid over another in a blend mode; what the other leaves clear takes it as it is.
 * @param {string} mode
 * @param {Color} front
 * @param {Color} back
 * @returns {Color}
 */
function blended(mode, front, back) {
  const mixed = [0, 1, 2].map((at) => (1 - back[3]) * front[at] + back[3] * 255 * BLENDS[mode](back[at] / 255, front[at] / 255));
  return nyx.colour.over([...mixed, front[3]], back);
}

nyx.tints = {filterOf, canBlend, blended};
