// What sticks out of a narrow window, as plain evidence; what it means is judged elsewhere.
const {boxOfText} = nyx.boxes;

const {fold} = nyx.text;

const EXEMPT =
  'table, pre, code, samp, kbd, textarea, svg, canvas, img, picture, video, audio, object, embed, iframe, map, math, [role=grid], [role=table], [role=toolbar], [role=img], [role=figure], [role=application]';

// Fewer characters may be a label or a heading, not lines to read.
const PROSE = 120;
const SLACK = 2;

// What sticks out of a window of this width, outermost elements first; `exempt` needs two dimensions to be understood.
function measure() {
  const root = document.scrollingElement || document.documentElement;
  const width = document.documentElement.clientWidth;
  const scrolls = root.scrollWidth > width + SLACK && scrollable(document.documentElement) && scrollable(document.body);
  const outermost = [...(scrolls ? sticking(width) : []), ...wideProse(width)];
  return JSON.stringify({
    key: nyx.elements.keyOf(document.documentElement),
    width,
    scroll_width: root.scrollWidth,
    scrolls,
    out: outermost.slice(0, 50).map((box) => ({key: nyx.elements.keyOf(box.element), right: Math.round(box.right), exempt: box.exempt})),
  });
}

const drawnChildrenOf = (element) => [...(element.shadowRoot || element).children];
const scrollable = (element) => !element || !['hidden', 'clip'].includes(getComputedStyle(element).overflowX);

function sticking(width) {
  const found = [];
  const rtl = getComputedStyle(document.documentElement).direction === 'rtl';
  const beyond = (element) => edgeOf(element, getComputedStyle(element), width, rtl) > width + SLACK;

  // What stretches a box decides: a table in it is exempt, but not the lines of text that it makes wide with it.
  const isExempt = (element) => {
    if (element.closest(EXEMPT)) return true;
    const inner = drawnChildrenOf(element).filter(beyond);
    // The padding around a listing sticks out with it.
    if (!inner.length)
      return (
        !nyx.dom.hasOwnText(element) && drawnChildrenOf(element).length > 0 && drawnChildrenOf(element).every((one) => one.matches(EXEMPT))
      );
    return inner.every(isExempt);
  };

  const visit = (element) => {
    const style = getComputedStyle(element);
    if (style.display === 'none' || style.position === 'fixed') return;
    const edge = edgeOf(element, style, width, rtl);
    if (edge > width + SLACK && style.visibility === 'visible') {
      found.push({element, right: edge, exempt: isExempt(element)});
      return;
    }
    const clips = style.overflowX !== 'visible' && element !== document.body && element !== document.documentElement;
    if (!clips) drawnChildrenOf(element).forEach(visit);
  };
  visit(document.documentElement);
  return found;
}

// Lines of prose in a box that scrolls sideways by itself: each line must be followed to and fro.
function wideProse(width) {
  const found = [];
  for (const box of nyx.dom.everyElement(document)) {
    if (box.scrollWidth <= box.clientWidth + SLACK || !box.clientWidth || box.closest(EXEMPT)) continue;
    if (!/auto|scroll/.test(getComputedStyle(box).overflowX) || box === document.body || box === document.documentElement) continue;
    for (const element of box.querySelectorAll('p, li, dd, blockquote, div')) {
      if (element.closest(EXEMPT) || ownText(element).length < PROSE) continue;
      const lines = element.getBoundingClientRect();
      if (lines.width > width + SLACK && lines.height > 0) found.push({element, right: lines.width, exempt: false});
    }
  }
  return found;
}

const ownText = (element) =>
  fold(
    nyx.dom
      .textNodesOf(element)
      .map((node) => node.data)
      .join(''),
  );

// How far an element, or text right in it, reaches in reading direction; 0 for what takes no room.
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
