// How a page is laid out on a phone, as plain evidence; what it means is judged elsewhere.

function measure() {
  const meta = [...document.querySelectorAll('meta[name="viewport" i]')].pop();
  return JSON.stringify({
    key: nyx.elements.keyOf(document.documentElement),
    html: document.documentElement.localName === 'html',
    meta: meta ? meta.getAttribute('content') || '' : null,
    layout_width: document.documentElement.clientWidth,
    inner_width: Math.round(innerWidth),
    screen_width: screen.width,
    text_size: proseSize(),
    bars: bars(),
    ...reaches(),
  });
}

const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button][tabindex], [role=link][tabindex]';
// In CSS pixels, as WCAG 2.5.5 has it.
const ROOMY = 44;

/** How many controls there are that no line of text holds, and how many are smaller than a thumb needs; the smallest of these. */
function reaches() {
  let [controls, small, least] = [0, 0, ROOMY];
  let smallest = '';
  for (const element of nyx.dom.everyElement(document)) {
    if (!element.matches(CONTROLS) || element.matches(':disabled') || !nyx.visibility.isSeen(element)) continue;
    if (getComputedStyle(element).display === 'inline' && !element.querySelector('img, svg')) continue;
    const side = sideOf(element);
    controls++;
    if (side >= ROOMY) continue;
    small++;
    if (side >= least) continue;
    least = side;
    smallest = nyx.elements.keyOf(element);
  }
  return {controls, small_controls: small, smallest};
}

/**
 * The shorter side of a control: of its label, where that is larger, since both are pressed.
 * @param {Element} element
 */
const sideOf = (element) =>
  Math.max(
    ...[element, ...(element.labels || [])].map((one) => {
      const box = one.getBoundingClientRect();
      return Math.round(Math.min(box.width, box.height));
    }),
  );

// The size in which most characters of running text are set, in CSS pixels; 0 without running text.
function proseSize() {
  const sizes = new Map();
  for (const element of document.querySelectorAll('p, li, dd')) {
    const length = nyx.dom.hasOwnText(element) ? nyx.dom.textNodesOf(element).reduce((all, one) => all + one.data.trim().length, 0) : 0;
    if (length < 40 || !nyx.visibility.isRendered(element) || element.closest('nav, footer, header, aside, figure, small')) continue;
    const size = parseFloat(getComputedStyle(element).fontSize);
    sizes.set(size, (sizes.get(size) || 0) + length);
  }
  return sizes.size ? [...sizes].sort((a, b) => b[1] - a[1])[0][0] : 0;
}

// What stays at an edge of the screen while the page moves under it, over most of the width.
function bars() {
  /** @type {{element: Element, top: boolean, height: number}[]} */
  const found = [];
  for (const element of nyx.dom.everyElement(document)) {
    if (found.length >= 10) break;
    const style = getComputedStyle(element);
    if (style.position !== 'fixed' && style.position !== 'sticky') continue;
    const box = element.getBoundingClientRect();
    const stays =
      style.position === 'fixed' ||
      (style.top !== 'auto' && parseFloat(style.top) <= 0) ||
      (style.bottom !== 'auto' && parseFloat(style.bottom) <= 0);
    const visible = element.checkVisibility({visibilityProperty: true, opacityProperty: true}) && box.height > 1;
    if (!stays || !visible || box.width < innerWidth * 0.6 || box.height > innerHeight * 0.9) continue;
    if (found.some((one) => one.element.contains(element))) continue;
    // A sticky part leaves the screen with the box that holds it.
    if (style.position === 'sticky' && element.parentElement && element.parentElement.getBoundingClientRect().height < innerHeight)
      continue;
    const top = style.position === 'fixed' ? box.top < innerHeight / 2 : style.top !== 'auto';
    if (style.position === 'fixed' && box.top > 1 && box.bottom < innerHeight - 1) continue;
    found.push({element, top, height: Math.round(box.height)});
  }
  return found.map((one) => ({key: nyx.elements.keyOf(one.element), height: one.height}));
}

nyx.phone = {measure};
