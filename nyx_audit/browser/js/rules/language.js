// The text that inherits a language from an element: Python says whether it is in that language.
(() => {
  const {dom, text} = axe.commons;
  const LONGEST = 4000;
  const NO_TEXT = 'script, style, noscript, template, code, pre, kbd, samp, var, math, [translate=no], .notranslate';

  const plain = (words) => words.replace(/\s+/g, ' ').trim();

  // Words of elements below that say their own language are theirs; what has a name by other elements speaks its own.
  function inheriting(element) {
    const found = [];
    let length = 0;
    const walk = (node) => {
      for (const child of node.childNodes) {
        if (length > LONGEST) return;
        if (child.nodeType === Node.TEXT_NODE) {
          const words = plain(child.data);
          if (words && (dom.isVisibleToScreenReaders(node) || dom.isVisibleOnScreen(node))) { found.push(words); length += words.length; }
          continue;
        }
        if (child.nodeType !== Node.ELEMENT_NODE || child.matches(NO_TEXT) || (child.getAttribute('lang') || child.getAttribute('xml:lang'))) continue;
        named(child);
        walk(child);
      }
    };
    const named = (one) => {
      if (!one.matches('img, area, input[type=image], [role=img]')) return;
      const virtual = axe.utils.getNodeFromTree(one);
      const name = virtual && dom.isVisibleToScreenReaders(virtual) ? plain(text.accessibleTextVirtual(virtual)) : '';
      if (name) { found.push(name); length += name.length; }
    };
    named(element);
    walk(element);
    return found.join('. ').slice(0, LONGEST);
  }

  const written = (element) => (element.getAttribute('lang') || '').trim();

  nyx.define('nyx-language-page', {
    selector: 'html',
    matches: (element) => window === window.top && document.contentType === 'text/html' && document.body !== null && written(element) !== '',
    evaluate(element) {
      const words = document.body.getAttribute('lang') ? '' : inheriting(document.body);
      this.data({lang: written(element), text: plain(`${document.title}. ${words}`)});
      return undefined;
    },
    message: 'a page with a language',
  });

  nyx.define('nyx-language-part', {
    selector: 'body [lang], body[lang]',
    matches: (element) => document.contentType === 'text/html' && element.namespaceURI.endsWith('/xhtml') && written(element) !== '' && !element.closest(NO_TEXT),
    hidden: true,
    evaluate(element) {
      const words = inheriting(element);
      this.data({lang: written(element), text: words});
      return words ? undefined : true;
    },
    message: 'a passage with a language',
  });
})();
