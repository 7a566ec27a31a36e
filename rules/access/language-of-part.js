const {NO_TEXT, inheriting, written} = nyx.passages;

define({
  selector: 'body [lang], body[lang]',
  matches: (element) =>
    document.contentType === 'text/html' && element.namespaceURI.endsWith('/xhtml') && written(element) !== '' && !element.closest(NO_TEXT),
  hidden: true,
  evaluate(element) {
    const words = inheriting(element);
    this.data({lang: written(element), text: words});
    return words ? undefined : true;
  },
  message: 'a passage with a language',
});
