// The links of a page, as facts.

const {withoutSecrets} = nyx.secrets;

const LINKS = 3000;

/** @param {Element[]} links */
function linksOf(links) {
  const counts = new Map();
  for (const one of links) {
    const raw = one.getAttribute('href') || '';
    counts.set(raw, (counts.get(raw) || 0) + 1);
  }
  const found = new Map();
  for (const one of links) {
    if (found.size >= LINKS) break;
    const raw = one.getAttribute('href') || '';
    const href = nyx.addresses.addressOf(raw);
    // An address of the web that no browser can read leads nowhere, and is kept to be said so.
    if (!href && !/^\s*https?:/i.test(raw)) continue;
    const landmark = nyx.landmarks.pagePartOf(one);
    const text = nyx.names.wordsOn(one);
    const key = `${href || raw}\n${landmark}\n${text}`;
    if (found.has(key)) continue;
    found.set(key, {
      href,
      raw: withoutSecrets(raw.slice(0, 2000)),
      text,
      landmark,
      rel: one.rel || '',
      hreflang: one.hreflang || '',
      shown: nyx.visibility.isVisible(one),
      component: nyx.dom.hostOf(one)?.localName || '',
      selector: linkSelector(one, raw, counts),
    });
  }
  return [...found.values()];
}

/**
 * The address finds most links; a path the others, since a search of the document for each would cost too much.
 * @param {Element} element
 * @param {string} raw
 * @param {Map<string, number>} counts
 */
function linkSelector(element, raw, counts) {
  if (element.getRootNode() !== document) return nyx.selectors.selectorOf(element);
  if (counts.get(raw) === 1 && raw.length < 200 && raw === withoutSecrets(raw) && !/[\n\r\f]/.test(raw))
    return `${element.localName}[href="${raw.replace(/["\\]/g, '\\$&')}"]`;
  return nyx.selectors.pathOf(element);
}

nyx.links = {linksOf};
