// What axe-core's rules leave out of the W3C's ACT rules that they implement, added to them as checks.
const {aria, dom} = axe.commons;
const {fold} = nyx.text;
const {stopsIn} = nyx.stops;

const WITH_TEXT = new Set(['has-visible-text', 'button-has-visible-text']);
const HEADERS = new Set(['columnheader', 'rowheader']);

/**
 * @param {string} id
 * @param {(this: CheckContext, element: Element, options: unknown, virtual: VirtualNode) => boolean | undefined} evaluate
 * @param {string} fail
 */
function addCheck(id, evaluate, fail) {
  const messages = {pass: '', fail, incomplete: fail};
  axe.configure({checks: [{id, evaluate, options: {}, metadata: {impact: 'serious', messages}}]});
  return id;
}

/**
 * What CSS writes into an element is a part of its name; letters of an icon's font are none.
 * @this {CheckContext}
 * @param {Element} element
 * @param {unknown} _options
 * @param {VirtualNode} virtual
 */
function isNamedByStyle(element, _options, virtual) {
  if (nyx.names.accessibleName(virtual).trim()) return false;
  const written = [element, ...element.querySelectorAll('*')].slice(0, 30).map(writtenByStyle).join('');
  if (/[\p{L}\p{N}]/u.test(written.replace(/\p{Co}/gu, ''))) return true;
  return /[^\s\p{Co}]/u.test(written) ? undefined : false;
}

/** @param {Element} element */
function writtenByStyle(element) {
  if (!axe.utils.getNodeFromTree(element) || !dom.isVisibleToScreenReaders(element)) return '';
  return ['::before', '::after'].map((part) => wordsOfContent(getComputedStyle(element, part).content, element)).join('');
}

/**
 * @param {string} content
 * @param {Element} element
 */
function wordsOfContent(content, element) {
  const spoken = content.includes('" / ') || content.includes(') / ') ? content.split(' / ').slice(1).join('') : content;
  const words = [...spoken.matchAll(/"((?:[^"\\]|\\.)*)"|attr\(([\w-]+)\)/g)];
  return words.map(([, text, attribute]) => text ?? element.getAttribute(attribute) ?? '').join('');
}

/**
 * A script may name an element by others without any attribute.
 * @param {Element} element
 */
const isNamedByElements = (element) =>
  !element.getAttribute('aria-labelledby') &&
  (element.ariaLabelledByElements || []).some((one) => !one.matches('style, script') && fold(one.textContent) !== '');

/**
 * Components may name what they draw, or be named, in ways that no attribute shows.
 * @param {Element} element
 * @param {unknown} _options
 * @param {VirtualNode} virtual
 */
const isNamedByBrowser = (element, _options, virtual) =>
  !nyx.names.accessibleName(virtual).trim() && /[\p{L}\p{N}]/u.test(nyx.exposed.givenName(element));

/**
 * A button in a link is read out, and what a press does is for a person to try.
 * @param {Element} element
 * @param {unknown} _options
 * @param {VirtualNode} virtual
 */
function holdsNoStop(element, _options, virtual) {
  if (!(virtual.children || []).some((child) => stopsIn(child).length)) return true;
  return element.matches('a[href]') && aria.getRole(virtual) === 'link' ? undefined : false;
}

/**
 * The browser's own words for a button without any.
 * @param {Element} element
 */
const hasDefaultName = (element) => /^submit query$/i.test(fold(nyx.names.accessibleNameOf(element)));

/**
 * Each id in `headers` is a header cell of the same table; a data cell may do as one.
 * @param {Element} element
 */
function pointsToHeaders(element) {
  const cells = [...element.rows].flatMap((row) => [...row.cells]);
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  let doubted = false;
  if (!dom.isVisibleOnScreen(element)) return true;
  for (const cell of cells) {
    if (!cell.hasAttribute('headers') || !dom.isVisibleToScreenReaders(cell)) continue;
    const ids = (cell.getAttribute('headers') || '').split(/\s+/).filter(Boolean);
    if (ids.some((id) => id === cell.id || !byId.has(id))) return false;
    doubted ||= !ids.length || ids.some((id) => !HEADERS.has(aria.getRole(/** @type {Node} */ (byId.get(id)))));
  }
  return doubted ? undefined : true;
}

/** @param {AuditedRule} rule */
const isNamedByText = (rule) => rule.any.some((one) => WITH_TEXT.has(typeof one === 'string' ? one : one.id));

/** @param {AuditedRule} rule */
const isNamedByIds = (rule) => rule.any.includes('aria-labelledby');

/** @param {string} id */
const known = (id) => axe._audit.rules.find((rule) => rule.id === id);

/** @param {object} rule */
const amend = (rule) => axe.configure({rules: [rule]});

const byStyle = addCheck('nyx-named-by-style', isNamedByStyle, 'Nothing that the style sheet writes names it either');
for (const {id, any} of axe._audit.rules.filter(isNamedByText)) amend({id, any: [...any, byStyle]});
// It says once more that the name is empty, but does not know of style sheets.
if (known('link-name')) amend({id: 'link-name', none: []});

// ARIA 1.3 has a second name for the role of pictures.
for (const {id, selector} of ['role-img-alt', 'svg-img-alt'].map(known).filter((one) => one !== undefined))
  if (!selector.includes('image')) amend({id, selector: selector.replace(/\[role=['"]img['"]\]/, ':is([role=img], [role=image])')});

const byElements = addCheck('nyx-named-by-elements', isNamedByElements, 'No script says which elements name it');
for (const {id, any} of axe._audit.rules.filter(isNamedByIds)) amend({id, any: [...any, byElements]});

const byBrowser = addCheck('nyx-named-by-browser', isNamedByBrowser, 'The browser gives it no name either');
for (const {id, any} of axe._audit.rules.filter(isNamedByIds)) amend({id, any: [...any, byBrowser]});

const noStop = addCheck('nyx-holds-no-stop', holdsNoStop, 'The Tab key stops at something inside of it');
if (known('nested-interactive')) amend({id: 'nested-interactive', any: [noStop]});

const defaultName = addCheck('nyx-default-name', hasDefaultName, 'Its name is the one that browsers give to a button without any');
if (known('input-image-alt')) amend({id: 'input-image-alt', none: [defaultName]});

const headers = addCheck(
  'nyx-headers',
  pointsToHeaders,
  'The headers attribute of a cell names something other than a header cell of its table',
);
if (known('td-headers-attr')) amend({id: 'td-headers-attr', all: [headers]});

const nested = known('nested-interactive');
if (nested) {
  const {matches} = nested;
  /** @type {typeof matches} */
  const links = (element, virtual, context) =>
    matches(element, virtual, context) || (element.matches('a[href]:not([role])') && !holdsNoStop(element, null, virtual));
  amend({id: nested.id, matches: links});
}

nyx.amended = {addCheck, amend, known};
