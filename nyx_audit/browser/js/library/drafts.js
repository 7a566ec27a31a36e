// ARIA beyond what this build of axe-core knows, and where it holds authors to grammar that browsers do without.
const {aria} = axe.commons;
const {fold} = nyx.text;
const {askAgain} = nyx.softened;

const section = {type: 'structure', allowedAttrs: ['aria-expanded'], superclassRole: ['section']};
axe.configure({
  standards: {
    ariaAttrs: {'aria-actions': {type: 'idrefs', allowEmpty: true, global: true}},
    ariaRoles: {
      image: {...section, accessibleNameRequired: true, childrenPresentational: true},
      sectionheader: section,
      sectionfooter: section,
    },
  },
});

/** @param {Element} element */
const rolesOf = (element) => fold(element.getAttribute('role')).toLowerCase().split(' ');

/**
 * A role is one where the browser knows it. It calls what it does not know generic, too.
 * @param {Element} element
 */
const isKnown = (element) => rolesOf(element).includes('generic') || rolesOf(element).includes(element.computedRole || 'none');

askAgain('invalidrole', (answer, element) => (answer && isKnown(element) ? false : answer));

// An element that says the role that it has anyhow brings the states of that role with it.
askAgain('aria-required-attr', (answer, _element, _data, virtual) =>
  answer === false && aria.getExplicitRole(virtual) === aria.implicitRole(virtual) ? true : answer,
);

/**
 * ACT: what an element owns must be of certain roles, and it may own nothing.
 * @param {Element} element
 */
const ownsNothing = (element) =>
  !element.querySelector('*') && !element.shadowRoot && !element.hasAttribute('aria-owns') && fold(element.textContent) === '';

/**
 * A component without a role of its own, which may take the focus, around what it draws and what that is.
 * @param {Element} element
 */
const drawsItem = (element) =>
  element.shadowRoot !== null &&
  !element.hasAttribute('role') &&
  !nyx.exposed.saysItself(element) &&
  nyx.dom.childrenOf(element.shadowRoot).some(isItem);

/** @param {Element} element */
const isItem = (element) => element.matches('li, [role]');

askAgain('aria-required-children', (answer, element, _data, virtual, nodes) => {
  if (answer === true) return true;
  if (aria.getExplicitRole(virtual) === 'suggestion' && element.querySelector('ins, del')) return true;
  if (nodes.length && nodes.every((one) => drawsItem(one.actualNode))) return true;
  return ownsNothing(element) ? true : answer;
});
