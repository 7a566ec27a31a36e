// Whether a name holds the words of a label (ACT: label in name algorithm), and where only a person can tell.
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;
const LETTERS = /^\p{L}+$/u;
const HYPHENS = /[\p{Pd}\u00ad]/gu;
const AND = /^(?:and|und|et|y|e|en|och|og|i)$/;
// The number of an entry in a list: nobody says it.
const MARKER = /^\s*(?:\(?(?:\d{1,3}|\p{L}|[ivxlc]{1,5})[.)]\s|[\u2460-\u24ff\u2776-\u2793])/iu;

/**
 * The words of a text, without those in brackets.
 * @param {string} string
 * @param {string} language
 * @returns {string[]}
 */
function tokens(string, language) {
  const plain = string
    .replace(/\([^()]*\)/g, ' ')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, ' ');
  if (!UNSPACED.test(plain)) return plain.split(/\s+/).filter(Boolean);
  return [...segmenterFor(language).segment(plain)].map((one) => one.segment.trim()).filter(Boolean);
}

/** @param {string} language */
function segmenterFor(language) {
  try {
    return new Intl.Segmenter(language || undefined, {granularity: 'word'});
  } catch {
    return new Intl.Segmenter(undefined, {granularity: 'word'});
  }
}

/**
 * Whether the words of a label stand in a name, one after another.
 * @param {string[]} label
 * @param {string[]} name
 * @param {(a: string, b: string) => boolean} [same]
 */
const runsIn = (label, name, same = (a, b) => a === b) =>
  label.length === 0 ||
  name.some((_, at) => at + label.length <= name.length && label.every((word, offset) => same(word, name[at + offset])));

/**
 * Whether a name holds a label; undefined where the two may differ in writing only, which the W3C leaves to a person.
 * @param {string} label
 * @param {string} name
 * @param {string} language
 */
function holds(label, name, language) {
  const [said, called] = [tokens(label, language), tokens(name, language)];
  const unnumbered = tokens(label.replace(MARKER, ''), language);
  // A single letter may be a sign: X closes, B makes bold.
  if (said.length === 1 && said[0].length === 1 && /\p{L}/u.test(said[0])) return true;
  if (runsIn(said, called) || (unnumbered.length && runsIn(unnumbered, called))) return true;
  const doubted =
    runsIn(said, called, areAkin) || differByHyphen(label, name, language) || differByAnd(label, said, called) || areInitials(said, called);
  return doubted ? undefined : false;
}

/**
 * @param {string} a
 * @param {string} b
 */
const areAkin = (a, b) => a === b || shortens(a, b) || shortens(b, a) || spells(a, b);

/**
 * @param {string} short
 * @param {string} long
 */
function shortens(short, long) {
  if (short.length < 2 || short.length >= long.length || !LETTERS.test(short) || !LETTERS.test(long) || short[0] !== long[0]) return false;
  return long.startsWith(short) || (short.length >= long.length / 3 && standsIn(short, long));
}

/**
 * Whether the letters of the one stand in the other in their order.
 * @param {string} short
 * @param {string} long
 */
function standsIn(short, long) {
  let at = 0;
  return [...short].every((letter) => (at = long.indexOf(letter, at) + 1) > 0);
}

/**
 * @param {string} a
 * @param {string} b
 */
const spells = (a, b) => a !== b && Math.min(a.length, b.length) >= 5 && a[0] === b[0] && stepsBetween(a, b) <= 1;

/**
 * How many letters must change to make one word of another.
 * @param {string} a
 * @param {string} b
 */
function stepsBetween(a, b) {
  let row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}

/**
 * @param {string} label
 * @param {string} name
 * @param {string} language
 */
function differByHyphen(label, name, language) {
  if (!(label + name).match(HYPHENS)) return false;
  const joined = (/** @type {string} */ text) => tokens(text.replace(HYPHENS, ''), language);
  if (runsIn(joined(label), joined(name))) return true;
  const letters = tokens(label, language).join('');
  return /\p{L}/u.test(letters) && tokens(name, language).join('').includes(letters);
}

/**
 * @param {string} label
 * @param {string[]} said
 * @param {string[]} called
 */
const differByAnd = (label, said, called) =>
  /[&+]/.test(label) &&
  runsIn(
    said,
    called.filter((word) => !AND.test(word)),
  );

/**
 * @param {string[]} said
 * @param {string[]} called
 */
function areInitials(said, called) {
  const firsts = (/** @type {string[]} */ words) => words.map((word) => word[0]).join('');
  const isShort = (/** @type {string} */ word) => word.length > 1 && LETTERS.test(word);
  if (said.some((word) => isShort(word) && !called.includes(word) && firsts(called).includes(word))) return true;
  if (said.some((word) => word.length < 2)) return false;
  return called.some((word) => isShort(word) && said.length > word.length && firsts(said).includes(word));
}

nyx.spoken = {tokens, runsIn, holds};
