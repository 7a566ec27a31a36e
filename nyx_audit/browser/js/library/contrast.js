// One pass over the contrast of texts, shared by the rules on it. Where one of several colours decides (gradients, shadows),
// the ACT rule asks for the highest possible contrast: a failure is sure when none is enough.
const {dom} = axe.commons;

const {contrast, hex, over, parse} = nyx.colour;
const {compose, layerOf} = nyx.layers;
const {chainOf, paintOf, state, styleOf, tintsOf} = nyx.paint;
const {hasText, inkOf, styleOfWords, textNodes} = nyx.drawn;
const {drawingsBehind, isOrnament, scaleOf} = nyx.drawings;
const {isInactive} = nyx.inactive;
const {hasPaintedPseudo, writtenParts} = nyx.written;
const {REPLACED, groundOf, stackedChain, within} = nyx.ground;

// Of a ratio: colors are rounded on their way to the screen.
const ROUNDING = 0.005;
// The rule on icons judges those that are all of a control.
const CONTROLS = 'button, a[href], summary, [role=button]';
const LEAST_OF_SIGN = 3;
const NO_DRAWING = {colours: [], hides: false};
// A letter by itself may be a sign, such as the x that closes a box.
const WORD = /\p{L}\p{M}*\p{L}|\p{N}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;

/** @param {Element} element */
function textBoxes(element) {
  const boxes = [];
  for (const node of textNodes(element)) {
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (box.width > 1 && box.height > 1) boxes.push(box);
  }
  if (!boxes.length && element.matches('input, textarea, select')) boxes.push(element.getBoundingClientRect());
  return boxes.slice(0, 8);
}

/** @param {CSSStyleDeclaration} style */
function shadowsOf(style) {
  if (style.textShadow === 'none') return [];
  return (style.textShadow.match(/(?:rgba?|hsla?|color|oklch|oklab|lab|lch)\([^()]*\)/g) || []).map(parse).filter(Boolean);
}

/**
 * The colours of one element's text: {best, worst, front, back} contrasts, or {doubt} where they cannot be known.
 * @param {Element} element
 * @returns {Contrast}
 */
function measure(element) {
  const {results} = state();
  const known = results.get(element);
  if (known) return known;
  const found = compute(element);
  results.set(element, found);
  return found;
}

/** @param {Element} element */
function compute(element) {
  const boxes = textBoxes(element);
  if (!boxes.length) return {hidden: true};
  const ink = inkOf(element);
  if (!ink) return {doubt: 'its color could not be read'};
  const found = behind(element, boxes);
  return Array.isArray(found) ? colours(styleOfWords(element), ink, found, drawingsBehind(element, boxes)) : found;
}

/**
 * What a pseudo-element writes stands where its element is, on what it paints itself.
 * @param {Written} written
 * @param {Element} element
 */
function computeWritten({style}, element) {
  const ink = parse(style.webkitTextFillColor || style.color);
  const found = ink && behind(element, [element.getBoundingClientRect()]);
  if (!found || !Array.isArray(found)) return {hidden: true};
  return colours(style, ink, [...found, {paint: paintOf(style), tint: tintsOf(style)}], NO_DRAWING);
}

/**
 * What is painted behind a text, from the canvas up, or why that is not known.
 * @param {Element} element
 * @param {DOMRect[]} boxes
 * @returns {Layer[] | Contrast}
 */
function behind(element, boxes) {
  const chain = chainOf(element);
  if (chain.some((one) => styleOf(one).opacity === 0)) return {hidden: true};
  const ground = groundOf(element, chain, boxes);
  if (ground?.length) return ground.map(layerOf);
  if (chain.some((one) => styleOf(one).opacity < 1)) return {doubt: 'it is positioned, and partly transparent'};
  const stack = ground ? null : stackedChain(element);
  if (!stack) return {doubt: 'it lies partly on or under something else'};
  if (stack.some((one) => one !== element && REPLACED.has(one.localName) && !within(element, one))) return {doubt: 'it is on an image'};
  return stack.reverse().map(layerOf);
}

/**
 * @param {CSSStyleDeclaration} style
 * @param {Color} ink
 * @param {Layer[]} layers
 * @param {{colours: Color[], hides: boolean} | null} drawn what shapes of a drawing may lie behind it; null where that is not known
 * @returns {Contrast}
 */
function colours(style, ink, layers, drawn) {
  const {pairs: plain, image, unsure} = compose(layers, ink);
  if (image) return {doubt: 'it is on an image'};
  if (!drawn) return {doubt: 'it lies on a drawing'};
  const pairs = [...(drawn.hides ? [] : plain), ...drawn.colours.map((back) => [over(ink, back), back])];
  const shadows = shadowsOf(style);
  const stroke = parseFloat(style.webkitTextStrokeWidth) > 0 ? parse(style.webkitTextStrokeColor) : null;
  const candidates = pairs.flatMap(([front, back]) => [
    [front, back],
    ...shadows.map((one) => [front, over(one, back)]),
    ...(stroke
      ? [
          [over(stroke, back), back],
          [front, over(stroke, back)],
        ]
      : []),
  ]);
  const values = candidates.map(([front, back]) => contrast(front, back));
  const at = values.indexOf(Math.max(...values));
  return {
    best: values[at],
    worst: Math.min(...pairs.map(([front, back]) => contrast(front, back))),
    front: hex(candidates[at][0]),
    back: hex(candidates[at][1]),
    doubt: unsure ? 'a filter, blend mode or mask changes its colors' : '',
    several: pairs.length > 1 || shadows.length > 0,
    opaque: ink[3] === 1,
  };
}

/**
 * Both rules on contrast ask this of every element: it is answered once.
 * @param {Element} element
 * @param {VirtualNode} virtualNode
 */
function isDrawnText(element, virtualNode) {
  const known = state().drawn;
  if (!known.has(element)) known.set(element, isDrawn(element, virtualNode));
  return known.get(element);
}

/**
 * @param {Element} element
 * @param {VirtualNode} virtualNode
 */
function isDrawn(element, virtualNode) {
  if (!hasText(element) && !writtenParts(element).length) return false;
  if (!dom.isVisibleOnScreen(virtualNode) || isInactive(element) || isOrnament(element)) return false;
  return (hasText(element) && measure(element).hidden !== true) || writtenParts(element).length > 0;
}

/** @param {CSSStyleDeclaration} style */
const isLarge = (style, scale = 1) => {
  const size = parseFloat(style.fontSize) * scale;
  return size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
};

/**
 * @this {CheckContext}
 * @param {Element} element
 * @param {number} normal
 * @param {number} large
 */
function judgeContrast(element, normal, large) {
  const own = hasText(element) ? judgeOwn(element, normal, large) : {result: true, data: {}};
  this.data(own.data);
  if (own.result === false) return false;
  for (const written of writtenParts(element)) {
    const found = computeWritten(written, element);
    const needed = isLarge(written.style) ? large : normal;
    if (!isSurelyPale(found, needed) || hasPaintedPseudo(element, [written.part])) continue;
    this.data({...dataOf(found, written.style, needed), what: ' (what the style sheet writes beside it)'});
    return false;
  }
  return own.result;
}

/**
 * @param {Element} element
 * @param {number} normal
 * @param {number} large
 * @returns {{result: boolean | undefined, data: object}}
 */
function judgeOwn(element, normal, large) {
  const found = measure(element);
  const style = styleOfWords(element);
  const scale = scaleOf(element);
  const needed = isLarge(style, scale) ? large : normal;
  const data = dataOf(found, style, needed, scale);
  if (found.best === undefined || found.worst === undefined) return {result: undefined, data};
  // Rounding of colors on their way to the screen must not decide.
  if (found.best < 1.05 && found.worst < 1.05) return {result: true, data};
  if (found.best >= needed - ROUNDING && !found.doubt) {
    if (found.worst >= needed - ROUNDING || !found.several) {
      if (hasPaintedPseudo(element, [])) suspected(element, needed === large);
      return {result: true, data};
    }
    return {result: undefined, data: {...data, why: 'only some of its background gives enough contrast'}};
  }
  if (!found.doubt && found.best >= LEAST_OF_SIGN - ROUNDING && isSign(element) && element.closest(CONTROLS)) return {result: true, data};
  const why = found.doubt || whyDoubted(element);
  return why ? {result: undefined, data: {...data, why}} : {result: false, data};
}

/** @param {Element} element */
const isSign = (element) => !element.matches('input, select, textarea') && !textNodes(element).some((node) => WORD.test(node.data));

/**
 * Why a text that is too pale by its styles may not be, after all.
 * @param {Element} element
 */
function whyDoubted(element) {
  if (isSign(element)) return 'it may be a sign, not a word';
  if (hasPaintedPseudo(element, [])) return 'a pseudo-element is painted around it';
  if (window !== window.top && !chainOf(element).some((one) => styleOf(one).solid)) return 'the background of its frame is not known';
  return '';
}

/**
 * @param {Contrast} found
 * @param {number} needed
 */
const isSurelyPale = ({best = Infinity, worst = Infinity, doubt}, needed) =>
  !doubt && best < needed - ROUNDING && (best >= 1.05 || worst >= 1.05);

/**
 * @param {Contrast} found
 * @param {CSSStyleDeclaration} style
 * @param {number} needed
 */
const dataOf = (found, style, needed, scale = 1) => ({
  ratio: found.best && Math.floor(found.best * 100) / 100,
  asked: needed,
  front: found.front,
  back: found.back,
  size: `${Math.round(parseFloat(style.fontSize) * scale * 10) / 10}px`,
  weight: style.fontWeight,
  why: found.doubt,
  what: '',
});

const MESSAGE =
  '${data.front} on ${data.back} is ${data.ratio} to 1, asked are ${data.asked} to 1 (${data.size}, weight ${data.weight})${data.what}';
const DOUBT = 'its contrast could not be measured: ${data.why}';

/**
 * A colour as it is drawn where an element stands, each with what is behind it; null where that is not known.
 * @param {Element} element
 * @param {Color} ink
 */
function grounded(element, ink) {
  const found = behind(element, [element.getBoundingClientRect()]);
  if (!Array.isArray(found) || hasPaintedPseudo(element, [])) return null;
  const {pairs, image, unsure} = compose(found, ink);
  return image || unsure ? null : pairs;
}

// Those of the last run: a state ends with its run.
let suspectsOfRun = state().suspects;

/**
 * @param {Element} element
 * @param {boolean} large
 */
function suspected(element, large) {
  suspectsOfRun = state().suspects;
  suspectsOfRun.set(element, {large});
}

/** The texts that pass by their styles, and may not, by number: a pseudo-element may be painted behind them. */
const suspects = () => [...suspectsOfRun].map(([element, {large}]) => ({number: nyx.elements.numberOf(element), large}));

nyx.contrast = {WORD, grounded, textBoxes, suspects, isDrawnText, judgeContrast, MESSAGE, DOUBT};
