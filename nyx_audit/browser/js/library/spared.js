// What axe-core's rules judge though it harms nobody, left out of them.
const {amend, known} = nyx.amended;
const {areaOf, isHeader, MOST_ROWS, studied} = nyx.tables;
const {fold} = nyx.text;

const TEXT_PAGE = /^(?:text\/html|application\/xhtml\+xml)$/;

/**
 * A page in an object is no picture; axe takes all that loads for one.
 * @param {Element} element
 */
const isPage = (element) => TEXT_PAGE.test(element.contentDocument?.contentType || element.type);

// Roles whose children nobody is told of (WAI-ARIA: children presentational), and the HTML elements that have them.
const OPAQUE = ['button', 'checkbox', 'img', 'image', 'math', 'menuitemcheckbox', 'menuitemradio', 'meter', 'option', 'progressbar']
  .concat(['radio', 'scrollbar', 'separator', 'slider', 'switch', 'tab'])
  .map((role) => `[role=${role}]`)
  .concat('button')
  .join(', ');

/**
 * A picture in what has a name of its own, and whose children nobody is told of.
 * @param {Element} element
 */
function isInNamedControl(element) {
  const around = element.parentElement?.closest(OPAQUE);
  return Boolean(around?.getAttribute('aria-label')?.trim() || (around && nyx.names.textReferencedBy(around, 'aria-labelledby').trim()));
}

const COMPOSITE = ['grid', 'listbox', 'menu', 'menubar', 'radiogroup', 'tablist', 'tree', 'treegrid']
  .map((role) => `[role=${role}]`)
  .join(', ');

/**
 * Keys move within such a control, alone or in a box of its own, and what they come to is brought into view.
 * @param {Element} element
 */
function movesByKeys(element) {
  const inner = element.querySelector(COMPOSITE);
  const control = element.closest(COMPOSITE) || (inner && fold(inner.textContent) === fold(element.textContent) ? inner : null);
  return Boolean(control && (control.matches('[tabindex], [aria-activedescendant]') || control.querySelector('[tabindex]')));
}

/**
 * A header without words over cells that need none: other headers, nothing, or controls that say themselves what they do.
 * @param {Element} element
 */
function headsNothing(element) {
  const table = /** @type {Element | null} */ (element.closest('table'));
  if (!element.matches('table th') || !table || table.rows.length > MOST_ROWS || fold(element.textContent)) return false;
  const {grid} = studied(table);
  if (!grid.areas.has(element)) return false;
  const {x, y, width} = areaOf(grid, element);
  const cells = [...grid.areas].filter(([cell]) => cell !== element);
  if (y > 0 && cells.some(([cell, its]) => its.y === y && !isHeader(cell))) return false;
  const below = cells.filter(([, its]) => its.y > y && its.x < x + width && x < its.x + its.width);
  return below.every(([cell]) => isHeader(cell) || saysItself(cell));
}

const CONTROL = 'a[href], button, input, select, textarea, [role=button], [role=checkbox], [role=link], [role=switch]';

/** @param {Element} cell */
function saysItself(cell) {
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) if (texts.currentNode.data.trim() && !texts.currentNode.parentElement?.closest(CONTROL)) return false;
  return true;
}

/**
 * The panel of a tab takes the focus so that it can be scrolled; a component has the role itself, and draws what takes it.
 * @param {Element} element
 */
const isPanel = (element) => nyx.dom.hostOf(element)?.getAttribute('role') === 'tabpanel';

/**
 * @param {string} id
 * @param {(element: Element) => boolean} spare
 */
function leaveOut(id, spare) {
  const rule = known(id);
  if (!rule) return;
  const {matches} = rule;
  /** @type {typeof matches} */
  const others = (element, virtual, context) => !spare(element) && matches(element, virtual, context);
  amend({id, matches: others});
}

leaveOut('object-alt', isPage);
leaveOut('empty-table-header', headsNothing);
// What nobody types is not filled in by a browser either (ACT 73f2c2).
leaveOut('autocomplete-valid', (element) => element.matches(':is([type=checkbox], [type=radio], [type=file], [type=image])'));
for (const id of ['td-has-header', 'table-fake-caption']) leaveOut(id, nyx.layouts.arrangesPage);
leaveOut('scrollable-region-focusable', movesByKeys);
for (const id of ['image-alt', 'role-img-alt', 'svg-img-alt']) leaveOut(id, isInNamedControl);
leaveOut('aria-required-attr', nyx.exposed.saysItself);
// axe knows skip links by being before all others; a bar about cookies may come first.
// Where no part of a page is marked, one finding of another rule says so.
leaveOut('region', (element) => nyx.skips.isSkip(element) || (window === top && !nyx.repeated.hasLandmarks()));
leaveOut('focus-order-semantics', isPanel);
