const {dom} = axe.commons;
const {elementsWith} = nyx.texts;
const {fold} = nyx.text;

const APART = /(?<![\p{L}\p{N}])\p{L}(?:[\s\u00a0\u2000-\u200a]{1,3}\p{L}){3,}(?![\p{L}\p{N}])/u;
const HAN_APART = /^\s*\p{sc=Han}(?:[\s\u00a0\u3000]+\p{sc=Han}){1,3}\s*$/u;
const NOT_PROSE = 'pre, code, kbd, samp, var, svg, math, [translate=no]';

/** @param {string} text */
const hasApart = (text) => APART.test(text) || HAN_APART.test(text);

/**
 * The letters of an element in which each stands in a line of its own, else nothing.
 * @param {Element} element
 */
function stacked(element) {
  if (element.childElementCount < 2 || element.childElementCount > 20) return '';
  const nodes = [...element.childNodes];
  if (!nodes.every((node) => node.localName === 'br' || (node.nodeType === Node.TEXT_NODE && [...node.data.trim()].length < 2))) return '';
  const letters = fold(element.textContent).replace(/ /g, '');
  return /^\p{L}{3,}$/u.test(letters) ? letters : '';
}

/** @param {Element} element */
const lettersOf = (element) =>
  stacked(element) ||
  [...element.childNodes]
    .map((node) => (node.nodeType === Node.TEXT_NODE && (APART.exec(node.data) || HAN_APART.exec(node.data))?.[0]) || '')
    .join('')
    .replace(/[\s\u00a0\u2000-\u200a\u3000]/g, '');

const VOWELS = /[aeiouyаеёиоуыэюяіїєαεηιουω]/;

/**
 * The alphabet, or the first letters of the months.
 * @param {string} letters
 */
function isSeries(letters) {
  const codes = [...letters].map((letter) => letter.codePointAt(0) || 0);
  const steps = codes.filter((code, at) => at > 0 && Math.abs(code - codes[at - 1]) === 1).length;
  return steps >= (codes.length - 1) / 2 || /mam[jg]/.test(letters);
}

/**
 * Whether letters can be spoken as one word: vowels and consonants take turns.
 * @param {string} word
 */
function isWord(word) {
  const letters = word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  if (isSeries(letters)) return false;
  const kinds = [...letters].map((letter) => (VOWELS.test(letter) ? 'v' : 'c')).join('');
  const share = kinds.replace(/c/g, '').length / kinds.length;
  return share >= 0.2 && share <= 0.7 && !/c{4}|v{4}/.test(kinds);
}

/**
 * Capitals may stand for one word each; a small letter behind the first is part of a word.
 * @param {string} word
 */
const isInitials = (word) => word.toUpperCase() === word && word.length < 5;

/**
 * @param {Element} element
 * @param {string} word
 */
const isNamed = (element, word) => {
  const named = element.closest('[aria-label]')?.getAttribute('aria-label') || '';
  return named.toLowerCase().includes(word.toLowerCase());
};

define({
  selector: '*',
  matches: (element) =>
    (elementsWith(hasApart).has(element) ||
      (element.childElementCount > 1 && element.lastElementChild?.localName !== 'div' && stacked(element) !== '')) &&
    !element.closest(NOT_PROSE) &&
    dom.isVisibleToScreenReaders(element) &&
    dom.isVisibleOnScreen(element),
  evaluate(element) {
    const word = lettersOf(element);
    this.data({word: word.slice(0, 40)});
    if (isNamed(element, word)) return true;
    if (/^\p{sc=Han}+$/u.test(word)) return undefined;
    if (!isWord(word)) return true;
    return isInitials(word) ? undefined : false;
  },
  message: '"${data.word}" is written with spaces or line breaks between its letters',
  doubt: '"${data.word}" is written with spaces or line breaks between its letters: is it one word?',
});
