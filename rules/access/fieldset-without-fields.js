const {dom} = axe.commons;
const {fold} = nyx.text;

// Whatever may be a control, now or when a script has made it one.
const CONTROLS =
  'input, select, textarea, button, output, meter, progress, object, iframe, canvas, video, audio, a[href], summary, [tabindex], [contenteditable], [role], [onclick]';

/** @param {Element} fieldset */
const hasComponent = (fieldset) => [...nyx.dom.everyElement(fieldset)].some((one) => one.localName.includes('-'));

/** @param {Element} fieldset */
const hasText = (fieldset) =>
  [...fieldset.children].some((one) => one.localName !== 'legend' && fold(one.textContent)) || nyx.dom.hasOwnText(fieldset);

define({
  selector: 'fieldset',
  matches: (element) =>
    [...element.children].some((one) => one.localName === 'legend') &&
    !element.hasAttribute('role') &&
    hasText(element) &&
    dom.isVisibleToScreenReaders(element) &&
    dom.isVisibleOnScreen(element),
  evaluate: (element) => element.querySelector(CONTROLS) !== null || hasComponent(element),
  message: 'it is announced as a group of fields, and holds none',
});
