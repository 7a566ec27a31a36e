const {BLOCK, isBlock} = nyx.prose;
const {fold} = nyx.text;

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

define({
  selector: BLOCK,
  matches: isBlock,
  evaluate(element) {
    if (!isShouted(element, getComputedStyle(element))) return true;
    this.data({letters: fold(element.textContent).length});
    return false;
  },
  message: '${data.letters} letters in a row are capitals',
});
