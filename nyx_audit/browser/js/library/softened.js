// What axe-core fails and nobody misses: its checks asked again where the W3C's texts, or the browser, say otherwise.
const {aria} = axe.commons;
const {fold} = nyx.text;

/** @typedef {(answer: boolean | undefined, element: Element, data: unknown, virtual: VirtualNode, nodes: VirtualNode[]) => boolean | undefined} Second */

/** What a check is given as `this` until its answer is known to stand. */
class Kept {
  given = /** @type {object | null} */ (null);
  nodes = /** @type {VirtualNode[]} */ ([]);
  /** @param {object} given */
  data(given) {
    this.given = given;
  }
  /** @param {VirtualNode[]} nodes */
  relatedNodes(nodes) {
    this.nodes = nodes;
  }
  async() {
    return () => {};
  }
}

/**
 * Let a second look decide on what a check of axe answers.
 * @param {string} id
 * @param {Second} second
 */
function askAgain(id, second) {
  const check = axe._audit.checks[id];
  if (!check) return;
  const {evaluate} = check;
  /**
   * @this {CheckContext & {relatedNodes(nodes: unknown): void}}
   * @type {AuditedCheck['evaluate']}
   */
  function asked(element, options, virtual, context) {
    const kept = new Kept();
    const answer = evaluate.call(kept, element, options, virtual, context);
    const last = second(answer, element, kept.given, virtual, kept.nodes);
    if (last === answer && kept.given !== null) this.data(kept.given);
    if (last === answer) this.relatedNodes(kept.nodes);
    return last;
  }
  axe.configure({checks: [{id, evaluate: asked}]});
}

// Where these lead is a way to go, and no name: what stands there may be made when it is opened.
const ROUTES = ['aria-activedescendant', 'aria-controls', 'aria-details', 'aria-flowto', 'aria-owns'];

axe.configure({checks: [{id: 'aria-valid-attr-value', options: {value: ROUTES}}]});

// A component's message is announced from its shadow tree.
askAgain('aria-errormessage', (answer, element) => {
  const pointed = nyx.dom.referencedBy(element, 'aria-errormessage');
  return answer === false && pointed.some((one) => one.shadowRoot) ? undefined : answer;
});

askAgain('alt-space-value', (answer, element, _data, virtual) => {
  const decorative = ['none', 'presentation'].includes(aria.getExplicitRole(virtual));
  return answer && (decorative || nyx.names.accessibleName(virtual).trim() !== '') ? false : answer;
});

// A label names a component that is a field of its form, though not one that axe knows.
askAgain('no-implicit-explicit-label', (answer, element) =>
  answer === undefined && element.localName.includes('-') && nyx.exposed.givenName(element) ? false : answer,
);

/** @param {Element} child */
const isItem = (child) =>
  child.matches('li, script, template, style, [role=listitem]') ||
  Boolean(child.shadowRoot && nyx.dom.childrenOf(child.shadowRoot).some((one) => one.localName === 'li'));

/**
 * An ellipsis between numbers of pages, taken out of the list's count, and items that components draw.
 * @param {Element} list
 */
function holdsItems(list) {
  const children = nyx.dom.childrenOf(list).flatMap((one) => (one.localName === 'slot' ? one.assignedElements({flatten: true}) : [one]));
  const others = children.filter((one) => !isItem(one) || one.getAttribute('role'));
  return others.every((one) => (one.localName === 'li' ? !/[\p{L}\p{N}]/u.test(one.textContent) : isItem(one)));
}

askAgain('only-listitems', (answer, element) => {
  const bare = nyx.dom.textNodesOf(element).every((node) => !fold(node.data));
  return answer && bare && holdsItems(element) ? false : answer;
});

/**
 * Whether a list stands around an item as it is drawn, with nothing but components and slots between them; or a list that has
 * another role, and whose items are then nothing else than what they hold.
 * @param {Element} item
 */
function standsInList(item) {
  let at = nyx.dom.flatParentOf(item);
  while (at && (at.localName === 'slot' || at.localName.includes('-')) && !at.hasAttribute('role')) at = nyx.dom.flatParentOf(at);
  return Boolean(at?.matches('ul, ol, menu, [role=list]'));
}

askAgain('listitem', (answer, element) => (answer === false && standsInList(element) ? true : answer));

nyx.softened = {askAgain};
