const {dom} = axe.commons;
const {referencedBy} = nyx.dom;
const {FIELDS, labelOf, saysWhat, speaksOfError} = nyx.messages;
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
 * and messages elsewhere.
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
  return {tied, others: [...around, ...live, ...links]};
}

/** @param {Element} element */
const ownWords = (element) =>
  fold(
    nyx.dom
      .textNodesOf(element)
      .map((node) => node.data)
      .join(' '),
  ).slice(0, LONGEST);

define({
  selector: '[aria-invalid=true]',
  matches: (element, virtual) =>
    element.matches(FIELDS) && !element.matches(':disabled') && dom.isVisibleOnScreen(virtual) && dom.isVisibleToScreenReaders(virtual),
  evaluate(element) {
    const label = labelOf(element);
    const {tied, others} = candidates(element);
    this.data({label: label.slice(0, 60), why: 'no text says what is wrong or what to enter'});
    if (speaksOfError(label) || saysWhat(`${element.title || ''} ${element.value ? '' : element.placeholder || ''}`, label)) return true;
    /** @type {Element[]} */
    const told = tied.filter((one) => saysWhat(one.textContent.slice(0, LONGEST), label));
    const said = others.filter((one) => saysWhat(one.getAttribute('aria-live') || one.role ? one.textContent : ownWords(one), label));
    const visible = [...told, ...said].filter((one) => dom.isVisibleOnScreen(one));
    if (visible.some((one) => told.includes(one) || dom.isVisibleToScreenReaders(one))) return true;
    if (visible.length) {
      this.data({label: label.slice(0, 60), why: 'what is wrong is hidden from screen readers'});
      return visible.some((one) => speaksOfError(one.textContent)) ? false : undefined;
    }
    if (told.length) {
      this.data({label: label.slice(0, 60), why: 'what is wrong is told to screen readers, and visible to nobody'});
      return false;
    }
    // An empty field may be marked before anybody has made a mistake, and a component draws its message elsewhere.
    const entered = element.matches('input, textarea') && !/^(?:checkbox|radio)$/.test(element.type) && element.value !== '';
    return (entered || tied.length) && !nyx.dom.hostOf(element) ? false : undefined;
  },
  message: 'the field "${data.label}" is marked as wrong: ${data.why}',
  doubt: 'the field "${data.label}" is marked as wrong; does any text say what is wrong or what to enter?',
});
