// What a page is built of, as facts: components, insecure parts, the outline of its boxes.
const {addressOf} = nyx.addresses;

const LINE = 300;

/**
 * What the page loads from, or sends to, another host without encryption: it matters where the page itself has one.
 * @param {Element[]} all
 */
function insecureOf(all) {
  const found = [];
  for (const element of all) {
    if (found.length >= 50) break;
    const address =
      element.localName === 'form'
        ? addressOf(element.getAttribute('action'))
        : element.localName === 'link'
          ? /stylesheet|icon|preload/i.test(element.rel)
            ? element.href
            : ''
          : element.matches('img, script, iframe, audio, video, source, embed, track')
            ? element.src || ''
            : '';
    if (String(address).startsWith('http://') && !String(address).startsWith(`${location.origin}/`))
      found.push({
        selector: nyx.selectors.selectorOf(element),
        address: nyx.secrets.withoutSecrets(String(address)).slice(0, LINE),
        tag: element.localName,
      });
  }
  return found;
}

/**
 * Web components of a design system by name; `dead` ones were never brought to life.
 * @param {Element[]} all
 */
function componentsOf(all) {
  /** @type {Record<string, Component>} */
  const found = {};
  for (const element of all) {
    if (!element.localName.includes('-')) continue;
    const one = (found[element.localName] ??= {count: 0, dead: 0, selector: nyx.selectors.selectorOf(element)});
    one.count += 1;
    // What Angular draws by itself is no custom element, whatever its name.
    if (
      !element.matches(':defined') &&
      !element.getAttributeNames().some((/** @type {string} */ name) => /^_ng(?:host|content)-/.test(name))
    )
      one.dead += 1;
  }
  return found;
}

/**
 * The outline of the page's boxes, repeated siblings once: pages of one template have the same.
 * @param {Element} body
 */
function skeletonOf(body) {
  /** @type {string[]} */
  const lines = [];
  /**
   * @param {Element} element
   * @param {number} depth
   */
  const walk = (element, depth) => {
    let last = '';
    for (const child of nyx.dom.childrenOf(element)) {
      if (/^(?:script|style|link|meta|noscript|template|br|svg)$/.test(child.localName)) continue;
      const classes = [...child.classList]
        .filter((name) => /^[a-z]+(?:[-_][a-z]+)*$/.test(name))
        .slice(0, 2)
        .join('.');
      const line = `${depth}${child.localName}.${classes}`;
      if (line === last) continue;
      last = line;
      lines.push(line);
      if (depth < 5 && nyx.landmarks.pagePartAt(child) !== 'main' && child.localName !== 'article') walk(child, depth + 1);
    }
  };
  if (body) walk(body, 0);
  return lines.slice(0, 400).join(' ');
}

nyx.build = {insecureOf, componentsOf, skeletonOf};
