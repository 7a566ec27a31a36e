const {aria, dom} = axe.commons;
const {bare, fold, listed} = nyx.text;

const NO_LABEL = listed(
  'menu, navigation, nav, go, ok, okay, submit, send, click, click here, here, more, close, cancel, button, submit button, field, input, input field, form, form field, text field, textbox, text box, label, untitled, placeholder, lorem ipsum, enter, enter here, enter text, enter text here, type here, your text here, required, reset, back, abschicken, senden, absenden, enviar, envoyer, invia, verzenden, feld, champ, campo',
);

// What a control is, or is done with, and not what it is for; with a number, too. Around it, words may say that.
const KIND =
  /^(?:(?:text|input|form|data|select|drop[- ]?down|combo|list|check|radio|search)?[- ]?(?:fields?|box|boxes|inputs?|textbox|textarea|dropdown|listbox|combobox|checkbox|radio|radio button|control|selector|picker|slider|switch|toggle)|text|string|select|choose|pick|choose one|select one|please select|please choose|select an option|choose an option|select item|option|choice|item|elegir|elija|seleccione|seleccionar|texto|casilla|opción|wählen|auswählen|auswahl|choisir|sélectionner|option)(?: ?(?:no\.? ?)?\d{1,3})?$/;

const FIELDS =
  'input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image]), select, textarea, [role=textbox], [role=searchbox], [role=spinbutton], [role=combobox], [role=listbox], [role=checkbox], [role=radio], [role=slider], [role=switch]';

const TYPED = new Set(['textbox', 'searchbox', 'spinbutton']);
const CHOSEN = new Set(['combobox', 'listbox', 'checkbox', 'radio', 'slider', 'switch']);

/**
 * @param {Element} element
 * @param {VirtualNode} node
 */
const isTyped = (element, node) =>
  TYPED.has(aria.getRole(node)) ||
  (element.localName === 'input' && /^(?:date|datetime-local|month|password|time|week)$/.test(element.type));

/**
 * @param {Element} element
 * @param {VirtualNode} node
 */
const isField = (element, node) =>
  isTyped(element, node) || CHOSEN.has(aria.getRole(node)) || (element.localName === 'input' && /^(?:color|file)$/.test(element.type));

/** @param {Element} element */
function labelsOf(element) {
  const named = nyx.dom.referencedBy(element, 'aria-labelledby');
  return [...new Set([...(element.labels || []), ...named])].filter((one) => dom.isVisibleOnScreen(one));
}

/** @param {Element} element */
function labelText(element) {
  return fold(
    labelsOf(element)
      .map((label) => {
        const copy = /** @type {Element} */ (label.cloneNode(true));
        for (const inner of copy.querySelectorAll('select, input, textarea, script, style')) inner.remove();
        return copy.textContent;
      })
      .join(' '),
  );
}

/** @param {Element} element */
const groupOf = (element) => element.parentElement?.closest('fieldset, [role=group], [role=radiogroup]');

/**
 * Whether the eye finds words that tell a group from another: in it, besides the labels, or right above.
 * @param {Element} group
 */
function hasVisibleWords(group) {
  const walker = document.createTreeWalker(group, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = /** @type {Element} */ (node.parentElement);
    if (!/[\p{L}\p{N}]/u.test(node.data) || parent.closest('label, option, script, style, button')) continue;
    if (dom.isVisibleOnScreen(parent)) return true;
  }
  if (group.querySelector('img, svg, canvas')) return true;
  for (let before = group.previousElementSibling; before; before = before.previousElementSibling) {
    if (before.matches('fieldset, [role=group]')) break;
    if (/[\p{L}\p{N}]/u.test(before.textContent) && dom.isVisibleOnScreen(before)) return true;
  }
  return Boolean(group.parentElement?.closest('td, th, li, fieldset, [role=group]'));
}

/**
 * @param {Element} element
 * @param {string} label
 */
function isTwinWithoutContext(element, label) {
  const group = groupOf(element);
  if (!group || hasVisibleWords(group)) return false;
  for (const other of (element.form || document).querySelectorAll('input, textarea, [role=textbox]')) {
    if (other === element || bare(labelText(other)) !== label) continue;
    const theirs = groupOf(other);
    if (theirs && theirs !== group && !hasVisibleWords(theirs)) return true;
  }
  return false;
}

/**
 * Whether words that can be seen stand in or right above the smallest part of the page that holds the field.
 * @param {Element} element
 */
function hasContext(element) {
  let around = nyx.labels.wordsAround(element, FIELDS);
  for (const one of [...labelsOf(element), element]) around = around.replace(fold(one.innerText), '');
  return bare(around) !== '';
}

define({
  selector: FIELDS,
  matches: (element, node) => isField(element, node) && dom.isVisibleOnScreen(node) && labelText(element) !== '',
  evaluate(element, _options, node) {
    const label = bare(labelText(element));
    this.data({label: label.slice(0, 60)});
    if (KIND.test(label)) return groupOf(element) || hasContext(element) ? undefined : false;
    if (!isTyped(element, node)) return true;
    return !NO_LABEL.has(label) && !isTwinWithoutContext(element, label);
  },
  message: '"${data.label}" does not say what to enter, and nothing visible around it does',
  doubt: '"${data.label}" does not say what to enter; do the words around it?',
});
