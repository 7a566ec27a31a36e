const {dom} = axe.commons;
const {isUnfinished} = nyx.texts;
const {fold} = nyx.text;

const HEADINGS = 'h1, h2, h3, h4, h5, h6';
const LONGEST = 120;

const MONTHS =
  'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|enero|januar|februar|märz|mai|juni|juli|okt|dez|janv|févr|mars|avr|juin|juil|août|déc';
// A day by its number, its month and its year, and nothing else.
const DATE = new RegExp(
  `^(?:\\p{L}+,? )?(?:(?:${MONTHS})\\p{L}*\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{1,2}\\.? (?:de )?(?:${MONTHS})\\p{L}*\\.? (?:de )?\\d{4}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.]\\d{1,2}[/.]\\d{4})$`,
  'iu',
);
const PHONE = /^[+(]?\d[\d\s().-]{6,20}$/;
const ADDRESS = /^\d{1,6} \p{Lu}|^[^\s@]+@[^\s@]+$|^https?:|^www\./u;

/** @param {string} text */
const isData = (text) => ADDRESS.test(text) || PHONE.test(text) || DATE.test(text);

/** @param {Element} heading */
const levelOf = (heading) => Number(heading.localName[1]);

/** @param {Element | null} element */
const isHeading = (element) => element !== null && element.matches(HEADINGS);

/**
 * The heading is the end of the sentence before it: an address, a number, or words that the next paragraph goes on with.
 * @param {Element} heading
 * @param {string} text
 */
function endsSentence(heading, text) {
  const before = heading.previousElementSibling;
  if (before?.localName !== 'p' || !isUnfinished(fold(before.textContent))) return false;
  const after = heading.nextElementSibling;
  return isData(text) || (after?.localName === 'p' && /^\p{Ll}/u.test(fold(after.textContent)));
}

/**
 * The heading is the date below a title: nothing of its own follows before a heading that is above it.
 * @param {Element} heading
 * @param {string} text
 */
function isDateLine(heading, text) {
  const before = heading.previousElementSibling;
  const after = heading.nextElementSibling;
  return (
    DATE.test(text) &&
    before !== null &&
    isHeading(before) &&
    levelOf(before) < levelOf(heading) &&
    after !== null &&
    isHeading(after) &&
    levelOf(after) < levelOf(heading)
  );
}

define({
  selector: HEADINGS,
  matches: (element) =>
    !element.hasAttribute('role') &&
    fold(element.textContent, LONGEST + 1) !== '' &&
    dom.isVisibleToScreenReaders(element) &&
    dom.isVisibleOnScreen(element),
  evaluate(element) {
    const text = fold(element.textContent, LONGEST + 1);
    this.data({text: text.slice(0, 60)});
    return text.length > LONGEST || !(endsSentence(element, text) || isDateLine(element, text));
  },
  message: '"${data.text}" is marked up as a heading, and no part of the page begins there',
});
