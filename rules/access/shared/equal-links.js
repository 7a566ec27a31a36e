const {aria} = axe.commons;
const {nameOf, passUnlessAmbiguous} = nyx.namesakes;
const {fold} = nyx.text;

const LINKS = new Set(['link', 'doc-backlink', 'doc-biblioref', 'doc-glossref', 'doc-noteref']);

const GOES =
  /^[^=(]*?\blocation(?:\.href)?\s*=\s*(['"])([^'"]+)\1|\blocation\.(?:assign|replace)\(\s*(['"])([^'"]+)\3\s*\)|\bwindow\.open\(\s*(['"])([^'"]+)\5/;

const SHORT = 60;

/**
 * Where a link leads: its address, or what a plain onclick says. Null where only a script knows.
 * @param {Element} element
 */
function addressOf(element) {
  const href = element.getAttribute('href') ?? element.getAttributeNS('http://www.w3.org/1999/xlink', 'href');
  const said = href === null ? GOES.exec(element.getAttribute('onclick') || '') : null;
  const written = href ?? (said && (said[2] || said[4] || said[6]));
  if (written === null || /^\s*javascript:/i.test(written)) return null;
  try {
    return new URL(written.trim(), document.baseURI).href;
  } catch {
    return null;
  }
}

const BLOCKS = /^(?:block|list-item|flow-root|inline-block|table-cell|table-caption)$/;

/** @param {Element} element */
function blockOf(element) {
  let at = nyx.dom.parentOf(element);
  while (at && nyx.dom.parentOf(at) && !BLOCKS.test(getComputedStyle(at).display)) at = nyx.dom.parentOf(at);
  return at;
}

/**
 * The same context is the same set of elements: the block around the link, its list items, its cell.
 * @param {Element} element
 * @param {Element} block
 */
function contextOf(element, block) {
  const found = [block];
  for (let at = nyx.dom.parentOf(element); at; at = nyx.dom.parentOf(at)) {
    const role = aria.getRole(at);
    if (role === 'listitem' || role === 'cell' || role === 'gridcell') found.push(at);
  }
  return (
    [...new Set(found)].filter(Boolean).map(nyx.elements.numberOf).sort().join(' ') + '|' + (element.getAttribute('aria-describedby') || '')
  );
}

/**
 * The words beside a link, up to the next link on either side: what tells two of them apart for the eye.
 * @param {Element} element
 * @param {Element} block
 */
function beside(element, block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  /** @param {Node} node */
  const isLink = (node) =>
    node.nodeType === Node.ELEMENT_NODE && node !== element && !node.contains(element) && node.matches('a[href], [role=link]');
  /** @param {Node} node */
  const inside = (node) => element.contains(node) || node.parentElement?.closest('script, style, [hidden]');
  /** @param {'nextNode' | 'previousNode'} step */
  const gather = (step) => {
    let words = '';
    walker.currentNode = element;
    if (step === 'nextNode') {
      let last = /** @type {Node} */ (element);
      while (last.lastChild) last = last.lastChild;
      walker.currentNode = last;
    }
    for (let node = walker[step](); node && words.length < 4 * SHORT; node = walker[step]()) {
      if (isLink(node)) break;
      if (node.nodeType !== Node.TEXT_NODE || inside(node)) continue;
      if (step === 'previousNode' && node.parentElement?.closest('a[href], [role=link]')) break;
      words = step === 'nextNode' ? words + ' ' + node.data : node.data + ' ' + words;
    }
    return fold(words);
  };
  return [gather('previousNode').slice(-2 * SHORT), gather('nextNode').slice(0, 2 * SHORT)];
}

/**
 * What is drawn on a link, or how many pictures stand in its block: an eye tells links apart by them.
 * @param {Element} element
 * @param {Element} block
 */
function picturesOf(element, block) {
  const drawn = [...element.querySelectorAll('img, path, use, circle, rect')]
    .map((one) => one.getAttribute('src') || one.getAttribute('d') || one.outerHTML)
    .slice(0, 6);
  const {backgroundImage} = getComputedStyle(element);
  if (backgroundImage !== 'none') drawn.push(backgroundImage);
  const around = [...block.querySelectorAll('img, svg')].filter(
    (one) => !element.contains(one) && !one.contains(element) && !one.closest('a[href], [role=link]'),
  );
  const distinct = new Set(around.map((one) => one.getAttribute('src') || one.innerHTML));
  return {own: drawn.join(' ').slice(0, 400), around: distinct.size};
}

const counts = new WeakMap();

/**
 * Most links are alone with their words: only for the others it is worth looking around.
 * @param {Element} element
 */
function hasTwin(element) {
  /** @param {Element} one */
  const raw = (one) => fold(one.getAttribute('aria-label') || one.textContent || '').toLowerCase();
  if (!counts.has(document)) {
    const found = new Map();
    for (const one of document.querySelectorAll('a, [role=link]')) found.set(raw(one), (found.get(raw(one)) || 0) + 1);
    counts.set(document, found);
  }
  return counts.get(document).get(raw(element)) > 1;
}

/** @param {Element} element */
function sayAround(element) {
  const block = blockOf(element);
  if (!block) return {};
  const [before, behind] = beside(element, block);
  return {context: contextOf(element, block), before, behind, pictures: picturesOf(element, block)};
}

define({
  selector: 'a, area[href], [role]',
  matches: (element, node) =>
    (element.localName !== 'a' || element.hasAttribute('role') || addressOf(element) !== null || element.hasAttribute('href')) &&
    (LINKS.has(aria.getRole(node)) ||
      (element.localName === 'a' && element.namespaceURI?.endsWith('/svg') && !element.hasAttribute('role'))) &&
    nameOf(node) !== '',
  evaluate(element, _options, node) {
    this.data(
      /** @satisfies {Partial<Words>} */ ({
        name: nameOf(node),
        address: addressOf(element),
        ...(hasTwin(element) ? {part: nyx.contents.partOf(element), ...sayAround(element)} : {}),
      }),
    );
    return undefined;
  },
  after: passUnlessAmbiguous((data) => data.address?.split('#')[0] ?? null),
  message: 'several links have these words',
});
