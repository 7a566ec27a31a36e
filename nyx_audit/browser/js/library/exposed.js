// What the browser tells assistive software of an element: asked only where attributes do not say it, since each question
// has the browser draw up its accessibility tree.
const {hostOf} = nyx.dom;

// Set by `internals.js` in the page's own world.
const ROLE = ':state(nyx-role)';
const NAME = ':state(nyx-name)';
const CAN_MARK = CSS.supports(`selector(${ROLE})`);
// Names of roles that say that there is none, and those by which ARIA and axe-core call the same role.
const NOTHING = new Set(['', 'none', 'generic', 'GenericContainer']);
/** @type {Record<string, string>} */
const SAME = {image: 'img'};
// A document of hundreds of components is not read out for minutes.
const MOST = 200;

let left = MOST;
/** @type {WeakMap<Element, string>} */
const roles = new WeakMap();

/**
 * @param {Element} element
 * @param {string} mark
 */
const isMarked = (element, mark) => CAN_MARK && element.localName.includes('-') && element.matches(mark);

/**
 * The role that a component gives itself without an attribute; empty where it gives none.
 * @param {Element} element
 */
function ownRole(element) {
  if (!isMarked(element, ROLE)) return '';
  const known = roles.get(element);
  if (known !== undefined) return known;
  const said = left-- > 0 ? element.computedRole || '' : '';
  const role = NOTHING.has(said) ? '' : SAME[said] || said;
  // While it is hidden, it has none.
  if (role) roles.set(element, role);
  return role;
}

/**
 * Whether what names an element may lie beyond the attributes and texts around it: with components, or set by a script.
 * @param {Element} element
 */
const isBeyond = (element) =>
  element.localName.includes('-') ||
  Boolean(element.shadowRoot || hostOf(element) || element.ariaLabelledByElements?.length) ||
  [...element.querySelectorAll('*')].slice(0, MOST).some((one) => one.localName === 'slot' || one.localName.includes('-'));

/**
 * The name that the browser gives to an element, where components or scripts may have a part in it; otherwise empty.
 * @param {Element} element
 */
const givenName = (element) => (isBeyond(element) && left-- > 0 ? (element.computedName || '').trim() : '');

// axe-core reads what a component says of itself as if it stood in attributes.
const {prototype} = axe.utils.getFlattenedTree(document.createElement('i'))[0].constructor;
const {get: namesOf} = /** @type {{get: () => string[]}} */ (Object.getOwnPropertyDescriptor(prototype, 'attrNames'));
Object.defineProperty(prototype, 'attrNames', {
  configurable: true,
  /** @this {VirtualNode} */
  get() {
    const names = namesOf.call(this);
    const said = this.props.nodeName.includes('-') ? saidWithin(this.actualNode, names) : [];
    if (!said.length) return names;
    Object.assign(this, answering(this, new Map(said)));
    return [...names, ...said.map(([name]) => name)];
  },
});

/**
 * What a component says of itself beside its attributes, as attributes.
 * @param {Element} element
 * @param {string[]} names
 * @returns {[string, () => string][]}
 */
function saidWithin(element, names) {
  /** @type {[string, () => string][]} */
  const said = [];
  if (!names.includes('role') && ownRole(element)) said.push(['role', () => ownRole(element)]);
  if (!names.includes('aria-label') && !names.includes('aria-labelledby') && isMarked(element, NAME))
    said.push(['aria-label', () => givenName(element)]);
  return said;
}

/**
 * @param {VirtualNode} virtual
 * @param {Map<string, () => string>} said
 */
const answering = ({actualNode}, said) => ({
  attr: (/** @type {string} */ name) => said.get(name)?.() ?? actualNode.getAttribute(name),
  hasAttr: (/** @type {string} */ name) => said.has(name) || actualNode.hasAttribute(name),
});

/**
 * Whether a component says of itself what it is: its states are said in the same way, where no attribute tells them.
 * @param {Element} element
 */
const saysItself = (element) => isMarked(element, ROLE);

nyx.exposed = {ownRole, givenName, saysItself};
