const {dom} = axe.commons;
const {candidates} = nyx.aboutField;
const {FIELDS, labelOf, saysWhat, speaksOfError} = nyx.messages;
const {fold} = nyx.text;

const LONGEST = 600;

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
    const {tied, around, elsewhere} = candidates(element);
    this.data({label: label.slice(0, 60), why: 'no text says what is wrong or what to enter'});
    if (speaksOfError(label) || saysWhat(`${element.title || ''} ${element.value ? '' : element.placeholder || ''}`, label)) return true;
    /** @type {Element[]} */
    const told = tied.filter((one) => saysWhat(one.textContent.slice(0, LONGEST), label));
    const said = [...around, ...elsewhere].filter((one) =>
      saysWhat(one.getAttribute('aria-live') || one.role ? one.textContent : ownWords(one), label),
    );
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
