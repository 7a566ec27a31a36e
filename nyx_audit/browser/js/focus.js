// What happens to the focus: which elements take it, how they look with it, where it goes.
(() => {
  const FOCUSABLE = 'a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [contenteditable], [tabindex]';
  const LOOKS = ['outlineStyle', 'outlineWidth', 'outlineColor', 'outlineOffset', 'borderTopColor', 'borderTopWidth', 'borderTopStyle', 'borderBottomColor',
    'borderBottomWidth', 'borderBottomStyle', 'borderLeftColor', 'borderLeftWidth', 'boxShadow', 'backgroundColor', 'backgroundImage', 'color',
    'textDecorationLine', 'textDecorationColor', 'textDecorationStyle', 'textDecorationThickness', 'fontWeight', 'fontSize', 'fontStyle', 'opacity',
    'transform', 'filter', 'width', 'height', 'left', 'top', 'clip', 'clipPath', 'visibility', 'letterSpacing', 'textShadow', 'fill', 'stroke'];

  const parentOf = nyx.flatParent;

  function isShown(element) {
    const box = element.getBoundingClientRect();
    return element.checkVisibility({visibilityProperty: true}) && box.width > 0 && box.height > 0;
  }

  function focusables() {
    const found = [];
    for (const element of nyx.everyElement(document)) {
      if (!element.matches(FOCUSABLE) || element.matches(':disabled') || element.closest('[inert]')) continue;
      if (element.localName === 'input' && element.type === 'hidden') continue;
      if (!element.checkVisibility({visibilityProperty: true})) continue;
      if (element.tabIndex >= 0 || element.hasAttribute('tabindex')) found.push(element);
    }
    return found;
  }

  // Only one radio button of a group is in the order.
  const inOrder = (element) => element.tabIndex >= 0 && !(element.type === 'radio' && element.name && !element.checked
    && element.getRootNode().querySelector(`input[type=radio][name="${CSS.escape(element.name)}"]`) !== element);

  function active() {
    let at = document.activeElement;
    while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
    return !at || at === document.body || at === document.documentElement ? null : at;
  }

  const activeNumber = () => { const at = active(); return at ? nyx.numberOf(at) : null; };

  // The page's own timers, set when the focus moved, are due before ours: no slow machine changes the answer.
  const activeAfter = (ms) => new Promise((done) => { if (ms) setTimeout(() => done(activeNumber()), ms); else done(activeNumber()); });

  function lookOf(element) {
    // The color of a line that is not drawn is no look.
    const drawn = (style, name) => {
      const line = /^(outline|borderTop|borderBottom|borderLeft)(Width|Color|Offset)/.exec(name);
      return line && (style[line[1] + 'Style'] === 'none' || !parseFloat(style[line[1] + 'Width'])) ? '' : style[name];
    };
    const read = (style) => LOOKS.map((name) => drawn(style, name)).join('|');
    const parts = [];
    const near = [element, ...[...element.querySelectorAll('*')].slice(0, 5), element.nextElementSibling, element.previousElementSibling];
    for (let at = parentOf(element), up = 0; at && up < 2; at = parentOf(at), up++) near.push(at);
    for (const label of element.labels || []) near.push(label);
    for (const one of near) {
      if (!one) continue;
      parts.push(read(getComputedStyle(one)));
      for (const which of ['::before', '::after']) {
        const style = getComputedStyle(one, which);
        if (style.content !== 'none' && style.content !== 'normal') parts.push(which + style.content + read(style));
      }
    }
    return parts.join('\n');
  }

  // Style sheets speak of tags and classes: what looks alike there looks alike with the focus.
  const kindOf = (element) => [element, parentOf(element), parentOf(parentOf(element) || element)]
    .map((one) => (one ? `${one.localName}.${one.className}` : '')).join('<') + (element.id ? '#' : '') + (element.type || '');

  // Elements whose look, and that of what is near, does not change with the focus (`same`), and those where it does:
  // a few of each kind.
  async function unchanged(each, milliseconds) {
    const end = performance.now() + milliseconds;
    const kinds = new Map();
    const same = [];
    const changed = [];
    const before = active();
    for (const element of focusables().filter(inOrder)) {
      if (performance.now() > end) break;
      const kind = kindOf(element);
      const count = kinds.get(kind) || 0;
      if (count >= each || element.localName === 'iframe' || !isShown(element)) continue;
      kinds.set(kind, count + 1);
      if (active()) active().blur();
      const without = lookOf(element);
      element.focus({focusVisible: true, preventScroll: true});
      if (active() !== element) continue;
      (lookOf(element) === without ? same : changed).push(nyx.numberOf(element));
    }
    if (active()) active().blur();
    before?.focus({preventScroll: true});
    return JSON.stringify({same, changed});
  }

  // Elements that keep the Tab key to themselves, or take the focus back: only these can be traps.
  async function suspects(milliseconds) {
    const end = performance.now() + milliseconds;
    const found = new Set();
    const free = [];
    let ours = null;
    const taken = (event) => { const to = event.composedPath()[0]; if (to !== ours) found.add(to); };
    document.addEventListener('focusin', taken, true);
    let all = true;
    for (const element of focusables()) {
      if (/^i?frame$/.test(element.localName)) continue;
      if (performance.now() > end) { all = false; break; }
      ours = element;
      element.focus({preventScroll: true});
      if (active() !== element) { if (element.tabIndex >= 0) found.add(element); continue; }
      const kept = ['keydown', 'keypress', 'keyup'].map((type) => element.dispatchEvent(
        new KeyboardEvent(type, {key: 'Tab', code: 'Tab', bubbles: true, cancelable: true, composed: true}))).includes(false);
      ours = null;
      if (active() === element) element.blur();
      if (kept || active() !== null) found.add(element);
      else free.push(element);
    }
    ours = null;
    await new Promise((done) => setTimeout(done, 150));
    document.removeEventListener('focusin', taken, true);
    if (active()) active().blur();
    const numbers = [...found].filter((element) => element instanceof Element && element.isConnected).map((element) => nyx.numberOf(element));
    return JSON.stringify({suspects: numbers, free: free.map((element) => nyx.numberOf(element)).filter((number) => !numbers.includes(number)), all});
  }

  const list = () => JSON.stringify(focusables().filter((element) => !/^i?frame$/.test(element.localName)).map((element) => nyx.numberOf(element)));

  // Counts what changes in the document, to tell cheaply whether anything did.
  let watcher = null;
  let changes = 0;
  function watch() {
    watcher ||= new MutationObserver((records) => { changes += records.length; });
    watcher.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
    changes = 0;
  }
  function changed() {
    changes += watcher.takeRecords().length;
    return changes;
  }

  function prepare(number) {
    const element = nyx.elementOf(number);
    if (active()) active().blur();
    element.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(isShown(element)))));
  }

  function focusOn(number) {
    nyx.elementOf(number).focus({focusVisible: true, preventScroll: true});
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(activeNumber() === number))));
  }

  function reset() {
    if (active()) active().blur();
    getSelection()?.removeAllRanges();
    scrollTo(0, 0);
  }

  // What of the page's words and looks a person would notice, to tell whether something changed it.
  function contents() {
    const values = [...document.querySelectorAll('input, textarea, select')].map((field) => `${field.value}${field.checked || ''}`);
    const shown = [...document.body.querySelectorAll('*')].slice(0, 3000).map((element) => (element.checkVisibility() ? 1 : 0)).join('');
    const looks = [document.documentElement, document.body].map((element) => `${element.className}|${element.getAttribute('style') || ''}`);
    return [document.body.innerText, values.join('|'), shown, looks.join('|')].join('\u0000');
  }

  // Whether the page says something of keys: then a person must follow what it says.
  const tellsOfKeys = () => /\b(esc(ape)?|ctrl|alt|shift|press|keyboard|shortcuts?|hotkeys?|tecla|teclado|pulse|atajo)\b/i.test(document.body.innerText);

  // The keys that the page names, as key presses: Control+m, Escape, F6.
  function keysTold() {
    const text = document.body.innerText;
    const names = {ctrl: 'Control', control: 'Control', alt: 'Alt', shift: 'Shift', cmd: 'Meta', meta: 'Meta', esc: 'Escape', escape: 'Escape', tab: 'Tab', enter: 'Enter', space: 'Space'};
    const named = (word) => names[word.toLowerCase()] || (/^f\d+$/i.test(word) ? word.toUpperCase() : word.toLowerCase());
    const together = [...text.matchAll(/\b(ctrl|control|alt|shift|cmd|meta)\s*(?:[+-]|and|y)\s*([a-z0-9]|esc|escape|tab|enter|space|f\d{1,2})\b/gi)];
    const alone = [...text.matchAll(/\b(esc|escape|f\d{1,2})\b/gi)];
    const single = [...text.matchAll(/\b(?:press|hit|type|pulse)\s+(?:the\s+|la\s+tecla\s+)?["'‘“]?([a-z0-9])["'’”]?(?:\s|\b)(?!\w)/gi)];
    return [...new Set([...together.map((found) => `${named(found[1])}+${named(found[2])}`), ...alone.map((found) => named(found[1])), ...single.map((found) => named(found[1]))])].slice(0, 6);
  }

  // Controls a person could use to do or stop something, by their words. Where nothing listens (`acts` is false), only
  // what the browser itself does counts: to keep what is chosen in a field, which a script may read, to send a form, to run
  // the script of an address, to go where settings may be.
  const ELSEWHERE = /setting|preference|option|control|accessib|motion|config/i;

  function controls(words, acts) {
    const said = (element) => [element.textContent, element.getAttribute('aria-label'), element.value, element.title, ...[...(element.labels || [])].map((label) => label.textContent)].join(' ');
    const byItself = (element) => (element.matches('a[href]') ? /^\s*javascript:/i.test(element.getAttribute('href')) || ELSEWHERE.test(said(element))
      : element.matches('select, input:not([type=button], [type=submit], [type=image], [type=reset])') || (Boolean(element.form) && /^(?:submit|image|reset)$/.test(element.type)));
    return [...document.querySelectorAll('button, input:not([type=hidden]), select, a[href], [role=button], [role=switch], [role=checkbox], summary')]
      .filter((element) => element.checkVisibility() && !element.matches(':disabled') && (acts || byItself(element)) && (!words || new RegExp(words, 'i').test(said(element)))).length;
  }

  globalThis.nyxFocus = {unchanged, suspects, list, watch, changed, prepare, focusOn, reset, activeNumber, activeAfter, contents, tellsOfKeys, keysTold, controls};
})();
