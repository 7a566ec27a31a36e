// The text that inherits a language from an element.
const {dom, text} = axe.commons;

const {fold} = nyx.text;

const LONGEST = 4000;
const NO_TEXT = 'script, style, noscript, template, code, pre, kbd, samp, var, math, [translate=no], .notranslate';

/**
 * Words of elements below that say their own language are theirs; what has a name by other elements speaks its own.
 * @param {Element} element
 */
function inheriting(element) {
  /** @type {string[]} */
  const found = [];
  let length = 0;
  /** @param {Node} node */
  const walk = (node) => {
    for (const child of /** @type {Iterable<Element | Text>} */ (node.childNodes)) {
      if (length > LONGEST) return;
      if (child instanceof Text) {
        const words = fold(child.data);
        if (words && (dom.isVisibleToScreenReaders(node) || dom.isVisibleOnScreen(node))) {
          found.push(words);
          length += words.length;
        }
        continue;
      }
      if (!(child instanceof Element) || child.matches(NO_TEXT) || child.getAttribute('lang') || child.getAttribute('xml:lang')) continue;
      named(child);
      walk(child);
    }
  };
  /** @param {Element} one */
  const named = (one) => {
    if (!one.matches('img, area, input[type=image], [role=img]')) return;
    const virtual = axe.utils.getNodeFromTree(one);
    const name = virtual && dom.isVisibleToScreenReaders(virtual) ? fold(text.accessibleTextVirtual(virtual)) : '';
    if (name) {
      found.push(name);
      length += name.length;
    }
  };
  named(element);
  walk(element);
  return found.join('. ').slice(0, LONGEST);
}

/** @param {Element} element */
const written = (element) => (element.getAttribute('lang') || '').trim();

/**
 * The language of a tag, without its region and script.
 * @param {string | null | undefined} tag
 */
const primary = (tag) => (tag || '').trim().toLowerCase().split(/[-_]/)[0];

nyx.passages = {primary, written, inheriting, NO_TEXT};
