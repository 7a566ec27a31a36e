// What pressing something did: whether anything at all moved, and whether a person would notice.

const STATES = [
  ...['aria-expanded', 'aria-selected', 'aria-checked', 'aria-pressed', 'aria-valuenow', 'aria-valuetext', 'aria-current'],
  ...['aria-hidden', 'hidden', 'open', 'aria-activedescendant'],
];
const KEYS = ['keydown', 'keypress', 'keyup'];
// What a page does for its looks while a key is down is no answer to it.
const MOST_TEXT = 100000;

/** @type {MutationObserver | null} */
let observer = null;
/** @type {MutationRecord[]} */
let records = [];
let handled = false;
let validated = false;
let fields = '';
let text = '';
let scrolled = 0;
/** @type {Element | null} */
let focus = null;

/** @param {Event} event */
const note = (event) => {
  // The last to hear of it: what the page says of the event is said.
  if (event.defaultPrevented) handled = true;
};

const noteValidated = () => {
  validated = true;
};

/** @param {boolean} closely whether what a person would notice is to be told, too: that costs more */
function begin(closely) {
  records = [];
  observer ||= new MutationObserver((seen) => records.push(...seen));
  observer.observe(document, {subtree: true, childList: true, attributes: true, characterData: true, attributeOldValue: true});
  handled = validated = false;
  for (const type of KEYS) window.addEventListener(type, note);
  window.addEventListener('invalid', noteValidated, true);
  focus = nyx.focus.active();
  scrolled = scrollY;
  fields = fieldsNow();
  text = closely ? textNow() : '';
}

const fieldsNow = () =>
  [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
    .map((field) => `${field.value}${field.checked ? '+' : ''}`)
    .join('\n');

const textNow = () => document.body.innerText.slice(0, MOST_TEXT);

/**
 * What happened since: `moved` is whether anything did, `told` the states that changed, `shown` whether words came or went,
 * `validated` whether the answers of a form were checked.
 * @param {number} milliseconds
 * @param {boolean} closely
 */
async function end(milliseconds, closely) {
  await nyx.waits.pause(milliseconds);
  records.push(...(observer?.takeRecords() || []));
  observer?.disconnect();
  for (const type of KEYS) window.removeEventListener(type, note);
  window.removeEventListener('invalid', noteValidated, true);
  const told = new Set();
  for (const record of records) {
    const name = record.attributeName;
    if (!name || !STATES.includes(name) || !(record.target instanceof Element)) continue;
    if (record.target.getAttribute(name) !== record.oldValue) told.add(name);
  }
  const at = nyx.focus.active();
  // A key that nobody answers scrolls the page, and pages answer to that.
  const answers = records.length > 0 && (scrollY === scrolled || told.size > 0);
  return JSON.stringify({
    moved: answers || handled || at !== focus || fieldsNow() !== fields,
    told: [...told],
    shown: closely && textNow() !== text,
    fields: fieldsNow() !== fields,
    focus: at ? nyx.elements.numberOf(at) : null,
    validated,
    onField: Boolean(at?.matches('input, select, textarea, [contenteditable]')),
  });
}

nyx.effects = {begin, end};
