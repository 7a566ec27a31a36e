const {dom} = axe.commons;
const {WHITE, contrast} = nyx.colour;
const {edgeOf, faceOf, isAdorned, linesOf} = nyx.edges;

const CHOICES = 'input[type=checkbox], input[type=radio], [role=checkbox], [role=radio], [role=switch]';
const LEAST = 3;
const ROUNDING = 0.005;
// In CSS pixels: the box of a choice is between these.
const SMALLEST = 8;
const LARGEST = 72;
const MOST_PARTS = 8;
const EMPTY = /^(?:normal|none|"")$/;

/** @typedef {{element: Element, style: CSSStyleDeclaration}} Drawn a box, and the element that it lies in or is */

/**
 * The boxes by which a choice is seen: its own, or where it is hidden from sight, what its label and its neighbour draw.
 * @param {Element} choice
 * @returns {Drawn[]}
 */
function boxesOf(choice) {
  const isField = choice.localName === 'input';
  if (isField && dom.isVisibleOnScreen(choice) && isBoxSized(getComputedStyle(choice)))
    return getComputedStyle(choice).appearance === 'none' ? drawnBy(choice) : [];
  const label = isField ? choice.labels?.[0] : null;
  const around = isField ? [choice.nextElementSibling, label, ...(label?.children || [])] : [choice, ...choice.children];
  const parts = [...new Set(around)].filter((one) => one instanceof Element && one !== choice).slice(0, MOST_PARTS);
  return (isField ? parts : around.slice(0, MOST_PARTS)).flatMap((one) => (one ? drawnBy(one) : []));
}

/**
 * @param {Element} element
 * @returns {Drawn[]}
 */
function drawnBy(element) {
  if (!dom.isVisibleOnScreen(element)) return [];
  const written = ['::before', '::after']
    .map((part) => getComputedStyle(element, part))
    .filter(({content}) => !/^(?:none|normal)$/.test(content));
  return [getComputedStyle(element), ...written].filter(isBoxSized).map((style) => ({element, style}));
}

/** @param {CSSStyleDeclaration} style */
function isBoxSized(style) {
  const [width, height] = [parseFloat(style.width), parseFloat(style.height)];
  return Math.min(width, height) >= SMALLEST && Math.max(width, height) <= LARGEST && Number(style.opacity) > 0;
}

/** @param {Drawn} box */
const paints = ({style}) => linesOf(style).length > 0 || faceOf(style)[3] > 0;

/**
 * The strongest contrast of the edges of a choice; null where something else than lines and faces may show it.
 * @param {Element} choice
 */
function standing(choice) {
  const boxes = boxesOf(choice);
  if (!boxes.some(paints) || boxes.some(({style}) => isAdorned(style) || style.maskImage !== 'none' || !EMPTY.test(style.content)))
    return null;
  if (boxes.some(({element}) => element.querySelector('svg, img'))) return null;
  const ratios = boxes.filter(paints).map(({element, style}) => {
    // What lies behind the element that draws it, without its own face.
    const behind = nyx.contrast.grounded(nyx.dom.flatParentOf(element) || element, WHITE);
    return behind && Math.max(...behind.map(([, ground]) => edgeOf(style, ground)));
  });
  if (ratios.includes(null)) return null;
  const faces = boxes.map(({style}) => faceOf(style)).filter((face) => face[3] === 1);
  const inner = faces.flatMap((one) => faces.map((other) => contrast(one, other)));
  return Math.max(...ratios.filter((one) => one !== null), ...inner);
}

/** @type {WeakMap<Element, number | null>} */
const found = new WeakMap();

define({
  selector: CHOICES,
  hidden: true,
  matches(choice) {
    if (nyx.inactive.isInactive(choice)) return false;
    found.set(choice, standing(choice));
    return found.get(choice) !== null;
  },
  evaluate(choice) {
    const ratio = found.get(choice) || 0;
    this.data({ratio: Math.floor(ratio * 100) / 100});
    return ratio >= LEAST - ROUNDING;
  },
  message: 'the box that shows where to choose has a contrast of ${data.ratio} to 1; 3 to 1 are needed',
});
