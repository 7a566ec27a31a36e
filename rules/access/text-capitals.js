const {primary} = nyx.passages;
const {BLOCK, isBlock} = nyx.prose;
const {fold, wordsOf} = nyx.text;
const {isOwn, tongueOf} = nyx.tongues;

/**
 * Most letters of the world's scripts have no capitals.
 * @param {string} text
 */
const hasCases = (text) => (text.match(/\p{Lu}/gu) || []).length > 0.5 * (text.match(/\p{L}/gu) || []).length;

/**
 * By capitals in the style sheet, or as it was typed.
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 */
const isShouted = (element, style) =>
  (style.textTransform === 'uppercase' && hasCases(element.textContent.toUpperCase())) ||
  (/\p{Lu}{4}/u.test(element.textContent) && element.textContent === element.textContent.toUpperCase() && hasCases(element.textContent));

const ENOUGH_WORDS = 12;

/**
 * Whether a text may be in the language of its page: filler, and text in another, is not judged.
 * @param {Element} element
 */
function isOfPage(element) {
  const code = primary(document.documentElement.lang);
  const said = primary(element.closest('[lang]')?.getAttribute('lang'));
  if (said !== code) return false;
  const own = tongueOf(code);
  return !own.isLatin || wordsOf(element.textContent).length < ENOUGH_WORDS || isOwn(element.textContent, own);
}

define({
  selector: BLOCK,
  matches: isBlock,
  evaluate(element) {
    if (!isShouted(element, getComputedStyle(element)) || !isOfPage(element)) return true;
    this.data({letters: fold(element.textContent).length});
    return false;
  },
  message: '${data.letters} letters in a row are capitals',
});
