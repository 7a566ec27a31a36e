// The elements with words of their own of some kind, found by one walk over the page's text.

/** @type {WeakMap<object, Map<(text: string) => boolean, Set<Element>>>} */
const known = new WeakMap();

/**
 * The elements right around a text that a predicate holds for. It is remembered for one run of the rules.
 * @param {(text: string) => boolean} holds
 * @returns {Set<Element>}
 */
function elementsWith(holds) {
  const run = axe.utils.getNodeFromTree(document.documentElement) || document;
  const ofRun = known.get(run) || new Map();
  known.set(run, ofRun);
  let found = ofRun.get(holds);
  if (!found) ofRun.set(holds, (found = new Set(around(document, holds))));
  return found;
}

/**
 * @param {Node & ParentNode} root
 * @param {(text: string) => boolean} holds
 * @returns {Generator<Element, void>}
 */
function* around(root, holds) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent && !/^(?:script|style|template|noscript|textarea|option)$/.test(parent.localName) && holds(node.data)) yield parent;
  }
  for (const host of root.querySelectorAll('*')) if (host.shadowRoot) yield* around(host.shadowRoot, holds);
}

// Words after which a sentence of English, Spanish, French, Italian, Portuguese or German cannot end.
const OPEN = nyx.text.listed(
  'a, an, the, at, by, for, from, into, of, on, or, to, via, with, and, our, your, us at, el, la, los, las, un, una, de, del, al, en, por, con, para, y, o, su, le, les, une, des, du, au, aux, à, chez, et, ou, il, lo, gli, di, da, e, der, die, das, dem, den, ein, eine, und, oder, mit, von, zu, zum, zur, os, as, um, uma, do, dos, em, no, na, com',
);

/**
 * Whether a text breaks off in the middle of a sentence: at a word after which more must come, without a sign.
 * @param {string} text
 */
function isUnfinished(text) {
  const last = /(?:^|\s)([\p{L}]+)\s*$/u.exec(text.slice(-40));
  return Boolean(last && text.trim().includes(' ') && OPEN.has(last[1].toLowerCase()));
}

nyx.texts = {elementsWith, isUnfinished};
