// Rules about words that should describe: titles, headings, labels, links, names of images. Sure cases fail, no others.
(() => {
  const {aria, dom, table} = axe.commons;

  const plain = (words) => (words || '').replace(/\s+/g, ' ').trim();
  // Without signs at either end, arrows and dots: "Read more »" is "read more".
  const bare = (words) => plain(words).toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').replace(/['’]/g, "'");
  const listed = (...lines) => new Set(lines.flatMap((line) => line.split(', ')));
  const nameOf = (node) => plain(nyx.nameOf(node));
  const wordsOf = (words) => plain(words).toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
  const isTold = (element) => dom.isVisibleToScreenReaders(element);

  const NOTHING_SAID = listed(
    'here, click here, click, click this, click this link, press here, tap here, more, read more, learn more, see more, view more, show more, find out more, more info, more information, more details, further information, details, info, link, this, this link, this page, this site, continue reading, read on',
    'más, mas, leer más, ver más, saber más, más información, más detalles, aquí, haga clic aquí, haz clic aquí, pulse aquí, clic aquí, enlace, detalles',
    'ici, cliquez ici, cliquer ici, plus, lire la suite, lire plus, en savoir plus, voir plus, suite, lien, plus d\'informations, détails',
    'hier, hier klicken, klicken sie hier, klick hier, mehr, mehr lesen, mehr erfahren, weiterlesen, mehr dazu, mehr informationen, details',
    'qui, clicca qui, leggi, leggi tutto, continua, continua a leggere, di più, scopri di più, maggiori informazioni, dettagli',
    'aqui, clique aqui, saiba mais, leia mais, mais, ver mais, mais informações, detalhes, klik hier, lees meer, lees verder, meer, meer informatie',
    'tutaj, kliknij tutaj, więcej, czytaj więcej, dowiedz się więcej, здесь, тут, подробнее, далее, читать далее, узнать больше, ещё, нажмите здесь',
    '这里, 这儿, 此处, 点击这里, 点击此处, 更多, 了解更多, 查看更多, 阅读更多, 详情, 這裡, 此處, 點擊這裡, 點擊此處, 了解更多資訊, 閱讀更多, 詳情, 여기, 여기를 클릭, 여기를 클릭하세요, 더보기, 더 보기, 자세히, 자세히 보기',
    'هنا, اضغط هنا, انقر هنا, المزيد, اقرأ المزيد, اعرف المزيد, تفاصيل, یہاں, یہاں کلک کریں, مزید, مزید پڑھیں, এখানে, এখানে ক্লিক করুন, আরও, আরও পড়ুন, আরও জানুন, বিস্তারিত, klike la, klike isit la, plis, aprann plis, דא, מער, קליקט דא');
  const FORMAT = /^(?:(?:as|in|the|view|open|get|download)\s+)*(?:html|epub|pdf|plain text|text|txt|docx?|word|xlsx?|excel|csv|xml|json|rtf|odt|kindle|mobi|mp3|mp4|zip|pptx?|powerpoint)(?:\s+(?:version|format|file|document))?(?:\s*\(?[\d.,]+\s*[kmg]i?b\)?)?$/;

  const ENDINGS = [[/html/, /\.x?html?$/], [/epub/, /\.epub\b/], [/pdf/, /\.pdf$/], [/text|txt/, /\.(?:txt|text)$/], [/word|docx?/, /\.docx?$/], [/excel|xlsx?/, /\.xlsx?$/],
    [/csv/, /\.csv$/], [/xml/, /\.xml$/], [/json/, /\.json$/], [/rtf/, /\.rtf$/], [/odt/, /\.odt$/], [/kindle|mobi/, /\.(?:mobi|azw3?)\b/], [/mp3/, /\.mp3$/], [/mp4/, /\.mp4$/], [/zip/, /\.zip$/], [/ppt|powerpoint/, /\.pptx?$/]];

  // "PDF" on a link to a file of that kind; "JSON" on a link to a chapter about it is a subject.
  function isFormatOnly(name, link) {
    if (!FORMAT.test(bare(name)) || !link || link.hash) return false;
    const file = (link.pathname || '').toLowerCase().split('/').pop();
    return ENDINGS.some(([said, ending]) => said.test(bare(name)) && ending.test(file) && !said.test(file.replace(ending, '')));
  }

  const isSaidByNothing = (name, link) => NOTHING_SAID.has(bare(name)) || isFormatOnly(name, link);
  // Screen readers pass over these signs; arrows and symbols they read out, and an underscore is a name in code.
  const isStops = (name) => /^[\s.,;:·•|'"`´\-–—…]+$/.test(name);

  // The words that belong to a link by its place: its list items, its block, its cell and the headers of that.
  const BLOCKS = /^(?:block|list-item|flow-root|inline-block|table-cell|table-caption)$/;

  function placesOf(element) {
    const found = [];
    let block = null;
    for (let at = element.parentElement || element.getRootNode().host; at; at = at.parentElement || at.getRootNode().host) {
      const role = aria.getRole(at);
      if (!block && (BLOCKS.test(getComputedStyle(at).display) || !at.parentElement)) found.push(block = at);
      if (role === 'listitem') found.push(at);
      if (role === 'cell' || role === 'gridcell') {
        found.push(at);
        if (at.localName === 'td') try { found.push(...table.getHeaders(at)); } catch { /* no table */ }
        break;
      }
    }
    return found;
  }

  function hasWordsAround(element) {
    const described = (element.getAttribute('aria-describedby') || '').split(/\s+/).filter(Boolean).map((id) => document.getElementById(id));
    for (const place of [...placesOf(element), ...described]) {
      if (!place) continue;
      const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(), seen = 0; node && seen < 400; node = walker.nextNode(), seen++) {
        const link = node.parentElement?.closest('a[href], [role=link], script, style');
        if (link === element || !/[\p{L}\p{N}]{2}/u.test(node.data)) continue;
        if (link && (/^(?:script|style)$/.test(link.localName) || isSaidByNothing(link.textContent, link))) continue;
        if (isTold(node.parentElement)) return true;
      }
      for (const image of place.querySelectorAll('img[alt]')) {
        if (!element.contains(image) && image.alt.trim() && isTold(image)) return true;
      }
    }
    const title = bare(element.title);
    return Boolean(title) && title !== bare(element.textContent) && !isSaidByNothing(title, element);
  }

  // A heading right above is context for many, though not by the words of the criterion's definition.
  function hasHeadingNear(element) {
    for (let at = element.parentElement, steps = 0; at && at !== document.body && steps < 4; at = at.parentElement, steps++) {
      if (at.querySelector('h1, h2, h3, h4, h5, h6, [role=heading]')) return true;
      const before = at.previousElementSibling;
      if (before && (before.matches('h1, h2, h3, h4, h5, h6, [role=heading]') || before.querySelector('h1, h2, h3, h4, h5, h6, [role=heading]'))) return true;
    }
    return false;
  }

  const LINKS = new Set(['link', 'doc-backlink', 'doc-biblioref', 'doc-glossref', 'doc-noteref']);
  const isNamedLink = (element, node) => LINKS.has(aria.getRole(node)) && nameOf(node) !== '';

  nyx.define('nyx-link-described', {
    selector: 'a[href], area[href], [role=link]',
    matches: isNamedLink,
    evaluate(element, _options, node) {
      const name = nameOf(node);
      this.data({name: name.slice(0, 60)});
      return !isSaidByNothing(name, element) && !isStops(name);
    },
    message: '"${data.name}" does not say where the link leads',
  });

  nyx.define('nyx-link-described-in-context', {
    selector: 'a[href], area[href], [role=link]',
    matches: isNamedLink,
    evaluate(element, _options, node) {
      const name = nameOf(node);
      this.data({name: name.slice(0, 60)});
      if (isStops(name)) return false;
      if (!isSaidByNothing(name, element) || hasWordsAround(element)) return true;
      return hasHeadingNear(element) ? undefined : false;
    },
    message: '"${data.name}" does not say where the link leads, and no words around it do',
    doubt: '"${data.name}" does not say where the link leads; is the heading above it enough?',
  });

  // Topics that pages of an office have, by words that only texts about them use together.
  const TOPICS = {
    hours: [/^(?:opening |office |business |working )?(?:hours|times)(?: of operation)?$|^opening$/, /\b(?:open(?:s|ing)?|closed?|hours?|a\.?m|p\.?m|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|weekends?|holidays?|noon)\b/g],
    weather: [/^(?:today's |current |local |the )?(?:weather|climate|forecast|weather forecast)$/, /\b(?:weather|rain\w*|snow\w*|sun(?:ny|shine)|cloud\w*|wind\w*|storm\w*|degrees|celsius|fahrenheit|temperatures?|forecasts?|humid\w*|frost|fog\w*|heat|cold|climate|hurricanes?|dry|wet)\b/g],
    fees: [/^(?:our )?(?:fees?|prices?|costs?|charges|fares|rates)$/, /[$€£]\s?\d|\b(?:fees?|prices?|costs?|pay(?:s|ing|able|ments?)?|charges?|dollars?|euros?|free|waive[rd]?|refund\w*|fares?|rates?|discount\w*|cents?)\b/g],
    contact: [/^(?:contact(?: us| details| information)?|get in touch|how to reach us)$/, /@|\+?\d[\d\s().-]{6,}\d|\b(?:call(?:ing)?|phones?|telephone|e-?mails?|fax|write|mail|address|contact\w*|reach|chat|visit|message|form)\b/g],
    place: [/^(?:directions|how to get here|getting here|how to find us|parking)$/, /\b(?:streets?|avenue|road|exit|bus(?:es)?|train|subway|stations?|parking|park|corner|miles?|map|highway|drive|driving|walk(?:ing)?|turn|north|south|east|west|floor|building|entrance|lot|garage|spaces?)\b/g],
    jobs: [/^(?:jobs?|careers?|vacancies|employment|job openings|open positions)$/, /\b(?:jobs?|careers?|vacanc\w+|positions?|hire|hiring|salary|apply|applicants?|candidates?|employ\w*|resume|skills|staff|work\w*|recruit\w*)\b/g],
  };

  const hits = (topic, words) => new Set(words.toLowerCase().match(TOPICS[topic][1]) || []).size;

  // What follows a heading, up to the next one: the first text that is told or seen.
  function textAfter(element, most = 400) {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    let last = element;
    while (last.lastChild) last = last.lastChild;
    walker.currentNode = last;
    let words = '';
    for (let node = walker.nextNode(), seen = 0; node && words.length < most && seen < 300; node = walker.nextNode(), seen++) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (node.matches('h1, h2, h3, h4, h5, h6, [role=heading]')) break;
        if (node.localName === 'img') words += ' ' + (node.alt || '');
        continue;
      }
      const parent = node.parentElement;
      if (!node.data.trim() || !parent || /^(?:script|style|noscript)$/.test(parent.localName)) continue;
      if (isTold(parent)) words += ' ' + node.data;
    }
    return plain(words);
  }

  const NO_HEADING = listed('heading, headline, title, subtitle, subheading, untitled, header, section, section title, heading here, your heading, your title here, insert heading, insert title here, lorem ipsum, placeholder, text, new section, add a heading, add heading, sample heading, heading 1, heading 2, heading 3, überschrift, titre, título, encabezado, titolo');

  nyx.define('nyx-heading-described', {
    selector: 'h1, h2, h3, h4, h5, h6, [role=heading]',
    matches: (element, node) => aria.getRole(node) === 'heading' && nameOf(node) !== '',
    evaluate(element, _options, node) {
      const name = bare(nameOf(node));
      const after = textAfter(element);
      this.data({name: name.slice(0, 60), text: after.slice(0, 60)});
      if (NO_HEADING.has(name) || name.startsWith('lorem ipsum')) return false;
      const topic = Object.keys(TOPICS).find((one) => TOPICS[one][0].test(name));
      if (!topic || after.length < 20 || hits(topic, after)) return true;
      const other = Object.keys(TOPICS).find((one) => one !== topic && hits(one, after) >= 3);
      return other ? false : true;
    },
    message: '"${data.name}" is not what follows: "${data.text}…"',
  });

  const NO_LABEL = listed('menu, navigation, nav, go, ok, okay, submit, send, click, click here, here, more, close, cancel, button, submit button, field, input, input field, form, form field, text field, textbox, text box, label, untitled, placeholder, lorem ipsum, enter, enter here, enter text, enter text here, type here, your text here, required, reset, back, abschicken, senden, absenden, enviar, envoyer, invia, verzenden, feld, champ, campo');
  const TYPED = new Set(['textbox', 'searchbox', 'spinbutton']);
  const isTyped = (element, node) => TYPED.has(aria.getRole(node)) || (element.localName === 'input' && /^(?:date|datetime-local|month|password|time|week)$/.test(element.type));

  function labelsOf(element) {
    const named = (element.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean).map((id) => element.getRootNode().getElementById?.(id));
    return [...new Set([...(element.labels || []), ...named])].filter((one) => one && dom.isVisibleOnScreen(one));
  }

  function labelText(element) {
    return plain(labelsOf(element).map((label) => {
      const copy = label.cloneNode(true);
      for (const inner of copy.querySelectorAll('input, select, textarea, script, style')) inner.remove();
      return copy.textContent;
    }).join(' '));
  }

  const groupOf = (element) => element.parentElement?.closest('fieldset, [role=group], [role=radiogroup]');

  // Whether the eye finds words that tell a group from another: in it, besides the labels, or right above.
  function hasVisibleWords(group) {
    const walker = document.createTreeWalker(group, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!/[\p{L}\p{N}]/u.test(node.data) || parent.closest('label, option, script, style, button')) continue;
      if (dom.isVisibleOnScreen(parent)) return true;
    }
    if (group.querySelector('img, svg, canvas')) return true;
    for (let before = group.previousElementSibling; before; before = before.previousElementSibling) {
      if (before.matches('fieldset, [role=group]')) break;
      if (/[\p{L}\p{N}]/u.test(before.textContent) && dom.isVisibleOnScreen(before)) return true;
    }
    return Boolean(group.parentElement?.closest('td, th, li, fieldset, [role=group]'));
  }

  function isTwinWithoutContext(element, label) {
    const group = groupOf(element);
    if (!group || hasVisibleWords(group)) return false;
    for (const other of (element.form || document).querySelectorAll('input, textarea, [role=textbox]')) {
      if (other === element || bare(labelText(other)) !== label) continue;
      const theirs = groupOf(other);
      if (theirs && theirs !== group && !hasVisibleWords(theirs)) return true;
    }
    return false;
  }

  nyx.define('nyx-label-described', {
    selector: 'input, textarea, [role=textbox], [role=searchbox], [role=spinbutton]',
    matches: (element, node) => isTyped(element, node) && dom.isVisibleOnScreen(node) && labelText(element) !== '',
    evaluate(element) {
      const label = bare(labelText(element));
      this.data({label: label.slice(0, 60)});
      return !NO_LABEL.has(label) && !isTwinWithoutContext(element, label);
    },
    message: '"${data.label}" does not say what to enter, and nothing in sight around it does',
  });

  const NO_IMAGE = listed('image, images, picture, pictures, pic, photo, photograph, foto, img, graphic, graphics, illustration, icon, spacer, blank, placeholder, alt, alt text, alternative text, alttext, image alt text, image alt, image here, insert image, image description, description, untitled, untitled image, null, undefined, none, empty, bild, imagen, immagine, imagem, afbeelding, image placeholder, thumbnail, banner image, hero image, featured image, decorative, decorative image, temp, tmp, test, lorem ipsum, jpg, jpeg, png, gif');
  const FILE = /^[\p{L}\p{N}\s%()_.,~+-]+\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|avif|jfif|ico|heic)$/iu;
  const CAMERA = /^(?:dscn?|dscf|dcim|imgp?|image|images|photo|pic|picture|pict|screenshot|screen shot|scan|foto|bild)[\s_-]*\d[\d\s_-]*$/i;
  const NO_ACTION = listed('click, click here, here, button, image, image button, img, picture, icon, press, press here, input, submit.png, bild, botón, boton, bouton, knopf, knop');

  const namesNothing = (name) => NO_IMAGE.has(bare(name)) || FILE.test(plain(name)) || CAMERA.test(plain(name));
  const loaded = (element) => element.localName !== 'img' || (element.complete && element.naturalWidth > 0);
  const isNamedFromOutside = (element) => Boolean(element.parentElement?.closest('[aria-label], [aria-labelledby]'));

  // A file called "x-logo" whose alt says "y logo": one of them is wrong, or the name has changed.
  const OF_NO_ONE = listed('logo, logos, site, website, header, footer, main, page, top, nav, new, old, small, large, big, mini, full, color, colour, white, black, blue, green, red, gold, grey, gray, dark, light, web, image, img, icon, brand, branding, company, agency, org, organization, department, dept, official, seal, crest, default, primary, secondary, retina, mobile, desktop, horizontal, vertical, stacked, transparent, reversed, rgb, cmyk, final, copy, our, the, of, and, for, home, link, svg, png');

  function isOtherLogo(element, name) {
    const file = decodeURIComponentSafe((element.currentSrc || '').split(/[?#]/)[0].split('/').pop() || '').replace(/\.\w+$/, '');
    if (/^data:/.test(element.currentSrc || 'data:') || !/logo/i.test(file) || !/\blogo\b/i.test(name)) return false;
    const own = (list) => list.filter((word) => !OF_NO_ONE.has(word) && !/^\d+(?:x\d+)?(?:px)?$/.test(word) && word.length > 1);
    const said = wordsOf(name), filed = own(wordsOf(file.replace(/logo/ig, ' ').replace(/[_-]/g, ' ')));
    const named = own(said);
    if (filed.length !== 1 || !named.length || filed[0].length < 3) return false;
    const initials = said.map((word) => word[0]).join(''), joined = named.join('');
    const related = (one) => one.includes(filed[0]) || filed[0].includes(one);
    return !(related(joined) || related(initials) || named.some((word) => word.length > 2 && (related(word) || word.slice(0, 4) === filed[0].slice(0, 4))));
  }

  function decodeURIComponentSafe(words) { try { return decodeURIComponent(words); } catch { return words; } }

  nyx.define('nyx-image-described', {
    selector: 'img, svg, canvas, [role=img]',
    matches: (element, node) => loaded(element) && dom.isVisibleOnScreen(node) && nameOf(node) !== '' && !isNamedFromOutside(element),
    evaluate(element, _options, node) {
      const name = nameOf(node);
      this.data({name: name.slice(0, 80)});
      if (namesNothing(name)) return false;
      return element.localName === 'img' && isOtherLogo(element, name) ? undefined : true;
    },
    message: '"${data.name}" does not say what the image shows',
    doubt: 'the image is called "${data.name}", and its file bears another name: is it that logo?',
  });

  nyx.define('nyx-image-button-described', {
    selector: 'input[type=image]',
    matches: (_element, node) => nameOf(node) !== '',
    evaluate(element, _options, node) {
      const name = nameOf(node);
      this.data({name: name.slice(0, 80)});
      return !NO_ACTION.has(bare(name)) && !namesNothing(name);
    },
    message: '"${data.name}" does not say what the button does',
  });

  const NO_TITLE = listed('untitled, untitled document, untitled page, untitled 1, new page, new document, page, page title, document, title, home, homepage, home page, welcome, index, default, main, main page, website, web page, webpage, site, test, test page, page 1, start, startseite, inicio, accueil, unbenanntes dokument, documento sin título, sans titre, documento, document title, no title, enter title here, insert title here, title goes here, react app, vite app, my website, my site, my wordpress blog, just another wordpress site, loading, lorem ipsum');
  const STOP = listed('the, and, for, with, from, that, this, are, was, not, you, your, our, has, have, can, will, all, its, into, out, more, about, page, title, home, site, website, web, welcome, official, der, die, das, und, mit, für, von, les, des, une, pour, avec, del, los, las, con, para, por, una');
  const topical = (list) => list.filter((word) => word.length > 2 && !STOP.has(word) && !/^\d+$/.test(word));
  const root = (word) => word.slice(0, Math.max(4, Math.ceil(word.length * 0.6)));

  function allText() {
    const words = [location.host, location.pathname.split('/').pop(), document.body.innerText || ''];
    for (const one of document.querySelectorAll('[alt], [aria-label], [title], [placeholder]')) {
      words.push(one.getAttribute('alt') || '', one.getAttribute('aria-label') || '', one.title || '', one.getAttribute('placeholder') || '');
    }
    return words.join(' ').slice(0, 200000);
  }

  function sharesNothing(title) {
    const told = topical(wordsOf(title));
    // Words of scripts without spaces cannot be compared so.
    if (told.length < 2 || !/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}\p{P}\p{S}\p{Z}]+$/u.test(title)) return false;
    const all = allText();
    const others = topical(wordsOf(all));
    if (others.length < 5 || document.querySelector('frame, iframe')) return false;
    const roots = new Set(others.map(root)), whole = all.toLowerCase();
    return !told.some((word) => roots.has(root(word)) || whole.includes(word.slice(0, Math.max(4, word.length - 3))));
  }

  // "Department of Y" as the title of "X at the Department of Y": whose page it is, not what it is about.
  function isOwnerOnly(title) {
    if (location.pathname === '/' || topical(wordsOf(title)).length < 2) return false;
    const heading = document.querySelectorAll('h1');
    if (heading.length !== 1) return false;
    const words = ` ${wordsOf(heading[0].textContent).join(' ')} `, name = ` ${wordsOf(title).join(' ')} `;
    const at = words.indexOf(name);
    if (at < 1 || !/(?: at| of| by| from| in) (?:the )?$/.test(words.slice(0, at + 1))) return false;
    return topical(wordsOf(words.slice(0, at))).length >= 2;
  }

  nyx.define('nyx-title-described', {
    selector: 'html',
    matches: () => window === window.top && document.contentType === 'text/html' && plain(document.title) !== '' && document.body !== null,
    evaluate(_element) {
      const title = plain(document.title);
      this.data({title: title.slice(0, 80)});
      if (NO_TITLE.has(bare(title)) || /^[\w-]+\.(?:html?|php|aspx?|jsp|pdf|docx?)$/i.test(title) || /^https?:\/\/\S+$/.test(title)) return false;
      return !sharesNothing(title) && !isOwnerOnly(title);
    },
    message: '"${data.title}" does not say what this page is about',
  });
})();
