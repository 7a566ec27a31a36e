// The keys that the page itself names, and whether it says how to leave what holds the focus.
const {focusables} = nyx.focus;

const MOST_TEXT = 200000;

const list = () =>
  JSON.stringify(
    focusables()
      .filter((element) => !/^i?frame$/.test(element.localName))
      .map((element) => nyx.elements.numberOf(element)),
  );

const KEYS =
  /\b(esc(ape)?|ctrl|control|alt|shift|keys?|press(ing)?|keyboard|shortcuts?|hotkeys?|keystrokes?|teclas?|teclado|pulse|atajos?)\b/i;
const LEAVING =
  /\b(exit(s|ing)?|leav(e|es|ing)|escap(e|es|ing)|(get|move|go|break|tab) (out|away|past)|quit|clos(e|es|ing)|free|return(s|ing)?|navigate away|salir|cerrar|volver|abandonar)\b/i;

// Whether the page says, in one sentence, of a key that it leads out: then a person must follow what it says.
const explainsWayOut = () =>
  document.body.innerText
    .slice(0, MOST_TEXT)
    .split(/[.!?\n]/)
    .some((/** @type {string} */ sentence) => KEYS.test(sentence) && LEAVING.test(sentence));

// The keys that the page names, as key presses: Control+m, Escape, F6.
function keysNamed() {
  const text = document.body.innerText.slice(0, MOST_TEXT);
  /** @type {Record<string, string>} */
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
  /** @param {string} word */
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

const HELP = /\b(help|how (to|do i)|instructions?|guide|explain|ayuda|c[oó]mo|instrucciones)\b/i;

/**
 * The first of these elements that may say how to go on once it is pressed, or null.
 * @param {number[]} numbers
 */
const helpAmong = (numbers) => numbers.find((number) => HELP.test(nyx.names.wordsOn(nyx.elements.elementOf(number)))) ?? null;

nyx.traps = {helpAmong, list, explainsWayOut, keysNamed};
