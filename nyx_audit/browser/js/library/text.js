// Words as they are compared and reported.

/**
 * Text with its white space folded, and cut to a length.
 * @param {string | null | undefined} text
 * @param {number} [length]
 */
const fold = (text, length) => (text || '').replace(/\s+/g, ' ').trim().slice(0, length);

/**
 * Text in lower case without signs at either end, arrows and dots: "Read more »" is "read more".
 * @param {string | null | undefined} text
 */
const bare = (text) =>
  fold(text)
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+|(?<=[\p{L}\p{N}])[^\p{L}\p{N}]+$/gu, '')
    .replace(/['’]/g, "'");

/**
 * The words of a text, in lower case.
 * @param {string | null | undefined} text
 * @returns {string[]}
 */
const wordsOf = (text) =>
  fold(text)
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) || [];

/**
 * The set of what is listed with commas.
 * @param {...string} lines
 */
const listed = (...lines) => new Set(lines.flatMap((line) => line.split(', ')));

nyx.text = {fold, bare, wordsOf, listed};
