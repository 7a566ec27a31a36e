// What a page says when a field is left empty that must not be, and whether those who listen are told.
const {MARKED, isTied, labelOf, saysWhat, speaksOfError} = nyx.messages;
const {fold} = nyx.text;

const REQUIRED = ':is(input, select, textarea):is([required], [aria-required=true])';
const NO_TEXT =
  '[type=radio], [type=checkbox], [type=hidden], [type=file], [type=submit], [type=button], [type=image], :disabled, [readonly]';
const LIVE = '[role=alert], [role=status], [role=log], [role=alertdialog], [aria-live]:not([aria-live=off]), output';
const LONGEST = 300;

/** @type {Map<Element, string>} */
let before = new Map();
let wasRed = false;

/**
 * Empty fields with an answer that must be wrong: none, where one must be given, else one of another form. Where no script
 * `hears` of it, only those whose form the browser alone checks, and says nothing of.
 * @param {number} most
 * @param {boolean} hears
 */
function find(most, hears) {
  const empty = [...document.querySelectorAll('input, select, textarea')].filter(isEmpty);
  const wrong = empty.filter((field) => hears || field.pattern).map((field) => ({field, answer: nyx.wrongAnswers.to(field)}));
  const required = hears ? empty.filter((field) => field.matches(REQUIRED)).map((field) => ({field, answer: ''})) : [];
  const found = [...required.slice(0, most), ...wrong.filter(({answer}) => answer).slice(0, most)];
  return JSON.stringify(found.map(({field, answer}) => ({number: nyx.elements.numberOf(field), answer})));
}

/** @param {Element} field */
const isEmpty = (field) =>
  !field.matches(NO_TEXT) &&
  !String(field.value ?? '').trim() &&
  !field.closest('[role=search], search') &&
  field.getAttribute('aria-invalid') !== 'true' &&
  nyx.visibility.isRendered(field) &&
  nyx.visibility.hasArea(field);

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
  wasRed = isRed(field);
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
 * Leaves the field, has the page check its answer, and reads what came to be seen that speaks of an error.
 * @param {number} number
 * @param {number} milliseconds
 */
async function end(number, milliseconds) {
  const field = nyx.elements.elementOf(number);
  field.blur();
  await nyx.waits.pause(milliseconds);
  const fault = nyx.wrongAnswers.faultOf(field);
  const isOwn = fault !== '' && nyx.wrongAnswers.isLeftToBrowser(field);
  const message = messageAbout(field);
  const text = message ? fold(message.textContent, LONGEST) : '';
  return JSON.stringify({
    key: String(number),
    text: text.slice(0, 120),
    announced: message !== null && isAnnounced(message, text),
    tied: message !== null && isTied(message, field),
    fault,
    explained: saysWhat(text, labelOf(field)) || nyx.aboutField.isExplained(field),
    left: isOwn,
    marked: field.getAttribute('aria-invalid') === 'true',
    reddened: isRed(field) && !wasRed,
  });
}

/**
 * Whether a field, or what is drawn around it, has a red edge: most pages mark what is wrong so.
 * @param {Element} field
 */
const isRed = (field) => [field, field.parentElement].some((one) => one !== null && edgesOf(getComputedStyle(one)).some(isReddish));

/** @param {CSSStyleDeclaration} style */
const edgesOf = (style) => [
  ...['Top', 'Bottom', 'Left'].map((side) => (parseFloat(style[`border${side}Width`]) > 0 ? style[`border${side}Color`] : '')),
  style.outlineStyle === 'none' ? '' : style.outlineColor,
  /^rgba?\([^()]+\)/.exec(style.boxShadow)?.[0] ?? '',
];

/** @param {string} text */
function isReddish(text) {
  const colour = nyx.colour.parse(text);
  return colour !== null && colour[3] > 0 && colour[0] >= 128 && colour[0] > 2 * Math.max(colour[1], colour[2]);
}

/**
 * What came to be seen and speaks of an error.
 * @param {Element} field
 */
function messageAbout(field) {
  const isInvalid = field.getAttribute('aria-invalid') === 'true';
  for (const [element, text] of textsAround(field)) {
    if (before.get(element) === text || !/\p{L}{3}/u.test(text)) continue;
    if (speaksOfError(text) || (isInvalid && isMarked(element))) return element;
  }
  return null;
}

/**
 * Takes the answer back, and lets the page know.
 * @param {number} number
 */
function restore(number) {
  const field = nyx.elements.elementOf(number);
  field.value = '';
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, {bubbles: true}));
}

nyx.leaving = {find, begin, end, restore};
