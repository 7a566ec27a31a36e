// What lies behind a text: its ancestors where its boxes lie in theirs, else what is known to lie between. Only where these
// leave the order open is the painted stack requested, for which axe makes a grid of the whole page.
const {dom} = axe.commons;

const {overlap} = nyx.boxes;
const {drawnBeside, isFixed} = nyx.onscreen;
const {chainOf, state, styleOf, tintOf} = nyx.paint;

const ROUNDING = 1;
const REPLACED = new Set(['img', 'picture', 'video', 'canvas', 'svg', 'object', 'embed', 'iframe', 'input']);

// All boxes that paint: in the flow, or stacked, which may lie under or over texts that are not inside them.
function painters() {
  const here = state();
  if (here.painters) return here.painters;
  const found = {flow: /** @type {Painter[]} */ ([]), stacked: /** @type {Painter[]} */ ([])};
  for (const element of nyx.dom.everyElement(document)) {
    const style = styleOf(element);
    if (style.display === 'none') continue;
    if (!shows(element) && !(style.positioned && paintsWithin(element))) continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue;
    const parent = nyx.dom.flatParentOf(element);
    const stacked = style.lifted || style.moved || (parent && /grid/.test(styleOf(parent).display));
    (stacked ? found.stacked : found.flow).push({element, box});
  }
  return (here.painters = found);
}

/**
 * Whether an element paints, and can be seen: a menu that is closed covers nothing.
 * @param {Element} element
 */
const shows = (element) => paints(element) && element.checkVisibility({opacityProperty: true, visibilityProperty: true});

/** @param {Element} element */
const paintsWithin = (element) => [...element.querySelectorAll('*')].slice(0, 50).some(shows);

/**
 * @param {Element} element
 * @param {Element} ancestor
 */
const within = (element, ancestor) => {
  for (let at = /** @type {Element | null} */ (element); at; at = nyx.dom.flatParentOf(at)) if (at === ancestor) return true;
  return false;
};

/**
 * What is painted behind a text, from the canvas up to its element; empty where it lies partly on or under something. Null
 * where its ancestors and what lies around them do not say that for certain.
 * @param {Element} element
 * @param {Element[]} chain
 * @param {DOMRect[]} boxes
 */
function groundOf(element, chain, boxes) {
  const met = around(painters().stacked, element, boxes);
  const sunk = met.filter((one) => styleOf(one.element).level < 0);
  const found = raisedGround(element, chain, boxes, sunk.length ? met.filter((one) => !sunk.includes(one)) : met);
  return sunk.reduce((ground, one) => (ground?.length ? withSunk(ground, one, boxes) : ground), found);
}

/**
 * A ground with what is painted right above the background of a stacking context, below all that is in its flow.
 * @param {Element[]} ground
 * @param {Painter} sunk
 * @param {DOMRect[]} boxes
 */
function withSunk(ground, sunk, boxes) {
  const lying = boxes.filter((box) => hasMiddle(sunk.box, box));
  if (!lying.length) return ground;
  if (lying.length < boxes.length) return [];
  const context = contextOf(sunk.element);
  const at = context && isPlain(sunk) && shows(sunk.element) ? ground.indexOf(context) : -1;
  if (at < 0) return null;
  // The canvas takes what is behind it from the body where the root paints nothing.
  const from = ground[at] === document.documentElement && !styleOf(ground[at]).paints && ground[at + 1] === document.body ? at + 2 : at + 1;
  return [...ground.slice(0, from), sunk.element, ...ground.slice(from)];
}

/**
 * The stacking context that an element takes part in.
 * @param {Element} element
 */
function contextOf(element) {
  let at = nyx.dom.flatParentOf(element);
  while (at && at !== document.documentElement && !makesContext(at)) at = nyx.dom.flatParentOf(at);
  return at;
}

/** @param {Element} element */
function makesContext(element) {
  const {level, opacity} = styleOf(element);
  const {filter, blend, backdrop, veiled} = tintOf(element);
  const {position, isolation, transform, willChange, contain} = getComputedStyle(element);
  return (
    !Number.isNaN(level) ||
    opacity < 1 ||
    filter !== 'none' ||
    blend !== 'normal' ||
    backdrop ||
    veiled ||
    /fixed|sticky/.test(position) ||
    isolation === 'isolate' ||
    transform !== 'none' ||
    /transform|opacity|filter/.test(willChange) ||
    /paint|layout|strict|content/.test(contain)
  );
}

/**
 * The ground of a text without what lies below the flow.
 * @param {Element} element
 * @param {Element[]} chain
 * @param {DOMRect[]} boxes
 * @param {Painter[]} stacked what is painted there, out of the flow
 */
function raisedGround(element, chain, boxes, stacked) {
  const gone = new Set();
  let ground = null;
  let lifted = null;
  let moved = false;
  for (let at = chain.length - 1; at >= 0 && !ground; at--) {
    const style = styleOf(chain[at]);
    if (style.level < 0) return null;
    const held = !style.paints || isCanvas(chain[at]) || holds(chain[at], boxes, lifted !== null);
    if (held === null) return [];
    if (!held && style.opacity < 1) return null;
    if (!held) gone.add(chain[at]);
    if (held && style.solid) ground = chain[at];
    // A ground that was lifted has left what is in the flow below it.
    else if (style.lifted) lifted = chain[at];
    if (style.moved && !style.lifted) moved = true;
  }
  for (const one of stacked) {
    const above = isAbove(one.element, element, ground);
    if (above === null) return null;
    // The page moves from below a bar that stays, and a notice that fills the window is put away.
    if (above && isCovered(one, boxes) && (isFixed(element) || !isFixed(one.element))) return [];
  }
  const left = chain.filter((one) => !gone.has(one));
  if (!lifted && !moved) return left;
  const limit = ground && styleOf(ground).lifted ? ground : null;
  const beside = around(painters().flow, element, boxes).filter((one) => !limit || within(one.element, limit));
  if (beside.length && (moved || !lifted || !beside.every(isPlain))) return null;
  const below = beside.filter((one) => boxes.some((box) => hasMiddle(one.box, box)));
  if (!below.every((one) => boxes.every((box) => hasMiddle(one.box, box)))) return [];
  if (!lifted) return left;
  // What is in the flow is painted in its order, and right below what was lifted out of it.
  const from = left.indexOf(lifted);
  return [...left.slice(0, from), ...below.map((one) => one.element), ...left.slice(from)];
}

/**
 * What is painted where a text stands, and is not around it: with the part of it that is drawn there.
 * @param {Painter[]} painters
 * @param {Element} element
 * @param {DOMRect[]} boxes
 */
function around(painters, element, boxes) {
  return painters.flatMap((one) => {
    const met = boxes.filter((box) => overlap(one.box, box, ROUNDING));
    if (!met.length || within(element, one.element)) return [];
    const box = drawnBeside(one.element, one.box, element);
    const isMet = box && met.map((own) => drawnBeside(element, own, one.element)).some((own) => own && overlap(box, own, ROUNDING));
    return isMet ? [{element: one.element, box}] : [];
  });
}

/**
 * Whether something stacked is painted above a text; false where it lies below the text's ground, null where that is not certain.
 * @param {Element} painter
 * @param {Element} element
 * @param {Element | null} ground
 */
function isAbove(painter, element, ground) {
  const theirs = chainOf(painter);
  const ours = chainOf(element);
  const fork = theirs.findIndex((one, at) => one !== ours[at]);
  const above = theirs.slice(Math.max(fork, 0)).filter((one) => styleOf(one).lifted);
  const below = ours.slice(Math.max(fork, 0)).filter((one) => styleOf(one).lifted);
  if (fork < 0 || !above.length) return null;
  const [level, own] = [levelOf(above), below.length ? levelOf(below) : 0];
  if (level === null || own === null || level < 0) return null;
  const follows = Boolean(element.compareDocumentPosition(painter) & Node.DOCUMENT_POSITION_FOLLOWING);
  if (!below.length || level > own || (level === own && follows)) return true;
  return ground && within(ground, below[0]) ? false : null;
}

/**
 * The level of the outermost of elements that were lifted; null where one within it may have another level beside the same others.
 * @param {Element[]} lifted
 */
function levelOf([first, ...rest]) {
  const {level} = styleOf(first);
  if (!Number.isNaN(level)) return level;
  return rest.every((one) => !(styleOf(one).level > 0 || styleOf(one).level < 0)) ? 0 : null;
}

/**
 * Whether a stacked box, or what paints within it, lies on the middle of a line of a text.
 * @param {Painter} painter
 * @param {DOMRect[]} boxes
 */
function isCovered({element, box}, boxes) {
  const lies = (/** @type {Box} */ on) => boxes.some((one) => hasMiddle(on, one));
  if (shows(element) && lies(box)) return true;
  return painters().flow.some((one) => lies(one.box) && within(one.element, element));
}

/**
 * @param {Box} outer
 * @param {Box} inner
 */
function hasMiddle(outer, inner) {
  const [x, y] = [(inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2];
  return outer.left <= x && x <= outer.right && outer.top <= y && y <= outer.bottom;
}

/**
 * Whether nothing but the colour of a box in the flow is seen there.
 * @param {Painter} painter
 */
const isPlain = ({element}) =>
  !REPLACED.has(element.localName) &&
  !/inline|contents/.test(styleOf(element).display) &&
  chainOf(element).every((one) => styleOf(one).opacity === 1 && tintOf(one).filter === 'none' && tintOf(one).blend === 'normal');

/**
 * What these paint is painted on the whole canvas.
 * @param {Element} element
 */
const isCanvas = (element) => element === document.body || element === document.documentElement;

/** @param {Element} element */
const boxesOf = (element) => (styleOf(element).display === 'inline' ? [...element.getClientRects()] : [element.getBoundingClientRect()]);

/**
 * Whether boxes within an element are seen on it: the middle of each lies in its own, or it cuts off what does not. Null
 * where that holds of some only.
 * @param {Element} element
 * @param {DOMRect[]} boxes
 * @param {boolean} lifted whether they are within what was lifted out of it
 */
function holds(element, boxes, lifted) {
  const own = boxesOf(element);
  const held = boxes.filter((box) => own.some((one) => hasMiddle(one, box)));
  if (held.length === boxes.length) return true;
  if ((!lifted || styleOf(element).positioned) && cuts(element)) return true;
  return held.length ? null : false;
}

/**
 * Whether an element cuts off, or scrolls, what would leave its box.
 * @param {Element} element
 */
function cuts(element) {
  const {overflowX, overflowY, display} = getComputedStyle(element);
  return display !== 'inline' && overflowX !== 'visible' && overflowY !== 'visible';
}

/**
 * The painted stack of a text, topmost first, as axe's grid knows it: another order than the ancestors'.
 * @param {Element} element
 */
function stackedChain(element) {
  const stacks = dom.getTextElementStack(element);
  if (!stacks.length) return null;
  /** @type {(Element[] | null)[]} */
  const chains = stacks.map((stack) => {
    const at = stack.indexOf(element);
    if (at < 0) return null;
    if (stack.slice(0, at).some((above) => !within(above, element) && paints(above))) return null;
    return stack.slice(at);
  });
  if (chains.includes(null)) return null;
  const words = chains.map((chain) =>
    chain
      ?.filter(paints)
      .map((one) => nyx.elements.numberOf(one))
      .join(),
  );
  return new Set(words).size === 1 ? chains[0] : null;
}

/** @param {Element} element */
const paints = (element) => styleOf(element).paints || REPLACED.has(element.localName);

nyx.ground = {REPLACED, groundOf, stackedChain, within};
