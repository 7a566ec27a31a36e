// The document as a visit needs it first: its title, its markup, and where it leads.
const {everyElement} = nyx.dom;

const read = () => JSON.stringify({links: addressesOf(), title: document.title || '', html: document.documentElement?.outerHTML || ''});

/** The addresses of all links, in the order of the page, each once. */
function addressesOf() {
  /** @type {Set<string>} */
  const found = new Set();
  for (const element of everyElement(document)) {
    if (element.localName !== 'a' && element.localName !== 'area') continue;
    const href = element.getAttribute('href') ?? element.getAttributeNS('http://www.w3.org/1999/xlink', 'href');
    if (href !== null && URL.canParse(href.trim(), document.baseURI)) found.add(new URL(href.trim(), document.baseURI).href);
  }
  return [...found];
}

nyx.source = {read};
