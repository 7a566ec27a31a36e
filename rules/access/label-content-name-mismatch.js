const {aria, text} = axe.commons;
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

const ICONS = /icon|symbol|awesome|glyph|dings|fontello|\bfa-|\bfa\b|entypo/i;
const BLOCK = /^(?:block|flex|grid|flow-root|list-item|table-caption|table$)/;
const CELL = /^table-(?:cell|row)/;

function clipped(element, style) {
  if (element.clientWidth <= 1 && element.clientHeight <= 1 && /hidden|clip/.test(style.overflow)) return true;
  return /inset\(\s*(?:50|100)%|rect\((?:0|1)(?:px)?,? ?(?:0|1)(?:px)?/.test(style.clipPath + style.clip);
}

// The text of an element as it stands on the screen (ACT: visible inner text), and whether letters serve as icons.
function visibleText(element, seen) {
  const style = getComputedStyle(element);
  if (style.display === 'none') return '';
  const box = element.getBoundingClientRect();
  const offScreen = box.right + scrollX <= 0 || box.bottom + scrollY <= 0;
  if (Number(style.opacity) === 0 || (style.display !== 'contents' && (clipped(element, style) || offScreen)))
    return box.width > 0 ? ' ' : '';
  if (element.localName === 'br') return '\n';
  if (/^(?:script|style|template|noscript)$/.test(element.localName)) return '';
  const shows = style.visibility === 'visible' && parseFloat(style.fontSize) > 0;
  let inner = '';
  for (const node of (element.shadowRoot || element).childNodes) {
    if (node.nodeType === Node.ELEMENT_NODE) inner += visibleText(node, seen);
    if (node.nodeType !== Node.TEXT_NODE || !node.data) continue;
    if (ICONS.test(style.fontFamily) && node.data.trim()) seen.icons = true;
    inner += shows && !ICONS.test(style.fontFamily) ? node.data.replace(/\s+/g, ' ') : ' ';
  }
  if (BLOCK.test(style.display)) return `\n${inner}\n`;
  return CELL.test(style.display) ? ` ${inner} ` : inner;
}

function tokens(string, language) {
  const plain = string
    .replace(/\([^()]*\)/g, ' ')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, ' ');
  if (!/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u.test(plain))
    return plain.split(/\s+/).filter(Boolean);
  let segmenter;
  try {
    segmenter = new Intl.Segmenter(language || undefined, {granularity: 'word'});
  } catch {
    segmenter = new Intl.Segmenter(undefined, {granularity: 'word'});
  }
  return [...segmenter.segment(plain)].map((one) => one.segment.trim()).filter(Boolean);
}

const runsIn = (label, name) => label.length === 0 || name.some((_, at) => label.every((word, offset) => name[at + offset] === word));

function apart(a, b) {
  let row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}

const LETTERS = /^\p{L}+$/u;

const shortens = (short, long) =>
  short.length > 1 &&
  short.length < long.length &&
  LETTERS.test(short) &&
  LETTERS.test(long) &&
  short[0] === long[0] &&
  (long.startsWith(short) ||
    (short.length >= long.length / 3 &&
      [...short].every(
        ((at) => (letter) => {
          at = long.indexOf(letter, at) + 1;
          return at > 0;
        })(0),
      )));

const spells = (a, b) => a !== b && Math.min(a.length, b.length) >= 5 && a[0] === b[0] && apart(a, b) <= 1;
const akin = (a, b) => a === b || shortens(a, b) || shortens(b, a) || spells(a, b);

// Whether label and name may differ by an abbreviation, a spelling or a hyphen only: the rule leaves these to a person.
function mayBeSame(label, name, rawLabel, rawName) {
  if (name.some((_, at) => at + label.length <= name.length && label.every((word, offset) => akin(word, name[at + offset])))) return true;
  if (/[\p{Pd}\u00ad]/u.test(rawLabel + rawName)) {
    const joined = (raw) => raw.replace(/[\p{Pd}\u00ad]/gu, '');
    if (runsIn(tokens(joined(rawLabel)), tokens(joined(rawName)))) return true;
    if (/\p{L}/u.test(label.join('')) && name.join('').includes(label.join(''))) return true;
  }
  if (
    /[&+]/.test(rawLabel) &&
    runsIn(
      label,
      name.filter((word) => !/^(?:and|und|et|y|e|en|och|og|i)$/.test(word)),
    )
  )
    return true;
  const initials = name.map((word) => word[0]).join('');
  return (
    label.some((word) => word.length > 1 && LETTERS.test(word) && !name.includes(word) && initials.includes(word)) ||
    name.some(
      (word) =>
        word.length > 1 &&
        LETTERS.test(word) &&
        label.length > word.length &&
        label
          .map((one) => one[0])
          .join('')
          .includes(word) &&
        label.every((one) => one.length > 1),
    )
  );
}

const languageOf = (element) => element.closest('[lang]')?.getAttribute('lang') || '';

define({
  selector: '[aria-label], [aria-labelledby]',
  matches(element, virtual) {
    if (!ROLES.has(aria.getRole(virtual)) || /^(?:input|select|textarea|option)$/.test(element.localName)) return false;
    if (!axe.commons.dom.isVisibleOnScreen(element)) return false;
    return /[\p{L}\p{N}]/u.test(visibleText(element, {}));
  },
  evaluate(element, _options, virtual) {
    const seen = {};
    const rawLabel = visibleText(element, seen);
    const rawName = text.accessibleTextVirtual(virtual);
    const language = languageOf(element);
    const label = tokens(rawLabel, language);
    const name = tokens(rawName, language);
    // A single letter may be a sign: X closes, B makes bold.
    if (!rawName.trim() || (label.length === 1 && label[0].length === 1 && /\p{L}/u.test(label[0]))) return true;
    if (runsIn(label, name)) return true;
    const short = (string) => fold(string, 60);
    this.data({label: short(rawLabel), name: short(rawName)});
    return mayBeSame(label, name, rawLabel, rawName) ? undefined : false;
  },
  message: 'it shows “${data.label}” and is called “${data.name}”',
});
