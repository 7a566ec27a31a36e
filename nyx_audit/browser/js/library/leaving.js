// What a page says when a field is left empty that must not be, and whether those who listen are told.
const {MARKED, isTied, speaksOfError} = nyx.messages;
const {fold} = nyx.text;

const REQUIRED = ':is(input, select, textarea):is([required], [aria-required=true])';
const NO_TEXT =
  '[type=radio], [type=checkbox], [type=hidden], [type=file], [type=submit], [type=button], [type=image], :disabled, [readonly]';
const LIVE = '[role=alert], [role=status], [role=log], [role=alertdialog], [aria-live]:not([aria-live=off]), output';
const LONGEST = 300;

/** @type {Map<Element, string>} */
let before = new Map();

/**
 * Fields that must be filled in, and are empty, by number.
 * @param {number} most
 */
function find(most) {
  const found = [...document.querySelectorAll(REQUIRED)].filter(
    (one) =>
      !one.matches(NO_TEXT) &&
      !String(one.value ?? '').trim() &&
      !one.closest('[role=search], search') &&
      one.getAttribute('aria-invalid') !== 'true' &&
      nyx.visibility.isRendered(one) &&
      nyx.visibility.hasArea(one),
  );
  return JSON.stringify(found.slice(0, most).map(nyx.elements.numberOf));
}

/**
 * The part of the page in which a message about a field is looked for.
 * @param {Element} field
 */
const placeOf = (field) => field.closest('form') || field.closest('fieldset, section, main') || document.body;

/** @param {Element} field */
function textsAround(field) {
  const found = new Map();
  for (const element of nyx.dom.everyElement(placeOf(field)))
    if (nyx.dom.hasOwnText(element) && nyx.visibility.isVisible(element)) found.set(element, fold(element.textContent, LONGEST));
  return found;
}

/** @param {number} number */
function begin(number) {
  const field = nyx.elements.elementOf(number);
  before = textsAround(field);
  field.focus({preventScroll: true});
  return nyx.focus.active() === field;
}

/** @param {Element} element */
const isMarked = (element) =>
  [element, element.parentElement, element.parentElement?.parentElement].some(
    (one) =>
      one && one.localName !== 'form' && MARKED.test(`${one.id} ${one.getAttribute('class') || ''} ${one.getAttribute('role') || ''}`),
  );

/**
 * Whether a message is announced: it stands in a live region, or one of the page says the same.
 * @param {Element} message
 * @param {string} text
 */
const isAnnounced = (message, text) =>
  message.closest(LIVE) !== null || [...document.querySelectorAll(LIVE)].some((one) => fold(one.textContent).includes(text));

/**
 * Leaves the field, and reads what came to be seen that speaks of an error.
 * @param {number} number
 * @param {number} milliseconds
 */
async function end(number, milliseconds) {
  const field = nyx.elements.elementOf(number);
  field.blur();
  await new Promise((done) => setTimeout(done, milliseconds));
  const isInvalid = field.getAttribute('aria-invalid') === 'true';
  for (const [element, text] of textsAround(field)) {
    if (before.get(element) === text || !/\p{L}{3}/u.test(text)) continue;
    if (!(speaksOfError(text) || (isInvalid && isMarked(element)))) continue;
    return JSON.stringify({
      key: String(number),
      text: text.slice(0, 120),
      announced: isAnnounced(element, text),
      tied: isTied(element, field),
    });
  }
  return 'null';
}

nyx.leaving = {find, begin, end};
