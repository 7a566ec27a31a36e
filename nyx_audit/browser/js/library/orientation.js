// What a phone shows of the page in each orientation, and what of it is lost or turned in the other. What it means is judged
// elsewhere.
const {keyOf} = nyx.elements;
const {fold} = nyx.text;

const ASKS = /orientation|aspect-ratio|height/;
const FIELDS = 'input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image]), select, textarea';
const CONTROLS = `a[href], button, summary, [role=button], input:not([type=hidden]), select, textarea`;
const PICTURES = 'canvas, video, object, embed, iframe';
const MOST_CONTROLS = 20;

/**
 * Whether any style sheet asks how the screen is held, or how high it is; one that keeps its rules to itself may.
 * @returns {boolean}
 */
const asks = () => [...document.styleSheets, ...document.adoptedStyleSheets].some(sheetAsks);

/**
 * @param {CSSStyleSheet} sheet
 * @returns {boolean}
 */
function sheetAsks(sheet) {
  try {
    return ASKS.test(sheet.media.mediaText) || [...sheet.cssRules].some(ruleAsks);
  } catch {
    return true;
  }
}

/**
 * @param {CSSRule} rule
 * @returns {boolean}
 */
function ruleAsks(rule) {
  if (rule instanceof CSSImportRule) return ASKS.test(rule.media.mediaText) || (rule.styleSheet !== null && sheetAsks(rule.styleSheet));
  if (rule instanceof CSSConditionRule && ASKS.test(rule.conditionText)) return true;
  return rule instanceof CSSGroupingRule && [...rule.cssRules].some(ruleAsks);
}

/** @type {Record<string, OrientationLook>} */
const looks = {};

/**
 * Keeps what is shown now under a name.
 * @param {string} name
 */
function keep(name) {
  const cover = coverOf();
  /** @type {OrientationLook} */
  const look = {texts: new Map(), controls: new Map(), all: 0, fills: fillsScreen()};
  walk(cover || document.documentElement, {angle: 0, turner: null}, look);
  looks[name] = look;
  return 0;
}

/**
 * @param {Element | null} element
 * @param {Turn} turn how the parent stands
 * @param {OrientationLook} look
 */
function walk(element, turn, look) {
  if (!element) return;
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.opacity === '0' || hidesAll(element, style)) return;
  const own = turned(style);
  const here = own ? {angle: turn.angle + own, turner: element} : turn;
  if (style.visibility === 'visible' && isOnPage(element)) note(element, style, here, look);
  for (const child of drawnIn(element)) walk(child, here, look);
}

/**
 * @param {Element} element
 * @returns {Element[]}
 */
function drawnIn(element) {
  if (element.shadowRoot) return [...element.shadowRoot.children];
  const slotted = element.localName === 'slot' ? element.assignedElements() : [];
  return slotted.length ? slotted : nyx.dom.childrenOf(element);
}

/**
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 */
function hidesAll(element, style) {
  if (style.clip !== 'auto' || /inset\((?:50|100)%/.test(style.clipPath)) return true;
  const box = element.getBoundingClientRect();
  return (style.overflowX !== 'visible' && box.width < 2) || (style.overflowY !== 'visible' && box.height < 2);
}

/** @param {Element} element */
function isOnPage(element) {
  const box = element.getBoundingClientRect();
  return (box.width > 1 || box.height > 1) && box.right + scrollX > 0 && box.bottom + scrollY > 0;
}

/**
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 * @param {Turn} turn
 * @param {OrientationLook} look
 */
function note(element, style, turn, look) {
  if (element.matches(CONTROLS)) look.controls.set(controlKey(element), element);
  const words = fold(
    nyx.dom
      .textNodesOf(element)
      .map((node) => node.data)
      .join(' '),
    300,
  );
  if (!words || look.texts.has(words) || parseFloat(style.fontSize) < 1) return;
  const across = style.writingMode !== 'horizontal-tb' && /\p{Script=Latin}/u.test(words) ? 90 : 0;
  look.texts.set(words, {element, angle: turn.angle + across, turner: across ? element : turn.turner});
  look.all += words.length;
}

/**
 * What a control is, whichever element stands for it.
 * @param {Element} element
 */
const controlKey = (element) =>
  [
    element.localName,
    element.getAttribute('href') || '',
    element.getAttribute('name') || element.id || '',
    fold(element.textContent, 80) || element.getAttribute('aria-label') || element.getAttribute('value') || '',
  ].join('|');

/**
 * By how many degrees a style turns what it applies to, in the plane of the screen.
 * @param {CSSStyleDeclaration} style
 */
function turned(style) {
  let angle = 0;
  if (style.transform !== 'none') {
    const matrix = new DOMMatrix(style.transform);
    angle += (Math.atan2(matrix.b, matrix.a) * 180) / Math.PI;
  }
  if (style.rotate && style.rotate !== 'none') angle += parseFloat(style.rotate.split(' ').pop() || '0') || 0;
  return Math.round(angle);
}

/** What lies over the whole screen, so that nothing behind it can be seen. */
function coverOf() {
  const width = innerWidth;
  const height = innerHeight;
  const steps = [0.05, 0.25, 0.5, 0.75, 0.95];
  const hits = steps.flatMap((x) => steps.map((y) => document.elementFromPoint(x * width, y * height)));
  const covers = hits.map((hit) => (hit ? layerOf(hit) : null));
  const first = covers[0];
  return first && covers.every((one) => one === first) ? first : null;
}

/**
 * The outermost opaque layer that a point of the screen belongs to.
 * @param {Element} hit
 */
function layerOf(hit) {
  let opaque = false;
  let layer = null;
  for (let at = /** @type {Element | null} */ (hit); at && at !== document.body; at = nyx.dom.flatParentOf(at)) {
    const style = getComputedStyle(at);
    opaque ||= style.backgroundImage !== 'none' || isOpaque(style.backgroundColor);
    if (opaque && (style.position === 'fixed' || style.position === 'absolute')) layer = at;
  }
  return layer;
}

/** @param {string} colour */
const isOpaque = (colour) => (nyx.colour.parse(colour)?.[3] ?? 1) > 0.5;

/** Whether a drawing, a film or an app takes half of the screen. */
function fillsScreen() {
  return [...document.querySelectorAll(PICTURES)].some((one) => {
    const box = one.getBoundingClientRect();
    return nyx.visibility.isRendered(one) && box.width * box.height > (innerWidth * innerHeight) / 2;
  });
}

/**
 * What is lost in one look against another; where `back` is given, only what is there again in that one.
 * @param {string} held
 * @param {string} other
 * @param {string | null} back
 * @returns {OrientationLoss}
 */
function lossIn(held, other, back) {
  const [here, there] = [looks[held], looks[other]];
  const again = back ? looks[back] : there;
  const lost = [...there.texts.keys()].filter((words) => !here.texts.has(words) && again.texts.has(words));
  const gone = [...there.controls].filter(([key]) => !here.controls.has(key) && again.controls.has(key));
  // The orientation that shows less is the one that lost something: the other only has no message about it.
  const less = there.all > here.all;
  const instead = [...here.texts.keys()].filter((words) => !there.texts.has(words));
  return {
    held,
    share: less ? Math.round((100 * lost.join('').length) / there.all) : 0,
    instead: instead.join(' ').slice(0, 200),
    opens: [...here.controls.keys()].some((key) => !there.controls.has(key)),
    essential: there.fills,
    controls: (less ? gone : []).slice(0, MOST_CONTROLS).map(([, element]) => ({key: keyOf(element), field: element.matches(FIELDS)})),
  };
}

/**
 * What stands a quarter turn to the other look, by what turns it.
 * @returns {Turned[]}
 */
function turnedBetween() {
  const {upright, sideways} = looks;
  /** @type {Map<Element, number>} */
  const found = new Map();
  for (const [words, {element, angle, turner}] of sideways.texts) {
    const other = upright.texts.get(words);
    if (!other || Math.abs((Math.abs(angle - other.angle) % 180) - 90) > 2) continue;
    const by = turner || other.turner || element;
    found.set(by, (found.get(by) || 0) + words.length);
  }
  return [...found].slice(0, 20).map(([element, length]) => ({key: keyOf(element), share: Math.round((100 * length) / sideways.all)}));
}

/**
 * How the two orientations differ; `confirmed` are those whose losses were looked at in a third window, named `again-…`.
 * @param {string[]} confirmed
 */
function compare(confirmed) {
  /** @param {string} held */
  const back = (held) => (confirmed.includes(held) ? `again-${held}` : null);
  return JSON.stringify({
    key: keyOf(document.documentElement),
    losses: [lossIn('sideways', 'upright', back('sideways')), lossIn('upright', 'sideways', back('upright'))],
    turned: turnedBetween(),
  });
}

nyx.orientation = {asks, keep, compare};
