const {dom} = axe.commons;
const {fold} = nyx.text;

const SIGN = 'input[maxlength="1"], select';
const LEAST_FIELDS = 4;
const LEAST_SECRET = 2;
const MOST_STEPS = 4;
const NO_SIGN = /^(?:radio|checkbox|hidden|submit|button|image|file|date)$/;

/** @param {Element} field */
const isSign = (field) =>
  (field.localName === 'select'
    ? field.options.length >= 10 && [...field.options].every((one) => fold(one.textContent).length < 2)
    : !NO_SIGN.test(field.type)) && dom.isVisibleOnScreen(field);

/**
 * The fields for one sign each that stand together with this one.
 * @param {Element} field
 */
function partsAround(field) {
  let best = [field];
  for (
    let at = field.parentElement, steps = 0;
    at && at.localName !== 'form' && at !== document.body && steps < MOST_STEPS;
    at = at.parentElement, steps++
  ) {
    const inside = [...at.querySelectorAll('input:not([type=hidden]), select, textarea')];
    // Beside other questions, they are no longer alone.
    if (!inside.every((one) => one.matches(SIGN) && isSign(one))) break;
    best = inside;
  }
  return best;
}

define({
  selector: SIGN,
  matches(element) {
    if (!isSign(element)) return false;
    const parts = partsAround(element);
    const isSecret = parts.every((one) => one.type === 'password');
    return parts[0] === element && parts.length >= (isSecret ? LEAST_SECRET : LEAST_FIELDS);
  },
  evaluate(element) {
    this.data({count: partsAround(element).length});
    return undefined;
  },
  message: 'a code or password is entered sign by sign in ${data.count} fields',
  doubt:
    'a code or password is entered sign by sign in ${data.count} fields: can it be pasted as a whole, or is there another way to sign in?',
});
