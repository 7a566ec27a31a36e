// The words that a page says about a field: those that it is described by, and those that stand around it.
const {referencedBy} = nyx.dom;
const {FIELDS, labelOf, saysWhat} = nyx.messages;
const {fold} = nyx.text;

const LONGEST = 600;
const NO_WORDS = 'script, style, noscript, template, option, button, select, textarea, label, legend';

/**
 * @param {Element} one
 * @param {Element} field
 */
const isOther = (one, field) => one !== field && !(field.name && one.name === field.name && one.type === field.type);

/**
 * The largest part of the page around a field that holds no other one; the form's where fields stand side by side.
 * @param {Element} field
 */
function boxOf(field) {
  let box = nyx.dom.parentOf(field) || field;
  for (let at = /** @type {Element | null} */ (box); at && at !== document.documentElement; at = nyx.dom.parentOf(at)) {
    if ([...at.querySelectorAll(FIELDS)].some((one) => isOther(one, field))) return at === box ? at : box;
    box = at;
  }
  return box;
}

/**
 * The elements whose own words may be about a field: those it is described by, those around it up to the next fields,
 * and messages elsewhere, which may be about another.
 * @param {Element} field
 */
function candidates(field) {
  const tied = ['aria-describedby', 'aria-errormessage'].flatMap((attribute) => referencedBy(field, attribute));
  const box = boxOf(field);
  const others = [...box.querySelectorAll(FIELDS)].filter((one) => isOther(one, field));
  const before = others.filter((one) => field.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING).at(-1);
  const behind = others.find((one) => field.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  const around = [box, ...box.querySelectorAll('*')].filter(
    (one) =>
      nyx.dom.hasOwnText(one) &&
      !one.closest(NO_WORDS) &&
      (!before || one.contains(field) || before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) &&
      (!behind || one.contains(field) || behind.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING),
  );
  const live = document.querySelectorAll('[role=alert], [role=status], [role=alertdialog], [aria-live], dialog[open]');
  const links = field.id ? document.querySelectorAll(`a[href="#${CSS.escape(field.id)}"]`) : [];
  return {tied, around, elsewhere: [...live, ...links]};
}

/**
 * Whether any words of a field's own, or around it, tell more than its label: what to enter, or how.
 * @param {Element} field
 */
function isExplained(field) {
  const label = labelOf(field);
  // A figure or an aside in the label is about the form of the answer.
  if (/[\d(]/.test(label) || saysWhat(`${field.title || ''} ${field.placeholder || ''}`, label)) return true;
  const {tied, around} = candidates(field);
  return [...tied, ...around].some((one) => saysWhat(fold(one.textContent, LONGEST), label));
}

nyx.aboutField = {candidates, isExplained};
