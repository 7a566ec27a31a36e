// ARIA names where they do nothing: which an element must not have, and what is lost by that.
const {aria, dom, text} = axe.commons;

// WAI-ARIA 1.2: roles that authors must not name.
/** @type {Set<string | null>} */
const UNNAMED = new Set([
  'caption',
  'code',
  'deletion',
  'emphasis',
  'generic',
  'insertion',
  'none',
  'paragraph',
  'presentation',
  'strong',
  'subscript',
  'superscript',
]);

// HTML elements that stand for nothing, so that their role is generic.
const GENERIC = new Set(['b', 'bdi', 'bdo', 'data', 'div', 'i', 'pre', 'q', 'samp', 'small', 'span', 'u']);

/** @type {Record<string, string>} */
const IMPLICIT = {
  code: 'code',
  del: 'deletion',
  em: 'emphasis',
  ins: 'insertion',
  p: 'paragraph',
  s: 'deletion',
  strong: 'strong',
  sub: 'subscript',
  sup: 'superscript',
  caption: 'caption',
};

const NAMES = ['aria-label', 'aria-labelledby', 'aria-braillelabel'];
/** @type {Set<string | null>} */
const DESCRIBED = new Set(['generic', 'none', 'presentation']);

const GLOBAL = [
  'aria-atomic',
  'aria-busy',
  'aria-controls',
  'aria-current',
  'aria-describedby',
  'aria-description',
  'aria-details',
  'aria-flowto',
  'aria-keyshortcuts',
  'aria-live',
  'aria-owns',
  'aria-relevant',
];

/**
 * @param {Element} element
 * @param {VirtualNode} virtual
 */
function roleOf(element, virtual) {
  const explicit = aria.getExplicitRole(virtual);
  const presentational = explicit === 'none' || explicit === 'presentation';
  if (explicit && !presentational) return explicit;
  const implicit = IMPLICIT[element.localName] || (GENERIC.has(element.localName) ? 'generic' : null);
  if (!presentational) return implicit;
  const exposed = dom.isFocusable(virtual) || GLOBAL.some((name) => element.hasAttribute(name));
  return exposed ? implicit : explicit;
}

/**
 * @param {Element} element
 * @param {string} name
 */
const said = (element, name) => (element.getAttribute(name) || '').trim() !== '';

/**
 * @param {Element} element
 * @param {VirtualNode} virtual
 */
function prohibited(element, virtual) {
  const role = roleOf(element, virtual);
  const found = UNNAMED.has(role) ? NAMES.filter((name) => said(element, name)) : [];
  if (role === 'generic' && said(element, 'aria-roledescription')) found.push('aria-roledescription');
  if (DESCRIBED.has(role) && said(element, 'aria-brailleroledescription')) found.push('aria-brailleroledescription');
  return found;
}

const WIDGETS =
  'a[href], button, summary, option, [role=button], [role=link], [role=tab], [role=option], [role=menuitem], [role=checkbox], [role=radio], [role=switch], [role=treeitem], [role=menuitemcheckbox], [role=menuitemradio]';

/**
 * A name within a control becomes part of the control's own.
 * @param {Element} element
 */
const namesControl = (element) => Boolean(element.parentElement?.closest(WIDGETS));
const NAMED = [...NAMES, 'aria-roledescription', 'aria-brailleroledescription'].map((name) => `[${name}]`).join(', ');

/** @param {Element} element */
const isHeard = (element) =>
  dom.isVisibleToScreenReaders(element) &&
  !element.localName.includes('-') &&
  !namesControl(element) &&
  element.namespaceURI === 'http://www.w3.org/1999/xhtml';

/**
 * Whether there is anything else that is read out in its place.
 * @param {VirtualNode} virtual
 */
const speaks = (virtual) => text.sanitize(text.subtreeText(virtual, {subtreeDescendant: true})) !== '';
/**
 * @param {VirtualNode} virtual
 * @param {string[]} found
 */
const lost = (virtual, found) =>
  !speaks(virtual) && found.some((name) => name === 'aria-label' || (name === 'aria-labelledby' && !isReadElsewhere(virtual.actualNode)));

/**
 * What names it stands on the page, and is read out there.
 * @param {Element} element
 */
const isReadElsewhere = (element) => nyx.dom.referencedBy(element, 'aria-labelledby').every((one) => dom.isVisibleToScreenReaders(one));

/**
 * Words that name a field or a group, with other words in their own place (ARIA in HTML: they must not be named).
 * @param {Element} element
 */
const renamed = (element) =>
  element.matches('label, legend') &&
  !element.hasAttribute('role') &&
  said(element, 'aria-label') &&
  nyx.text.fold(element.getAttribute('aria-label')).toLowerCase() !== nyx.text.fold(element.textContent).toLowerCase();

/**
 * Passes an element on which no name is prohibited; doubts one whose name may be read in place of its words.
 * @this {CheckContext}
 * @param {Element} element
 * @param {unknown} _options
 * @param {VirtualNode} virtual
 */
function judgeNames(element, _options, virtual) {
  if (renamed(element)) {
    this.data({names: 'aria-label', role: ''});
    return undefined;
  }
  const found = prohibited(element, virtual);
  this.data({names: found.join(', '), role: roleOf(element, virtual)});
  return found.length === 0;
}

nyx.prohibited = {NAMED, prohibited, isHeard, lost, renamed, judgeNames};
