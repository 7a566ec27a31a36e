// Answers that a field must refuse, by what it says of itself, and what the browser makes of them.

// One of these breaks nearly every pattern; they are short, so that no pattern takes long over them.
const ODD = ['a', '1', '-', 'ab1', '?'];
const WORD = 'abc';
const TYPES = /^(?:text|tel|email|url|search|number|)$/;
// What only holds signs of some kinds.
const FORMS = /\b(?:email|url|tel(?:-national)?|postal-code)\b/;

/**
 * An answer that is wrong for a field; empty where none is sure to be.
 * @param {Element} field
 */
function to(field) {
  if (field.localName !== 'input' || !TYPES.test(field.type || '')) return '';
  if (field.pattern) return ODD.find((one) => breaks(field.pattern, one)) || '';
  if (field.type === 'number') return outOfRange(field);
  if (field.type === 'email' || field.type === 'url') return WORD;
  if (field.minLength > 1) return 'a';
  return FORMS.test(field.getAttribute('autocomplete') || '') || field.inputMode === 'email' ? WORD : '';
}

/**
 * @param {string} pattern
 * @param {string} answer
 */
function breaks(pattern, answer) {
  try {
    return !new RegExp(`^(?:${pattern})$`, 'v').test(answer);
  } catch {
    // The browser does not check by what it cannot read.
    return false;
  }
}

/** @param {Element} field */
function outOfRange(field) {
  if (field.max !== '') return String(Number(field.max) + 1);
  return field.min !== '' ? String(Number(field.min) - 1) : '';
}

/**
 * Which of a field's own conditions its answer breaks, by the browser's word: form (its pattern), kind (its type), length, range.
 * @param {Element} field
 */
function faultOf(field) {
  const {patternMismatch, typeMismatch, tooShort, rangeOverflow, rangeUnderflow} = field.validity;
  if (patternMismatch) return 'form';
  if (typeMismatch) return 'kind';
  if (tooShort) return 'length';
  return rangeOverflow || rangeUnderflow ? 'range' : '';
}

/**
 * Has the page check a field, as it would before it is sent; whether what there is to say is left to the browser's own words.
 * @param {Element} field
 */
function isLeftToBrowser(field) {
  let isTaken = false;
  /** @param {Event} event */
  const note = (event) => {
    isTaken = event.defaultPrevented;
  };
  field.addEventListener('invalid', note, {once: true});
  field.checkValidity();
  field.removeEventListener('invalid', note);
  return !isTaken && !field.validity.customError && field.form !== null && !field.form.noValidate;
}

nyx.wrongAnswers = {to, faultOf, isLeftToBrowser};
