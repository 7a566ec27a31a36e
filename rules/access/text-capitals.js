const {BLOCK, isBlock} = nyx.prose;
const {fold} = nyx.text;

// By capitals in the style sheet, or as it was typed.
const isShouted = (element, style) =>
  style.textTransform === 'uppercase' ||
  (/\p{Lu}{4}/u.test(element.textContent) && element.textContent === element.textContent.toUpperCase());

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
