// How elements lie in each other: parents, children, shadow trees.

// A field of a form that is named "children" stands before the form's own list of them.
const readChildren = /** @type {() => HTMLCollection} */ (Object.getOwnPropertyDescriptor(Element.prototype, 'children')?.get);

/**
 * The elements right below an element or a root, without those of its shadow root.
 * @param {ParentNode & Node} parent
 * @returns {Element[]}
 */
function childrenOf(parent) {
  return [...(parent instanceof HTMLFormElement ? readChildren.call(parent) : parent.children)];
}

/**
 * The component that draws an element, null for one that no component draws.
 * @param {Element} element
 * @returns {Element | null}
 */
function hostOf(element) {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/**
 * The parent as it is written; the host above what is right below a shadow root.
 * @param {Element} element
 * @returns {Element | null}
 */
const parentOf = (element) => element.parentElement || hostOf(element);

/**
 * The parent as it is drawn: the slot of what is slotted, the host of what is right below a shadow root.
 * @param {Element} element
 * @returns {Element | null}
 */
const flatParentOf = (element) => element.assignedSlot || parentOf(element);

/**
 * Every element below a root, shadow trees included.
 * @param {ParentNode} root
 * @returns {Generator<Element, void>}
 */
function* everyElement(root) {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* everyElement(element.shadowRoot);
  }
}

/**
 * Every element below one as it is drawn: what stands in its shadow tree, and what is slotted there.
 * @param {Element} element
 * @returns {Generator<Element, void>}
 */
function* everyDrawn(element) {
  const slotted = element instanceof HTMLSlotElement ? element.assignedElements() : [];
  for (const child of slotted.length ? slotted : childrenOf(element.shadowRoot || element)) {
    yield child;
    yield* everyDrawn(child);
  }
}

/**
 * The nearest of an element and those around it, as they are drawn, that a selector matches.
 * @param {Element} element
 * @param {string} selector
 */
function closestDrawn(element, selector) {
  for (let at = /** @type {Element | null} */ (element); at; at = flatParentOf(at)) if (at.matches(selector)) return at;
  return null;
}

/**
 * Whether an element is another, or around it as it is drawn.
 * @param {Element} element
 * @param {Element} inner
 */
function isAround(element, inner) {
  for (let at = /** @type {Element | null} */ (inner); at; at = flatParentOf(at)) if (at === element) return true;
  return false;
}

/**
 * Whether words stand right in an element, not only in those within it.
 * @param {Element} element
 */
const hasOwnText = (element) => textNodesOf(element).some((node) => node.data.trim());

/**
 * The text nodes right below an element or a root.
 * @param {Node} parent
 * @returns {Text[]}
 */
const textNodesOf = (parent) => /** @type {Text[]} */ ([...parent.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE));

/**
 * The elements that the ids in an attribute (aria-labelledby, aria-describedby) point to, in its order.
 * @param {Element} element
 * @param {string} attribute
 */
function referencedBy(element, attribute) {
  const root = /** @type {Document | ShadowRoot} */ (element.getRootNode());
  const ids = (element.getAttribute(attribute) || '').split(/\s+/).filter(Boolean);
  return ids.map((id) => root.getElementById?.(id)).filter((one) => one instanceof Element);
}

nyx.dom = {
  childrenOf,
  hostOf,
  parentOf,
  flatParentOf,
  everyElement,
  everyDrawn,
  closestDrawn,
  isAround,
  hasOwnText,
  textNodesOf,
  referencedBy,
};
