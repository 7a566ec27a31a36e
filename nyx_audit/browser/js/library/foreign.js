// Passages that are written in another language than the page says, without a word of that to software that reads aloud.
const {dom} = axe.commons;
const {hasOwnText, parentOf} = nyx.dom;
const {NO_TEXT, primary, written} = nyx.passages;
const {fold} = nyx.text;
const {tongueOf, foreignTongue, isOwn} = nyx.tongues;

const LEAST = 10;
const LONGEST = 600;
const MOST = 2000;
// So many times the text that is surely in the page's language, what is in others is the page's own.
const MOST_OF_OTHERS = 9;
const BLOCKS = 'p, li, td, th, dd, dt, h1, h2, h3, h4, h5, h6, blockquote, figcaption, caption, div, label, legend, summary, button';
const INLINE = 'a, b, strong, em, i, span, small, u, font, abbr, cite, q, label';
const SECTIONS = 'section, article, aside, details, fieldset, nav, main, form, body';
const LISTS = `ul, ol, dl, table, ${SECTIONS}`;
// Short texts in a row are a passage when they are as long together; names of languages are not.
const TOGETHER = {words: 8, letters: 30};
// A quoted phrase within a sentence of the page is left alone, a passage is not.
const WITHIN = {words: 12, letters: 20};
const SENTENCES = /(?<=[.!?:;)…])\s*(?=[\p{Lu}\p{Lo}¿¡])|\s[|/•–—]\s/u;

/**
 * Whether an element is in the language of the page by what its ancestors say.
 * @param {Element} element
 * @param {string} own
 */
function inherits(element, own) {
  for (let at = /** @type {Element | null} */ (element); at; at = parentOf(at)) {
    const said = written(at) || at.getAttribute('xml:lang') || '';
    if (said) return at.localName === 'html' || primary(said) === own;
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
 * The texts of a page in its order; a link within a sentence is a text of its own, too.
 * @param {string} code
 * @returns {ForeignText[]}
 */
function textsOf(code) {
  const own = tongueOf(code);
  return [...document.body.querySelectorAll(`${BLOCKS}, ${INLINE}`)]
    .slice(0, MOST)
    .filter((element) => hasOwnText(element) && !element.closest(NO_TEXT))
    .map((element) => {
      const text = textOf(element);
      const isInline = element.matches(INLINE) && hasOwnText(/** @type {Element} */ (element.parentElement));
      return {element, text, isInline, isOfPage: isOwn(text, own)};
    });
}

/**
 * Which part of a text of the page is in another language, if one is: sentences of it that follow each other.
 * @param {string} text
 * @param {Tongue} own
 */
function passageWithin(text, own) {
  const runs = [''];
  for (const sentence of text.split(SENTENCES)) {
    if (isOwn(sentence, own)) runs.push('');
    else runs[runs.length - 1] += `${sentence} `;
  }
  return fold(runs.find((run) => foreignTongue(run, own, WITHIN)));
}

/**
 * Texts of one part of the page that follow each other with none of the page's own language in between.
 * @param {ForeignText[]} texts
 * @param {string} parts
 */
function runsOf(texts, parts) {
  /** @type {ForeignText[][]} */
  const runs = [];
  /** @type {Element | null} */
  let part = null;
  for (const one of texts.filter(({isInline}) => !isInline)) {
    const around = one.element.parentElement?.closest(parts) || null;
    if (one.isOfPage) part = null;
    else if (part && around === part) runs[runs.length - 1].push(one);
    else {
      runs.push([one]);
      part = around;
    }
  }
  return runs.filter((run) => run.length > 1);
}

/**
 * The smallest element around all texts of a run, if it holds no others.
 * @param {ForeignText[]} run
 * @param {ForeignText[]} texts
 */
function elementAround(run, texts) {
  const last = run[run.length - 1].element;
  let around = parentOf(run[0].element);
  while (around && !around.contains(last)) around = parentOf(around);
  if (!around || around === document.body) return null;
  const within = /** @type {Element} */ (around);
  return texts.filter(({element, isInline}) => !isInline && within.contains(element)).length === run.length ? within : null;
}

/**
 * Whether software that reads aloud says it.
 * @param {Element} element
 */
const isTold = (element) => dom.isVisibleToScreenReaders(element);

/**
 * The passages that are a text of their own, or sentences within one.
 * @param {ForeignText[]} texts
 * @param {string} code
 */
function single(texts, code) {
  const own = tongueOf(code);
  /** @type {Map<Element, ForeignPassage>} */
  const found = new Map();
  /**
   * @param {Element} element
   * @param {string} text
   */
  const note = (element, text) => {
    const tongue = text.length >= LEAST && foreignTongue(text, own);
    if (tongue && isTold(element)) found.set(element, {tongue, text, marked: !inherits(element, code)});
  };
  for (const {element, text} of texts)
    if (!element.matches(INLINE) || !found.has(/** @type {Element} */ (element.parentElement))) note(element, text);
  const taken = new Set([...found.keys()].flatMap((element) => [element, element.parentElement]));
  for (const {element, text, isOfPage} of texts) if (isOfPage && !taken.has(element)) note(element, passageWithin(text, own));
  return found;
}

/**
 * Makes one passage of texts in one language that follow each other; several of them may be too short to be one alone. Lists
 * come first: a section is one passage only where it holds nothing else.
 * @param {ForeignText[]} texts
 * @param {string} code
 * @param {Map<Element, ForeignPassage>} found
 */
function join(texts, code, found) {
  for (const parts of [LISTS, SECTIONS])
    for (const run of runsOf(texts, parts)) {
      const text = fold(run.map((one) => one.text).join(' '), LONGEST);
      const tongue = foreignTongue(text, tongueOf(code), TOGETHER);
      const around = elementAround(run, texts);
      const known = [...found].filter(([element]) => around?.contains(element) || run.some((one) => one.element === element));
      if (!tongue || !isTold(run[0].element) || known.some(([, passage]) => passage.tongue !== tongue)) continue;
      if (around) for (const [element] of known) found.delete(element);
      if (around || (parts === LISTS && !known.length)) found.set(around || run[0].element, {tongue, text, marked: false});
    }
}

/**
 * The passages of a page that are in another language, and whether they say so; none where hardly any text is in the page's,
 * which is a matter of the page.
 * @returns {Map<Element, ForeignPassage>}
 */
function foreignPassages() {
  const code = primary(document.documentElement.lang);
  if (!/^[a-z]{2,3}$/.test(code) || !document.body) return new Map();
  const texts = textsOf(code);
  const found = single(texts, code);
  const unmarked = texts.filter(({element}) => inherits(element, code));
  join(unmarked, code, found);
  const own = unmarked.filter(({isOfPage}) => isOfPage).reduce((sum, {text}) => sum + text.length, 0);
  const foreign = [...found.values()].reduce((sum, {text, marked}) => sum + (marked ? 0 : text.length), 0);
  return foreign > MOST_OF_OTHERS * own ? new Map() : found;
}

nyx.foreign = {foreignPassages};
