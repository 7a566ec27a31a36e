const {BLOCK, isBlock} = nyx.prose;
const {fold} = nyx.text;

const allOf = (element, tag) =>
  [...element.children].filter((one) => one.matches(tag)).reduce((sum, one) => sum + fold(one.textContent).length, 0) >=
  0.9 * fold(element.textContent).length;

define({
  selector: BLOCK,
  matches: isBlock,
  evaluate(element) {
    const {fontStyle} = getComputedStyle(element);
    if (!fontStyle.startsWith('italic') && !fontStyle.startsWith('oblique') && !allOf(element, 'em, i, cite')) return true;
    this.data({letters: fold(element.textContent).length});
    return false;
  },
  message: '${data.letters} letters in a row are slanted',
});
