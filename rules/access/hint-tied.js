const {dom} = axe.commons;
const {isTied} = nyx.messages;
const {fold} = nyx.text;

// What makers of forms call the line that says how to answer.
const HINTS = ['hint', 'help-text', 'helptext', 'help-block', 'form-text', 'field-description', 'helper-text']
  .map((name) => `[class*=${name} i], [id*=${name} i]`)
  .join(', ');
const FIELDS = 'input:not([type=hidden], [type=submit], [type=button], [type=image], [type=reset]), select, textarea';
const MOST_STEPS = 3;
const LONGEST = 300;

/**
 * The only field that a hint stands with; a group of choices is described as a whole.
 * @param {Element} hint
 */
function fieldOf(hint) {
  for (
    let at = hint.parentElement, steps = 0;
    at && at.localName !== 'form' && at !== document.body && steps < MOST_STEPS;
    at = at.parentElement, steps++
  ) {
    const inside = [...at.querySelectorAll(FIELDS)];
    if (inside.length) return inside.length === 1 && dom.isVisibleOnScreen(inside[0]) ? inside[0] : null;
  }
  return null;
}

/** @param {Element} hint */
const isInnermost = (hint) =>
  !hint.querySelector(HINTS) && !hint.querySelector(`${FIELDS}, label, button, a[href], h1, h2, h3, h4, h5, h6`);

/**
 * Whether a group around the field is described by the hint, or holds it in its legend.
 * @param {Element} hint
 * @param {Element} field
 */
const isOfGroup = (hint, field) => {
  const group = field.closest('fieldset, [role=group], [role=radiogroup]');
  return hint.closest('legend') !== null || (group !== null && isTied(hint, group));
};

define({
  // axe reads no flag in a selector.
  selector: '[class], [id]',
  matches(element) {
    if (!element.matches(HINTS)) return false;
    const text = fold(element.textContent, LONGEST + 1);
    if (!/\p{L}{3}/u.test(text) || text.length > LONGEST || element.matches(FIELDS) || element.closest('label, button, a[href]'))
      return false;
    return isInnermost(element) && fieldOf(element) !== null && dom.isVisibleOnScreen(element) && dom.isVisibleToScreenReaders(element);
  },
  evaluate(element) {
    const field = /** @type {Element} */ (fieldOf(element));
    this.data({text: fold(element.textContent, 60)});
    return (
      isTied(element, field) ||
      isOfGroup(element, field) ||
      nyx.dom.referencedBy(field, 'aria-labelledby').some((one) => one.contains(element))
    );
  },
  message: 'the hint "${data.text}" is not tied to its field',
});
