// Measures of the layout as plain evidence; what they mean is judged elsewhere.
(() => {
  const EXEMPT = 'table, pre, code, samp, kbd, textarea, svg, canvas, img, picture, video, audio, object, embed, iframe, map, math, [role=grid], [role=table], [role=toolbar], [role=img], [role=figure], [role=application]';
  const SLACK = 2;

  function phone() {
    const meta = [...document.querySelectorAll('meta[name="viewport" i]')].pop();
    return JSON.stringify({
      key: String(nyx.numberOf(document.documentElement)),
      html: document.documentElement.localName === 'html',
      meta: meta ? meta.getAttribute('content') || '' : null,
      layout_width: document.documentElement.clientWidth,
      inner_width: Math.round(innerWidth),
      screen_width: screen.width,
    });
  }

  // What sticks out of a window of this width, outermost elements first; `exempt` needs two dimensions to be understood.
  function reflow() {
    const root = document.scrollingElement || document.documentElement;
    const width = document.documentElement.clientWidth;
    const scrolls = root.scrollWidth > width + SLACK && scrollable(document.documentElement) && scrollable(document.body);
    const outermost = scrolls ? sticking(width) : [];
    return JSON.stringify({
      key: String(nyx.numberOf(document.documentElement)),
      width, scroll_width: root.scrollWidth, scrolls,
      out: outermost.slice(0, 50).map((box) => ({key: String(nyx.numberOf(box.element)), right: Math.round(box.right), exempt: box.exempt})),
    });
  }

  const scrollable = (element) => !element || !['hidden', 'clip'].includes(getComputedStyle(element).overflowX);

  function sticking(width) {
    const found = [];
    const rtl = getComputedStyle(document.documentElement).direction === 'rtl';
    const beyond = (element) => edgeOf(element, getComputedStyle(element), width, rtl) > width + SLACK;

    // What stretches a box decides: a table in it is exempt, but not the lines of text that it makes wide with it.
    const isExempt = (element) => {
      if (element.closest(EXEMPT)) return true;
      const inner = childrenOf(element).filter(beyond);
      return inner.length > 0 && inner.every(isExempt);
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
      if (!clips) childrenOf(element).forEach(visit);
    };
    visit(document.documentElement);
    return found;
  }

  // How far an element, or text right in it, reaches in reading direction; 0 for what takes no room.
  function edgeOf(element, style, width, rtl) {
    if (style.display === 'none' || style.position === 'fixed') return 0;
    const boxes = [element.getBoundingClientRect()];
    if (style.overflowX === 'visible') {
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE && node.data.trim()) boxes.push(boxOfText(node));
    }
    const edges = boxes.filter((box) => box.width > 0 && box.height > 0)
      .map((box) => (rtl ? width - (box.left + scrollX) : box.right + scrollX));
    return Math.max(...edges, 0);
  }

  function boxOfText(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  }

  const childrenOf = (element) => [...(element.shadowRoot || element).children];

  globalThis.nyxLayout = {phone, reflow};
})();
