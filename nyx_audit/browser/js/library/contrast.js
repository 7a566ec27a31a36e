// One pass over the contrast of texts, shared by the rules on it. Where one of several colours decides (gradients, shadows),
// the ACT rule asks for the highest possible contrast: a failure is sure when none is enough.
const {dom} = axe.commons;

const {contrast, hex, over, parse} = nyx.colour;
const {chainOf, compose, isStrange, state, styleOf} = nyx.paint;
const {HUMAN, hasText, inkOf, styleOfWords, textNodes} = nyx.drawn;
const {REPLACED, groundOf, stackedChain, within} = nyx.ground;

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
  const style = styleOfWords(element);
  const ink = inkOf(element);
  if (!ink) return {doubt: 'its color could not be read'};
  const boxes = textBoxes(element);
  if (!boxes.length) return {hidden: true};
  let chain = chainOf(element);
  if (chain.some((one) => styleOf(one).opacity === 0)) return {hidden: true};
  const strange = chain.some(isStrange);
  const ground = groundOf(element, chain, boxes);
  if (ground?.length) chain = ground;
  else {
    if (chain.some((one) => styleOf(one).opacity < 1)) return {doubt: 'it is positioned, and partly transparent'};
    const stack = ground ? null : stackedChain(element);
    if (!stack) return {doubt: 'it lies partly on or under something else'};
    if (stack.some((one) => one !== element && REPLACED.has(one.localName) && !within(element, one))) return {doubt: 'it is on an image'};
    chain = stack.reverse();
  }
  const {pairs, image} = compose(chain, ink);
  if (image) return {doubt: 'it is on an image'};
  const shadows = shadowsOf(style);
  const candidates = pairs.flatMap((/** @type {Color[]} */ [front, back]) => [
    [front, back],
    ...shadows.map((/** @type {Color} */ one) => [front, over(one, back)]),
  ]);
  if (style.webkitTextStrokeWidth && parseFloat(style.webkitTextStrokeWidth) > 0) {
    const stroke = parse(style.webkitTextStrokeColor);
    if (stroke)
      candidates.push(
        ...pairs.map((/** @type {Color[]} */ [, back]) => [over(stroke, back), back]),
        ...pairs.map((/** @type {Color[]} */ [front, back]) => [front, over(stroke, back)]),
      );
  }
  const values = candidates.map((/** @type {Color[]} */ [front, back]) => contrast(front, back));
  const plain = pairs.map((/** @type {Color[]} */ [front, back]) => contrast(front, back));
  const at = values.indexOf(Math.max(...values));
  return {
    best: values[at],
    worst: Math.min(...plain),
    front: hex(candidates[at][0]),
    back: hex(candidates[at][1]),
    doubt: strange ? 'a filter, blend mode or mask changes its colors' : '',
    several: pairs.length > 1 || shadows.length > 0,
    opaque: ink[3] === 1,
  };
}

/**
 * Text of a disabled control, or of a label that names only disabled ones, may be pale. What holds for a parent holds.
 * @param {Element} element
 * @returns {boolean}
 */
function isInactive(element) {
  const known = state().inactive;
  const before = known.get(element);
  if (before !== undefined) return before;
  const parent = nyx.dom.flatParentOf(element);
  const found = isInactiveItself(element) || (parent !== null && isInactive(parent));
  known.set(element, found);
  return found;
}

/** @param {Element} element */
function isInactiveItself(element) {
  if (element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true' || element.inert) return true;
  if (element.localName === 'label' && element.control?.matches(':disabled, [aria-disabled=true]')) return true;
  return Boolean(element.id) && labelIds().has(element.id) && namesOnlyDisabled(element);
}

function labelIds() {
  const here = state();
  here.labels ||= new Set(
    [...nyx.dom.everyElement(document)].flatMap((one) => (one.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean)),
  );
  return here.labels;
}

/** @param {Element} element */
function namesOnlyDisabled(element) {
  const named = [...element.getRootNode().querySelectorAll(`[aria-labelledby~="${CSS.escape(element.id)}"]`)];
  return named.length > 0 && named.every((one) => one.matches(':disabled') || one.closest('[aria-disabled=true]'));
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
  return (
    hasText(element) &&
    element.namespaceURI === 'http://www.w3.org/1999/xhtml' &&
    dom.isVisibleOnScreen(virtualNode) &&
    !isInactive(element) &&
    measure(element).hidden !== true
  );
}

/** @param {CSSStyleDeclaration} style */
const isLarge = (style) => {
  const size = parseFloat(style.fontSize);
  return size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
};

/**
 * Pseudo-elements paint too, and no style tells where: looked at only where a text would fail.
 * @param {Element} element
 */
function hasPaintedPseudo(element) {
  for (let at = /** @type {Element | null} */ (element), up = 0; at && up < 6; at = nyx.dom.flatParentOf(at), up++) {
    if (paintsPseudo(at)) return true;
    if (styleOf(at).solid) return false;
  }
  return false;
}

/** @param {Element} element */
function paintsPseudo(element) {
  const {pseudos} = state();
  const known = pseudos.get(element);
  if (known !== undefined) return known;
  const found = ['::before', '::after'].some((which) => {
    const style = getComputedStyle(element, which);
    if (style.content === 'none' || style.content === 'normal' || style.display === 'none') return false;
    const back = parse(style.backgroundColor);
    const area = parseFloat(style.width) * parseFloat(style.height);
    return ((back && back[3] > 0) || style.backgroundImage !== 'none') && !(area < 100);
  });
  pseudos.set(element, found);
  return found;
}

/**
 * @this {CheckContext}
 * @param {Element} element
 * @param {number} normal
 * @param {number} large
 */
function judgeContrast(element, normal, large) {
  const found = measure(element);
  const style = styleOfWords(element);
  const asked = isLarge(style) ? large : normal;
  const size = `${Math.round(parseFloat(style.fontSize) * 10) / 10}px`;
  const told = {
    ratio: found.best && Math.floor(found.best * 100) / 100,
    asked,
    front: found.front,
    back: found.back,
    size,
    weight: style.fontWeight,
    why: found.doubt,
  };
  this.data(told);
  if (found.best === undefined || found.worst === undefined) return undefined;
  // Rounding of colors on their way to the screen must not decide.
  if (found.best < 1.05 && found.worst < 1.05) return true;
  if (found.best >= asked - 0.005 && !found.doubt) {
    if (found.worst >= asked - 0.005 || !found.several) return true;
    this.data({...told, why: 'only some of its background gives enough contrast'});
    return undefined;
  }
  if (found.doubt) return undefined;
  if (!element.matches('input, select, textarea') && !textNodes(element).some((node) => WORD.test(node.data))) {
    this.data({...told, why: 'it may be a sign, not a word'});
    return undefined;
  }
  if (hasPaintedPseudo(element)) {
    this.data({...told, why: 'a pseudo-element is painted around it'});
    return undefined;
  }
  if (window !== window.top && !chainOf(element).some((one) => styleOf(one).back && styleOf(one).back[3] === 1)) {
    this.data({...told, why: 'the background of its frame is not known'});
    return undefined;
  }
  return false;
}

const MESSAGE = '${data.front} on ${data.back} is ${data.ratio} to 1, asked are ${data.asked} to 1 (${data.size}, weight ${data.weight})';
const DOUBT = 'its contrast could not be measured: ${data.why}';

nyx.contrast = {isDrawnText, judgeContrast, MESSAGE, DOUBT, HUMAN};
