// Which texts are cut off, as plain evidence; what it means is judged elsewhere.
const {boxOfText} = nyx.boxes;

// Whether any text may be cut off at all: only then is the window made smaller to see.
function mayClip() {
  for (const element of nyx.dom.everyElement(document)) {
    if (element.firstChild && clips(getComputedStyle(element)) && element.textContent.trim()) return true;
  }
  return [...document.styleSheets].some(mayClipWhenNarrow);
}

/** @param {CSSStyleSheet} sheet */
const mayClipWhenNarrow = (sheet) =>
  nyx.sheets.rulesOf(sheet).some((rule) => rule instanceof CSSMediaRule && /overflow(-[xy])?:\s*(hidden|clip)/.test(rule.cssText));

const HIDES = new Set(['hidden', 'clip']);

/** @param {CSSStyleDeclaration} style */
const clips = (style) => HIDES.has(style.overflowX) || HIDES.has(style.overflowY);

// Texts of which a part, but not all, lies outside a box that hides what overflows it.
function measure() {
  const found = new Map();
  const seen = new Set();
  for (const element of withinClipping()) {
    if (!nyx.dom.hasOwnText(element) || element.closest('[aria-hidden=true]')) continue;
    const box = textBox(element);
    if (!box || getComputedStyle(element).visibility !== 'visible') continue;
    const cut = cutBy(element, box);
    if (!cut) continue;
    seen.add(nyx.elements.keyOf(element));
    if (cut.side) found.set(element, {key: nyx.elements.keyOf(element), ...cut});
  }
  return JSON.stringify({key: nyx.elements.keyOf(document.documentElement), tested: [...seen], out: [...found.values()].slice(0, 50)});
}

// Few boxes clip on most pages: only what stands in them is measured.
function withinClipping() {
  const within = new Set();
  for (const element of nyx.dom.everyElement(document)) {
    if (within.has(element) || element === document.body || element === document.documentElement) continue;
    if ((!element.firstChild && !element.shadowRoot) || !clips(getComputedStyle(element))) continue;
    within.add(element);
    for (const inner of drawnIn(element)) within.add(inner);
  }
  return within;
}

/**
 * @param {Element} element
 * @returns {Generator<Element, void>}
 */
function* drawnIn(element) {
  const roots = element.shadowRoot ? [element, element.shadowRoot] : [element];
  for (const root of roots) {
    for (const inner of nyx.dom.everyElement(root)) {
      yield inner;
      if (inner.localName !== 'slot') continue;
      for (const slotted of inner.assignedElements({flatten: true})) {
        yield slotted;
        yield* drawnIn(slotted);
      }
    }
  }
}

/** @param {Element} element */
function textBox(element) {
  let all = null;
  for (const node of element.childNodes) {
    if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
    const box = boxOfText(node);
    if (box.width < 2 || box.height < 2) continue;
    all = all
      ? {
          left: Math.min(all.left, box.left),
          right: Math.max(all.right, box.right),
          top: Math.min(all.top, box.top),
          bottom: Math.max(all.bottom, box.bottom),
        }
      : box;
  }
  return all;
}

/**
 * null where no box hides anything; {} where all of the text is shown, or none; else which side is cut, and by how much.
 * @param {Element} element
 * @param {Box} box
 * @returns {Cut | null}
 */
function cutBy(element, box) {
  let hidden = /** @type {Cut | null} */ (null);
  let within = false;
  for (
    let at = /** @type {Element | null} */ (element);
    at && at !== document.body && at !== document.documentElement;
    at = nyx.dom.flatParentOf(at)
  ) {
    const style = getComputedStyle(at);
    if ((style.position === 'absolute' && /rect\(/.test(style.clip)) || style.clipPath !== 'none' || Number(style.opacity) === 0)
      return null;
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

const SLACK = 2;

/**
 * @param {Element} at
 * @param {CSSStyleDeclaration} style
 * @param {DOMRect} shown
 * @param {Box} box
 * @returns {Cut | null}
 */
function cutSide(at, style, shown, box) {
  // What lies outside altogether is not drawn: a slide that waits, not a text that is cut.
  if (box.left >= shown.right || box.right <= shown.left || box.top >= shown.bottom || box.bottom <= shown.top) return null;
  const across = HIDES.has(style.overflowX) ? Math.max(box.right - shown.right, shown.left - box.left) : 0;
  const down = HIDES.has(style.overflowY) ? Math.max(box.bottom - shown.bottom, shown.top - box.top) : 0;
  const size = parseFloat(style.fontSize) || 16;
  const line = parseFloat(style.lineHeight) || size * 1.2;
  const found = {by: nyx.elements.keyOf(at), shown_width: Math.round(shown.width), shown_height: Math.round(shown.height)};
  if (across > SLACK && !(style.whiteSpace.includes('nowrap') && style.textOverflow !== 'clip')) {
    return {...found, side: 'across', cut: Math.round(across), sure: across > size * 0.5};
  }
  // One line, or lines that are counted on purpose, are cut cleanly.
  const counted = style.webkitLineClamp !== 'none' || shown.height <= line + 1;
  if (down > SLACK && !counted) return {...found, side: 'down', cut: Math.round(down), sure: down > size * 0.5};
  return {};
}

nyx.clipping = {measure, mayClip};
