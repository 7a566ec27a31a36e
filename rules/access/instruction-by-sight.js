const {aria, dom, text} = axe.commons;
const {fold} = nyx.text;

const DOES = '(?:find|click(?: on)?|press|select|use|choose|tap|push|hit|check|activate|follow|open|go to|look(?: at| for| in)?|see)';

const SIDE =
  '(?:(?:on|to|at|in) (?:the |your )?(?:far |upper |lower |top |bottom )*(?:left|right)(?:[- ]hand)?(?: side| corner| column)?|(?:in|at) the (?:upper|lower|top|bottom)[- ](?:left|right)(?: corner)?)';

const SHAPES =
  'round|circular|square|rectangular|triangular|oval|big|large|small|red|green|blue|yellow|orange|purple|pink|gr[ae]y|black|white';

const THINGS = 'circle|square|triangle|star|rectangle|diamond|oval|hexagon|cross|arrow|dot|box';
const CONTROLS = 'button|link|icon|tab|menu|box|field|banner|image|picture|sign|symbol|arrow|panel|list|form';
// "Find the menu on the right", "press the round button", "look under the star". What stands there is named second.
const BY_SIDE = new RegExp(`\\b${DOES}\\s+(?:the|our|this|a)\\s+((?:[\\w-]+\\s+){0,2}?[\\w-]+)\\s+${SIDE}`, 'i');

const BY_LOOKS = new RegExp(
  `\\b${DOES}\\s+(?:the|our|this|a)\\s+((?:${SHAPES})(?:\\s+(?:${SHAPES}))*)\\s+(${CONTROLS})\\b(?!\\s+(?:labell?ed|called|named|marked|that says|with the (?:text|words?)))`,
  'i',
);

const BY_THING = new RegExp(
  `\\b(?:look|find|click|press|tap|go|search|check|see)\\b[^.!?]{0,40}\\b(?:underneath|under|beneath|inside|within|beside|next to|(?:left|right) of)\\s+the\\s+(${THINGS})\\b`,
  'i',
);

// A second way to find it, in words.
const NAMED_TOO = /["“”«»][^"“”«»]{2,60}["“”«»]|\b(?:labell?ed|called|named|heading|titled)\b/i;
const STATEMENT = new RegExp(`\\bthe\\s+[\\w-]+(?:\\s+[\\w-]+)?\\s+${SIDE}`, 'i');

const NO_PLACE =
  /\b(?:on|to|at|in) (?:the )?right (?:time|track|place|way|thing|side of the law|of|answer|person|moment)\b|(?<!\b(?:on|to|at|in) )\bthe right to\b/i;

const sentencesOf = (words) => fold(words).match(/[^.!?]+[.!?]?/g) || [];

// What can be found by name: headings, controls, links, landmarks, images, figures, table captions and frames.
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
    if (wanted.split(' ').every((word) => said.includes(word)) || said.includes(wanted.split(' ').pop())) return true;
  }
  return false;
}

define({
  selector: 'p, li, dd, td, div, span, label, legend, figcaption',
  matches: (element) =>
    nyx.dom.hasOwnText(element) &&
    /\b(?:left|right|under|underneath|beneath|inside|within|beside|round|square|circular|oval|red|green|blue|yellow|orange|purple|triangular|rectangular)\b/i.test(
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
  message: '"${data.text}": nothing on the page can be found by that name',
  doubt: '"${data.text}": can it be followed without seeing the place, shape or colour?',
});
