// What forms say of errors, and the labels of fields as forms write them.
const {fold} = nyx.text;

/** @param {string} line */
const spaced = (line) => new Set(line.split(' '));

// What speaks of an error: the words of a message, on an element that its author has marked as one.
const SAYS =
  /\b(?:invalid|incorrect(?:ly)?|not valid|errors?|wrong(?:ly)?|please (?:fill|enter|correct|complete|provide|fix|check)|must (?:be|not|have|contain)|(?:is|are|was) (?:required|missing|empty)|need to (?:fix|correct)|(?:is|was) a problem|cannot be (?:blank|empty)|can't be (?:blank|empty)|failed)\b/i;

// What tells how to fill a form in, though it has the words of an error.
const TELLS =
  /\b(?:all|these|those|which|marked|red|bold|asterisks?|star|fields?|items?|questions?)\b[^.!?]{0,60}\b(?:is|are) (?:required|mandatory)\b/i;

const SMALL = spaced(
  'a an the this that these those is are was be been it its of for in on to at by with from and or not no any one some there has have do does did your you we our please',
);

// Words that say that something is wrong, and nothing of what, or how to fix it.
const EMPTY = spaced(
  'invalid valid incorrect incorrectly correct correctly wrong wrongly error errors mistake mistakes problem problems value values field fields input inputs entry entries entered data form page submission information info answer answers fill filled check fix try again before continuing continue proceed need submit submitting submitted failed could following below above highlighted marked review validation oops sorry something went all must',
);

const FIELDS =
  'input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=reset]):not([type=image]), select, textarea, [role=textbox], [role=combobox], [role=listbox], [role=checkbox], [role=radio], [role=slider], [role=spinbutton], [role=switch], [role=searchbox]';

/** @param {Element} field */
function labelOf(field) {
  const named = nyx.dom.referencedBy(field, 'aria-labelledby');
  const labels = [...(field.labels || []), ...named].map((label) => {
    const copy = /** @type {Element} */ (label.cloneNode(true));
    for (const inner of copy.querySelectorAll('input, select, textarea, [class*=error i], [role=alert]')) inner.remove();
    return copy.textContent;
  });
  return fold([...labels, field.getAttribute('aria-label') || '', field.placeholder || ''].join(' '));
}

const MARKED = /error|invalid|validation|alert|warning|danger/i;

/**
 * Whether a field says that a message is about it.
 * @param {Element} message
 * @param {Element} field
 */
function isTied(message, field) {
  const ids = `${field.getAttribute('aria-describedby') || ''} ${field.getAttribute('aria-errormessage') || ''}`
    .split(/\s+/)
    .filter(Boolean);
  return (
    ids.some((id) => {
      const one = document.getElementById(id);
      return one && (one.contains(message) || message.contains(one));
    }) || Boolean([...(field.labels || [])].some((label) => label.contains(message)))
  );
}

/** @param {string} words */
const speaksOfError = (words) => SAYS.test(words) && !(TELLS.test(words) && !SAYS.test(words.replace(TELLS, ' ')));

/** @param {string[]} list */
const topical = (list) => list.filter((/** @type {string} */ word) => !SMALL.has(word) && !EMPTY.has(word) && word.length > 1);

/**
 * @param {string} one
 * @param {string} other
 */
const alike = (one, other) =>
  one === other || (one.length > 3 && other.length > 3 && (one.startsWith(other.slice(0, -1)) || other.startsWith(one.slice(0, -1))));

// A form that people know: that an answer lacks it says what to enter, though the label says the same.
const FORMS = spaced(
  'email emails e-mail phone telephone number numbers numeric digits date time year url zip postcode correo teléfono número fecha hora año',
);

/**
 * Whether words say what is wrong, or what to enter: more than that something is, beyond the words of the field's label.
 * @param {string} words
 * @param {string} label
 */
function saysWhat(words, label) {
  const known = nyx.text.wordsOf(label);
  return topical(nyx.text.wordsOf(words)).some((word) => FORMS.has(word) || !known.some((one) => alike(one, word)));
}

nyx.messages = {EMPTY, FIELDS, MARKED, SMALL, alike, isTied, labelOf, saysWhat, speaksOfError, topical};
