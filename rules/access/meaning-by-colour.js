const {dom} = axe.commons;
const {fold} = nyx.text;

const NAMES = 'red|green|blue|yellow|orange|purple|pink|gr[ae]y|brown';

// "The green ones", "in red", "marked red".
const BY_COLOUR = new RegExp(
  `\\b(?:the|all|any|those|every|each)\\s+(${NAMES})\\s+(?:[a-z]+)|\\b(?:in|marked(?: in)?|shown(?: in)?|highlighted(?: in)?|colou?red|printed(?: in)?|listed in)\\s+(${NAMES})\\b(?!\\s+(?:county|river|square|cross|book|light|area|zone))`,
  'gi',
);

const REQUIRED = /\b(?:required|mandatory|compulsory|must be (?:filled|completed))\b/i;

/** @type {Record<string, [number, number]>} */
const HUES = {
  red: [345, 15],
  orange: [16, 44],
  yellow: [45, 70],
  green: [71, 170],
  blue: [180, 260],
  purple: [261, 310],
  pink: [311, 344],
  brown: [10, 45],
};

/** @param {string} colour */
function hueOf(colour) {
  const parts = /rgba?\(([\d.]+), ([\d.]+), ([\d.]+)/.exec(colour);
  if (!parts) return '';
  const [red, green, blue] = parts.slice(1).map(Number);
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  if (most - least < 50) return most > 60 && most < 200 ? 'gray' : '';
  const turn =
    most === red
      ? ((green - blue) / (most - least) + 6) % 6
      : most === green
        ? (blue - red) / (most - least) + 2
        : (red - green) / (most - least) + 4;
  const hue = turn * 60;
  return (
    Object.keys(HUES).find((name) => {
      const [from, to] = HUES[name];
      return from < to ? hue >= from && hue <= to : hue >= from || hue <= to;
    }) || ''
  );
}

/** @param {Element} element */
const hueIn = (element) => hueOf(getComputedStyle(element).color);
/** @param {string} name */
const plain = (name) => name.toLowerCase().replace('grey', 'gray');

/**
 * Texts in one of the colours that a sentence speaks of, which say nothing of it themselves.
 * @param {string[]} hues
 * @param {Element} except
 */
function coloured(hues, except) {
  const found = [];
  for (const element of document.querySelectorAll('li, td, th, span, label, legend, strong, b, em, p, dt, dd, font, h2, h3, h4')) {
    if (found.length >= 20) break;
    if (element.contains(except) || except.contains(element) || !nyx.dom.hasOwnText(element) || element.closest('a')) continue;
    const hue = hueIn(element);
    if (
      hues.includes(hue) &&
      hue !== hueIn(except) &&
      !new RegExp(`\\b${hue === 'gray' ? 'gr[ae]y' : hue}\\b`, 'i').test(element.textContent) &&
      dom.isVisibleOnScreen(element)
    )
      found.push(element);
  }
  return found;
}

const SAYS_SO = /[*\u2217\u25cf\u2022†]|\brequired\b|\bmandatory\b/i;

/** @param {Element} element */
function isLabelOnly(element) {
  const label = element.closest('label, legend');
  return label !== null && !SAYS_SO.test(label.textContent);
}

define({
  selector: 'p, li, dd, td, div, span, label, legend, figcaption, caption',
  matches: (element) =>
    nyx.dom.hasOwnText(element) &&
    element.textContent.length < 1500 &&
    element.textContent.search(BY_COLOUR) >= 0 &&
    !element.closest('a, button, code, pre, script, style') &&
    dom.isVisibleOnScreen(element),
  evaluate(element) {
    const text = fold(element.textContent);
    const hues = [...new Set([...text.matchAll(BY_COLOUR)].map((found) => plain(found[1] || found[2])))];
    const found = coloured(hues, element);
    this.data({text: text.slice(0, 100), hues: hues.join(', ')});
    if (!found.length) return true;
    return REQUIRED.test(text) && found.every(isLabelOnly) ? false : undefined;
  },
  message: '"${data.text}": only their colour shows which labels are meant',
  doubt: '"${data.text}": does anything but the colour (${data.hues}) show what is meant?',
});
