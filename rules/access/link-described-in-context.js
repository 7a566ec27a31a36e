const {aria, table} = axe.commons;
const {isExplained, isNamedLink, isSaidByNothing, isStops, isTold, nameOf} = nyx.phrases;
const {bare, fold} = nyx.text;

// The words that belong to a link by its place: its list items, its block, its cell and the headers of that.
const BLOCKS = /^(?:block|list-item|flow-root|inline-block|table-cell|table-caption)$/;

/** @param {Element} element */
function placesOf(element) {
  const found = [];
  let block = null;
  for (let at = nyx.dom.parentOf(element); at; at = nyx.dom.parentOf(at)) {
    const role = aria.getRole(at);
    if (!block && (BLOCKS.test(getComputedStyle(at).display) || !at.parentElement)) found.push((block = at));
    if (role === 'listitem') found.push(at);
    if (role === 'cell' || role === 'gridcell') {
      found.push(at);
      if (at.localName === 'td')
        try {
          found.push(...table.getHeaders(at));
        } catch {
          /* no table */
        }
      break;
    }
  }
  return found;
}

/** @param {Element} element */
function hasWordsAround(element) {
  const described = (element.getAttribute('aria-describedby') || '')
    .split(/\s+/)
    .filter(Boolean)
    .map((/** @type {string} */ id) => document.getElementById(id));
  for (const place of [...placesOf(element), ...described]) {
    if (!place) continue;
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(), seen = 0; node && seen < 400; node = walker.nextNode(), seen++) {
      const link = node.parentElement?.closest('a[href], [role=link], script, style');
      if (link === element || !/[\p{L}\p{N}]{2}/u.test(node.data)) continue;
      if (link && (/^(?:script|style)$/.test(link.localName) || isSaidByNothing(link.textContent, link))) continue;
      if (isTold(/** @type {Element} */ (node.parentElement))) return true;
    }
    for (const image of place.querySelectorAll('img[alt]')) {
      if (!element.contains(image) && image.alt.trim() && isTold(image)) return true;
    }
  }
  const title = bare(element.title);
  return Boolean(title) && title !== bare(element.textContent) && !isSaidByNothing(title, element);
}

const HEADINGS = 'h1, h2, h3, h4, h5, h6, [role=heading]';
// The heading of the whole page says nothing of one link among its paragraphs.
const OF_PARTS = 'h2, h3, h4, h5, h6, [role=heading]:not([aria-level="1"])';

/**
 * A heading right above is context for many, though not by the words of the criterion's definition.
 * @param {Element} element
 */
function hasHeadingNear(element) {
  for (let at = element.parentElement, steps = 0; at && at !== document.body && steps < 4; at = at.parentElement, steps++) {
    if (at.querySelector(OF_PARTS)) return true;
    const before = at.previousElementSibling;
    const isAlone = fold(at.textContent) === fold(element.textContent);
    if (before && (before.matches(isAlone ? HEADINGS : OF_PARTS) || before.querySelector(OF_PARTS))) return true;
  }
  return false;
}

define({
  selector: 'a[href], area[href], [role=link]',
  matches: isNamedLink,
  evaluate(element, _options, node) {
    const name = nameOf(node);
    this.data({name: name.slice(0, 60)});
    if (isStops(name)) return isExplained(element);
    if (!isSaidByNothing(name, element) || hasWordsAround(element) || nyx.contents.isEntry(element)) return true;
    return hasHeadingNear(element) ? undefined : false;
  },
  message: '"${data.name}" does not say where the link leads, and no words around it do',
  doubt: '"${data.name}" does not say where the link leads; is the heading above it enough?',
});
