const {aria, dom, text} = axe.commons;
const {controlsOf, looks} = nyx.looks;
const {fold, wordsOf} = nyx.text;

const DOES = '(?:find|click(?: on)?|press|select|use|choose|tap|push|hit|check|activate|follow|open|go to|look(?: at| for| in)?|see)';

const SIDE =
  '(?:(?:on|to|at|in) (?:the |your )?(?:far |upper |lower |top |bottom )*(?:left|right)(?:[- ]hand)?(?: side| corner| column)?|(?:in|at) the (?:upper|lower|top|bottom)[- ](?:left|right)(?: corner)?)';

const SHAPES =
  'round|circular|square|rectangular|triangular|oval|bigg?er|big|largest|larger|large|smallest|smaller|small|red|green|blue|yellow|orange|purple|pink|gr[ae]y|black|white';

const THINGS = 'circle|square|triangle|star|rectangle|diamond|oval|hexagon|cross|arrow|dot|box';
const CONTROLS = 'button|link|icon|tab|menu|box|field|banner|image|picture|sign|symbol|arrow|panel|list|form';
// "Find the menu on the right", "press the round button", "look under the star". What stands there is named second.
const BY_SIDE = new RegExp(`\\b${DOES}\\s+(?:the|our|this|a)\\s+((?:[\\w-]+\\s+){0,2}?[\\w-]+)\\s+${SIDE}`, 'i');

const BY_LOOKS = new RegExp(
  `\\b${DOES}\\s+(?:the|our|this|a)\\s+((?:${SHAPES})(?:\\s+(?:${SHAPES}))*)\\s+(${CONTROLS})\\b(?!\\s+(?:labell?ed|called|named|marked|that says|with the (?:text|words?)))`,
  'i',
);

const DRAWN = 'button|link|icon|tab|symbol|sign|arrow';
// "Pick a town from the list on the left", "press the button at the bottom right", "use the link in green".
const FROM = `\\b${DOES.replace('find|', 'find|pick|fill in|enter|click on|')}\\s+(?:[^.!?]{0,40}?\\s(?:from|in|into|with|of)\\s+)?(?:the|our|this|a|one of the)\\s+`;

// A word behind it would make it another thing: "the small link budget".
const ENDS = '(?=\\s*(?:[.,;:!?)]|$|(?:to|and|or|at|on|in|below|above|beside|under|when|for|if|once|next)\\b))';

const SENSED = [
  new RegExp(`${FROM}(?:[\\w-]+\\s+)?(${CONTROLS})(?:e?s)?\\s+${SIDE}`, 'i'),
  new RegExp(`${FROM}(?:${SHAPES})(?:[\\s,]+(?:${SHAPES}))*\\s+(${DRAWN})s?${ENDS}`, 'i'),
  new RegExp(`${FROM}(${DRAWN})s?\\s+(?:in|with (?:a|the)) (?:${SHAPES})\\b`, 'i'),
];

const SENSE = new RegExp(`^(?:${SHAPES}|left|right)$`);
// What no page can show: "press the red button of the remote control".
const ELSEWHERE =
  /\b(?:remote|keyboard|mouse|machine|device|phone|meter|camera|counter|desk|wall|door|window|street|envelope|card|letter|paper|form you)\b/i;

const BY_THING = new RegExp(
  `\\b(?:look|find|click|press|tap|go|search|check|see)\\b[^.!?]{0,40}\\b(?:underneath|under|beneath|inside|within|beside|next to|(?:left|right) of)\\s+the\\s+(${THINGS})\\b`,
  'i',
);

// A second way to find it, in words.
const NAMED_TOO = /["“”«»][^"“”«»]{2,60}["“”«»]|\b(?:labell?ed|called|named|heading|titled)\b/i;
const STATEMENT = new RegExp(`\\bthe\\s+[\\w-]+(?:\\s+[\\w-]+)?\\s+${SIDE}`, 'i');

const NO_PLACE =
  /\b(?:on|to|at|in) (?:the )?right (?:time|track|place|way|thing|side of the law|of|answer|person|moment)\b|(?<!\b(?:on|to|at|in) )\bthe right to\b/i;

/** @param {string} words */
const sentencesOf = (words) => fold(words).match(/[^.!?]+[.!?]?/g) || [];

/**
 * What can be found by name: headings, controls, links, landmarks, images, figures, table captions and frames.
 * @param {string} words
 * @param {Element} except
 */
function isNamed(words, except) {
  const wanted = words.toLowerCase();
  for (const element of document.querySelectorAll(
    'h1, h2, h3, h4, h5, h6, a[href], button, input, select, textarea, nav, [role], img[alt], iframe, summary, legend, label, caption, figcaption, svg, section[aria-label], aside, [aria-label]',
  )) {
    if (except.contains(element) || element.contains(except)) continue;
    const node = axe.utils.getNodeFromTree(element);
    if (!node) continue;
    const said =
      `${text.accessibleTextVirtual(node)} ${aria.getRole(node) || ''} ${/^(?:nav|menu)$/.test(element.localName) ? 'menu navigation' : ''} ${dom.isVisibleOnScreen(node) ? element.textContent.slice(0, 200) : ''}`.toLowerCase();
    if (wanted.split(' ').every((/** @type {string} */ word) => said.includes(word)) || said.includes(wanted.split(' ').at(-1) || ''))
      return true;
  }
  return false;
}

/**
 * Whether a sentence names controls by what only the eye tells of them: sure where the page has several of that kind,
 * none is called so, and some of them, not all, look so.
 * @param {string} sentence
 * @param {string} around all words of the paragraph
 */
function isBySenseOnly(sentence, around) {
  const found = SENSED.map((pattern) => pattern.exec(sentence)).find(Boolean);
  if (!found || ELSEWHERE.test(sentence)) return false;
  const said = wordsOf(found[0]).filter((word) => SENSE.test(word));
  const all = controlsOf(found[1].toLowerCase());
  if (all.length < 2 || all.some((one) => said.some((word) => calls(one, word)))) return false;
  const words = ` ${wordsOf(around).join(' ')} `;
  const meant = all.filter((one) => said.every((word) => looks(one, word, all)));
  if (meant.some((one) => words.includes(` ${wordsOf(nyx.names.accessibleNameOf(one)).join(' ') || '-'} `))) return false;
  return meant.length > 0 && meant.length < all.length;
}

/**
 * @param {Element} element
 * @param {string} word
 */
const calls = (element, word) =>
  wordsOf(`${nyx.names.accessibleNameOf(element)} ${element.textContent.slice(0, 200)} ${element.value || ''}`).includes(word);

define({
  selector: 'p, li, dd, td, div, span, label, legend, figcaption',
  matches: (element) =>
    nyx.dom.hasOwnText(element) &&
    /\b(?:left|right|under|underneath|beneath|inside|within|beside|round|square|circular|oval|red|green|blue|yellow|orange|purple|pink|gr[ae]y|black|white|triangular|rectangular|big|bigger|large|larger|largest|small|smaller|smallest)\b/i.test(
      element.textContent.slice(0, 1500),
    ) &&
    !element.closest('a, button, code, pre, script, style') &&
    dom.isVisibleOnScreen(element),
  evaluate(element) {
    const own = fold(
      [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE || !/^(?:p|div|ul|ol|table|li)$/i.test(node.nodeName))
        .map((node) => node.textContent)
        .join(' '),
    ).slice(0, 1500);
    let doubt;
    for (const sentence of sentencesOf(own)) {
      if (isBySenseOnly(sentence, own) && !NO_PLACE.test(sentence) && !NAMED_TOO.test(own) && !element.querySelector('a[href]')) {
        this.data({text: sentence.trim().slice(0, 100)});
        return false;
      }
      const found = BY_SIDE.exec(sentence) || BY_LOOKS.exec(sentence) || BY_THING.exec(sentence);
      if (!found) {
        if (STATEMENT.test(sentence) && !NO_PLACE.test(sentence)) doubt ||= sentence;
        continue;
      }
      if (NO_PLACE.test(sentence)) continue;
      this.data({text: sentence.trim().slice(0, 100)});
      // The link in a sentence may lead to where the thing is.
      if (element.querySelector('a[href]')) return undefined;
      if (NAMED_TOO.test(own) || isNamed(found[1], element)) continue;
      return BY_LOOKS.test(sentence) ? undefined : false;
    }
    if (doubt === undefined) return true;
    this.data({text: doubt.trim().slice(0, 100)});
    return undefined;
  },
  message: '"${data.text}": only who sees the place, shape, size or colour can find what is meant',
  doubt: '"${data.text}": can it be followed without seeing the place, shape or colour?',
});
