// Links that lead past what repeats, by what they say, wherever they are drawn.

const JUMPS =
  /\b(?:skip|jump|go|move) (?:\w+ ){0,2}(?:to|past|over|main|content|navigation)|zum (?:haupt)?inhalt|überspringen|aller au contenu|passer|saltar|ir al contenido|vai al contenuto|pular|ir para o conteúdo|naar (?:de )?inhoud|przejdź|hoppa till|spring til|siirry/i;

// What may stand at the top of a page and draw a skip link.
const HOSTS = 'body > *, header *, body > div > *';
const MOST_HOSTS = 300;

/**
 * The elements of the page, and of the components at its top.
 * @param {string} selector
 */
function everywhere(selector) {
  const roots = [...document.querySelectorAll(HOSTS)].slice(0, MOST_HOSTS).map((host) => host.shadowRoot);
  return [document, ...roots].flatMap((root) => [...(root?.querySelectorAll(selector) || [])]);
}

/** @type {{body: Element | null, size: number, elements: Set<Element>}} */
let skips = {body: null, size: 0, elements: new Set()};
const MOST_SKIPS = 10;

/**
 * Whether an element is a link that says that it leads past something, or holds nothing else.
 * @param {Element} element
 */
function isSkip(element) {
  const size = document.getElementsByTagName('*').length;
  if (skips.body !== document.body || skips.size !== size) skips = {body: document.body, size, elements: new Set(skipsOfPage())};
  return skips.elements.has(element);
}

function* skipsOfPage() {
  const links = everywhere('a[href^="#"]').filter((link) => link.hash.length > 1 && JUMPS.test(link.textContent));
  for (const link of links.slice(0, MOST_SKIPS)) {
    const said = ['', link.textContent.trim()];
    for (let at = /** @type {Element | null} */ (link); at && said.includes(at.textContent.trim()); at = nyx.dom.parentOf(at)) yield at;
  }
}

nyx.skips = {JUMPS, everywhere, isSkip};
