// Controls by what they look like: which of a page's buttons is the green one, the round one, the one on the left.
const {dom} = axe.commons;
const {parse} = nyx.colour;

const PRESSED = 'button, [role=button], input[type=submit], input[type=button], input[type=reset], input[type=image], summary';
const DRAWN = `${PRESSED}, a[href], [role=link]`;
/** @type {Record<string, string>} */
const KINDS = {
  button: PRESSED,
  link: 'a[href], [role=link]',
  tab: '[role=tab]',
  menu: 'nav, [role=navigation], [role=menu], [role=menubar]',
  list: 'ul, ol, dl, [role=list], [role=listbox], select',
  form: 'form, [role=form]',
  field: 'input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image]), textarea, select, [role=textbox]',
  icon: DRAWN,
  symbol: DRAWN,
  sign: DRAWN,
  arrow: DRAWN,
};
KINDS.box = KINDS.field;

/** @type {[string, number, number][]} */
const HUES = [
  ['red', 345, 15],
  ['orange', 15, 42],
  ['yellow', 42, 68],
  ['green', 80, 165],
  ['blue', 190, 255],
  ['purple', 260, 320],
];

/**
 * The visible elements that a word for a control may mean.
 * @param {string} noun
 */
const controlsOf = (noun) =>
  [...document.querySelectorAll(KINDS[noun] || KINDS[noun.replace(/s$/, '')] || 'nothing')]
    .slice(0, 200)
    .filter((one) => dom.isVisibleOnScreen(one));

/** @param {number[]} colour */
function nameOfColour([red, green, blue, alpha]) {
  const most = Math.max(red, green, blue),
    range = most - Math.min(red, green, blue);
  if (alpha < 0.5) return '';
  if (range < 40) return most < 60 ? 'black' : most > 235 ? 'white' : 'grey';
  const turn = most === red ? (green - blue) / range : most === green ? 2 + (blue - red) / range : 4 + (red - green) / range;
  const hue = (turn * 60 + 360) % 360;
  return HUES.find(([, from, to]) => (from < to ? hue >= from && hue <= to : hue >= from || hue <= to))?.[0] || '';
}

/** @param {Element} element */
function coloursOf(element) {
  const style = getComputedStyle(element);
  const colours = [style.backgroundColor, style.color, ...(parseFloat(style.borderTopWidth) >= 2 ? [style.borderTopColor] : [])];
  return colours.map((one) => nameOfColour(parse(one) || [0, 0, 0, 0]));
}

/** @type {Record<string, (element: Element, box: DOMRect) => boolean>} */
const SHAPES = {
  round: (element, box) => isCurved(element, box),
  circular: (element, box) => isCurved(element, box) && isEven(box),
  oval: (element, box) => isCurved(element, box) && !isEven(box),
  square: (element, box) => !isCurved(element, box) && isEven(box),
  rectangular: (element, box) => !isCurved(element, box) && !isEven(box),
};

/**
 * @param {Element} element
 * @param {DOMRect} box
 */
function isCurved(element, box) {
  const radius = getComputedStyle(element).borderTopLeftRadius;
  return parseFloat(radius) >= (radius.endsWith('%') ? 45 : 0.45 * Math.min(box.width, box.height));
}

/** @param {DOMRect} box */
const isEven = (box) => box.width / box.height > 0.85 && box.width / box.height < 1.18;

/**
 * Whether an element among its like is what a word of looks or of place says.
 * @param {Element} element
 * @param {string} word
 * @param {Element[]} all
 */
function looks(element, word, all) {
  const box = element.getBoundingClientRect();
  if (word === 'left') return box.right < innerWidth / 2;
  if (word === 'right') return box.left > innerWidth / 2;
  if (word in SHAPES) return SHAPES[word](element, box);
  if (/^(?:big|large|small)/.test(word)) return isOfSize(box, word, all);
  return coloursOf(element).includes(word === 'gray' ? 'grey' : word);
}

/**
 * @param {DOMRect} box
 * @param {string} word
 * @param {Element[]} all
 */
function isOfSize(box, word, all) {
  const areas = all.map((one) => one.getBoundingClientRect()).map(({width, height}) => width * height);
  const [least, most] = [Math.min(...areas), Math.max(...areas)];
  return most > 1.5 * least && box.width * box.height === (word.startsWith('small') ? least : most);
}

nyx.looks = {controlsOf, looks};
