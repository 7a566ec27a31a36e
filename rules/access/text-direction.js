const {dom} = axe.commons;
const {fold} = nyx.text;

const RIGHT = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}]/gu;
const LEFT_LANGUAGE = /^(?:ar|he|iw|fa|ur|ps|dv|yi|ckb|sd|ug|syr|nqo)(?:-|$)/i;

define({
  selector:
    'p, div, li, td, th, dd, dt, h1, h2, h3, h4, h5, h6, blockquote, label, legend, figcaption, caption, summary, section, article, main',
  matches(element) {
    if (!nyx.dom.hasOwnText(element)) return false;
    const own = [...element.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.data : '')).join(' ');
    const right = (own.match(RIGHT) || []).length;
    const rightToLeft = getComputedStyle(element).direction === 'rtl';
    return (right > 0 || rightToLeft) && dom.isVisibleOnScreen(element);
  },
  evaluate(element) {
    const text = element.textContent;
    const letters = (text.match(/\p{L}/gu) || []).length;
    const right = (text.match(RIGHT) || []).length;
    const style = getComputedStyle(element);
    const words = fold(text).split(' ').length;
    this.data({direction: style.direction === 'rtl' ? 'right to left' : 'left to right'});
    if (letters < 4 || /^(?:code|pre)$/.test(element.localName) || /plaintext/.test(style.unicodeBidi)) return true;
    if (style.direction === 'ltr') return right / letters < 0.7 || words < 2;
    if (right > 0 || words < 2) return true;
    const language = element.closest('[lang]')?.getAttribute('lang') || '';
    return element.hasAttribute('dir') || (language && !LEFT_LANGUAGE.test(language)) ? false : undefined;
  },
  message: 'its letters run the other way: the text is set from ${data.direction}',
  doubt: 'its letters run the other way: the text is set from ${data.direction}',
});
