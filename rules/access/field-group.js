const {aria, dom} = axe.commons;
const {accessibleNameOf} = nyx.names;

// The group that says what is asked: a fieldset with a legend, or a role with a name.
function groupOf(element) {
  for (let at = element.parentElement; at; at = at.parentElement) {
    const role = aria.getExplicitRole(at);
    if (at.localName === 'fieldset' || role === 'group' || role === 'radiogroup') {
      if (accessibleNameOf(at)) return at;
    }
    if (role === 'listbox' || role === 'menu' || role === 'toolbar' || role === 'grid') return at;
  }
  return null;
}

const alike = (element) =>
  [...(element.form || document).querySelectorAll(`input[type=${element.type}]`)].filter(
    (other) => other.name === element.name && other.form === element.form && dom.isVisibleToScreenReaders(other),
  );

define({
  selector: 'input[type=radio][name], input[type=checkbox][name]',
  matches: (element) =>
    element.name !== '' && dom.isVisibleToScreenReaders(element) && alike(element).length > 1 && alike(element)[0] === element,
  evaluate(element) {
    const all = alike(element);
    if (all.every(groupOf)) return true;
    // Each may carry the question itself.
    if (all.every((one) => /\S\s+\S/.test(one.getAttribute('aria-labelledby') || '') || one.getAttribute('aria-describedby'))) return true;
    // In a table the headers ask.
    if (element.closest('td, th')) return undefined;
    return element.type === 'radio' ? false : undefined;
  },
  message: 'these choices belong together, and no group says what is asked',
  doubt: 'these choices may belong together, and no group says what is asked',
});
