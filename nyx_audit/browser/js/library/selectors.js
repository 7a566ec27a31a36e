// How an element is found again (its selector), and what stays of that in a newer build of the page (its shape).
const {childrenOf, parentOf} = nyx.dom;

const STABLE = /^(?:[a-z]+(?:[-_]{1,2}[a-z]+)*(?:-\d{1,2})?|[a-z]+(?:[A-Z][a-z]+)+)$/;

const STATE =
  /^(?:is|has|js|no|ng|css|jss|jsx|sc|emotion|svelte)[-_]|^(?:active|open|closed|hover|focus|focused|selected|current|hidden|visible|show|collapsed|expanded|loaded|loading)$/;

// The time of day, or a number from a source of chance: another one when the page is loaded again.
const COUNTED = /\d{6}/;

/**
 * Finds exactly this element from its root; shadow boundaries are written ` >>> `.
 * @param {Element} element
 * @returns {string}
 */
function selectorOf(element) {
  const root = /** @type {Document | ShadowRoot} */ (element.getRootNode());
  const own = selectorWithin(element, root);
  return root instanceof ShadowRoot ? selectorOf(root.host) + ' >>> ' + own : own;
}

/**
 * @param {Element} element
 * @param {ParentNode} root
 */
function selectorWithin(element, root) {
  // Most choices find another element first, which is known long before all that they find.
  const finds = (/** @type {string} */ selector) =>
    root.querySelector(selector) === element && root.querySelectorAll(selector).length === 1;
  let tail = '';
  for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement) {
    const choices = [];
    if (at.id && at.id.length < 60 && !COUNTED.test(at.id)) choices.push('#' + CSS.escape(at.id));
    choices.push(tagOf(at) + (at === element ? attributeHint(at) : '') + stableClasses(at));
    const position = positionOf(at);
    if (position) choices.push(tagOf(at) + position);
    for (const choice of choices) if (finds(choice + tail)) return choice + tail;
    tail = ' > ' + tagOf(at) + position + tail;
  }
  return tail.slice(3);
}

/**
 * The path of positions from the root down: cheap, since nothing is searched for.
 * @param {Element} element
 */
function pathOf(element) {
  const steps = [];
  for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement) {
    steps.unshift(tagOf(at) + (at.parentElement ? positionOf(at) : ''));
  }
  return steps.join(' > ');
}

/**
 * What stays of the selector when a page is loaded again, or made by a newer build.
 * @param {Element} element
 */
function shapeOf(element) {
  /** @type {string[]} */
  const parts = [];
  for (let at = /** @type {Element | null} */ (element); at && parts.length < 4; at = parentOf(at)) {
    const id = at.id && isStable(at.id) ? '#' + at.id : '';
    parts.unshift(at.localName + (id || stableClasses(at)));
    if (id && at !== element) break;
  }
  return parts.join(' > ');
}

/** @param {string} token */
const isStable = (token) => token.length < 40 && STABLE.test(token) && !STATE.test(token);

/** @param {Element} element */
const tagOf = (element) => CSS.escape(element.localName);

/** @param {Element} element */
const stableClasses = (element) =>
  [...element.classList]
    .filter(isStable)
    .slice(0, 2)
    .map((name) => '.' + CSS.escape(name))
    .join('');

/** @param {Element} element */
function attributeHint(element) {
  const name = element.getAttribute('name');
  return name && name.length < 40 ? `[name=${CSS.escape(name)}]` : '';
}

/**
 * Which of its siblings with the same tag an element is; empty where it is the only one.
 * @param {Element} element
 */
function positionOf(element) {
  const parent = /** @type {ParentNode | null} */ (element.parentNode);
  const siblings = parent ? childrenOf(parent).filter((other) => other.localName === element.localName) : [];
  return siblings.length > 1 ? `:nth-of-type(${siblings.indexOf(element) + 1})` : '';
}

nyx.selectors = {selectorOf, shapeOf, pathOf};
