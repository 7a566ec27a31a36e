const {dom} = axe.commons;
const {elementsWith} = nyx.texts;

// Letters of one script that look like letters of another.
const LATIN = /^[aceopxyijsABCEHIKMOPTXYSJ]+$/;
const CYRILLIC = /^[асеорхуіјѕАВСЕНІКМОРТХУЅЈ]+$/u;
const GREEK = /^[οϲνιρυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]+$/u;
const LEAST = 4;
const NOT_PROSE = 'pre, code, kbd, samp, var, math';

/**
 * @param {string} word
 * @param {RegExp} script
 */
const only = (word, script) => (word.match(script) || []).join('');

/**
 * A word of letters from two scripts, where all of one of them look like letters of the other.
 * @param {string} word
 */
function isMixed(word) {
  const latin = only(word, /\p{sc=Latn}/gu);
  const cyrillic = only(word, /\p{sc=Cyrl}/gu);
  const greek = only(word, /\p{sc=Grek}/gu);
  if ([latin, cyrillic, greek].filter(Boolean).length < 2 || [...word].length < LEAST) return false;
  if (latin && [...latin].length >= word.length / 4) return (!cyrillic || CYRILLIC.test(cyrillic)) && (!greek || GREEK.test(greek));
  return LATIN.test(latin) && !greek;
}

/** @param {string} text */
const mixedIn = (text) => (/[\u0370-\u04ff]/.test(text) ? (text.match(/\p{L}+/gu) || []).find(isMixed) : undefined);

/** @param {string} text */
const hasMixed = (text) => mixedIn(text) !== undefined;

/** @param {string} text */
const hasOther = (text) => /[\u0370-\u04ff]{2}|[\p{sc=Latn}][\u0370-\u04ff]|[\u0370-\u04ff][\p{sc=Latn}]/u.test(text);

define({
  selector: '*',
  matches: (element) =>
    elementsWith(hasOther).has(element) &&
    !element.closest(NOT_PROSE) &&
    dom.isVisibleToScreenReaders(element) &&
    dom.isVisibleOnScreen(element),
  evaluate(element) {
    const own = nyx.dom.textNodesOf(element).map((node) => node.data);
    this.data({word: mixedIn(own.find(hasMixed) || '') || ''});
    return !own.some(hasMixed) || Boolean(element.closest('[aria-label], [role=img]'));
  },
  message: '"${data.word}" is written with letters of another alphabet that only look alike',
});
