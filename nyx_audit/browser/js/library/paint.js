// How colours are laid over each other: what an element paints, and the colours of a text on a chain of elements. Backgrounds
// are laid over each other, opacity applied as a group.
const {WHITE, hex, over, parse} = nyx.colour;

const STEPS = 8;
/** @type {PaintState | null} */
let current = null;

// Everything known of one state of the page; a new run (another view) begins anew.
function state() {
  const key = axe._tree;
  if (!current || current.key !== key)
    current = {
      key,
      styles: new Map(),
      strange: new Map(),
      pseudos: new Map(),
      results: new Map(),
      drawn: new Map(),
      inactive: new Map(),
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
  const style = getComputedStyle(element);
  const {backgroundImage, position, display} = style;
  const positioned = position !== 'static';
  const turned = style.transform !== 'none' || style.translate !== 'none';
  const back = parse(style.backgroundColor);
  const image = backgroundImage === 'none' ? '' : backgroundImage;
  const found = {
    back,
    image,
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
    paints: Boolean(image) || Boolean(back && back[3] > 0),
    solid: Boolean(back && back[3] === 1),
  };
  state().styles.set(element, found);
  return found;
}

/**
 * Whether a filter, blend mode or mask of an element changes the colours of what is in it.
 * @param {Element} element
 */
function isStrange(element) {
  const known = state().strange.get(element);
  if (known !== undefined) return known;
  const style = getComputedStyle(element);
  const found =
    style.mixBlendMode !== 'normal' ||
    style.filter !== 'none' ||
    style.backdropFilter !== 'none' ||
    style.backgroundClip.includes('text') ||
    style.maskImage !== 'none' ||
    style.backgroundBlendMode.replace(/normal|,|\s/g, '') !== '';
  state().strange.set(element, found);
  return found;
}

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

/**
 * The backgrounds below a text, from the canvas up: each step a list of possible colours.
 * @param {Element[]} chain
 */
function backgrounds(chain) {
  let below = [WHITE];
  let image = false;
  for (const element of chain) {
    const style = styleOf(element);
    if (style.back && style.back[3] > 0) {
      below = below.map((one) => over(style.back, one));
      if (style.back[3] === 1) image = false;
    }
    if (!style.image) continue;
    const shown = gradientColours(style.image);
    if (shown)
      below = dedupe([...(shown.some((one) => one[3] < 1) ? below : []), ...shown.flatMap((one) => below.map((base) => over(one, base)))]);
    else image = true;
  }
  return {below, image};
}

/** @param {Color[]} list */
const dedupe = (list) => [...new Map(list.map((/** @type {Color} */ one) => [hex(one), one])).values()].slice(0, 64);

/**
 * Foreground and possible backgrounds of a text whose boxes lie in each other, with opacity as a group.
 * @param {Element[]} chain
 * @param {Color} ink
 */
function compose(chain, ink) {
  const grouped = chain.some((/** @type {Element} */ element) => styleOf(element).opacity < 1);
  if (!grouped) {
    const {below, image} = backgrounds(chain);
    return {pairs: below.map((back) => [over(ink, back), back]), image};
  }
  /**
   * @param {number} at
   * @param {number[][]} backs
   * @returns {Color[][]}
   */
  const composed = (at, backs) => {
    const element = chain[at];
    const {opacity} = styleOf(element);
    const own = paintOver(element, backs);
    const inner = at === chain.length - 1 ? own.map((/** @type {Color} */ back) => [over(ink, back), back]) : composed(at + 1, own);
    if (opacity >= 1) return inner;
    return inner.map((/** @type {Color[]} */ [front, back], /** @type {number} */ number) => {
      const base = backs[Math.min(number, backs.length - 1)];
      /** @param {Color} one */
      const mix = (one) => [0, 1, 2].map((part) => one[part] * opacity + base[part] * (1 - opacity)).concat(1);
      return [mix(front), mix(back)];
    });
  };
  const image = backgrounds(chain).image;
  return {pairs: composed(0, [WHITE]), image};
}

/**
 * @param {Element} element
 * @param {number[][]} backs
 */
function paintOver(element, backs) {
  const style = styleOf(element);
  const filled = style.back && style.back[3] > 0 ? backs.map((/** @type {Color} */ one) => over(style.back, one)) : backs;
  const shown = style.image && gradientColours(style.image);
  return shown
    ? dedupe(shown.flatMap((/** @type {Color} */ one) => filled.map((/** @type {number[]} */ base) => over(one, base))))
    : filled;
}

/** @param {Element} element */
function chainOf(element) {
  const chain = [];
  for (let at = /** @type {Element | null} */ (element); at; at = nyx.dom.flatParentOf(at)) chain.unshift(at);
  return chain;
}

nyx.paint = {state, chainOf, styleOf, isStrange, compose};
