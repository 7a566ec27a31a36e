// What is painted behind a text. The colours of a text come from its ancestors: backgrounds laid over each other, opacity
// applied as a group. Only where something is positioned, overlaps or leaves its box is the painted stack requested.
const {dom} = axe.commons;

const {WHITE, hex, over, parse} = nyx.colour;

const STEPS = 8;
const REPLACED = new Set(['img', 'picture', 'video', 'canvas', 'svg', 'object', 'embed', 'iframe', 'input']);
let current = null;

// Everything known of one state of the page; a new run (another view) begins anew.
function state() {
  const key = axe._tree;
  if (!current || current.key !== key)
    current = {key, styles: new Map(), results: new Map(), drawn: new Map(), inactive: new Map(), painters: null, labels: null};
  return current;
}

// What an element itself paints, and what makes its place uncertain.
function styleOf(element) {
  const known = state().styles.get(element);
  if (known) return known;
  const style = getComputedStyle(element);
  const image = style.backgroundImage === 'none' ? '' : style.backgroundImage;
  const found = {
    back: parse(style.backgroundColor),
    image,
    opacity: Number(style.opacity),
    moved:
      style.position === 'absolute' ||
      style.position === 'fixed' ||
      style.position === 'sticky' ||
      (style.position === 'relative' &&
        [style.top, style.left, style.right, style.bottom].some((side) => side !== 'auto' && parseFloat(side))) ||
      style.transform !== 'none' ||
      style.translate !== 'none' ||
      parseFloat(style.marginTop) < 0 ||
      parseFloat(style.marginLeft) < 0 ||
      parseFloat(style.marginBottom) < 0 ||
      parseFloat(style.marginRight) < 0,
    strange:
      style.mixBlendMode !== 'normal' ||
      style.filter !== 'none' ||
      style.backdropFilter !== 'none' ||
      style.backgroundClip.includes('text') ||
      style.maskImage !== 'none' ||
      style.backgroundBlendMode.replace(/normal|,|\s/g, '') !== '',
    display: style.display,
    positioned: style.position !== 'static',
  };
  state().styles.set(element, found);
  return found;
}

// The colours that a gradient shows, in steps between its stops; null for what is no gradient.
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

// The backgrounds below a text, from the canvas up: each step a list of possible colours.
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

const dedupe = (list) => [...new Map(list.map((one) => [hex(one), one])).values()].slice(0, 64);

// Foreground and possible backgrounds of a text whose boxes lie in each other, with opacity as a group.
function compose(chain, ink) {
  const grouped = chain.some((element) => styleOf(element).opacity < 1);
  if (!grouped) {
    const {below, image} = backgrounds(chain);
    return {pairs: below.map((back) => [over(ink, back), back]), image};
  }
  const within = (at, backs) => {
    const element = chain[at];
    const {opacity} = styleOf(element);
    const own = paintOver(element, backs);
    const inner = at === chain.length - 1 ? own.map((back) => [over(ink, back), back]) : within(at + 1, own);
    if (opacity >= 1) return inner;
    return inner.map(([front, back], number) => {
      const base = backs[Math.min(number, backs.length - 1)];
      const mix = (one) => [0, 1, 2].map((part) => one[part] * opacity + base[part] * (1 - opacity)).concat(1);
      return [mix(front), mix(back)];
    });
  };
  const image = backgrounds(chain).image;
  return {pairs: within(0, [WHITE]), image};
}

function paintOver(element, backs) {
  const style = styleOf(element);
  const filled = style.back && style.back[3] > 0 ? backs.map((one) => over(style.back, one)) : backs;
  const shown = style.image && gradientColours(style.image);
  return shown ? dedupe(shown.flatMap((one) => filled.map((base) => over(one, base)))) : filled;
}

function chainOf(element) {
  const chain = [];
  for (let at = element; at; at = nyx.dom.flatParentOf(at)) chain.unshift(at);
  return chain;
}

// Boxes that may lie under or over texts which are not inside them.
function painters() {
  const here = state();
  if (here.painters) return here.painters;
  here.painters = [];
  for (const element of nyx.dom.everyElement(document)) {
    const style = styleOf(element);
    const parent = nyx.dom.flatParentOf(element);
    const stacked = style.positioned || style.moved || (parent && /grid/.test(styleOf(parent).display));
    if (!stacked || style.display === 'none') continue;
    const paints =
      (style.back && style.back[3] > 0) ||
      style.image ||
      REPLACED.has(element.localName) ||
      (style.positioned &&
        [...element.querySelectorAll('*')].slice(0, 50).some((inner) => {
          const own = styleOf(inner);
          return (own.back && own.back[3] > 0) || own.image || REPLACED.has(inner.localName);
        }));
    if (!paints) continue;
    const box = element.getBoundingClientRect();
    if (box.width > 1 && box.height > 1) here.painters.push({element, box});
  }
  return here.painters;
}

const overlaps = (one, other) =>
  one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1;

const contains = (outer, inner) =>
  outer.left <= inner.left + 2 && outer.right >= inner.right - 2 && outer.top <= inner.top + 2 && outer.bottom >= inner.bottom - 2;

const within = (element, ancestor) => {
  for (let at = element; at; at = nyx.dom.flatParentOf(at)) if (at === ancestor) return true;
  return false;
};

// Whether the ancestors' boxes may not be what is painted around the text.
function isUncertain(element, chain, boxes) {
  for (let at = chain.length - 1; at >= 0; at--) {
    const style = styleOf(chain[at]);
    if (style.moved) return true;
    const solid = style.back && style.back[3] === 1;
    if (solid || style.image) {
      if (chain[at] !== document.body && chain[at] !== document.documentElement) {
        const own = styleOf(chain[at]).display === 'inline' ? [...chain[at].getClientRects()] : [chain[at].getBoundingClientRect()];
        if (!boxes.every((box) => own.some((one) => contains(one, box)))) return true;
      }
      if (solid) break;
    }
  }
  return painters().some((painter) => boxes.some((box) => overlaps(painter.box, box)) && !within(element, painter.element));
}

// The painted stack of a text, topmost first, as axe's grid knows it: another order than the ancestors'.
function stackedChain(element) {
  const stacks = dom.getTextElementStack(element);
  if (!stacks.length) return null;
  const chains = stacks.map((stack) => {
    const at = stack.indexOf(element);
    if (at < 0) return null;
    if (stack.slice(0, at).some((above) => !within(above, element) && (isOpaque(above) || REPLACED.has(above.localName)))) return null;
    return stack.slice(at);
  });
  if (chains.includes(null)) return null;
  const words = chains.map((chain) =>
    chain
      .filter(paints)
      .map((one) => nyx.elements.numberOf(one))
      .join(),
  );
  return new Set(words).size === 1 ? chains[0] : null;
}

const isOpaque = (element) => {
  const {back, image} = styleOf(element);
  return Boolean(image) || Boolean(back && back[3] > 0);
};

const paints = (element) => isOpaque(element) || REPLACED.has(element.localName);

nyx.paint = {state, chainOf, styleOf, isUncertain, stackedChain, REPLACED, within, compose};
