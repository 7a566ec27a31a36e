// What an element is called. Each notion has its purpose, and changes with nothing else.
const {referencedBy} = nyx.dom;

const {fold} = nyx.text;

const HINT = 80;
const WORDS = 120;

/** @type {WeakMap<VirtualNode, string>} */
const known = new WeakMap();

/**
 * The accessible name, as axe computes it. Several rules need the same ones; they hold for one run, since each has its
 * own virtual nodes.
 * @param {VirtualNode} virtual
 */
function accessibleName(virtual) {
  let name = known.get(virtual);
  if (name === undefined) {
    name = axe.commons.text.accessibleTextVirtual(virtual);
    known.set(virtual, name);
  }
  return name;
}

/**
 * The accessible name of any element, trimmed; empty where axe does not know the element.
 * @param {Element} element
 */
function accessibleNameOf(element) {
  const virtual = axe.utils.getNodeFromTree(element);
  return virtual ? accessibleName(virtual).trim() : '';
}

/**
 * What a finding's target is called: a hint for people, and a part of the finding's fingerprint.
 * @param {Element} element
 */
function hintOf(element) {
  const attribute = (/** @type {string} */ name) => element.getAttribute(name);
  const named = attribute('aria-label') || attribute('alt') || textOf(element) || attribute('title');
  return fold(named || attribute('placeholder') || attribute('name'), HINT);
}

/**
 * The beginning of an element's text. That of a whole document would be read for nothing.
 * @param {Element} element
 */
function textOf(element) {
  if (element === document.documentElement || element === document.body) return '';
  // What stands in a field is not its name.
  if (element.localName === 'textarea') return '';
  return (element.textContent || '').slice(0, 4 * HINT);
}

/**
 * The words on a link or a button: its label, its text, the texts of its pictures.
 * @param {Element} element
 */
function wordsOn(element) {
  const named =
    element.getAttribute('aria-label') || textReferencedBy(element, 'aria-labelledby') || element.innerText || element.textContent;
  const words = fold(named, WORDS);
  if (words) return words;
  const pictures = [...element.querySelectorAll('img[alt], [aria-label]')].map(
    (one) => one.getAttribute('alt') || one.getAttribute('aria-label'),
  );
  return fold(pictures.join(' ') || element.getAttribute('title') || String(element.value ?? ''), WORDS);
}

/**
 * The text of the elements that the ids in an attribute point to.
 * @param {Element} element
 * @param {string} attribute
 */
const textReferencedBy = (element, attribute) =>
  referencedBy(element, attribute)
    .map((one) => one.textContent)
    .join(' ');

nyx.names = {accessibleName, accessibleNameOf, hintOf, textOf, wordsOn, textReferencedBy};
