// Colours as numbers: reading them, laying them over each other, their contrast. Pure.
const {color} = axe.commons;

const WHITE = [255, 255, 255, 1];
const parsed = new Map();

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

function parseOther(text) {
  try {
    const known = new color.Color();
    known.parseString(text);
    return [known.red, known.green, known.blue, known.alpha];
  } catch {
    return null;
  }
}

const over = (top, below) => {
  const alpha = top[3];
  return [0, 1, 2].map((at) => top[at] * alpha + below[at] * (1 - alpha)).concat(1);
};

const channel = (value) => {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};

const luminance = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);

const contrast = (one, other) => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

const hex = (one) =>
  '#' +
  one
    .slice(0, 3)
    .map((value) => Math.round(value).toString(16).padStart(2, '0'))
    .join('');

nyx.colour = {parse, WHITE, over, hex, contrast};
