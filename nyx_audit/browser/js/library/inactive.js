// Which texts may be pale, since what they belong to is switched off.
const {state} = nyx.paint;

/**
 * Text of a disabled control, or of a label that names only disabled ones, may be pale. What holds for a parent holds.
 * @param {Element} element
 * @returns {boolean}
 */
function isInactive(element) {
  const known = state().inactive;
  const before = known.get(element);
  if (before !== undefined) return before;
  const parent = nyx.dom.flatParentOf(element);
  const found = isInactiveItself(element) || (parent !== null && isInactive(parent));
  known.set(element, found);
  return found;
}

/** @param {Element} element */
function isInactiveItself(element) {
  if (element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true' || element.inert) return true;
  if (element.localName === 'label' && element.control?.matches(':disabled, [aria-disabled=true]')) return true;
  return Boolean(element.id) && labelIds().has(element.id) && namesOnlyDisabled(element);
}

function labelIds() {
  const here = state();
  here.labels ||= new Set(
    [...nyx.dom.everyElement(document)].flatMap((one) => (one.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean)),
  );
  return here.labels;
}

/** @param {Element} element */
function namesOnlyDisabled(element) {
  const named = [...element.getRootNode().querySelectorAll(`[aria-labelledby~="${CSS.escape(element.id)}"]`)];
  return named.length > 0 && named.every((one) => one.matches(':disabled') || one.closest('[aria-disabled=true]'));
}

nyx.inactive = {isInactive};
