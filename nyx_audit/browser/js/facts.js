// What a page is made of, as plain facts: links, fields, headings, lines of text. What they mean is judged elsewhere.
(() => {
  const LINKS = 3000;
  const FIELDS = 400;
  const TEXT = 20000;
  const LINE = 300;
  const LINES = 2000;
  const AROUND_TEXT = 6000;
  const NAME = 120;
  const CONTROLS = 'input:not([type=hidden]), select, textarea, [contenteditable=""], [contenteditable=true], [role=textbox], [role=combobox]:not(input):not(select)';
  const DRAWN = `${CONTROLS}, nys-textinput, nys-textarea, nys-select, nys-combobox, nys-datepicker, nys-fileinput, nys-radiobutton, nys-checkbox`;
  // A component draws these itself and hides the browser's own.
  const TICKED = /^(?:radio|checkbox|file)$/;
  const PRESSED = new Set(['submit', 'button', 'reset', 'image']);
  const BLOCKS = new Set(['p', 'li', 'dd', 'dt', 'blockquote', 'td', 'th', 'figcaption', 'summary', 'address', 'caption', 'legend', 'label']);
  const LOOSE = new Set(['main', 'section', 'article', 'body']);
  const INLINE = new Set(['a', 'abbr', 'b', 'cite', 'em', 'i', 'mark', 'q', 'small', 'span', 'strong', 'time', 'u']);
  const UPDATED = /\b(?:last|page)\s+(?:updated|reviewed|modified|revised|changed)|\b(?:updated|reviewed|modified|revised)\s*(?:on|:)|actualizad[oa]/i;
  const UPDATED_LABEL = /^\W*(?:this )?(?:page |content )?(?:was )?(?:date )?(?:last |updated|reviewed|modified|revised|actualizad)/i;
  const LANGUAGES = /espa[ñn]ol|spanish|中文|chinese|русский|russian|kreyòl/i;
  const AROUND = 'nav, header, footer, aside, [role=navigation], [role=banner], [role=contentinfo], [role=complementary], [role=search]';

  const squeezed = (text, length) => (text || '').replace(/\s+/g, ' ').trim().slice(0, length);

  function facts() {
    const seen = gather();
    const main = mainOf(seen.all);
    const blocks = blocksOf(main);
    const drawn = document.body?.innerText || '';
    return JSON.stringify({
      lang: document.documentElement.getAttribute('lang') || '',
      dir: getComputedStyle(main).direction,
      key: String(nyx.numberOf(document.documentElement)),
      title: squeezed(document.title, LINE),
      links: linksOf(seen.links),
      links_total: seen.links.length,
      headings: seen.headings.slice(0, 200).map((one) => ({level: levelOf(one), text: squeezed(one.textContent, NAME), landmark: landmarkOf(one)})),
      fields: seen.fields.slice(0, FIELDS).map((one) => ({...fieldOf(one), section: seen.sections.get(one)})),
      forms: seen.forms.slice(0, 50).map(formOf),
      buttons: seen.buttons.slice(0, 200).map(buttonOf),
      blocks,
      around: aroundOf(blocks, drawn),
      has_main: main !== document.body,
      line_length: lineLengthOf(main),
      updated: updatedOf(seen.all),
      metas: metasOf(),
      types: typesOf(),
      alternates: [...document.querySelectorAll('link[rel~=alternate i][hreflang]')].slice(0, 60)
        .map((one) => ({lang: one.getAttribute('hreflang').trim().slice(0, 40), href: addressOf(one.href), selector: nyx.selectorOf(one)})),
      translators: translatorsOf(seen.fields),
      scripts: [...document.scripts].filter((one) => one.src).slice(0, 200).map((one) => addressOf(one.src)),
      frames: seen.frames.slice(0, 50).map((one) => ({src: one.src || '', title: squeezed(one.title, NAME), selector: nyx.selectorOf(one)})),
      insecure: insecureOf(seen.all),
      components: componentsOf(seen.all),
      ids: [...document.querySelectorAll('[id]')].slice(0, 500).map((one) => one.getAttribute('id').slice(0, 80)),
      skeleton: skeletonOf(document.body),
      first_byte: firstByte(),
      ...nyx.signs(seen.all, drawn),
    });
  }

  function firstByte() {
    const [loaded] = performance.getEntriesByType('navigation');
    // A host that answers within a millisecond has answered: 0 is for what no host sent.
    return loaded?.responseStart ? Math.max(1, Math.round(loaded.responseStart - loaded.requestStart)) / 1000 : 0;
  }

  function gather() {
    const seen = {all: [], links: [], headings: [], fields: [], forms: [], buttons: [], frames: [], sections: new Map()};
    for (const element of nyx.everyElement(document)) {
      const tag = element.localName;
      const role = element.getAttribute('role');
      seen.all.push(element);
      if ((tag === 'a' || tag === 'area') && element.hasAttribute('href')) seen.links.push(element);
      else if (/^h[1-6]$/.test(tag) || role === 'heading') seen.headings.push(element);
      else if (tag === 'form') seen.forms.push(element);
      else if (/^i?frame$/.test(tag)) seen.frames.push(element);
      else if (tag === 'button' || role === 'button' || (tag === 'input' && PRESSED.has(element.type))) seen.buttons.push(element);
      else if (element.matches(CONTROLS)) {
        seen.fields.push(element);
        seen.sections.set(element, squeezed(seen.headings.at(-1)?.textContent, NAME));
      }
    }
    return seen;
  }

  const isShown = (element) => element.checkVisibility({visibilityProperty: true}) && !hiddenFromSight(element);

  // Moved out of sight on purpose: what only screen readers meet is there, but nobody sees it.
  function hiddenFromSight(element) {
    const box = element.getBoundingClientRect();
    return box.width <= 1 && box.height <= 1 && element.localName !== 'area';
  }

  function linksOf(links) {
    const counts = new Map();
    for (const one of links) {
      const raw = one.getAttribute('href');
      counts.set(raw, (counts.get(raw) || 0) + 1);
    }
    const told = new Map();
    for (const one of links) {
      if (told.size >= LINKS) break;
      const raw = one.getAttribute('href');
      let href;
      try { href = new URL(raw.trim(), document.baseURI).href; } catch { continue; }
      const landmark = landmarkOf(one);
      const text = nameOf(one);
      const key = `${href}\n${landmark}\n${text}`;
      if (told.has(key)) continue;
      told.set(key, {href, raw: raw.slice(0, 2000), text, landmark, rel: one.rel || '', hreflang: one.hreflang || '',
        shown: isShown(one), component: hostOf(one)?.localName || '', selector: selectorOf(one, raw, counts)});
    }
    return [...told.values()];
  }

  // The address finds most links; a path the others, since a search of the document for each would cost too much.
  function selectorOf(element, raw, counts) {
    if (element.getRootNode() !== document) return nyx.selectorOf(element);
    if (counts.get(raw) === 1 && raw.length < 200 && !/[\n\r\f]/.test(raw)) return `${element.localName}[href="${raw.replace(/["\\]/g, '\\$&')}"]`;
    const steps = [];
    for (let at = element; at instanceof Element; at = at.parentElement) {
      const same = at.parentElement ? nyx.childrenOf(at.parentElement).filter((other) => other.localName === at.localName) : [at];
      steps.unshift(CSS.escape(at.localName) + (same.length > 1 ? `:nth-of-type(${same.indexOf(at) + 1})` : ''));
    }
    return steps.join(' > ');
  }

  const LANDMARKS = {nav: 'navigation', main: 'main', aside: 'complementary', 'nys-globalfooter': 'contentinfo', 'nys-unavfooter': 'contentinfo',
    'nys-globalheader': 'banner', 'nys-unavheader': 'banner'};
  const ROLES = new Set(['banner', 'navigation', 'main', 'contentinfo', 'complementary', 'search']);
  const SECTIONS = 'article, aside, main, nav, section, [role=article], [role=main], [role=region]';

  // Where an element stands as it is drawn; a navigation in the page's header or footer belongs to that.
  function landmarkOf(element) {
    let found = '';
    for (let at = element; at; at = nyx.flatParent(at)) {
      const own = ownLandmark(at);
      if (own === 'banner' || own === 'contentinfo') return own;
      if (own && !found) found = own;
    }
    return found;
  }

  function ownLandmark(element) {
    const role = element.getAttribute('role');
    if (ROLES.has(role)) return role;
    if (role) return '';
    if (LANDMARKS[element.localName]) return LANDMARKS[element.localName];
    const tag = element.localName;
    if ((tag === 'header' || tag === 'footer') && !element.parentElement?.closest(SECTIONS)) return tag === 'header' ? 'banner' : 'contentinfo';
    return tag === 'search' ? 'search' : '';
  }

  function nameOf(element) {
    const named = element.getAttribute('aria-label') || textOf(element.getAttribute('aria-labelledby'), element) || element.innerText || element.textContent;
    if (squeezed(named, NAME)) return squeezed(named, NAME);
    const pictures = [...element.querySelectorAll('img[alt], [aria-label]')].map((one) => one.getAttribute('alt') || one.getAttribute('aria-label'));
    return squeezed(pictures.join(' ') || element.getAttribute('title') || String(element.value ?? ''), NAME);
  }

  function textOf(ids, element) {
    if (!ids) return '';
    const root = element.getRootNode();
    return ids.split(/\s+/).map((id) => root.getElementById(id)?.textContent || '').join(' ');
  }

  const levelOf = (element) => Number(element.getAttribute('aria-level') || element.localName.slice(1)) || 2;

  function fieldOf(element) {
    const host = hostOf(element);
    const label = labelOf(element);
    const group = element.closest('fieldset, [role=group], [role=radiogroup]');
    const form = nyx.formAround(element);
    const own = host && host.localName.startsWith('nys-') ? host : element;
    return {
      key: String(nyx.numberOf(element)), selector: nyx.selectorOf(element),
      tag: element.localName, type: (element.type || '').toLowerCase(), name: (element.name || '').slice(0, 80), id: element.id.slice(0, 80),
      label: label.text, label_by: label.by, placeholder: squeezed(element.getAttribute('placeholder'), NAME),
      description: squeezed(textOf(element.getAttribute('aria-describedby'), element) || own.getAttribute('description'), LINE),
      group: group ? squeezed(group.querySelector('legend')?.textContent || group.getAttribute('aria-label') || textOf(group.getAttribute('aria-labelledby'), group), LINE) : nyx.drawnGroupOf(element),
      required: Boolean(element.required) || element.getAttribute('aria-required') === 'true',
      autocomplete: (element.getAttribute('autocomplete') || '').trim().toLowerCase().slice(0, 80),
      inputmode: (element.getAttribute('inputmode') || '').toLowerCase(), pattern: (element.getAttribute('pattern') || '').slice(0, NAME),
      accept: (element.getAttribute('accept') || '').slice(0, NAME), disabled: element.matches(':disabled, [readonly]'),
      shown: (TICKED.test(element.type) ? own : element).checkVisibility({visibilityProperty: true}), landmark: landmarkOf(element),
      seen_label: nyx.seenLabelOf(element), around: nyx.wordsAround(own, DRAWN), filled: isFilled(element),
      form: form ? nyx.selectorOf(form) : '', search: isSearch(element, form),
      component: host ? host.localName : '', refuses_paste: /return\s+false|preventDefault/.test(element.getAttribute('onpaste') || ''),
    };
  }

  // An answer stands there already: the person need not give it again.
  function isFilled(element) {
    if (element.localName === 'select') return element.selectedIndex > 0;
    return /^(?:radio|checkbox)$/.test(element.type) ? element.checked : Boolean(String(element.value ?? '').trim());
  }

  function isSearch(element, form) {
    if (element.type === 'search' || element.closest('[role=search], search')) return true;
    if (/^(?:q|s|query|search|keywords?)$/i.test(element.name || '')) return true;
    if (/^(?:search|buscar)\b/i.test(element.getAttribute('aria-label') || element.getAttribute('title') || '')) return true;
    const action = form ? (form.getAttribute('action') || '').split('?')[0] : '';
    const words = `${action} ${element.id} ${element.getAttribute('placeholder') || ''}`.replace(/[-_]/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2');
    return /\bsearch|\bbuscar/i.test(words);
  }

  function labelOf(element) {
    const labelledby = squeezed(textOf(element.getAttribute('aria-labelledby'), element), LINE);
    if (labelledby) return {text: labelledby, by: 'aria-labelledby'};
    const aria = squeezed(element.getAttribute('aria-label'), LINE);
    const labels = squeezed([...(element.labels || [])].map((one) => one.innerText || one.textContent).join(' '), LINE);
    if (labels) return {text: labels, by: 'label'};
    if (aria) return {text: aria, by: 'aria-label'};
    const title = squeezed(element.getAttribute('title'), LINE);
    return title ? {text: title, by: 'title'} : {text: '', by: ''};
  }

  function hostOf(element) {
    const root = element.getRootNode();
    return root instanceof ShadowRoot ? root.host : null;
  }

  function formOf(form) {
    return {selector: nyx.selectorOf(form), method: (form.getAttribute('method') || 'get').toLowerCase(), action: addressOf(form.getAttribute('action')),
      search: Boolean(form.closest('[role=search], search')) || Boolean(form.querySelector('[type=search]')), landmark: landmarkOf(form),
      novalidate: form.hasAttribute('novalidate'), shown: isShown(form),
      stated: Boolean((form.getAttribute('action') || '').split('#')[0].trim())};
  }

  function addressOf(text) {
    try { return new URL((text || '').trim(), document.baseURI).href; } catch { return ''; }
  }

  function buttonOf(button) {
    const form = nyx.formAround(button);
    return {selector: nyx.selectorOf(button), text: nameOf(button), type: (button.type || '').toLowerCase(), landmark: landmarkOf(button),
      form: form ? nyx.selectorOf(form) : '', shown: isShown(button)};
  }

  function mainOf(all) {
    return all.find((one) => ownLandmark(one) === 'main') || document.body || document.documentElement;
  }

  // The text of the page's own part, block by block; what stands around it (menus, header, footer) is left out.
  function blocksOf(main) {
    const found = [];
    let room = TEXT;
    for (const element of [main, ...nyx.everyElement(main)]) {
      if (room <= 0) break;
      const tag = element.localName;
      const loose = LOOSE.has(tag) && nyx.hasOwnText(element);
      if (!(BLOCKS.has(tag) || loose || (tag === 'div' && nyx.hasOwnText(element))) || !element.checkVisibility({visibilityProperty: true})) continue;
      if (element.parentElement?.closest('p, li, dd, td, blockquote, address') || element.closest(AROUND) && main === document.body) continue;
      if (element.closest('nav, pre, code, script, style, noscript')) continue;
      const drawn = loose ? looseText(element) : element.innerText || '';
      const text = squeezed(drawn, room);
      if (!text) continue;
      room -= text.length;
      const links = [...element.querySelectorAll(loose ? ':scope > a, :scope > span > a, :scope > strong > a' : 'a')];
      const lines = drawn.slice(0, TEXT).split('\n').map((line) => squeezed(line, LINES)).filter(Boolean);
      found.push({tag, text, lang: element.closest('[lang]')?.getAttribute('lang') || '', lines: lines.length > 1 ? lines.slice(0, 200) : [],
        linked: squeezed(links.map((a) => a.textContent).join(' '), text.length).length});
    }
    return found;
  }

  // The words that stand in a part of the page without a block of their own.
  function looseText(element) {
    return [...element.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE || INLINE.has(one.localName)).map((one) => squeezed(one.textContent, TEXT)).join(' ');
  }

  // The lines that can be seen on the page and are in none of the blocks: header, footer, headings, loose text. Of long
  // pages the beginning and the end: what is asked for here stands there.
  function aroundOf(blocks, drawn) {
    const told = blocks.map((one) => one.text).join('\n');
    const found = new Set();
    for (const line of ends(drawn.split('\n'), LINES)) {
      const text = squeezed(line, LINE);
      if (text && !found.has(text) && !told.includes(text)) found.add(text);
    }
    const text = [...found].join('\n');
    return text.length > AROUND_TEXT ? `${text.slice(0, AROUND_TEXT / 2)}\n${text.slice(-AROUND_TEXT / 2)}` : text;
  }

  const ends = (list, most) => (list.length > most ? [...list.slice(0, most / 2), ...list.slice(-most / 2)] : list);

  // What translates the page where it stands: Google's element (`offered` empty is all its languages), lists of languages.
  function translatorsOf(fields) {
    const found = [];
    const google = document.querySelector('#google_translate_element, .goog-te-combo, script[src*="translate_a/element.js"]');
    if (google) {
      const own = [...document.scripts].filter((one) => !one.src).map((one) => /includedLanguages['"]?\s*:\s*['"]([\w, -]{2,600})['"]/.exec(one.textContent)).find(Boolean);
      const runs = [...document.scripts].some((one) => /translate_a\/element\.js/.test(one.src));
      found.push({kind: runs ? 'google' : 'google-dead', selector: nyx.selectorOf(google), offered: own ? own[1].split(/[\s,]+/).filter(Boolean) : []});
    }
    for (const one of fields) {
      if (one.localName !== 'select' || one.length < 2 || one.length > 200 || !LANGUAGES.test(one.textContent)) continue;
      found.push({kind: 'select', selector: nyx.selectorOf(one), offered: [...one.options].map((option) => squeezed(option.text, 40))});
    }
    return found.slice(0, 5);
  }

  // Characters a line of running text, as the median of the page's first paragraphs of some length; 0 without any.
  function lineLengthOf(main) {
    const lengths = [];
    for (const element of main.querySelectorAll('p')) {
      if (lengths.length >= 40) break;
      const text = squeezed(element.textContent, 2000);
      if (text.length < 200 || !element.checkVisibility({visibilityProperty: true})) continue;
      const range = document.createRange();
      range.selectNodeContents(element);
      const lines = new Set([...range.getClientRects()].filter((box) => box.width > 1).map((box) => Math.round(box.bottom / 4)));
      if (lines.size > 2) lengths.push(text.length / (lines.size - 0.5));
    }
    lengths.sort((a, b) => a - b);
    return lengths.length ? Math.round(lengths[Math.floor(lengths.length / 2)]) : 0;
  }

  function updatedOf(all) {
    const found = [];
    for (const element of all) {
      if (found.length >= 100) break;
      if (element.childElementCount > 2 || !UPDATED.test(element.textContent.slice(0, LINE))) continue;
      const text = squeezed(element.textContent, LINE);
      if (text.length > 160 || !UPDATED.test(text) || found.some((one) => one.text === text && !one.element.contains(element))) continue;
      // Of boxes inside of each other, the innermost is the line.
      const outer = found.findIndex((one) => one.element.contains(element));
      if (outer >= 0) found.splice(outer, 1);
      found.push({text, datetime: element.querySelector('time[datetime]')?.getAttribute('datetime')?.slice(0, 40) || '', element});
    }
    // A line that begins with the label is the page's own before one that only has the words somewhere.
    const own = (one) => Number(UPDATED_LABEL.test(one.text));
    return found.sort((one, other) => own(other) - own(one)).slice(0, 10)
      .map(({text, datetime, element}) => ({text, datetime, selector: nyx.selectorOf(element)}));
  }

  function metasOf() {
    const found = {};
    for (const meta of [...document.querySelectorAll('meta[name], meta[property], meta[http-equiv]')].slice(0, 100)) {
      const name = (meta.getAttribute('name') || meta.getAttribute('property') || meta.getAttribute('http-equiv')).toLowerCase().slice(0, 60);
      found[name] ??= squeezed(meta.getAttribute('content'), LINE);
    }
    return found;
  }

  // The kinds of thing that structured data says the page is about.
  function typesOf() {
    const found = new Set();
    const walk = (value, depth) => {
      if (!value || typeof value !== 'object' || depth > 6) return;
      for (const type of [value['@type']].flat()) if (typeof type === 'string') found.add(type.slice(0, 60));
      for (const inner of Object.values(value)) walk(inner, depth + 1);
    };
    for (const script of [...document.querySelectorAll('script[type="application/ld+json"]')].slice(0, 10)) {
      try { walk(JSON.parse(script.textContent.slice(0, 100000)), 0); } catch { /* no structured data */ }
    }
    for (const one of [...document.querySelectorAll('[itemtype]')].slice(0, 50)) found.add((one.getAttribute('itemtype') || '').split('/').pop().slice(0, 60));
    return [...found].slice(0, 40);
  }

  // What the page loads from, or sends to, another host without encryption: it matters where the page itself has one.
  function insecureOf(all) {
    const found = [];
    for (const element of all) {
      if (found.length >= 50) break;
      const address = element.localName === 'form' ? addressOf(element.getAttribute('action'))
        : element.localName === 'link' ? (/stylesheet|icon|preload/i.test(element.rel) ? element.href : '')
          : element.matches('img, script, iframe, audio, video, source, embed, track') ? element.src || '' : '';
      if (String(address).startsWith('http://') && !String(address).startsWith(`${location.origin}/`)) found.push({selector: nyx.selectorOf(element), address: String(address).slice(0, LINE), tag: element.localName});
    }
    return found;
  }

  // Web components of a design system by name; `dead` ones were never brought to life.
  function componentsOf(all) {
    const found = {};
    for (const element of all) {
      if (!element.localName.includes('-')) continue;
      const one = found[element.localName] ??= {count: 0, dead: 0, selector: nyx.selectorOf(element)};
      one.count += 1;
      // What Angular draws by itself is no custom element, whatever its name.
      if (!element.matches(':defined') && !element.getAttributeNames().some((name) => /^_ng(?:host|content)-/.test(name))) one.dead += 1;
    }
    return found;
  }

  // The outline of the page's boxes, repeated siblings once: pages of one template have the same.
  function skeletonOf(body) {
    const lines = [];
    const walk = (element, depth) => {
      let last = '';
      for (const child of nyx.childrenOf(element)) {
        if (/^(?:script|style|link|meta|noscript|template|br|svg)$/.test(child.localName)) continue;
        const classes = [...child.classList].filter((name) => /^[a-z]+(?:[-_][a-z]+)*$/.test(name)).slice(0, 2).join('.');
        const line = `${depth}${child.localName}.${classes}`;
        if (line === last) continue;
        last = line;
        lines.push(line);
        if (depth < 5 && ownLandmark(child) !== 'main' && child.localName !== 'article') walk(child, depth + 1);
      }
    };
    if (body) walk(body, 0);
    return lines.slice(0, 400).join(' ');
  }

  globalThis.nyxFacts = {facts};
})();
