const {aria, dom} = axe.commons;
const {accessibleNameOf} = nyx.names;

const FIELDS = 'input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=reset]):not([type=image]), select, textarea';

define({
  selector: 'fieldset, [role=radiogroup]',
  matches: (element) =>
    dom.isVisibleToScreenReaders(element) &&
    (element.localName !== 'fieldset' || !['none', 'presentation'].includes(aria.getExplicitRole(element))) &&
    (Boolean(element.querySelector(':scope > legend')) || element.querySelectorAll(FIELDS).length > 1),
  evaluate(element) {
    if (accessibleNameOf(element) || element.title.trim()) return true;
    // A group around buttons or one line of fields may only serve the layout.
    return element.querySelector(':scope > legend') ||
      element.localName !== 'fieldset' ||
      element.querySelectorAll('input[type=radio]').length > 1
      ? false
      : undefined;
  },
  message: 'this group of fields has no name',
  doubt: 'this group of fields has no name',
});
