const {dom} = axe.commons;
const {bare, fold} = nyx.text;

const OTHERS = 'input:not([type=hidden], [type=submit], [type=button], [type=image]), select, textarea';

/**
 * The only field of a search, with a button beside it that has a name: that button names both (G167).
 * @param {Element} element
 */
function isNamedByButton(element) {
  const search = element.closest('[role=search], search');
  const around = search || element.form;
  if (!around || around.querySelectorAll(OTHERS).length > 1) return false;
  const button = around.querySelector('button, input[type=submit], input[type=image]');
  const name = button && dom.isVisibleOnScreen(button) ? bare(nyx.names.accessibleNameOf(button)) : '';
  return name !== '' && (search !== null || element.type === 'search' || name === bare(element.placeholder));
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
