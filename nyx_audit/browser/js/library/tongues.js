// Passages that are written in another language than the page says, without a word of that to software that reads aloud.
const {dom} = axe.commons;
const {hasOwnText, parentOf} = nyx.dom;
const {NO_TEXT} = nyx.passages;
const {fold, listed, wordsOf} = nyx.text;

// The small words that no sentence of a language can do without, and that the others here do not have.
/** @type {Record<string, Set<string>>} */
const SMALL = {
  en: listed(
    'the, of, and, to, is, for, that, with, are, by, or, this, from, you, your, our, will, have, has, were, they, their, which, be',
  ),
  es: listed(
    'el, los, las, del, por, para, con, una, que, su, sus, este, esta, más, usted, puede, como, la, de, en, y, es, se, al, o, si, lo',
  ),
  fr: listed('le, les, des, du, et, une, pour, dans, avec, vous, votre, est, sont, sur, qui, que, au, aux, ce, cette, nous, ou, la, de'),
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
const LONGEST = 600;
const MOST = 2000;
const INLINE = 'a, b, strong, em, i, span, small, u, font, abbr, cite, q, label';
const OTHER_LETTERS =
  /[\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Bengali}\p{Script=Devanagari}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Greek}\p{Script=Thai}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Tamil}\p{Script=Telugu}]/gu;

/**
 * Whether words are a sentence of another language: its small words are among them, and none of the page's own. Names
 * begin with capitals, and a row of them is in no language.
 * @param {string} text
 * @param {string} own
 */
function isForeign(text, own) {
  const letters = text.match(/\p{L}/gu) || [];
  if ((text.match(OTHER_LETTERS) || []).length > 0.7 * letters.length) return letters.length >= 10;
  const words = wordsOf(text);
  const plain = wordsOf(text.replace(/(?<!\p{L})\p{Lu}[\p{L}]*/gu, ' '));
  if (words.length < LEAST_WORDS || plain.length < words.length / 2 || words.some((word) => SMALL[own].has(word))) return false;
  return Object.entries(SMALL).some(([language, small]) => {
    const found = language === own ? [] : words.filter((word) => small.has(word));
    const others = plain.filter((word) => !small.has(word));
    return new Set(found).size >= 3 && found.length >= 0.2 * words.length && others.length >= 3;
  });
}

/**
 * @param {Element} element
 * @param {string} own
 */
function isOfPage(element, own) {
  for (let at = /** @type {Element | null} */ (element); at; at = parentOf(at)) {
    const said = nyx.passages.written(at) || at.getAttribute('xml:lang') || '';
    if (said) return at.localName === 'html' || said.toLowerCase().split(/[-_]/)[0] === own;
  }
  return true;
}

/** @param {Element} element */
function textOf(element) {
  if (!element.querySelector('[lang]')) return fold(element.textContent.slice(0, 2 * LONGEST), LONGEST);
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const inner of copy.querySelectorAll('[lang]')) inner.remove();
  return fold(copy.textContent.slice(0, 2 * LONGEST), LONGEST);
}

/**
 * The passages of a page that are in another language, and whether they say so; none where those that do not are most of
 * it, which is a matter of the page.
 * @returns {Map<Element, ForeignPassage>}
 */
function foreignPassages() {
  const own = document.documentElement.lang.toLowerCase().split(/[-_]/)[0];
  /** @type {Map<Element, ForeignPassage>} */
  const found = new Map();
  if (!(own in SMALL) || !document.body) return found;
  let all = 0,
    foreign = 0;
  const elements = [
    ...document.body.querySelectorAll(
      'p, li, td, th, dd, dt, h1, h2, h3, h4, h5, h6, blockquote, figcaption, div, a, b, strong, em, i, span, small, label, legend, summary, button',
    ),
  ];
  for (const element of elements.slice(0, MOST)) {
    if (!hasOwnText(element) || element.closest(NO_TEXT)) continue;
    if (element.matches(INLINE) && element.parentElement && found.has(element.parentElement)) continue;
    const text = textOf(element);
    if (!element.matches(INLINE) || !hasOwnText(/** @type {Element} */ (element.parentElement))) all += text.length;
    if (text.length < 10 || !isForeign(text, own) || !dom.isVisibleToScreenReaders(element)) continue;
    const marked = !isOfPage(element, own);
    found.set(element, {text, marked});
    if (!marked) foreign += text.length;
  }
  return foreign > 0.6 * all ? new Map() : found;
}

nyx.tongues = {foreignPassages};
