// Colours as numbers: reading them, laying them over each other, their contrast. Pure.
const WHITE = [255, 255, 255, 1];
const parsed = new Map();

/** @param {string} text */
function parse(text) {
  if (!text) return null;
  let found = parsed.get(text);
  if (found === undefined) {
    const short = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(text);
    found = short
      ? [Number(short[1]), Number(short[2]), Number(short[3]), short[4] === undefined ? 1 : Number(short[4])]
      : parseOther(text);
    parsed.set(text, found);
  }
  return found;
}

// Two, so that a text that is no color leaves a trace: it changes neither.
const UNSET = ['#010203', '#040506'];
/** @type {OffscreenCanvasRenderingContext2D | null} */
let canvas = null;

/**
 * Any color that the browser knows, as it draws it.
 * @param {string} text
 */
function parseOther(text) {
  const on = (canvas ||= new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true}));
  if (!on || UNSET.every((unset) => fill(on, unset) === fill(on, text, unset))) return null;
  on.clearRect(0, 0, 1, 1);
  on.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = on.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

/**
 * @param {OffscreenCanvasRenderingContext2D} on
 * @param {string} text
 * @param {string} [before]
 */
function fill(on, text, before = text) {
  on.fillStyle = before;
  on.fillStyle = text;
  return on.fillStyle;
}

/**
 * @param {number[]} top
 * @param {number[]} below
 * @returns {Color}
 */
const over = (top, below) => {
  const [alpha, rest] = [top[3], (below[3] ?? 1) * (1 - top[3])];
  const whole = alpha + rest;
  return whole ? [...[0, 1, 2].map((at) => (top[at] * alpha + below[at] * rest) / whole), whole] : [0, 0, 0, 0];
};

/** @param {number} value */
const channel = (value) => {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};

/** @param {Color} options */
const luminance = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);

/**
 * @param {number[]} one
 * @param {number[]} other
 */
const contrast = (one, other) => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

/** @param {number[]} one */
const hex = (one) =>
  '#' +
  one
    .slice(0, 3)
    .map((/** @type {number} */ value) => Math.round(value).toString(16).padStart(2, '0'))
    .join('');

/**
 * A colour with less of itself.
 * @param {Color | null} colour
 * @param {number} opacity
 */
const faded = (colour, opacity) => colour && [...colour.slice(0, 3), colour[3] * opacity];

nyx.colour = {parse, faded, WHITE, over, hex, contrast};
