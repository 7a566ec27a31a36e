// Where a positive tabindex has the focus visit things in another order than they are written and drawn in.
const {boxOf, isRightToLeft, step} = nyx.order;

// What such a group holds belongs in one sequence.
const GROUPS =
  'ol, ul, dl, menu, table, form, fieldset, nav, [role=list], [role=listbox], [role=menu], [role=menubar], [role=toolbar], [role=tablist], [role=tree], [role=grid], [role=group], [role=radiogroup], [role=form], [role=search], [role=navigation]';
const FIELDS = 'input:not([type=hidden]), select, textarea, [contenteditable], [role=textbox], [role=combobox]';
const BUTTONS = 'button, summary, [role=button], [role=tab], [role=menuitem]';
// Fewer say nothing of the order of a whole part of the page.
const SEQUENCE = 3;
const MOST = 200;

/** @type {WeakMap<object, Map<Element, OrderedStop>>} */
const runs = new WeakMap();

/** The stops of the tab key, as they are written, each with its part; each run of the engine has a tree of its own. */
function stops() {
  const known = runs.get(axe._tree);
  if (known) return known;
  /** @type {Map<Element, OrderedStop>} */
  const found = new Map();
  /** @type {Map<Node, OrderedStop[]>} */
  const parts = new Map();
  for (const element of nyx.focus.focusables()) {
    const box = element.tabIndex < 0 ? null : boxOf(element);
    if (!box) continue;
    const name = partOf(element);
    const part = parts.get(name) || [];
    parts.set(name, part);
    const stop = {element, at: found.size, box, rtl: isRightToLeft(element), peers: part};
    if (part.length < MOST) part.push(stop);
    found.set(element, stop);
  }
  runs.set(axe._tree, found);
  return found;
}

/** @param {Element} element */
const groupOf = (element) => element.parentElement?.closest(GROUPS) || null;

/** @param {Element} element */
function partOf(element) {
  return element.closest('section, article, main, dialog, [role=main], [role=region], [role=dialog]') || element.getRootNode();
}

/**
 * What in a form belongs to filling it in; elsewhere, links and buttons are alike.
 * @param {Element} element
 */
const kindOf = (element) => (element.matches(FIELDS) || (element.matches(BUTTONS) && element.closest('form')) ? 'field' : 'link');

/**
 * Whether the focus comes to the later of two stops first, though it is drawn later, too.
 * @param {OrderedStop} earlier
 * @param {OrderedStop} later
 */
function isTurned(earlier, later) {
  const first = earlier.element.tabIndex || Infinity;
  const second = later.element.tabIndex || Infinity;
  return second < first && step(earlier.box, later.box, later.rtl) === 'forward';
}

/** @param {OrderedStop} one */
const turnedWith = (one) => one.peers.filter((other) => other !== one && (other.at < one.at ? isTurned(other, one) : isTurned(one, other)));

/** @type {WeakMap<OrderedStop[], boolean>} */
const reversed = new WeakMap();

/**
 * Whether the focus runs through most of a part of the page the other way round.
 * @param {OrderedStop[]} part
 */
function isReversed(part) {
  const known = reversed.get(part);
  if (known !== undefined) return known;
  const pairs = (part.length * (part.length - 1)) / 2;
  const turned = part.reduce((sum, one) => sum + turnedWith(one).length, 0) / 2;
  const found = part.length >= SEQUENCE && turned * 2 > pairs;
  reversed.set(part, found);
  return found;
}

define({
  selector: '[tabindex]',
  matches: (element) => element.tabIndex > 0 && stops().has(element),
  evaluate(element) {
    const here = /** @type {OrderedStop} */ (stops().get(element));
    const turned = turnedWith(here);
    if (!turned.length) return true;
    this.data({other: nyx.targets.snippetOf(turned[0].element).slice(0, 100)});
    const group = groupOf(element);
    if (group && turned.some((one) => groupOf(one.element) === group && kindOf(one.element) === kindOf(element))) return false;
    return isReversed(here.peers) ? false : undefined;
  },
  message: 'its tabindex has the focus come here out of turn, against the order in which it is written and seen: ${data.other}',
  doubt: 'its tabindex has the focus come here before or after what stands beside it: ${data.other}',
});
