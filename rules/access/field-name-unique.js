const {dom} = axe.commons;
const {accessibleNameOf} = nyx.names;

const FIELDS = 'input, select, textarea';

/** @param {Element} element */
const typed = (element) =>
  element.localName === 'textarea' ||
  element.localName === 'select' ||
  !/^(?:radio|checkbox|hidden|submit|button|image|reset|file|range|color)$/.test(element.type);

/** @param {Element} element */
const isThere = (element) => dom.isVisibleToScreenReaders(element) && dom.isVisibleOnScreen(element);

/** @param {Element} element */
const aroundOf = (element) => element.closest('fieldset, [role=group], li, section') || element.form;

/** @type {WeakMap<object, WeakMap<Element, Map<string, Element>>>} */
const runs = new WeakMap();

/**
 * The first field of each name within a group, of those that no description tells apart: looked for once in each run.
 * @param {Element} around
 */
function firstOf(around) {
  const groups = runs.get(axe._tree) || new WeakMap();
  runs.set(axe._tree, groups);
  const known = groups.get(around);
  if (known) return known;
  const found = new Map();
  groups.set(around, found);
  for (const field of around.querySelectorAll(FIELDS)) {
    if (!typed(field) || field.getAttribute('aria-describedby') || aroundOf(field) !== around || !isThere(field)) continue;
    const name = accessibleNameOf(field).toLowerCase();
    if (!found.has(name)) found.set(name, field);
  }
  return found;
}

define({
  selector: FIELDS,
  matches: (element) => typed(element) && isThere(element) && !element.closest('td, th, [role=row], [role=grid]') && Boolean(element.form),
  evaluate(element) {
    const name = accessibleNameOf(element).toLowerCase();
    if (!name) return true;
    const first = firstOf(/** @type {Element} */ (aroundOf(element))).get(name);
    return !first || first === element || !(first.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
  },
  message: 'another field beside it has the same name',
});
