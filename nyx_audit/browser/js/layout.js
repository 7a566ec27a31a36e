// Measures of the layout as plain evidence; what they mean is judged elsewhere.
(() => {
  const EXEMPT = 'table, pre, code, samp, kbd, textarea, svg, canvas, img, picture, video, audio, object, embed, iframe, map, math, [role=grid], [role=table], [role=toolbar], [role=img], [role=figure], [role=application]';
  const SLACK = 2;
  // Fewer characters may be a label or a heading, not lines to read.
  const PROSE = 120;

  function phone() {
    const meta = [...document.querySelectorAll('meta[name="viewport" i]')].pop();
    return JSON.stringify({
      key: String(nyx.numberOf(document.documentElement)),
      html: document.documentElement.localName === 'html',
      meta: meta ? meta.getAttribute('content') || '' : null,
      layout_width: document.documentElement.clientWidth,
      inner_width: Math.round(innerWidth),
      screen_width: screen.width,
      text_size: proseSize(),
      bars: bars(),
    });
  }

  // The size in which most characters of running text are set, in CSS pixels; 0 without running text.
  function proseSize() {
    const sizes = new Map();
    for (const element of document.querySelectorAll('p, li, dd')) {
      const length = nyx.hasOwnText(element) ? [...element.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE).reduce((all, one) => all + one.data.trim().length, 0) : 0;
      if (length < 40 || !element.checkVisibility({visibilityProperty: true}) || element.closest('nav, footer, header, aside, figure, small')) continue;
      const size = parseFloat(getComputedStyle(element).fontSize);
      sizes.set(size, (sizes.get(size) || 0) + length);
    }
    return sizes.size ? [...sizes].sort((a, b) => b[1] - a[1])[0][0] : 0;
  }

  // What stays at an edge of the screen while the page moves under it, over most of the width.
  function bars() {
    const found = [];
    for (const element of nyx.everyElement(document)) {
      if (found.length >= 10) break;
      const style = getComputedStyle(element);
      if (style.position !== 'fixed' && style.position !== 'sticky') continue;
      const box = element.getBoundingClientRect();
      const stays = style.position === 'fixed' || (style.top !== 'auto' && parseFloat(style.top) <= 0) || (style.bottom !== 'auto' && parseFloat(style.bottom) <= 0);
      const shown = element.checkVisibility({visibilityProperty: true, opacityProperty: true}) && box.height > 1;
      if (!stays || !shown || box.width < innerWidth * 0.6 || box.height > innerHeight * 0.9) continue;
      if (found.some((one) => one.element.contains(element))) continue;
      // A sticky part leaves the screen with the box that holds it.
      if (style.position === 'sticky' && element.parentElement && element.parentElement.getBoundingClientRect().height < innerHeight) continue;
      const top = style.position === 'fixed' ? box.top < innerHeight / 2 : style.top !== 'auto';
      if (style.position === 'fixed' && box.top > 1 && box.bottom < innerHeight - 1) continue;
      found.push({element, top, height: Math.round(box.height)});
    }
    return found.map((one) => ({key: String(nyx.numberOf(one.element)), height: one.height}));
  }

  // What sticks out of a window of this width, outermost elements first; `exempt` needs two dimensions to be understood.
  function reflow() {
    const root = document.scrollingElement || document.documentElement;
    const width = document.documentElement.clientWidth;
    const scrolls = root.scrollWidth > width + SLACK && scrollable(document.documentElement) && scrollable(document.body);
    const outermost = [...(scrolls ? sticking(width) : []), ...wideProse(width)];
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
      // The padding around a listing sticks out with it.
      if (!inner.length) return !nyx.hasOwnText(element) && childrenOf(element).length > 0 && childrenOf(element).every((one) => one.matches(EXEMPT));
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
      if (!clips) childrenOf(element).forEach(visit);
    };
    visit(document.documentElement);
    return found;
  }

  // Lines of prose in a box that scrolls sideways by itself: each line must be followed to and fro.
  function wideProse(width) {
    const found = [];
    for (const box of nyx.everyElement(document)) {
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

  const ownText = (element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join('').replace(/\s+/g, ' ').trim();

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

  // Whether any text may be cut off at all: only then is the window made smaller to see.
  function mayClip() {
    for (const element of nyx.everyElement(document)) {
      if (element.firstChild && clips(getComputedStyle(element)) && element.textContent.trim()) return true;
    }
    return [...document.styleSheets].some((sheet) => mayClipWhenNarrow(sheet));
  }

  function mayClipWhenNarrow(sheet) {
    try {
      return [...sheet.cssRules].some((rule) => rule instanceof CSSMediaRule && /overflow(-[xy])?:\s*(hidden|clip)/.test(rule.cssText));
    } catch {
      return false; // a sheet of another origin keeps its rules to itself
    }
  }

  const HIDES = new Set(['hidden', 'clip']);
  const clips = (style) => HIDES.has(style.overflowX) || HIDES.has(style.overflowY);
  const parentOf = nyx.flatParent;

  // Texts of which a part, but not all, lies outside a box that hides what overflows it.
  function clipped() {
    const found = new Map();
    const seen = new Set();
    for (const element of withinClipping()) {
      if (!nyx.hasOwnText(element) || element.closest('[aria-hidden=true]')) continue;
      const box = textBox(element);
      if (!box || getComputedStyle(element).visibility !== 'visible') continue;
      const cut = cutBy(element, box);
      if (!cut) continue;
      seen.add(String(nyx.numberOf(element)));
      if (cut.side) found.set(element, {key: String(nyx.numberOf(element)), ...cut});
    }
    return JSON.stringify({key: String(nyx.numberOf(document.documentElement)), tested: [...seen], out: [...found.values()].slice(0, 50)});
  }

  // Few boxes clip on most pages: only what stands in them is measured.
  function withinClipping() {
    const within = new Set();
    for (const element of nyx.everyElement(document)) {
      if (within.has(element) || element === document.body || element === document.documentElement) continue;
      if (!element.firstChild && !element.shadowRoot || !clips(getComputedStyle(element))) continue;
      within.add(element);
      for (const inner of drawnIn(element)) within.add(inner);
    }
    return within;
  }

  function* drawnIn(element) {
    const roots = element.shadowRoot ? [element, element.shadowRoot] : [element];
    for (const root of roots) {
      for (const inner of nyx.everyElement(root)) {
        yield inner;
        if (inner.localName !== 'slot') continue;
        for (const slotted of inner.assignedElements({flatten: true})) {
          yield slotted;
          yield* drawnIn(slotted);
        }
      }
    }
  }

  function textBox(element) {
    let all = null;
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
      const box = boxOfText(node);
      if (box.width < 2 || box.height < 2) continue;
      all = all ? {left: Math.min(all.left, box.left), right: Math.max(all.right, box.right), top: Math.min(all.top, box.top), bottom: Math.max(all.bottom, box.bottom)} : box;
    }
    return all;
  }

  // null where no box hides anything; {} where all of the text is shown, or none; else which side is cut, and by how much.
  function cutBy(element, box) {
    let hidden = null;
    let within = false;
    for (let at = element; at && at !== document.body && at !== document.documentElement; at = parentOf(at)) {
      const style = getComputedStyle(at);
      if (style.position === 'absolute' && /rect\(/.test(style.clip) || style.clipPath !== 'none' || Number(style.opacity) === 0) return null;
      if (!clips(style)) {
        // A box that can be scrolled shows what lies beyond it.
        if (/auto|scroll/.test(style.overflowX + style.overflowY)) return within ? hidden || {} : null;
        if (style.position === 'fixed') break;
        continue;
      }
      within = true;
      const shown = at.getBoundingClientRect();
      if (shown.width < 4 || shown.height < 4) return null;
      const cut = cutSide(at, style, shown, box);
      if (cut === null) return {};
      hidden ||= cut.side ? cut : null;
    }
    return within ? hidden || {} : null;
  }

  function cutSide(at, style, shown, box) {
    // What lies outside altogether is not drawn: a slide that waits, not a text that is cut.
    if (box.left >= shown.right || box.right <= shown.left || box.top >= shown.bottom || box.bottom <= shown.top) return null;
    const across = HIDES.has(style.overflowX) ? Math.max(box.right - shown.right, shown.left - box.left) : 0;
    const down = HIDES.has(style.overflowY) ? Math.max(box.bottom - shown.bottom, shown.top - box.top) : 0;
    const size = parseFloat(style.fontSize) || 16;
    const line = parseFloat(style.lineHeight) || size * 1.2;
    const told = {by: String(nyx.numberOf(at)), shown_width: Math.round(shown.width), shown_height: Math.round(shown.height)};
    if (across > SLACK && !(style.whiteSpace.includes('nowrap') && style.textOverflow !== 'clip')) {
      return {...told, side: 'across', cut: Math.round(across), sure: across > size * 0.5};
    }
    // One line, or lines that are counted on purpose, are cut cleanly.
    const counted = style.webkitLineClamp !== 'none' || shown.height <= line + 1;
    if (down > SLACK && !counted) return {...told, side: 'down', cut: Math.round(down), sure: down > size * 0.5};
    return {};
  }

  // The spacing that people may set by themselves, as WCAG 1.4.12 has it.
  const SPACING = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }';
  let spacing = null;

  function space(on) {
    if (!spacing) {
      spacing = new CSSStyleSheet();
      spacing.replaceSync(SPACING);
    }
    document.adoptedStyleSheets = [...document.adoptedStyleSheets.filter((sheet) => sheet !== spacing), ...(on ? [spacing] : [])];
  }

  const childrenOf = (element) => [...(element.shadowRoot || element).children];

  globalThis.nyxLayout = {phone, reflow, clipped, mayClip, space};
})();
