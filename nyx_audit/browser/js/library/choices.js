// The choices and fields of a page that may move people on: which there are, and what was chosen before they were tried.
const {labelOf} = nyx.messages;

const WARNS = /\b(?:automatic|immediately|at once|reload|opens?|redirect|submit|change the page|new (?:page|window|tab)|take you)/i;

/** @type {Map<number, {selected: number, checked: Element | null}>} */
const before = new Map();

/**
 * Whether the label or the description of a field says what its change does.
 * @param {Element} element
 */
const isWarned = (element) => WARNS.test(`${labelOf(element)} ${nyx.names.textReferencedBy(element, 'aria-describedby')} ${element.title}`);

/** @param {Element} element */
const isOpen = (element) => !element.matches(':disabled') && nyx.visibility.isRendered(element) && nyx.visibility.hasArea(element);

/** @param {Element} radio */
const groupOf = (radio) => [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(radio.name)}"]`)];

/** @param {Element} radio */
const isFirstToChoose = (radio) => groupOf(radio).find((one) => !one.checked && isOpen(one)) === radio;

// A short answer fills a short field: what leads away when a field is full does so then.
const LONGEST_ANSWER = 10;
const WORD = 'abc';
const TEXTS = 'input:is(:not([type]), [type=text], [type=tel]):not([role]), textarea:not([role])';

/**
 * Empty fields for text, by number, with an answer.
 * @param {number} most
 */
function texts(most) {
  const empty = [...document.querySelectorAll(TEXTS)].filter(
    (one) => isOpen(one) && !one.value && !one.matches('[readonly]') && !one.closest('[role=search], search'),
  );
  const answerTo = (/** @type {Element} */ one) =>
    one.maxLength > 0 && one.maxLength <= LONGEST_ANSWER ? '1'.repeat(one.maxLength) : WORD;
  // The last field of a form is the one that may send it.
  const last = empty.slice(-most);
  return JSON.stringify(last.map((one) => ({number: nyx.elements.numberOf(one), key: '', answer: answerTo(one), warned: isWarned(one)})));
}

/**
 * Selects of one line and one radio button of each group, by number, with the key that chooses another.
 * @param {number} most
 */
function find(most) {
  const found = [];
  for (const element of document.querySelectorAll('select:not([multiple], [size]), input[type=radio]')) {
    if (found.length >= most) break;
    if (!isOpen(element)) continue;
    const isSelect = element.localName === 'select';
    if (isSelect ? element.options.length < 2 : !isFirstToChoose(element)) continue;
    const key = isSelect ? (element.selectedIndex < element.options.length - 1 ? 'ArrowDown' : 'ArrowUp') : ' ';
    found.push({number: nyx.elements.numberOf(element), key, answer: '', warned: isWarned(element)});
  }
  return JSON.stringify(found);
}

/**
 * Puts the focus on a choice or a field, and remembers what is chosen: whether the focus stays there.
 * @param {number} number
 */
function begin(number) {
  const element = nyx.elements.elementOf(number);
  const checked = element.type === 'radio' ? groupOf(element).find((one) => one.checked) || null : null;
  before.set(number, {selected: element.selectedIndex, checked});
  element.focus({preventScroll: true});
  return nyx.focus.active() === element;
}

/**
 * Whether another is chosen now, or an answer stands there; it is taken back without a word to the page.
 * @param {number} number
 */
function end(number) {
  const element = nyx.elements.elementOf(number);
  const was = before.get(number);
  if (!was) return false;
  if (element.localName === 'select') {
    const changed = element.selectedIndex !== was.selected;
    element.selectedIndex = was.selected;
    return changed;
  }
  if (element.matches(TEXTS)) {
    const answered = element.value !== '';
    element.value = '';
    return answered;
  }
  const {checked} = element;
  if (was.checked) was.checked.checked = true;
  else element.checked = false;
  return checked;
}

nyx.choices = {isWarned, find, texts, begin, end};
