// Elements that a handler in their markup makes controls, though they are none.
const {aria, dom} = axe.commons;
const {KEYS, POINTER, acting, handlersOf} = nyx.handlers;
const {fold} = nyx.text;

const NATIVE = 'a[href], area[href], button, input, select, textarea, summary, option, label, audio, video, iframe, object, embed';
// What is not pressed by itself: a part of the page, or what draws and takes keys by its own means.
const PARTS =
  'html, body, main, header, footer, nav, section, article, aside, form, fieldset, table, tbody, dialog, details, canvas, ul, ol, dl, [contenteditable]';
const WIDGETS = new Set([
  'button',
  'checkbox',
  'combobox',
  'gridcell',
  'link',
  'menuitem',
  'menuitemcheckbox',
  'menuitemradio',
  'option',
  'radio',
  'searchbox',
  'slider',
  'spinbutton',
  'switch',
  'tab',
  'textbox',
  'treeitem',
]);
// Within these, keys that the widget itself hears move from one to the next.
const MANAGED = new Set(['gridcell', 'menuitem', 'menuitemcheckbox', 'menuitemradio', 'option', 'radio', 'tab', 'treeitem']);

const LONGEST = 120;
const SMALL = 64;
const SELECTOR = POINTER.map((event) => `[on${event}]`).join(', ');
const WITHIN = `${NATIVE}, [role=button], [role=link], [tabindex]`;

/** @param {Element} element */
const codeOf = (element) => acting(handlersOf(element, POINTER));

/**
 * It shows something of its own to press: words, a picture, or a small box that a style sheet fills.
 * @param {Element} element
 */
function isPressable(element) {
  const words = fold(element.textContent);
  if (words.length > LONGEST) return false;
  const box = element.getBoundingClientRect();
  return Boolean(words) || element.matches('img, svg, :has(img, svg)') || Math.max(box.width, box.height) <= SMALL;
}

/**
 * Whether an element is no control by HTML, and its own handler acts when it is pressed.
 * @param {Element} element
 */
const isScripted = (element) =>
  codeOf(element) !== '' &&
  !element.matches(`${NATIVE}, ${PARTS}`) &&
  !element.parentElement?.closest(`${NATIVE}, [role=button], [role=link]`) &&
  !element.querySelector(WITHIN) &&
  isPressable(element) &&
  dom.isVisibleOnScreen(element) &&
  dom.isVisibleToScreenReaders(element);

/**
 * Whether a real control of the page does the same: one with the same handler, or a link to the address that it names.
 * @param {Element} element
 */
function hasTwin(element) {
  const code = codeOf(element);
  const address = /['"]([^'"\s]+)['"]/.exec(code)?.[1];
  const sameCode = [...document.querySelectorAll(`:is(${NATIVE}):is(${SELECTOR})`)].some((one) => codeOf(one) === code);
  return sameCode || Boolean(address && document.querySelector(`a[href="${CSS.escape(address)}"], area[href="${CSS.escape(address)}"]`));
}

/** @param {Element} element */
const hasRole = (element) => WIDGETS.has(aria.getExplicitRole(element) || '');

/** @param {Element} element */
const isManaged = (element) => MANAGED.has(aria.getExplicitRole(element) || '');

/** @param {Element} element */
const hearsKeys = (element) => acting(handlersOf(element, KEYS)) !== '';

nyx.scripted = {SELECTOR, NATIVE, isScripted, hasTwin, hasRole, isManaged, hearsKeys, codeOf};
