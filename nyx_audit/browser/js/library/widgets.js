// What can be done on the page: every control that is not the browser's own, how a pointer and how the keyboard come to it.
// Controls are gathered in units, as the ARIA Authoring Practices have them: one by itself, or a composite (a tree, a menu)
// that the Tab key enters once and arrow keys move within.

const {closestDrawn, everyDrawn} = nyx.dom;

/** @type {Record<string, string>} */
const COMPOSITES = {
  radiogroup: 'radio',
  tablist: 'tab',
  menubar: 'menuitem, menuitemcheckbox, menuitemradio',
  menu: 'menuitem, menuitemcheckbox, menuitemradio',
  listbox: 'option',
  tree: 'treeitem',
  treegrid: 'row, gridcell',
  grid: 'gridcell, row, columnheader, rowheader',
  toolbar: 'button, checkbox, switch, radio, menuitem, link',
};
const ALONE = new Set([
  ...['button', 'link', 'checkbox', 'switch', 'radio', 'tab', 'slider', 'spinbutton', 'combobox', 'menuitem', 'menuitemcheckbox'],
  ...['menuitemradio', 'treeitem', 'option'],
]);
const CHOSEN = new Set(['tree', 'treegrid', 'grid', 'tablist', 'tab', 'radiogroup', 'radio', 'slider', 'spinbutton', 'combobox']);
const NATIVE =
  'a[href], area[href], button, input, select, textarea, summary, audio[controls], video, iframe, object, embed, label, details, [contenteditable=""], [contenteditable=true]';
const FOCUSABLE = `${NATIVE}, [tabindex]`;
const MOST_ELEMENTS = 20000;
const MOST_UNITS = 60;
const MOST_NAME = 80;
// Controls that look alike are alike, more often than not: so many of a kind are tried.
const EACH = 2;

/** @type {Record<string, string>} */
const CELLS = {td: 'gridcell', th: 'columnheader', tr: 'row'};
const STATEFUL = '[aria-expanded], [aria-selected], [aria-checked], [aria-pressed]';
const GRID = '[role~=grid], [role~=treegrid]';
// What moves the focus within itself by arrow keys.
const MOVERS = Object.keys(COMPOSITES)
  .map((role) => `[role~=${role}]`)
  .join(', ');

/** @param {Element} element */
function roleOf(element) {
  const role = element.getAttribute('role')?.trim();
  if (role) return role.split(/\s+/)[0].toLowerCase();
  if (element.localName === 'button') return 'button';
  const cell = CELLS[element.localName];
  return cell && element.closest(GRID) ? cell : '';
}

/**
 * The elements that listen to a pointer themselves.
 * @type {Set<Element>}
 */
let listening = new Set();

/** @param {Element} element */
const canBeUsed = (element) =>
  element.checkVisibility({visibilityProperty: true, opacityProperty: true}) &&
  nyx.visibility.hasArea(element) &&
  !element.closest('[inert], [aria-disabled=true], :disabled') &&
  getComputedStyle(element).pointerEvents !== 'none';

/** @param {Element} element */
const takesTab = (element) => nyx.focus.hasTabIndex(element) && nyx.visibility.isRendered(element) && !element.matches(':disabled');

/**
 * The units of the page in its order. `heard` are the elements that listen to a pointer themselves, by number.
 * @param {number[]} heard
 */
function units(heard) {
  listening = new Set(heard.map(nyx.elements.elementOf));
  /** @type {Map<Element, Unit>} */
  const found = new Map();
  const isOfFew = nyx.focus.few(EACH);
  let count = 0;
  for (const element of nyx.dom.everyElement(document)) {
    if (count++ > MOST_ELEMENTS || found.size >= MOST_UNITS) break;
    const root = unitAt(element);
    if (!root || found.has(root) || !canBeUsed(element)) continue;
    if (isOfFew(`${roleOf(root)}<${nyx.focus.kindOf(root)}`)) found.set(root, unitOf(root));
  }
  return JSON.stringify([...found.values()]);
}

/**
 * The unit that an element belongs to: the composite around it, itself, or null where it is no control or the browser's own.
 * @param {Element} element
 */
function unitAt(element) {
  const role = roleOf(element);
  if (closestDrawn(element, role ? '[aria-hidden=true]' : '[aria-hidden=true], svg')) return null;
  const composite = role ? compositeOf(element, role) : null;
  if (composite && !hasDrawn(composite, nativeItems(composite))) return composite;
  // Where the items are the browser's own, it moves between them; in a toolbar, what is not is tried by itself.
  if (composite && roleOf(composite) !== 'toolbar') return null;
  if (element.matches(NATIVE) || closestDrawn(element, 'label') || hasDrawn(element, 'label')) return null;
  // What is drawn around or beside a control of the browser stands for it.
  if (ALONE.has(role)) return hasDrawn(element, 'button, input, select, textarea') && !element.matches(STATEFUL) ? null : element;
  return isPressed(element) ? element : null;
}

/**
 * @param {Element} element
 * @param {string} role
 */
function compositeOf(element, role) {
  let found = null;
  for (let at = nyx.dom.flatParentOf(element); at; at = nyx.dom.flatParentOf(at)) {
    const of = roleOf(at);
    if (COMPOSITES[of]?.split(', ').includes(role)) found = at;
  }
  return found;
}

/**
 * Whether anything drawn within an element matches.
 * @param {Element} element
 * @param {string} selector
 */
function hasDrawn(element, selector) {
  for (const one of everyDrawn(element)) if (one.matches(selector)) return true;
  return false;
}

/**
 * What the Tab key comes to first in an element, the element itself included.
 * @param {Element} element
 */
function stopIn(element) {
  if (takesTab(element)) return element;
  for (const one of everyDrawn(element)) if (takesTab(one)) return one;
  return null;
}

/** @param {Element} composite */
const nativeItems = (composite) =>
  /^(?:radiogroup|toolbar)$/.test(roleOf(composite)) ? 'input:not([type=hidden]), select' : 'input[type=radio], input[type=checkbox]';

/**
 * Whether a pointer is invited to press something that is no control by its tag or role.
 * @param {Element} element
 */
function isPressed(element) {
  if (roleOf(element) || element === document.body || element === document.documentElement) return false;
  const inline = element.hasAttribute('onclick') || element.hasAttribute('onmousedown') || element.hasAttribute('onmouseup');
  const points = getComputedStyle(element).cursor === 'pointer';
  const parent = nyx.dom.flatParentOf(element);
  const begins = points && (!parent || getComputedStyle(parent).cursor !== 'pointer');
  if (!begins && !inline && !listening.has(element)) return false;
  if (hasDrawn(element, FOCUSABLE) || closestDrawn(element, 'a[href], button, summary, [onclick] [onclick]')) return false;
  // Without a word or a picture, it is a part of something else: the ground behind a dialog.
  if (!nyx.names.wordsOn(element) && !hasDrawn(element, 'img, svg') && !element.matches('img, svg, canvas')) return false;
  const around = parent && closestDrawn(parent, '[tabindex], [role]');
  return !(around && (ALONE.has(roleOf(around)) || takesTab(around)));
}

/**
 * @param {Element} root
 * @returns {Unit}
 */
function unitOf(root) {
  const role = roleOf(root);
  const items = COMPOSITES[role] ? itemsOf(root, role) : [root, ...partsOf(root, role)];
  const stop = stopIn(root);
  const heard = items.some((item) => hears(item, root));
  const name = nyx.names.wordsOn(items[0] || root).slice(0, MOST_NAME);
  return {
    number: nyx.elements.numberOf(root),
    role,
    name,
    stop: stop ? nyx.elements.numberOf(stop) : null,
    around: stop ? null : stopAround(root),
    items: items.slice(0, 3).map(nyx.elements.numberOf),
    owned: isOwned(root),
    heard,
    acts: actsOn(root, items, name),
    orders: nyx.deeds.isOrder(name),
    twin: hasTwin(root, name) || isPictureBesideControl(root),
    leads: nyx.onward.leads(root, name),
    own: nyx.onward.isOwn(root),
  };
}

/**
 * What the Tab key comes to in the composite around an element: from there, arrow keys may come to the element.
 * @param {Element} root
 */
function stopAround(root) {
  for (let at = nyx.dom.flatParentOf(root); at; at = nyx.dom.flatParentOf(at)) {
    const stop = at.matches(MOVERS) ? stopIn(at) : null;
    if (stop) return nyx.elements.numberOf(stop);
  }
  return null;
}

/**
 * @param {Element} root
 * @param {string} role
 */
function itemsOf(root, role) {
  const selector = COMPOSITES[role]
    .split(', ')
    .map((one) => `[role~=${one}]${one === 'button' ? ', button' : ''}`)
    .join(', ');
  const cells = root.matches(GRID) ? ', td, th, tr' : '';
  const found = [...everyDrawn(root)].filter((one) => one.matches(selector + cells) && canBeUsed(one));
  // What has a state answers to a press, more often than what has none.
  return [...found.filter((item) => item.matches(STATEFUL)), ...found.filter((item) => !item.matches(STATEFUL))];
}

/**
 * What a pointer presses within a control of values: its arrows, its rail.
 * @param {Element} root
 * @param {string} role
 */
function partsOf(root, role) {
  if (!/^(?:spinbutton|slider|combobox)$/.test(role)) return [];
  return [...everyDrawn(root)].filter((one) => listening.has(one) && canBeUsed(one));
}

/**
 * Whether a pointer is listened to by an item, or around it up to its unit.
 * @param {Element} item
 * @param {Element} root
 */
function hears(item, root) {
  for (let at = /** @type {Element | null} */ (item); at; at = nyx.dom.flatParentOf(at)) {
    if (listening.has(at) || at.hasAttribute('onclick') || at.hasAttribute('onmousedown')) return true;
    if (at === root) return false;
  }
  return false;
}

/**
 * Whether something that takes the focus points to the unit: a field that moves within its list, a button of its menu.
 * @param {Element} root
 */
function isOwned(root) {
  const ids = [root, ...root.querySelectorAll('[id]')].map((one) => one.id).filter(Boolean);
  const owners = [...document.querySelectorAll('[aria-controls], [aria-owns], [aria-activedescendant]')];
  return owners.some(
    (owner) =>
      !root.contains(owner) &&
      takesTab(owner) &&
      ['aria-controls', 'aria-owns', 'aria-activedescendant'].some((name) =>
        (owner.getAttribute(name) || '').split(/\s+/).some((id) => ids.includes(id)),
      ),
  );
}

/**
 * Whether pressing it may do something that lasts, by its words or its place in a form that is sent.
 * @param {Element} root
 * @param {Element[]} items
 * @param {string} name
 */
const actsOn = (root, items, name) =>
  // What a tree, a grid, a list of tabs or radio buttons holds is chosen, and does nothing yet.
  nyx.deeds.acts(CHOSEN.has(roleOf(root)) ? [] : [name, ...items.map((item) => nyx.names.wordsOn(item))], root);

/**
 * Whether something else that the keyboard reaches has the same words.
 * @param {Element} root
 * @param {string} name
 */
function hasTwin(root, name) {
  const words = name.toLowerCase();
  if (!words) return false;
  return [...document.querySelectorAll(FOCUSABLE)].some(
    (one) => !root.contains(one) && takesTab(one) && nyx.names.wordsOn(one).slice(0, MOST_NAME).toLowerCase() === words,
  );
}

/**
 * Whether it is a picture beside something that the keyboard reaches, which may do the same.
 * @param {Element} root
 */
function isPictureBesideControl(root) {
  const around = root.matches('img, svg, canvas, picture, figure') ? root.parentElement : null;
  return Boolean(around && around !== document.body && [...everyDrawn(around)].some((one) => !root.contains(one) && takesTab(one)));
}

nyx.widgets = {MOVERS, units, isPressed, roleOf, canBeUsed, takesTab};
