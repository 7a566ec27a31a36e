// What the pixels of a picture show: the shapes that stand out from its ground, and whether they are lines of letters.

const MOST_SHAPES = 1500;

// The pixels that stand out from the ground of a picture: 1 where one does; null for a photograph or what may not be read.
function inkOf(picture, width, height, most) {
  const scale = Math.min(1, most / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const context = canvas.getContext('2d', {willReadFrequently: true});
  let pixels;
  try {
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
  } catch {
    return null;
  }
  const count = canvas.width * canvas.height;
  const ink = new Uint8Array(count);
  let clear = 0;
  const shades = new Map();
  for (let at = 0; at < count; at++) {
    if (pixels[4 * at + 3] < 40) {
      clear++;
      continue;
    }
    const shade = ((pixels[4 * at] >> 4) << 8) | ((pixels[4 * at + 1] >> 4) << 4) | (pixels[4 * at + 2] >> 4);
    shades.set(shade, (shades.get(shade) || 0) + 1);
  }
  if (clear > 0.2 * count) {
    for (let at = 0; at < count; at++) ink[at] = pixels[4 * at + 3] >= 128 ? 1 : 0;
    return {ink, width: canvas.width, height: canvas.height};
  }
  const [ground, share] = [...shades].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0]);
  if (share < 0.35 * count || shades.size > 600) return null;
  const [red, green, blue] = [(ground >> 8) * 17, ((ground >> 4) & 15) * 17, (ground & 15) * 17];
  for (let at = 0; at < count; at++) {
    const apart = Math.abs(pixels[4 * at] - red) + Math.abs(pixels[4 * at + 1] - green) + Math.abs(pixels[4 * at + 2] - blue);
    ink[at] = apart > 200 ? 1 : 0;
  }
  return {ink, width: canvas.width, height: canvas.height};
}

// The separate shapes of a picture: where each lies, and how much of its box it fills.
function shapesOf({ink, width, height}) {
  const shapes = [];
  const stack = [];
  for (let start = 0; start < ink.length && shapes.length < MOST_SHAPES; start++) {
    if (ink[start] !== 1) continue;
    let [left, right, top, bottom, area] = [width, 0, height, 0, 0];
    stack.push(start);
    ink[start] = 2;
    while (stack.length) {
      const at = stack.pop();
      const x = at % width;
      const y = (at - x) / width;
      area++;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (next >= 0 && next < ink.length && ink[next] === 1) {
          ink[next] = 2;
          stack.push(next);
        }
      }
    }
    shapes.push({left, right, top, bottom, wide: right - left + 1, tall: bottom - top + 1, area});
  }
  return shapes;
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1] || 0;
const LEAST_TALL = 5;
const LEAST_LETTERS = 12;
const LEAST_IN_A_LINE = 8;

// Shapes that stand on one line, from left to right; signs that stand on none (dots, commas, hyphens) belong to the nearest.
function linesOf(shapes, tall) {
  const lines = [];
  for (const shape of shapes.filter((one) => one.tall >= 0.5 * tall).sort((a, b) => a.bottom - b.bottom)) {
    const line = lines.find((one) => Math.abs(one.bottom - shape.bottom) <= 0.4 * tall);
    if (line) line.shapes.push(shape);
    else lines.push({bottom: shape.bottom, shapes: [shape]});
  }
  for (const line of lines) line.shapes.sort((a, b) => a.left - b.left);
  return lines.filter((line) => line.shapes.length >= 4);
}

function isWritten({shapes}, tall) {
  const gaps = shapes.slice(1).map((one, at) => one.left - shapes[at].right);
  const level = median(shapes.map((one) => one.bottom));
  const standing = shapes.filter((one) => Math.abs(one.bottom - level) <= Math.max(1, 0.12 * tall)).length;
  return median(gaps) <= 0.5 * tall && standing >= 0.6 * shapes.length;
}

// The lines of a picture that holds letters on a plain ground and nothing else, with how far they reach, as shares of
// its sides; null for any other picture.
function lettersOnly(picture, width, height) {
  const found = inkOf(picture, width, height, 1000);
  if (!found) return null;
  const shapes = shapesOf(found).filter((one) => one.area >= 3);
  const tall = median(shapes.filter((one) => one.tall >= LEAST_TALL).map((one) => one.tall));
  if (shapes.length < LEAST_LETTERS || shapes.length >= MOST_SHAPES || !tall) return null;
  if (shapes.some((one) => one.tall > 2.2 * tall || one.wide > 8 * tall)) return null;
  const lines = linesOf(shapes, tall);
  if (!lines.length || !lines.every((line) => isWritten(line, tall))) return null;
  const letters = lines.flatMap((line) => line.shapes);
  const stray = shapes.filter((one) => !lines.some((line) => one.bottom <= line.bottom + 0.6 * tall && one.top >= line.bottom - 2 * tall));
  const area = (list) => list.reduce((sum, one) => sum + one.area, 0);
  const filled = area(letters) / letters.reduce((sum, one) => sum + one.wide * one.tall, 0);
  const forms = new Set(letters.map((one) => `${one.wide} ${one.tall} ${Math.round((10 * one.area) / (one.wide * one.tall))}`));
  if (area(stray) > 0.03 * area(shapes) || filled < 0.15 || filled > 0.8) return null;
  if (letters.length < LEAST_LETTERS || forms.size < 6 || Math.max(...lines.map((line) => line.shapes.length)) < LEAST_IN_A_LINE)
    return null;
  return {
    lines: lines.length,
    letters: letters.length,
    right: Math.max(...letters.map((one) => one.right)) / found.width,
    bottom: Math.max(...letters.map((one) => one.bottom)) / found.height,
  };
}

nyx.pixels = {inkOf, shapesOf, lettersOnly};
