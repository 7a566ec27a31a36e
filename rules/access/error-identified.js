const {dom} = axe.commons;
const {EMPTY, FIELDS, MARKED, SMALL, alike, isTied, labelOf, speaksOfError, topical} = nyx.messages;
const {fold, wordsOf} = nyx.text;

/** @param {Element} element */
const formOf = (element) =>
  element.closest('form') ||
  element.parentElement?.querySelector('form') ||
  (document.forms.length === 1 ? document.forms[0] : document.body);

/** @param {Element} form */
const fieldsOf = (form) => [...form.querySelectorAll(FIELDS)].filter((one) => dom.isVisibleOnScreen(one));

/**
 * Most pages write what went wrong in red.
 * @param {Element} element
 */
function isRed(element) {
  const [red, green, blue] = nyx.colour.parse(getComputedStyle(element).color) || [0, 0, 0];
  return red >= 128 && red > 2 * Math.max(green, blue);
}

/** @param {Element} element */
function isMarked(element) {
  if (isRed(element)) return true;
  for (
    let at = /** @type {Element | null} */ (element), steps = 0;
    at && steps < 3 && at.localName !== 'form';
    at = at.parentElement, steps++
  ) {
    if (
      /^(?:alert|alertdialog)$/.test(at.getAttribute('role') || '') ||
      MARKED.test(at.id) ||
      [...at.classList].some((name) => MARKED.test(name))
    )
      return true;
  }
  return false;
}

/** @param {Element} element */
const isMessage = (element) =>
  !element.matches(FIELDS + ', form, label, fieldset, button, a, body') &&
  speaksOfError(element.textContent.slice(0, 600)) &&
  element.textContent.length < 600 &&
  !element.querySelector(FIELDS) &&
  dom.isVisibleOnScreen(element) &&
  isMarked(element);

/**
 * The outermost element of a message, and those of the whole form.
 * @param {Element} form
 */
const messagesOf = (form) =>
  [...form.querySelectorAll('[role=alert], [id], [class]')].filter(
    (one) => MARKED.test(`${one.id} ${one.className} ${one.getAttribute('role')}`) && isMessage(one),
  );

/**
 * @param {string[]} said
 * @param {string} label
 */
const names = (said, label) =>
  topical(wordsOf(label)).some((/** @type {string} */ word) => said.some((/** @type {string} */ one) => alike(one, word)));

/**
 * A field alone with a message in its own box is meant by it.
 * @param {Element} message
 * @param {Element} field
 * @param {Element[]} fields
 */
function isBeside(message, field, fields) {
  for (
    let at = message.parentElement, steps = 0;
    at && steps < 2 && at.localName !== 'form' && at !== document.body;
    at = at.parentElement, steps++
  ) {
    const inside = fields.filter((one) => at.contains(one));
    if (inside.length) return inside.length === 1 && inside[0] === field;
  }
  return false;
}

/**
 * @param {Element} message
 * @param {Element} field
 * @param {Element[]} fields
 */
const means = (message, field, fields) => {
  const said = wordsOf(message.textContent);
  return (
    isTied(message, field) ||
    names(said, labelOf(field)) ||
    isBeside(message, field, fields) ||
    Boolean(field.id && message.querySelector(`a[href="#${CSS.escape(field.id)}"]`))
  );
};

/**
 * A message that a control is described by, and that nothing will ever show: no script, no style for wrong values.
 * @param {Element} element
 */
function isOnlyTold(element) {
  if (
    !element.id ||
    !speaksOfError(element.textContent) ||
    element.textContent.length > 600 ||
    !isMarked(element) ||
    dom.isVisibleOnScreen(element)
  )
    return false;
  const told = [...document.querySelectorAll(`[aria-describedby~="${CSS.escape(element.id)}"]`)].some(
    (one) => dom.isVisibleOnScreen(one) && dom.isVisibleToScreenReaders(one),
  );
  return told && ![...document.scripts].some((one) => !/json/i.test(one.type)) && !mayStyleErrors();
}

function mayStyleErrors() {
  return [...document.styleSheets].some((sheet) => {
    try {
      return [...sheet.cssRules].some((rule) => /:(?:user-)?invalid|:out-of-range|:has\(|:target|:checked|:focus/.test(rule.cssText));
    } catch {
      return true;
    }
  });
}

/** @param {Element} field */
function groupName(field) {
  const group = field.closest('fieldset, [role=group]');
  return group ? fold(`${group.querySelector('legend')?.textContent || ''} ${group.getAttribute('aria-label') || ''}`) : '';
}

define({
  selector: 'form :is([role=alert], [id], [class], p, div, span, strong, b, em, small, li, font, output), [role=alert]',
  hidden: true,
  matches: (element) =>
    ((isMessage(element) && !isMessage(element.parentElement || element)) || isOnlyTold(element)) && fieldsOf(formOf(element)).length > 0,
  evaluate(element) {
    if (isOnlyTold(element)) {
      this.data({text: fold(element.textContent).slice(0, 80), why: 'is read to those who listen, and visible to nobody'});
      return false;
    }
    const form = formOf(element);
    const fields = fieldsOf(form);
    const meant = fields.filter((field) => means(element, field, fields));
    const text = fold(element.textContent);
    this.data({text: text.slice(0, 80), why: 'names no field'});
    if (!meant.length && fields.length > 1) {
      // A summary may leave the fields to messages of their own, or to a list of links.
      const others = messagesOf(form).filter((one) => !element.contains(one) && !one.contains(element));
      if (others.some((one) => fields.some((field) => means(one, field, fields)))) return true;
      if (topical(wordsOf(text)).length > 1) return form.localName === 'form' && form.contains(element) ? undefined : true;
      return fields.some((field) => field.getAttribute('aria-invalid') === 'true') ? undefined : false;
    }
    const labels = meant.map(labelOf);
    // Two fields of one label, and nothing in the message that says which.
    const twins = meant.filter(
      (field) => labelOf(field) && meant.some((other) => other !== field && labelOf(other).toLowerCase() === labelOf(field).toLowerCase()),
    );
    if (
      twins.length &&
      !twins.some((field) => isTied(element, field) || isBeside(element, field, fields)) &&
      !twins.some((field) => names(wordsOf(text), groupName(field))) &&
      twins.some((field) => /^(?:text|email|tel|password|number|textarea|search|url|date)$/.test(field.type))
    ) {
      this.data({text: text.slice(0, 80), why: `names "${labelOf(twins[0]).slice(0, 30)}", which two fields are called`});
      return false;
    }
    const said = wordsOf(text).filter(
      (word) => !SMALL.has(word) && !labels.some((label) => wordsOf(label).some((one) => alike(one, word))),
    );
    if (said.length && said.every((word) => EMPTY.has(word))) {
      this.data({text: text.slice(0, 80), why: 'says neither what is wrong nor how to fix it'});
      return false;
    }
    return true;
  },
  message: '"${data.text}" ${data.why}',
  doubt: '"${data.text}": does it say which field, and what is wrong?',
});
