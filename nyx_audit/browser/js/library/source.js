// The document as a visit needs it first: its title, where it leads, and what says that it is no page at all.
const {addressOf} = nyx.addresses;

const {everyElement} = nyx.dom;

/**
 * @param {string[]} marks what stands in the markup of challenges for robots
 * @param {number} size markup of so many characters is a page that embeds such a thing
 */
function read(marks, size) {
  const html = document.documentElement?.outerHTML || '';
  const found = html.length < size ? marks.filter((mark) => html.includes(mark)) : [];
  return JSON.stringify({links: addressesOf(), title: document.title || '', marks: found});
}

/** The addresses of all links, in the order of the page, each once. */
function addressesOf() {
  /** @type {Set<string>} */
  const found = new Set();
  for (const element of everyElement(document)) {
    if (element.localName !== 'a' && element.localName !== 'area') continue;
    const href = element.getAttribute('href') ?? element.getAttributeNS('http://www.w3.org/1999/xlink', 'href');
    const address = href === null ? '' : addressOf(href);
    if (address) found.add(address);
  }
  return [...found];
}

nyx.source = {read};
