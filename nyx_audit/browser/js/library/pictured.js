// The element of a picture, outlined, with what stands around it.

const AROUND = 32;
const LEAST = {width: 320, height: 120};
const COLOUR = '#d6006c';

/** @type {{element: HTMLElement | SVGElement, style: string | null} | null} */
let marked = null;

/**
 * Bring an element into the window and outline it. Returns the part of the window to show; null where it cannot be seen.
 * @param {number} number
 * @param {{width: number, height: number}} most
 */
function outline(number, most) {
  const element = nyx.elements.elementOf(number);
  if (!element?.isConnected) return null;
  const shown = seen(element);
  if (!shown) return null;
  shown.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
  const box = shown.getBoundingClientRect();
  if (shown instanceof HTMLElement || shown instanceof SVGElement) {
    marked = {element: shown, style: shown.getAttribute('style')};
    shown.style.setProperty('outline', `3px solid ${COLOUR}`, 'important');
    shown.style.setProperty('outline-offset', '2px', 'important');
  }
  return JSON.stringify(clipOf(box, most));
}

/** Take the outline away, so that the element's own mark of the focus is seen. */
function clear() {
  if (!marked) return;
  if (marked.style === null) marked.element.removeAttribute('style');
  else marked.element.setAttribute('style', marked.style);
  marked = null;
}

/**
 * The nearest element that can be seen: of one without a box, what holds it.
 * @param {Element} element
 */
function seen(element) {
  for (let at = /** @type {Element | null} */ (element); at; at = nyx.dom.flatParentOf(at)) {
    if (nyx.visibility.hasArea(at) && nyx.visibility.isRendered(at)) return at;
  }
  return null;
}

/**
 * @param {DOMRect} box
 * @param {{width: number, height: number}} most
 */
function clipOf(box, most) {
  const width = Math.min(innerWidth, Math.max(LEAST.width, Math.min(most.width, box.width + 2 * AROUND)));
  const height = Math.min(innerHeight, Math.max(LEAST.height, Math.min(most.height, box.height + 2 * AROUND)));
  // Of what is larger than the picture, the beginning is shown.
  const left = box.width + 2 * AROUND > width ? box.left - AROUND : box.left + box.width / 2 - width / 2;
  const top = box.height + 2 * AROUND > height ? box.top - AROUND : box.top + box.height / 2 - height / 2;
  const within = (/** @type {number} */ at, /** @type {number} */ room) => Math.round(Math.max(0, Math.min(at, room)));
  return {x: within(left, innerWidth - width), y: within(top, innerHeight - height), width: Math.round(width), height: Math.round(height)};
}

nyx.pictured = {outline, clear};
