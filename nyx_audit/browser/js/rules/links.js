// Rules about how links are built, and what they tell before they are followed.
(() => {
  const {dom, text} = axe.commons;

  const plain = (string) => string.replace(/\s+/g, ' ').trim();
  const same = (string) => plain(string).toLowerCase().replace(/[\p{P}\p{S}]+$/u, '').trim();

  const isScript = (element) => /^\s*javascript:/i.test(element.getAttribute('href'));

  nyx.define('link-javascript', {
    selector: 'a[href]',
    matches: (element) => (isScript(element) || element.hasAttribute('onclick')) && dom.isVisibleToScreenReaders(element),
    evaluate: (element) => !isScript(element) || element.hasAttribute('role'),
    message: 'it runs a script in place of leading to an address',
  });

  nyx.define('title-repeats', {
    selector: 'a[title], button[title], img[title], input[title], select[title], textarea[title], h1[title], h2[title], h3[title]',
    matches: (element) => same(element.title) !== '' && dom.isVisibleToScreenReaders(element),
    evaluate(element, _options, virtual) {
      const shown = element.localName === 'img' ? element.alt : /^(?:input|select|textarea)$/.test(element.localName) ? [...(element.labels || [])].map((label) => label.textContent).join(' ') : text.visibleVirtual(virtual, true);
      return same(shown || '') !== same(element.title);
    },
    message: 'its title says the same words again',
  });

  // Words for a new window in the languages of the pages we know.
  const WINDOW = /\b(?:new|another|separate|neue[nms]?|nouvel(?:le)?|autre|nuev[ao]|otra|nov[ao]|nuov[ao]|altra|ny[tt]?|nieuwe?|nowy[mn]?|nowej|nou[ăa]?)\b.{0,12}\b(?:window|tab|page|browser|fenster|fenêtre|onglet|page|ventana|pestaña|página|janela|aba|finestra|scheda|fönster|flik|vindu|fane|venster|tabblad|okn\p{L}*|karci\p{L}*|fereastr\p{L}*)|\b(?:fenster|fenêtre|ventana|janela|finestra|onglet|pestaña|okn\p{L}*)\b.{0,10}\b(?:neu\p{L}*|nouvel\p{L}*|nuev\p{L}*|nov\p{L}*|nuov\p{L}*)|\b(?:external|extern\p{L}*|externe|externo|esterno)\b|\bopens in\b|нов\p{L}+ (?:окн|вкладк)\p{L}*|新(?:しい|視窗|窗口|窗|标签|分頁)|새 ?(?:창|탭)|نافذة|חלון חדש/iu;

  const said = (element, virtual) => {
    const described = (element.getAttribute('aria-describedby') || '').split(/\s+/).map((id) => (id && document.getElementById(id)?.textContent) || '').join(' ');
    return `${text.accessibleTextVirtual(virtual)} ${element.title} ${described} ${element.textContent} ${[...element.querySelectorAll('img[alt], svg title')].map((one) => one.getAttribute('alt') || one.textContent).join(' ')}`;
  };

  const around = (element) => {
    const after = element.nextSibling;
    return after?.nodeType === Node.TEXT_NODE ? after.data.slice(0, 60) : '';
  };

  const drawsIcon = (element) => Boolean(element.querySelector('svg, img, i:empty, span:empty')) || [element, element.lastElementChild].some((one) => one && /^(?!none|normal|"")/.test(getComputedStyle(one, '::after').content));

  nyx.define('link-new-window', {
    selector: 'a[href][target]',
    matches: (element) => !/^(?:|_self|_parent|_top)$/i.test(element.target) && dom.isVisibleToScreenReaders(element),
    evaluate(element, _options, virtual) {
      if (WINDOW.test(said(element, virtual)) || WINDOW.test(around(element))) return true;
      // One note may speak for all links of a list or a paragraph.
      const block = element.closest('p, li, ul, ol, section, nav, table');
      if (block && WINDOW.test(block.textContent.slice(0, 2000))) return true;
      return drawsIcon(element) ? undefined : false;
    },
    message: 'it opens a new window and does not say so',
    doubt: 'it opens a new window, and only a picture may say so',
  });

  const FILES = /\.(pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|csv|zip|epub|txt|7z|tar|gz|exe|msi|dmg|apk|pages|numbers)$/i;
  const KINDS = {doc: 'word', docx: 'word', xls: 'excel', xlsx: 'excel', ppt: 'powerpoint', pptx: 'powerpoint', odt: 'opendocument|word', ods: 'opendocument|spreadsheet', csv: 'spreadsheet|table', txt: 'text', zip: 'archive', gz: 'archive|tar', tar: 'archive', '7z': 'archive', exe: 'windows|program|installer', msi: 'windows|installer', dmg: 'mac|macos', apk: 'android'};

  const fileOf = (element) => {
    try { return FILES.exec(new URL(element.href).pathname)?.[1].toLowerCase(); } catch { return ''; }
  };

  nyx.define('link-file', {
    selector: 'a[href]',
    matches: (element) => Boolean(fileOf(element)) && /^https?:|^file:/.test(element.href) && dom.isVisibleToScreenReaders(element) && plain(element.textContent) !== '',
    evaluate(element, _options, virtual) {
      const kind = fileOf(element);
      this.data({kind: kind.toUpperCase()});
      const words = new RegExp(`(?:^|[^\\p{L}])(?:${kind}${KINDS[kind] ? '|' + KINDS[kind] : ''})(?:$|[^\\p{L}])`, 'iu');
      if (words.test(said(element, virtual)) || words.test(around(element))) return true;
      const line = element.closest('li, p, td, dd, dt');
      return Boolean(line && words.test(line.textContent.slice(0, 500)));
    },
    message: 'it leads to a file (${data.kind}) and does not say so',
  });

  // The next link after this one with nothing printed in between.
  function next(element) {
    for (let node = element.nextSibling; node; node = node.nextSibling) {
      if (node.nodeType === Node.TEXT_NODE && node.data.trim()) return null;
      if (node.nodeType === Node.ELEMENT_NODE) return node.localName === 'a' && node.hasAttribute('href') ? node : null;
    }
    return null;
  }

  const follows = (element) => element.previousElementSibling?.localName === 'a' && next(element.previousElementSibling) === element;

  const worded = (element) => Boolean(element) && /[\p{L}\p{N}]/u.test(element.textContent);

  function drawnApart(element) {
    const style = getComputedStyle(element);
    return style.display !== 'inline' || parseFloat(style.borderLeftWidth) + parseFloat(style.borderRightWidth) > 0
      || parseFloat(style.paddingLeft) + parseFloat(style.paddingRight) + parseFloat(style.marginLeft) + parseFloat(style.marginRight) > 3
      || !/^(?:rgba\(0, 0, 0, 0\)|transparent)$/.test(style.backgroundColor)
      || ['::before', '::after'].some((part) => !/^(?:none|normal|"\s*")$/.test(getComputedStyle(element, part).content));
  }

  nyx.define('links-apart', {
    selector: 'a[href]',
    matches: (element) => worded(element) && worded(next(element)) && !element.closest('pre, code')
      && !follows(element) && dom.isVisibleOnScreen(element) && dom.isVisibleOnScreen(next(element)),
    evaluate(element) {
      const other = next(element);
      const mine = [...element.getClientRects()].at(-1);
      const its = other.getClientRects()[0];
      if (!mine || !its || element.querySelector('img, svg') || other.querySelector('img, svg')) return true;
      const sameLine = mine.top < its.bottom && its.top < mine.bottom;
      const gap = Math.max(its.left - mine.right, mine.left - its.right);
      return !sameLine || drawnApart(element) || drawnApart(other) || gap > 0.6 * parseFloat(getComputedStyle(element).fontSize);
    },
    message: 'nothing but a space stands between it and the next link',
  });

  nyx.define('links-twin', {
    selector: 'a[href]',
    matches: (element) => Boolean(next(element)) && dom.isVisibleToScreenReaders(element) && dom.isVisibleToScreenReaders(next(element)),
    evaluate(element) {
      const other = next(element);
      const onlyImage = (link) => Boolean(link.querySelector('img, svg')) && !link.textContent.trim();
      if (element.href !== other.href || !/^https?:|^file:/.test(element.href)) return true;
      return onlyImage(element) === onlyImage(other) || element.tabIndex < 0 || other.tabIndex < 0;
    },
    message: 'the picture and the words beside it are two links to the same page',
  });

  nyx.define('accesskey-used', {
    selector: '[accesskey]',
    matches: (element) => element.accessKey.trim() !== '' && dom.isVisibleToScreenReaders(element),
    evaluate(element) {
      this.data({key: element.accessKey.trim().slice(0, 10)});
      return /^\d$/.test(element.accessKey.trim());
    },
    message: 'the access key “${data.key}” may be one of the browser or of assistive software',
  });
})();
