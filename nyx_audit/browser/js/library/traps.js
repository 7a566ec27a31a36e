// Where the keys may lead: elements that may hold the focus, and the keys that the page itself names.
const {active, focusables} = nyx.focus;

// Elements that keep the Tab key to themselves, or take the focus back: only these can be traps.
async function suspects(milliseconds) {
  const end = performance.now() + milliseconds;
  const found = new Set();
  const free = [];
  let ours = null;
  const taken = (event) => {
    const to = event.composedPath()[0];
    if (to !== ours) found.add(to);
  };
  document.addEventListener('focusin', taken, true);
  let all = true;
  for (const element of focusables()) {
    if (/^i?frame$/.test(element.localName)) continue;
    if (performance.now() > end) {
      all = false;
      break;
    }
    ours = element;
    element.focus({preventScroll: true});
    if (active() !== element) {
      if (element.tabIndex >= 0) found.add(element);
      continue;
    }
    const kept = ['keydown', 'keypress', 'keyup']
      .map((type) =>
        element.dispatchEvent(new KeyboardEvent(type, {key: 'Tab', code: 'Tab', bubbles: true, cancelable: true, composed: true})),
      )
      .includes(false);
    ours = null;
    if (active() === element) element.blur();
    if (kept || active() !== null) found.add(element);
    else free.push(element);
  }
  ours = null;
  await new Promise((done) => setTimeout(done, 150));
  document.removeEventListener('focusin', taken, true);
  if (active()) active().blur();
  const numbers = [...found]
    .filter((element) => element instanceof Element && element.isConnected)
    .map((element) => nyx.elements.numberOf(element));
  return JSON.stringify({
    suspects: numbers,
    free: free.map((element) => nyx.elements.numberOf(element)).filter((number) => !numbers.includes(number)),
    all,
  });
}

const list = () =>
  JSON.stringify(
    focusables()
      .filter((element) => !/^i?frame$/.test(element.localName))
      .map((element) => nyx.elements.numberOf(element)),
  );

// Whether the page says something of keys: then a person must follow what it says.
const mentionsKeys = () =>
  /\b(esc(ape)?|ctrl|alt|shift|press|keyboard|shortcuts?|hotkeys?|tecla|teclado|pulse|atajo)\b/i.test(document.body.innerText);

// The keys that the page names, as key presses: Control+m, Escape, F6.
function keysNamed() {
  const text = document.body.innerText;
  const names = {
    ctrl: 'Control',
    control: 'Control',
    alt: 'Alt',
    shift: 'Shift',
    cmd: 'Meta',
    meta: 'Meta',
    esc: 'Escape',
    escape: 'Escape',
    tab: 'Tab',
    enter: 'Enter',
    space: 'Space',
  };
  const named = (word) => names[word.toLowerCase()] || (/^f\d+$/i.test(word) ? word.toUpperCase() : word.toLowerCase());
  const together = [
    ...text.matchAll(/\b(ctrl|control|alt|shift|cmd|meta)\s*(?:[+-]|and|y)\s*([a-z0-9]|esc|escape|tab|enter|space|f\d{1,2})\b/gi),
  ];
  const alone = [...text.matchAll(/\b(esc|escape|f\d{1,2})\b/gi)];
  const single = [...text.matchAll(/\b(?:press|hit|type|pulse)\s+(?:the\s+|la\s+tecla\s+)?["'‘“]?([a-z0-9])["'’”]?(?:\s|\b)(?!\w)/gi)];
  return [
    ...new Set([
      ...together.map((found) => `${named(found[1])}+${named(found[2])}`),
      ...alone.map((found) => named(found[1])),
      ...single.map((found) => named(found[1])),
    ]),
  ].slice(0, 6);
}

nyx.traps = {suspects, list, mentionsKeys, keysNamed};
