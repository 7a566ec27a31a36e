// Many links in a row: a menu, whatever it is written in.

// So many links with hardly a word between them.
const MANY = 20;
const MOST_BETWEEN = 20;
const MOST_NODES = 4000;
const HEADINGS = 'h1, h2, h3, h4, h5, h6, [role=heading]';
const NO_TEXT = /^(?:script|style|noscript|template)$/;

/**
 * The last of the many links in a row that a page begins with, or null.
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
    // What follows a heading is a table of contents, or a list of the page's own.
    if (parent.closest(HEADINGS)) return null;
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
