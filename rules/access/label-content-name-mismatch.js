const {aria, dom} = axe.commons;
const {seenTexts} = nyx.seentext;
const {holds, runsIn, tokens} = nyx.spoken;
const {fold} = nyx.text;

const ROLES = new Set([
  'button',
  'checkbox',
  'gridcell',
  'link',
  'menuitem',
  'menuitemcheckbox',
  'menuitemradio',
  'option',
  'radio',
  'searchbox',
  'switch',
  'tab',
  'treeitem',
]);
const BUTTON = 'input[type=button], input[type=reset], input[type=submit]';
const FIELD = 'input:not([type=hidden], [type=image]), select, textarea';

/** @param {string} text */
const hasWords = (text) => /[\p{L}\p{N}]/u.test(text);

/**
 * What stands on a control, or is tied to a field as its label: each label in the ways in which it may be read.
 * @param {Element} element
 * @param {VirtualNode} virtual
 * @returns {string[][]}
 */
function labelsOf(element, virtual) {
  if (element.matches(BUTTON)) return [[element.value]];
  if (element.matches(FIELD)) return [...(element.labels || [])].filter((label) => dom.isVisibleOnScreen(label)).map(seenTexts);
  return element.localName !== 'option' && (ROLES.has(aria.getRole(virtual)) || element.localName === 'summary')
    ? [seenTexts(element)]
    : [];
}

// A sentence below a title is no label: nobody says it to press what it stands on.
const SENTENCE = 8;

/**
 * Whether a name holds the title of a card, and what it lacks is running text.
 * @param {string} label
 * @param {string} name
 * @param {string} language
 */
function holdsTitle(label, name, language) {
  const [title, ...rest] = label
    .split('\n')
    .map((line) => tokens(line, language))
    .filter((words) => words.length);
  return rest.flat().length >= SENTENCE && runsIn(title, tokens(name, language));
}

/** @param {Element} element */
const languageOf = (element) => element.closest('[lang]')?.getAttribute('lang') || '';

define({
  selector: '[aria-label], [aria-labelledby]',
  matches: (element, virtual) => dom.isVisibleOnScreen(element) && labelsOf(element, virtual).some((readings) => readings.some(hasWords)),
  evaluate(element, _options, virtual) {
    const name = nyx.names.accessibleName(virtual);
    if (!name.trim()) return true;
    const language = languageOf(element);
    const readings = labelsOf(element, virtual).flat().filter(hasWords);
    const answers = readings.map((label) => holds(label, name, language));
    if (answers.includes(true)) return true;
    this.data({label: fold(readings[0], 60), name: fold(name, 60)});
    // Hints often stand in the label of a field as well.
    const isPart = element.matches(FIELD) && readings.some((label) => runsIn(tokens(name, language), tokens(label, language)));
    const isTitle = readings.some((label) => holdsTitle(label, name, language));
    return isPart || isTitle || answers.includes(undefined) ? undefined : false;
  },
  message: 'it shows “${data.label}” and is called “${data.name}”',
});
