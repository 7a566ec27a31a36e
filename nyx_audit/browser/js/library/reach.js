// How a hand comes to an element: where a pointer presses it, whether the focus takes it, whether the focus is there.

const {isAround} = nyx.dom;

// Where a pointer may hit what it is aimed at, as shares of its box: near its beginning, where its own words are, then in
// its middle and near its edges, since a control may have a hole, or something over it.
const AIMS = [
  [0.5, 0.5],
  [0.2, 0.5],
  [0.8, 0.5],
  [0.5, 0.2],
  [0.5, 0.8],
];
const NEAR = {x: 40, y: 20};

/**
 * Where a pointer would press an element, in the window, after it was brought into view; null where it cannot be hit.
 * @param {number} number
 */
async function pointOf(number) {
  const element = nyx.elements.elementOf(number);
  if (!element.isConnected || !nyx.widgets.canBeUsed(element)) return null;
  element.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
  // A press is aimed at what was last drawn.
  await nyx.focus.drawn();
  const box = element.getBoundingClientRect();
  const root = /** @type {Document | ShadowRoot} */ (element.getRootNode());
  const points = [[box.left + Math.min(box.width / 2, NEAR.x), box.top + Math.min(box.height / 2, NEAR.y)]];
  for (const [across, down] of AIMS) points.push([box.left + box.width * across, box.top + box.height * down]);
  const hit = points.find(([x, y]) => {
    const top = root.elementFromPoint(x, y);
    return top && (isAround(element, top) || (top.shadowRoot && isAround(top, element)));
  });
  return hit ? JSON.stringify(hit) : null;
}

/** @param {number} number */
function focusOn(number) {
  const element = nyx.elements.elementOf(number);
  if (!element.isConnected) return false;
  element.focus({focusVisible: true, preventScroll: true});
  return nyx.focus.active() === element;
}

/**
 * Whether the focus is on an element or within it, or points there by aria-activedescendant.
 * @param {number} number
 */
const isAt = (number) => isFocusIn(nyx.elements.elementOf(number));

/** @param {Element} element */
function isFocusIn(element) {
  const at = nyx.focus.active();
  return Boolean(at && [at, ...nyx.dom.referencedBy(at, 'aria-activedescendant')].some((one) => isAround(element, one)));
}

nyx.reach = {pointOf, focusOn, isAt, isFocusIn};
