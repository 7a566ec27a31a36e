// In which language a text may be, by its letters and its smallest words: a first sieve, before it is surely told.
const {listed, wordsOf} = nyx.text;

// The small words that no sentence of a language can do without, and that the others here do not have.
/** @type {Record<string, Set<string>>} */
const SMALL = {
  en: listed(
    'the, of, and, to, is, for, that, with, are, by, or, this, from, you, your, our, will, have, has, were, they, their, which, be',
  ),
  es: listed(
    'el, los, las, del, por, para, con, una, que, su, sus, este, esta, más, usted, puede, como, la, de, en, y, es, se, al, o, si, lo',
  ),
  fr: listed(
    'le, les, des, du, et, une, pour, dans, avec, vous, votre, est, sont, sur, qui, que, au, aux, ce, cette, nous, ou, si, la, de',
  ),
  it: listed('il, gli, della, del, dei, per, con, una, che, è, sono, di, nel, nella, non, questo, questa, la, le, si, più, o'),
  pt: listed('os, dos, das, da, do, para, com, uma, que, não, você, seu, sua, em, é, são, pelo, pela, no, na, de, ou, mais'),
  de: listed(
    'der, die, das, und, ist, für, mit, sie, ihr, ihre, ein, eine, einen, von, zu, den, dem, nicht, auf, werden, oder, wenn, können',
  ),
  nl: listed('het, een, en, van, voor, met, zijn, uw, niet, op, dat, deze, bij, kunt, wordt, naar, de, als'),
  pl: listed('i, w, na, do, się, nie, jest, oraz, dla, że, z, lub, są, od, przez, być, może, tego, który, po'),
  ht: listed('yo, nan, pou, ak, ou, sa, li, ki, gen, pa, se, epi, oswa, kapab, w, fè, lè, si, yon, nou'),
  tl: listed('ang, ng, mga, sa, na, ay, kung, para, hindi, iyong, ito, at, mo, kayo, inyong, ninyo'),
  vi: listed('của, và, các, cho, bạn, là, có, không, được, với, trong, này, quý, vị, để, hoặc'),
};

const LEAST_WORDS = 6;
const LEAST_LETTERS = 10;
const SCRIPTS = [
  ...['Cyrillic', 'Arabic', 'Hebrew', 'Bengali', 'Devanagari', 'Gujarati', 'Gurmukhi', 'Hangul', 'Hiragana', 'Katakana', 'Han', 'Greek'],
  ...['Thai', 'Armenian', 'Georgian', 'Tamil', 'Telugu'],
];
const OF_SCRIPT = new Map(SCRIPTS.map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')]));
const OTHER_LETTERS = new RegExp(`[${SCRIPTS.map((script) => `\\p{Script=${script}}`).join('')}]`, 'gu');

/** @type {Map<string, Tongue>} */
const tongues = new Map();

/**
 * What tells a language from the others: the words that it alone has, and those that one of the two has, for each other.
 * Of a language whose small words are not known, nothing is its own.
 * @param {string} code
 * @returns {Tongue}
 */
function tongueOf(code) {
  const known = tongues.get(code);
  if (known) return known;
  const own = SMALL[code] || new Set();
  const others = Object.keys(SMALL).filter((other) => other !== code);
  const made = {
    isLatin: code in SMALL,
    alone: without(own, new Set(others.flatMap((other) => [...SMALL[other]]))),
    others: others.map((other) => ({code: other, theirs: without(SMALL[other], own), ours: without(own, SMALL[other])})),
  };
  tongues.set(code, made);
  return made;
}

/**
 * @param {Set<string>} one
 * @param {Set<string>} other
 */
const without = (one, other) => new Set([...one].filter((word) => !other.has(word)));

/**
 * Whether a text holds a word that no other language has, or letters that are not Latin where the language's are not.
 * @param {string} text
 * @param {Tongue} own
 */
const isOwn = (text, own) => (own.isLatin ? wordsOf(text).some((word) => own.alone.has(word)) : text.search(OTHER_LETTERS) >= 0);

/**
 * The script of letters that are not Latin; nothing where most of a text is.
 * @param {string} text
 */
function otherScript(text) {
  const letters = text.match(/\p{L}/gu) || [];
  const others = text.match(OTHER_LETTERS) || [];
  if (others.length <= 0.7 * letters.length) return '';
  return SCRIPTS.find((script) => /** @type {RegExp} */ (OF_SCRIPT.get(script)).test(others[0] || '')) || '';
}

/**
 * The other language, or the script, that words are a sentence of: its small words are among them, and none of the page's
 * own. Names begin with capitals, and a row of them is in no language.
 * @param {string} text
 * @param {Tongue} own
 * @param {{words: number, letters: number}} least
 * @returns {string}
 */
function foreignTongue(text, own, least = {words: LEAST_WORDS, letters: LEAST_LETTERS}) {
  const script = otherScript(text);
  if (script) return own.isLatin && (text.match(OTHER_LETTERS) || []).length >= least.letters ? script : '';
  const words = wordsOf(text);
  const plain = wordsOf(text.replace(/(?<!\p{L})\p{Lu}[\p{L}]*/gu, ' '));
  if (words.length < least.words || plain.length < words.length / 2) return '';
  const found = own.others.find(({theirs, ours}) => {
    if (words.some((word) => ours.has(word))) return false;
    const small = words.filter((word) => theirs.has(word));
    const rest = plain.filter((word) => !theirs.has(word));
    return new Set(small).size >= 3 && small.length >= 0.2 * words.length && rest.length >= 3;
  });
  return found?.code || '';
}

nyx.tongues = {tongueOf, isOwn, foreignTongue};
