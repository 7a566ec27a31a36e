// Many links in a row: a menu, whatever it is written in.

// So many links with hardly a word between them.
const MANY = 20;
const MOST_BETWEEN = 20;
const MOST_NODES = 4000;
const NO_TEXT = /^(?:script|style|noscript|template)$/;

/**
 * The last of the first many links in a row that count, or null.
 * @param {(link: Element) => boolean} counts
 * @returns {Element | null}
 */
function lastOfMany(counts) {
  if (document.links.length < MANY) return null;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  /** @type {Set<Element>} */
  let run = new Set();
  for (let node = walker.nextNode(), seen = 0; node && seen < MOST_NODES; node = walker.nextNode(), seen++) {
    const parent = /** @type {Element} */ (node.parentElement);
    const words = node.data.trim();
    if (!/[\p{L}\p{N}]/u.test(words) || NO_TEXT.test(parent.localName)) continue;
    const link = parent.closest('a[href]');
    if (link && (run.has(link) || counts(link))) run.add(link);
    else if (link || words.length > MOST_BETWEEN) {
      if (run.size >= MANY) break;
      run = new Set();
    }
  }
  return run.size >= MANY ? [...run].at(-1) || null : null;
}

nyx.linkruns = {lastOfMany};
