// Texts whose contrast their styles leave open, made ready for pictures: first without their letters, then with a line of their
// color through them, which is drawn as letters are, with all filters, blends and what lies over them.
const {elementOf} = nyx.elements;
const {chainOf, styleOf, tintOf} = nyx.paint;

const MOST_PICTURES = 20;
const LOADING_MS = 500;
const MOVING = new Set(['video', 'canvas', 'iframe', 'object', 'embed', 'marquee']);
const BARE = {
  '-webkit-text-fill-color': 'transparent',
  'text-shadow': 'none',
  'text-decoration': 'none',
  transition: 'none',
  fill: 'transparent',
};

/** @type {Map<Element, string | null>} */
const before = new Map();

const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))));

/**
 * Those of the texts that can be seen in the window when the first of them is scrolled into it, with the middle of their lines.
 * @param {number[]} numbers
 */
async function place(numbers) {
  elementOf(numbers[0]).scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'});
  await drawn();
  const found = [];
  for (const number of numbers) {
    const element = elementOf(number);
    if (!element.isConnected || !isPlain(element)) continue;
    const bands = nyx.contrast.textBoxes(element).map(bandOf).filter(isInWindow);
    const stack = bands.length ? [...document.elementsFromPoint(...middleOf(bands[0]))] : [];
    if (isOnTop(element, stack) && !stack.some((one) => MOVING.has(one.localName)) && (await areLoaded(stack)))
      found.push({number, bands: bands.map(({left, top, right, bottom}) => [left, top, right, bottom].map(Math.round))});
  }
  return found;
}

/**
 * Whether the letters alone bear a text's color, on one ground: no shadow, no stroke, no gradient that shines through; a thick line
 * is blurred less than letters are.
 * @param {Element} element
 */
function isPlain(element) {
  const style = getComputedStyle(element);
  return (
    element.namespaceURI !== nyx.paint.SVG &&
    !element.matches('input, textarea, select') &&
    nyx.drawn.textNodes(element).some((node) => nyx.contrast.WORD.test(node.data)) &&
    style.textShadow === 'none' &&
    parseFloat(style.webkitTextStrokeWidth) === 0 &&
    !chainOf(element).some((one) => styleOf(one).lettered || tintOf(one).filter.includes('blur'))
  );
}

/**
 * Where letters of a line stand, and a thick line through them lies for certain.
 * @param {DOMRect} box
 */
function bandOf(box) {
  const [middle, half] = [(box.top + box.bottom) / 2, Math.max(1, 0.3 * box.height)];
  return {left: box.left + 1, right: box.right - 1, top: middle - half, bottom: middle + half};
}

/** @param {Box} box */
const isInWindow = (box) => box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight && box.right > box.left;

/**
 * @param {Box} box
 * @returns {[number, number]}
 */
const middleOf = (box) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];

/**
 * Whether a text is hit before all that is not around it or in it.
 * @param {Element} element
 * @param {Element[]} stack
 */
const isOnTop = (element, [top]) => Boolean(top) && (nyx.dom.isAround(top, element) || nyx.dom.isAround(element, top));

/**
 * Whether the pictures behind a text came: without them, another ground would be looked at.
 * @param {Element[]} stack
 */
async function areLoaded(stack) {
  if (stack.some((one) => one.localName === 'img' && !(one.complete && one.naturalWidth))) return false;
  const painted = stack.flatMap((one) => [undefined, '::before', '::after'].map((part) => getComputedStyle(one, part).backgroundImage));
  const urls = new Set(painted.flatMap((image) => [...image.matchAll(/url\("((?:[^"\\]|\\.)*)"\)/g)].map(([, url]) => url)));
  const pictures = [...urls].slice(0, MOST_PICTURES).map(isLoaded);
  return (await Promise.all(pictures)).every(Boolean);
}

/** @param {string} url */
async function isLoaded(url) {
  const image = new Image();
  image.src = url;
  const late = new Promise((resolve) => setTimeout(() => resolve(false), LOADING_MS));
  const decoded = image.decode().then(
    () => true,
    () => false,
  );
  return Promise.race([decoded, late]);
}

/**
 * Take the letters away.
 * @param {number[]} numbers
 */
function bare(numbers) {
  for (const element of numbers.map(elementOf)) {
    before.set(element, element.getAttribute('style'));
    set(element, BARE);
  }
  return drawn();
}

/**
 * Draw a line of each text's color through it, in place of its letters.
 * @param {number[]} numbers
 * @param {string[]} colours
 */
function strike(numbers, colours) {
  numbers
    .map(elementOf)
    .forEach((element, at) =>
      set(element, {'text-decoration': `line-through solid 1em ${colours[at]}`, 'text-decoration-skip-ink': 'none'}),
    );
  return drawn();
}

/**
 * The colors of texts.
 * @param {number[]} numbers
 */
const colours = (numbers) => numbers.map((number) => getComputedStyle(elementOf(number)).webkitTextFillColor);

/** Take the lines away again. */
function unstrike() {
  for (const element of before.keys()) set(element, {'text-decoration': 'none'});
  return drawn();
}

/** Put everything back as it was. */
function restore() {
  for (const [element, style] of before) {
    if (style === null) element.removeAttribute('style');
    else element.setAttribute('style', style);
  }
  before.clear();
}

/**
 * @param {Element} element
 * @param {Record<string, string>} values
 */
function set(element, values) {
  for (const [name, value] of Object.entries(values)) element.style.setProperty(name, value, 'important');
}

nyx.ink = {place, bare, colours, strike, unstrike, restore};
