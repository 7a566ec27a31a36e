// What sticks out of a narrow window, as plain evidence; what it means is judged elsewhere.
const {boxOfText} = nyx.boxes;
const {isWithin} = nyx.twodimensional;

const SLACK = 2;

// What sticks out of a window of this width, outermost elements first; `exempt` needs two dimensions to be understood.
function measure() {
  const root = document.scrollingElement || document.documentElement;
  const width = document.documentElement.clientWidth;
  const scrolls = root.scrollWidth > width + SLACK && scrollable(document.documentElement) && scrollable(document.body);
  const wide = scrolls ? sticking(width) : [];
  const out = [
    ...wide.map((one) => overflow(one, 'wide', width)),
    ...nyx.textlines.toAndFro(width).map((one) => overflow(one, 'lines', width)),
    ...nyx.textlines.cutAtEdge(width, scrolls || root.scrollWidth <= width + SLACK).map((one) => overflow(one, 'cut', width)),
  ];
  return JSON.stringify({
    key: nyx.elements.keyOf(document.documentElement),
    width,
    scroll_width: root.scrollWidth,
    scrolls,
    out: out.slice(0, 50),
  });
}

/**
 * @param {{element: Element, reach: number, exempt?: boolean}} found
 * @param {string} how
 * @param {number} width
 * @returns {Overflow}
 */
const overflow = ({element, reach, exempt = false}, how, width) => ({
  key: nyx.elements.keyOf(element),
  right: Math.round(reach),
  how,
  exempt,
  stated: !exempt && nyx.stated.isAtLeast(element, width),
});

/** @param {Element} element */
const drawnChildrenOf = (element) => [...(element.shadowRoot || element).children];
/**
 * Whether all of it is drawn away, as a field is that a picture stands for.
 * @param {CSSStyleDeclaration} style
 */
const isUnseen = (style) => style.opacity === '0' || style.clip !== 'auto' || /inset\((?:50|100)%/.test(style.clipPath);

/** @param {Element} element */
const scrollable = (element) => !element || !['hidden', 'clip'].includes(getComputedStyle(element).overflowX);

/** @param {number} width */
function sticking(width) {
  /** @type {{element: Element, reach: number, exempt: boolean}[]} */
  const found = [];
  const rtl = getComputedStyle(document.documentElement).direction === 'rtl';
  /** @param {Element} element */
  const beyond = (element) => edgeOf(element, getComputedStyle(element), width, rtl) > width + SLACK;

  /**
   * What stretches a box decides: a table in it is exempt, but not the lines of text that it makes wide with it.
   * @param {Element} element
   */
  const isExempt = (element) => {
    if (isWithin(element)) return true;
    const inner = drawnChildrenOf(element).filter(beyond);
    // The padding around a listing sticks out with it.
    if (!inner.length)
      return !nyx.dom.hasOwnText(element) && drawnChildrenOf(element).length > 0 && drawnChildrenOf(element).every(isWithin);
    return inner.every(isExempt);
  };

  /** @param {Element} element */
  const visit = (element) => {
    const style = getComputedStyle(element);
    if (style.display === 'none' || style.position === 'fixed' || isUnseen(style)) return;
    const edge = edgeOf(element, style, width, rtl);
    if (edge > width + SLACK && style.visibility === 'visible') {
      found.push({element, reach: edge, exempt: isExempt(element)});
      return;
    }
    const clips = style.overflowX !== 'visible' && element !== document.body && element !== document.documentElement;
    if (!clips) drawnChildrenOf(element).forEach(visit);
  };
  visit(document.documentElement);
  return found;
}

/**
 * How far an element, or text right in it, reaches in reading direction; 0 for what takes no room.
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 * @param {number} width
 * @param {boolean} rtl
 */
function edgeOf(element, style, width, rtl) {
  if (style.display === 'none' || style.position === 'fixed') return 0;
  const boxes = [element.getBoundingClientRect()];
  if (style.overflowX === 'visible') {
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE && node.data.trim()) boxes.push(boxOfText(node));
  }
  const edges = boxes
    .filter((box) => box.width > 0 && box.height > 0)
    .map((box) => (rtl ? width - (box.left + scrollX) : box.right + scrollX));
  return Math.max(...edges, 0);
}

nyx.reflow = {measure};
