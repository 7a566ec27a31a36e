const {dom} = axe.commons;
const {fold} = nyx.text;

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
    return Boolean(labelled || byIds || element.getAttribute('aria-label')?.trim() || element.title.trim());
  },
  message: 'only the placeholder says what belongs here, and it goes away with the first letter',
});
