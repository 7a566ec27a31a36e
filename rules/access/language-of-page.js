const {inheriting, written} = nyx.passages;
const {fold} = nyx.text;

define({
  selector: 'html',
  matches: (element) => window === window.top && document.contentType === 'text/html' && document.body !== null && written(element) !== '',
  evaluate(element) {
    const words = document.body.getAttribute('lang') ? '' : inheriting(document.body);
    this.data({lang: written(element), text: fold(`${document.title}. ${words}`)});
    return undefined;
  },
  message: 'a page with a language',
});
