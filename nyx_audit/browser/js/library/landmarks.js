// The parts of a page that people with screen readers jump between, as HTML and ARIA name them.
const {flatParentOf, parentOf} = nyx.dom;

/** @type {Record<string, string>} */
const BY_TAG = {nav: 'navigation', main: 'main', aside: 'complementary', form: 'form', dialog: 'dialog', search: 'search'};
/** @type {Record<string, string>} */
const OF_PAGE = {header: 'banner', footer: 'contentinfo'};

/** @type {Record<string, string>} */
const BY_COMPONENT = {
  'nys-globalheader': 'banner',
  'nys-unavheader': 'banner',
  'nys-globalfooter': 'contentinfo',
  'nys-unavfooter': 'contentinfo',
  'nys-breadcrumbs': 'navigation',
  'nys-verticalnav': 'navigation',
};

const ROLES = new Set([...Object.values(BY_TAG), ...Object.values(OF_PAGE), 'region', 'alertdialog']);
// What stands around the page's own part.
const AROUND = new Set(['banner', 'navigation', 'contentinfo', 'complementary']);
const PAGE_PARTS = new Set(['banner', 'navigation', 'main', 'contentinfo', 'complementary', 'search']);
// Within these, a header or footer is that of the section, not of the page.
const SECTIONS = 'article, aside, main, nav, section, [role=article], [role=main], [role=region]';

/**
 * The landmark that an element is, by its role or its tag; empty for any other element.
 * @param {Element} element
 */
function landmarkAt(element) {
  const role = element.getAttribute('role');
  if (role) return ROLES.has(role) ? role : '';
  const tag = element.localName;
  if (OF_PAGE[tag]) return element.parentElement?.closest(SECTIONS) ? '' : OF_PAGE[tag];
  return BY_TAG[tag] || '';
}

/**
 * Where a finding is said to be: the nearest landmark, behind the part around the page's own that it stands in.
 * @param {Element} element
 */
function placeOf(element) {
  const nearest = landmarkOf(element);
  const part = AROUND.has(nearest) ? nearest : pagePartOf(element);
  return AROUND.has(part) && part !== nearest ? `${part} ${nearest}`.trim() : nearest;
}

/**
 * The nearest landmark around an element, or itself.
 * @param {Element} element
 */
function landmarkOf(element) {
  for (let at = /** @type {Element | null} */ (element); at; at = parentOf(at)) {
    const own = landmarkAt(at);
    if (own) return own;
  }
  return '';
}

/**
 * The part of the page that an element stands in as it is drawn. A navigation in the page's header or footer belongs to
 * that; the header and footer of the state's design system count, before they draw anything.
 * @param {Element} element
 */
function pagePartOf(element) {
  let found = '';
  for (let at = /** @type {Element | null} */ (element); at; at = flatParentOf(at)) {
    const own = pagePartAt(at);
    if (own === 'banner' || own === 'contentinfo') return own;
    found ||= own;
  }
  return found;
}

/**
 * The part of the page that an element is; forms, dialogs and regions are none.
 * @param {Element} element
 */
function pagePartAt(element) {
  const own = landmarkAt(element) || (element.hasAttribute('role') ? '' : BY_COMPONENT[element.localName] || '');
  return PAGE_PARTS.has(own) ? own : '';
}

nyx.landmarks = {AROUND, landmarkAt, landmarkOf, placeOf, pagePartOf, pagePartAt};
