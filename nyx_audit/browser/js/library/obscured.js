// What has the focus and lies wholly behind a bar that stays in the window.
const {flatParentOf} = nyx.dom;

const MOST_STOPS = 80;
const POINTS = [
  [0.5, 0.5],
  [0.1, 0.2],
  [0.9, 0.2],
  [0.1, 0.8],
  [0.9, 0.8],
];

/** Whether anything stays in the window while the page scrolls. */
function hasBars() {
  for (const element of nyx.dom.everyElement(document.body)) {
    if (!/^(?:fixed|sticky)$/.test(getComputedStyle(element).position)) continue;
    if (nyx.visibility.hasArea(element) && nyx.visibility.isRendered(element)) return true;
  }
  return false;
}

/** The stops in their order that lie behind such a bar when the focus comes to them, forwards or backwards. */
async function list() {
  if (!hasBars()) return JSON.stringify({tried: [], hidden: []});
  const stops = nyx.focus.focusables().filter((element) => nyx.focus.inOrder(element) && nyx.focus.canBeLookedAt(element));
  const kept = stops.slice(0, MOST_STOPS);
  scrollTo({top: 0, behavior: 'instant'});
  const hidden = new Set();
  for (const order of [kept, [...kept].reverse()]) {
    for (const element of order) {
      element.focus({focusVisible: true});
      if (nyx.focus.active() !== element || !isHidden(element)) continue;
      // Bars that make room when the page scrolls do so by then.
      await nyx.focus.drawn();
      await nyx.focus.drawn();
      if (nyx.focus.active() === element && isHidden(element)) hidden.add(element);
    }
  }
  return JSON.stringify({tried: kept.map(nyx.elements.numberOf), hidden: [...hidden].map(nyx.elements.numberOf)});
}

/** @param {Element} element */
function isHidden(element) {
  const box = element.getBoundingClientRect();
  const seen = POINTS.map(([across, down]) => [box.left + box.width * across, box.top + box.height * down]);
  // What is out of the window is not behind a bar.
  if (seen.some(([x, y]) => x < 0 || y < 0 || x >= innerWidth || y >= innerHeight)) return false;
  return seen.every(([x, y]) => isCovered(element, x, y));
}

/**
 * Whether what is drawn at a point belongs to a bar that is not see-through, and not to the element.
 * @param {Element} element
 * @param {number} x
 * @param {number} y
 */
function isCovered(element, x, y) {
  let solid = false;
  for (let at = document.elementFromPoint(x, y); at; at = flatParentOf(at)) {
    if (at.contains(element)) return false;
    const style = getComputedStyle(at);
    solid ||= isSolid(at, style);
    if (/^(?:fixed|sticky)$/.test(style.position)) return solid && Number(style.opacity) > 0.9;
  }
  return false;
}

/**
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 */
function isSolid(element, style) {
  if (element.matches('img, video, canvas, iframe')) return true;
  const alpha = /rgba\([^)]*,\s*([\d.]+)\)/.exec(style.backgroundColor);
  return alpha ? Number(alpha[1]) > 0.9 : /^rgb\(/.test(style.backgroundColor);
}

nyx.obscured = {list};
