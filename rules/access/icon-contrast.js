const {dom} = axe.commons;
const {contrast, hex} = nyx.colour;
const {grounded} = nyx.contrast;

const CONTROLS = 'button, summary, a[href], [role=button], [role=link], [role=tab], [role=switch], [role=menuitem]';
const LEAST = 3;
const ROUNDING = 0.005;

/**
 * The strongest contrast of an icon with what it lies on, or of its parts with each other; null where that is not known.
 * @param {Element} control
 */
function standing(control) {
  const icon = nyx.graphics.iconOf(control);
  const pairs = icon ? icon.inks.map((ink) => grounded(icon.element, ink)) : [];
  if (!pairs.length || pairs.includes(null)) return null;
  const known = pairs.filter((one) => one !== null).flat();
  const fronts = known.map(([front]) => front);
  const ratios = known.map(([front, back]) => contrast(front, back));
  const inner = fronts.flatMap((one) => fronts.map((other) => contrast(one, other)));
  const [front, back] = known[ratios.indexOf(Math.max(...ratios))];
  return {ratio: Math.max(...ratios, ...inner), front: hex(front), back: hex(back)};
}

/**
 * The mark of another body is drawn in its colors.
 * @param {Element} control
 */
function leadsAway(control) {
  const address = control.localName === 'a' ? nyx.addresses.addressOf(control.getAttribute('href')) : '';
  return address !== '' && new URL(address).host !== location.host;
}

/** @type {WeakMap<Element, {ratio: number, front: string, back: string} | null>} */
const found = new WeakMap();

define({
  selector: CONTROLS,
  matches(control, virtual) {
    if (nyx.inactive.isInactive(control) || leadsAway(control) || !dom.isVisibleOnScreen(virtual)) return false;
    found.set(control, standing(control));
    return found.get(control) !== null;
  },
  evaluate(control) {
    const {ratio, front, back} = found.get(control) || {ratio: 0};
    this.data({ratio: Math.floor(ratio * 100) / 100, front, back});
    // What is not there to be seen at all is not all that a control shows.
    if (ratio < 1.05) return true;
    return ratio >= LEAST - ROUNDING;
  },
  message:
    'its icon, ${data.front} on ${data.back}, is all that shows what it is, and has a contrast of ${data.ratio} to 1; 3 to 1 are needed',
});
