const {aria, dom} = axe.commons;
const {fold} = nyx.text;

const FIELDS = 'input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=reset]):not([type=image]), select, textarea';
const CONTROLS = 'button, input, meter, output, progress, select, textarea, [role], [contenteditable]';

/**
 * An id in a component means nothing outside of it: whether a field that it draws, or that is put into it, has the label's words as its name.
 * @param {Element} host
 * @param {Element} label
 */
function namesOtherwise(host, label) {
  const fields = [...nyx.dom.everyDrawn(host)].filter((one) => one.matches(FIELDS));
  if (!fields.length) return undefined;
  return fields.some((one) => nyx.names.accessibleNameOf(one).includes(fold(label.textContent)));
}

define({
  selector: 'label',
  matches: (element) =>
    fold(element.textContent) !== '' &&
    dom.isVisibleOnScreen(element) &&
    dom.isVisibleToScreenReaders(element) &&
    !aria.getExplicitRole(element),
  evaluate(element) {
    if (element.control || element.querySelector(CONTROLS) || [...element.querySelectorAll('*')].some((one) => one.localName.includes('-')))
      return true;
    const id = element.getAttribute('for') || element.id;
    const root = element.getRootNode();
    if (element.htmlFor) {
      const target = root.getElementById?.(element.htmlFor);
      // It may head a group that is no field, or a control of the page's own make.
      if (target) return /-/.test(target.localName) || target.matches('[tabindex], [role]') ? true : undefined;
      return root instanceof ShadowRoot ? namesOtherwise(root.host, element) : false;
    }
    const component = element.assignedSlot && nyx.dom.hostOf(element.assignedSlot);
    if (component) return namesOtherwise(component, element) || undefined;
    if (element.id && id && root.querySelector(`[aria-labelledby~="${CSS.escape(element.id)}"]`)) return true;
    // A label that heads other labels is meant for a group.
    return element.parentElement?.querySelector(FIELDS) ? false : undefined;
  },
  message: 'this label belongs to no field',
  doubt: 'this label belongs to no field that could be found',
});
