const {dom} = axe.commons;
const {WHITE, over} = nyx.colour;
const {edgeOf, faceOf, isAdorned} = nyx.edges;

const FIELDS =
  'textarea, input:not([type]), input[type=text], input[type=email], input[type=tel], input[type=url], input[type=search], input[type=number], input[type=password]';
const LEAST = 3;
// A frame may be drawn by what stands close around the field.
const CLOSE = 24;

/**
 * The colour on which an element lies; null where that is a picture, or not known.
 * @param {Element} element
 */
function groundOf(element) {
  const layers = [];
  for (let at = nyx.dom.flatParentOf(element); at; at = nyx.dom.flatParentOf(at)) {
    const style = getComputedStyle(at);
    if (style.backgroundImage !== 'none' || style.opacity !== '1' || style.filter !== 'none') return null;
    layers.unshift(faceOf(style));
    if (layers[0][3] === 1) break;
  }
  return layers.reduce((below, layer) => over(layer, below), WHITE);
}

/** @param {Element} element */
const isDrawnOtherwise = (element) => {
  const painted = ['::before', '::after'].some((part) => !/^(?:none|normal)$/.test(getComputedStyle(element, part).content));
  return isAdorned(getComputedStyle(element)) || painted;
};

/**
 * The elements that lie so close around a field that they may draw its frame.
 * @param {Element} element
 */
function framesOf(element) {
  const box = element.getBoundingClientRect();
  const found = [];
  for (let at = nyx.dom.flatParentOf(element); at && at !== document.body; at = nyx.dom.flatParentOf(at)) {
    if (at.getBoundingClientRect().height > box.height + 2 * CLOSE) break;
    found.push(at);
  }
  return found;
}

/** @param {Element} element */
function isDrawnByBrowser(element) {
  const style = getComputedStyle(element);
  return style.borderTopStyle === 'inset' && style.appearance !== 'none';
}

define({
  selector: FIELDS,
  matches: (element, virtual) =>
    element.matches(':enabled:read-write') &&
    element.getBoundingClientRect().width > 20 &&
    getComputedStyle(element).opacity === '1' &&
    dom.isVisibleOnScreen(virtual),
  evaluate(element) {
    const ground = groundOf(element);
    // Words in the field show where it is, and so does what the browser draws by itself.
    if (!ground || element.value || element.placeholder || isDrawnByBrowser(element) || isDrawnOtherwise(element)) return true;
    const frames = framesOf(element);
    if (frames.some((one) => isDrawnOtherwise(one) || edgeOf(getComputedStyle(one), groundOf(one) || WHITE) > 1.05)) return true;
    if (frames.some((one) => [...one.children].some((other) => !other.contains(element) && other.matches('fieldset, [aria-hidden]'))))
      return true;
    const ratio = edgeOf(getComputedStyle(element), ground);
    this.data({ratio: Math.floor(ratio * 100) / 100});
    return ratio >= LEAST - 0.005;
  },
  message: 'what shows where the field is has a contrast of ${data.ratio} to 1; 3 to 1 are needed',
});
