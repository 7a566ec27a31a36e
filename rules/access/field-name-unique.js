const {dom} = axe.commons;
const {accessibleNameOf} = nyx.names;

const typed = (element) =>
  element.localName === 'textarea' ||
  element.localName === 'select' ||
  !/^(?:radio|checkbox|hidden|submit|button|image|reset|file|range|color)$/.test(element.type);

define({
  selector: 'input, select, textarea',
  matches: (element) =>
    typed(element) &&
    dom.isVisibleToScreenReaders(element) &&
    dom.isVisibleOnScreen(element) &&
    !element.closest('td, th, [role=row], [role=grid]') &&
    Boolean(element.form),
  evaluate(element) {
    const name = accessibleNameOf(element).toLowerCase();
    if (!name) return true;
    const around = element.closest('fieldset, [role=group], li, section') || element.form;
    const before = [...around.querySelectorAll('input, select, textarea')].filter(
      (other) =>
        other !== element &&
        typed(other) &&
        other.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING &&
        (other.closest('fieldset, [role=group], li, section') || other.form) === around &&
        dom.isVisibleToScreenReaders(other) &&
        dom.isVisibleOnScreen(other),
    );
    return !before.some((other) => accessibleNameOf(other).toLowerCase() === name && !other.getAttribute('aria-describedby'));
  },
  message: 'another field beside it has the same name',
});
