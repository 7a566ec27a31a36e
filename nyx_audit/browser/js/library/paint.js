// What each element paints by itself, and what it does to the colours of what is within it.
const {parse} = nyx.colour;

const STEPS = 8;
// In CSS pixels: what is larger may be a ground.
const SIGN = 48;
const LINE = 8;
// Between the images of a background, not within one.
const LAYERS = /, (?=none|url|image-set|cross-fade|paint|element|(?:repeating-)?(?:linear|radial|conic)-gradient)/;
const WHOLE = /^(?:auto|cover|100%(?: 100%)?)$/;
const SVG = 'http://www.w3.org/2000/svg';
/** @type {PaintState | null} */
let current = null;

// Everything known of one state of the page; a new run (another view) begins anew.
function state() {
  const key = axe._tree;
  if (!current || current.key !== key)
    current = {
      key,
      styles: new Map(),
      tints: new Map(),
      pseudos: new Map(),
      written: new Map(),
      suspects: new Map(),
      results: new Map(),
      drawn: new Map(),
      inactive: new Map(),
      drawings: new Map(),
      painters: null,
      labels: null,
    };
  return current;
}

/**
 * What an element itself paints, and what makes its place uncertain. Few of the style's properties are read, since each costs.
 * @param {Element} element
 */
function styleOf(element) {
  const known = state().styles.get(element);
  if (known) return known;
  const isBare = element.namespaceURI === SVG && element.localName !== 'svg';
  const found = paintOf(getComputedStyle(element), isBare, element.matches('input, select, textarea'));
  state().styles.set(element, found);
  return found;
}

/**
 * @param {CSSStyleDeclaration} style
 * @param {boolean} bare whether what it is of has no background, as within drawings
 * @param {boolean} isField
 * @returns {Painted}
 */
function paintOf(style, bare = false, isField = false) {
  const {position, display} = style;
  const positioned = position !== 'static';
  const turned = style.transform !== 'none' || style.translate !== 'none';
  const back = bare ? null : parse(style.backgroundColor);
  const images = bare ? [] : groundImages(style, isField);
  const image = images.map((one) => one.image).join(', ');
  const cut = Boolean(image || back?.[3]) && /\btext\b/.test(style.backgroundClip);
  return {
    back: cut ? null : back,
    image: cut ? '' : image,
    // The letters alone let it be seen.
    lettered: cut ? {back, image} : null,
    opacity: Number(style.opacity),
    moved:
      position === 'absolute' ||
      position === 'fixed' ||
      position === 'sticky' ||
      (position === 'relative' && /[1-9]/.test(style.inset)) ||
      turned ||
      style.margin.includes('-'),
    // What is in the flow is painted below it, or above it.
    lifted: positioned || turned,
    // Not a number where it is none of its own.
    level: positioned ? parseInt(style.zIndex, 10) : NaN,
    display,
    positioned,
    patchy: images.length > 1 || images.some(({size}) => !WHOLE.test(size)),
    paints: !cut && (Boolean(image) || Boolean(back && back[3] > 0)),
    solid: !cut && Boolean(back && back[3] === 1),
  };
}

/**
 * The images of a background, without what lies beside a text: small signs, such as the arrow of a list, and lines.
 * @param {CSSStyleDeclaration} style
 * @param {boolean} isField whether it is of a field, whose words leave room for signs
 */
function groundImages({backgroundImage, backgroundRepeat, backgroundSize}, isField) {
  if (backgroundImage === 'none') return [];
  const [sizes, repeats] = [backgroundSize, backgroundRepeat].map((list) => list.split(', '));
  return backgroundImage
    .split(LAYERS)
    .map((image, at) => ({image, size: sizes[at % sizes.length], repeat: repeats[at % repeats.length]}))
    .filter(({image, size, repeat}) => image !== 'none' && !(repeat === 'no-repeat' && isBeside(size, isField)));
}

/**
 * Whether an image of a size that is drawn once is a sign or a line.
 * @param {string} size
 * @param {boolean} isField
 */
function isBeside(size, isField) {
  if (isField && !/cover|contain|%/.test(size)) return true;
  const [width, height = 'auto'] = size.match(/calc\([^)]*\)|[^\s(]+/g) || [size];
  const points = [width, height].map((one) => (/^[\d.]+px$/.test(one) ? parseFloat(one) : Infinity));
  return points.some((one) => one <= LINE) || (points[0] <= SIGN && (height === 'auto' || points[1] <= SIGN));
}

/**
 * What an element does to the colours of what is within it, or behind it.
 * @param {Element} element
 */
function tintOf(element) {
  const {tints} = state();
  const known = tints.get(element);
  if (known) return known;
  const found = tintsOf(getComputedStyle(element));
  tints.set(element, found);
  return found;
}

/**
 * @param {CSSStyleDeclaration} style
 * @returns {Tint}
 */
const tintsOf = (style) => ({
  filter: style.filter,
  blend: style.mixBlendMode,
  backdrop: style.backdropFilter !== 'none',
  veiled:
    style.maskImage !== 'none' && !(WHOLE.test(style.maskSize) && gradientColours(style.maskImage)?.every(([, , , alpha]) => alpha === 1)),
  mixes: style.backgroundImage !== 'none' && style.backgroundBlendMode.replace(/normal|,|\s/g, '') !== '',
});

/**
 * The colours that a gradient shows, in steps between its stops; null for what is no gradient.
 * @param {string} image
 */
function gradientColours(image) {
  if (/url\(|image-set|cross-fade|element\(|paint\(/.test(image) || !/gradient\(/.test(image)) return null;
  const stops = (image.match(/(?:rgba?|hsla?|color|oklch|oklab|lab|lch)\([^()]*\)/g) || []).map(parse);
  if (stops.length < 2 || stops.includes(null)) return null;
  const found = [];
  for (let at = 0; at + 1 < stops.length; at++) {
    for (let step = 0; step <= STEPS; step++) {
      found.push([0, 1, 2, 3].map((part) => stops[at][part] + ((stops[at + 1][part] - stops[at][part]) * step) / STEPS));
    }
  }
  return found;
}

/** @param {Element} element */
function chainOf(element) {
  const chain = [];
  for (let at = /** @type {Element | null} */ (element); at; at = nyx.dom.flatParentOf(at)) chain.unshift(at);
  return chain;
}

nyx.paint = {SVG, state, chainOf, styleOf, paintOf, tintOf, tintsOf, gradientColours};
