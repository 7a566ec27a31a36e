const {dom} = axe.commons;
const {fold} = nyx.text;

const OTHERS = 'input:not([type=hidden], [type=submit], [type=button], [type=image]), select, textarea';

/**
 * The only field of what is marked as a search, with a button that has a name: that button names both (G167).
 * @param {Element} element
 */
function isNamedByButton(element) {
  const search = element.closest('[role=search], search');
  if (!search || search.querySelectorAll(OTHERS).length > 1) return false;
  const button = search.querySelector('button, input[type=submit], input[type=image]');
  return Boolean(button && dom.isVisibleOnScreen(button) && nyx.names.accessibleNameOf(button));
}

define({
  selector: 'input[placeholder], textarea[placeholder]',
  matches: (element) =>
    element.placeholder.trim() !== '' &&
    dom.isVisibleToScreenReaders(element) &&
    dom.isVisibleOnScreen(element) &&
    element.type !== 'hidden',
  evaluate(element) {
    const labelled = [...(element.labels || [])].some(
      (label) => fold(label.textContent) || label.querySelector('img[alt]:not([alt=""]), [aria-label]'),
    );
    const byIds = (element.getAttribute('aria-labelledby') || '')
      .split(/\s+/)
      .some((id) => id && document.getElementById(id) && document.getElementById(id) !== element);
    return Boolean(labelled || byIds || element.getAttribute('aria-label')?.trim() || element.title.trim() || isNamedByButton(element));
  },
  message: 'only the placeholder says what belongs here, and it goes away with the first letter',
});
