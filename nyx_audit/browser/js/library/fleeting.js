// Messages that a page takes away by its own clock.
const {fold} = nyx.text;

const LIVE = '[role=alert], [role=status], [role=log], [aria-live=polite], [aria-live=assertive], output';
const CONTROLS = 'a[href], button, input, select, textarea, [role=button]';
const MOST = 6;
const MOST_ELEMENTS = 5000;
const WORDS = 120;
// A bar or a dialog is larger, and no message.
const LARGEST = 0.25;
const LEAST_LETTERS = 8;
// What tells that something is on its way goes when that has come.
const ON_ITS_WAY = /^(?:loading|please wait|cargando|espere|chargement|wird geladen|caricamento)\b/i;

/** @type {Map<Element, {words: string, around: Element}>} */
let messages = new Map();
// By where they stood: what was taken out of the page cannot be shown.
/** @type {Map<Element, string>} */
let gone = new Map();

/** Begins to watch the messages that stand there, and returns how many. */
function begin() {
  messages = new Map();
  gone = new Map();
  let count = 0;
  for (const element of nyx.dom.everyElement(document.body)) {
    if (messages.size >= MOST || count++ > MOST_ELEMENTS) break;
    if (isMessage(element)) messages.set(element, {words: wordsOf(element), around: element.parentElement || document.body});
  }
  return messages.size;
}

/** @param {Element} element */
function isMessage(element) {
  if (!element.matches(LIVE) && getComputedStyle(element).position !== 'fixed') return false;
  const box = element.getBoundingClientRect();
  const words = wordsOf(element);
  return (
    nyx.visibility.isSeen(element) &&
    box.width * box.height < LARGEST * innerWidth * innerHeight &&
    (words.match(/\p{L}/gu)?.length ?? 0) >= LEAST_LETTERS &&
    !ON_ITS_WAY.test(words) &&
    !element.closest('[aria-busy=true], [role=progressbar]') &&
    // A bar with choices waits for people.
    element.querySelectorAll(CONTROLS).length <= 1
  );
}

/** @param {Element} element */
const wordsOf = (element) => fold(element.innerText, WORDS);

/** What went by now, and is nowhere else on the page; and what still stands there. */
function seen() {
  for (const [element, {words, around}] of messages) {
    if (element.isConnected && nyx.visibility.isSeen(element) && wordsOf(element)) continue;
    messages.delete(element);
    if (!fold(document.body.innerText).includes(words)) gone.set(element.isConnected ? element : around, words);
  }
  return {
    gone: [...gone].map(([element, text]) => ({key: nyx.elements.keyOf(element), text})),
    stayed: [...messages.keys()].map(nyx.elements.keyOf),
  };
}

nyx.fleeting = {begin, seen};
