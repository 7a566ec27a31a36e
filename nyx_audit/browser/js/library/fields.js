// The fields, forms and buttons of a page, as facts.
const {addressOf} = nyx.addresses;

const {drawnGroupOf, formAround, visibleLabelOf, wordsAround} = nyx.labels;
const {fold} = nyx.text;

const CONTROLS =
  'input:not([type=hidden]), select, textarea, [contenteditable=""], [contenteditable=true], [role=textbox], [role=combobox]:not(input):not(select)';

const DRAWN = `${CONTROLS}, nys-textinput, nys-textarea, nys-select, nys-combobox, nys-datepicker, nys-fileinput, nys-radiobutton, nys-checkbox`;
// A component draws these itself and hides the browser's own.
const TICKED = /^(?:radio|checkbox|file)$/;
const NAME = 120;
const LINE = 300;

/** @param {Element} element */
function fieldOf(element) {
  const host = nyx.dom.hostOf(element);
  const label = labelOf(element);
  const group = element.closest('fieldset, [role=group], [role=radiogroup]');
  const form = formAround(element);
  const own = host && host.localName.startsWith('nys-') ? host : element;
  return {
    key: nyx.elements.keyOf(element),
    selector: nyx.selectors.selectorOf(element),
    tag: element.localName,
    type: (element.type || '').toLowerCase(),
    name: (element.name || '').slice(0, 80),
    id: element.id.slice(0, 80),
    label: label.text,
    label_by: label.by,
    placeholder: fold(element.getAttribute('placeholder'), NAME),
    description: fold(nyx.names.textReferencedBy(element, 'aria-describedby') || own.getAttribute('description'), LINE),
    group: group
      ? fold(
          group.querySelector('legend')?.textContent ||
            group.getAttribute('aria-label') ||
            nyx.names.textReferencedBy(group, 'aria-labelledby'),
          LINE,
        )
      : drawnGroupOf(element),
    required: Boolean(element.required) || element.getAttribute('aria-required') === 'true',
    autocomplete: (element.getAttribute('autocomplete') || '').trim().toLowerCase().slice(0, 80),
    inputmode: (element.getAttribute('inputmode') || '').toLowerCase(),
    pattern: (element.getAttribute('pattern') || '').slice(0, NAME),
    accept: (element.getAttribute('accept') || '').slice(0, NAME),
    disabled: element.matches(':disabled, [readonly]'),
    shown: (TICKED.test(element.type) ? own : element).checkVisibility({visibilityProperty: true}),
    landmark: nyx.landmarks.pagePartOf(element),
    seen_label: visibleLabelOf(element),
    around: wordsAround(own, DRAWN),
    filled: isFilled(element),
    form: form ? nyx.selectors.selectorOf(form) : '',
    search: isSearch(element, form),
    component: host ? host.localName : '',
    refuses_paste: /return\s+false|preventDefault/.test(element.getAttribute('onpaste') || ''),
  };
}

/**
 * An answer stands there already: the person need not give it again.
 * @param {Element} element
 */
function isFilled(element) {
  if (element.localName === 'select') return element.selectedIndex > 0;
  return /^(?:radio|checkbox)$/.test(element.type) ? element.checked : Boolean(String(element.value ?? '').trim());
}

/**
 * @param {Element} element
 * @param {Element | null} form
 */
function isSearch(element, form) {
  if (element.type === 'search' || element.closest('[role=search], search')) return true;
  if (/^(?:q|s|query|search|keywords?)$/i.test(element.name || '')) return true;
  if (/^(?:search|buscar|b[uú]squeda)\b/i.test(element.getAttribute('aria-label') || element.getAttribute('title') || '')) return true;
  const action = form ? (form.getAttribute('action') || '').split('?')[0] : '';
  const words = `${action} ${element.id} ${element.getAttribute('placeholder') || ''}`
    .replace(/[-_]/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2');
  return /\bsearch|\bbuscar|\bb[uú]squeda/i.test(words);
}

/** @param {Element} element */
function labelOf(element) {
  const labelledby = fold(nyx.names.textReferencedBy(element, 'aria-labelledby'), LINE);
  if (labelledby) return {text: labelledby, by: 'aria-labelledby'};
  const aria = fold(element.getAttribute('aria-label'), LINE);
  const labels = fold([...(element.labels || [])].map((one) => one.innerText || one.textContent).join(' '), LINE);
  if (labels) return {text: labels, by: 'label'};
  if (aria) return {text: aria, by: 'aria-label'};
  const title = fold(element.getAttribute('title'), LINE);
  return title ? {text: title, by: 'title'} : {text: '', by: ''};
}

/** @param {Element} form */
function formOf(form) {
  return {
    selector: nyx.selectors.selectorOf(form),
    method: (form.getAttribute('method') || 'get').toLowerCase(),
    action: addressOf(form.getAttribute('action')),
    search: Boolean(form.closest('[role=search], search')) || Boolean(form.querySelector('[type=search]')),
    landmark: nyx.landmarks.pagePartOf(form),
    novalidate: form.hasAttribute('novalidate'),
    shown: nyx.visibility.isVisible(form),
    stated: Boolean((form.getAttribute('action') || '').split('#')[0].trim()),
  };
}

/** @param {Element} button */
function buttonOf(button) {
  const form = formAround(button);
  return {
    selector: nyx.selectors.selectorOf(button),
    text: nyx.names.wordsOn(button),
    type: (button.type || '').toLowerCase(),
    landmark: nyx.landmarks.pagePartOf(button),
    form: form ? nyx.selectors.selectorOf(form) : '',
    shown: nyx.visibility.isVisible(button),
  };
}

nyx.fields = {CONTROLS, fieldOf, formOf, buttonOf};
