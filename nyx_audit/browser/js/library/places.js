// The places on a page that its links name by `#`, and the links whose place is not there.
const {everyElement} = nyx.dom;

const ROUTE = /^[!?/]|[/=&]/;
const CONTROL =
  '[role]:not([role=link]), [aria-expanded], [aria-controls], [aria-haspopup], [aria-selected], [aria-pressed], [aria-current]';
// What libraries of scripts read, whether they say so by an event or not.
const DRIVEN = /^(?:data-.*(?:toggle|target|dismiss|action|controller|slide|scroll|tab|modal|method|remote)|(?:ng|hx|up)-|x-|v-|@|:)/;
const OTHER_TREES = 'template, noscript';

/**
 * The name of the place on this page that a link leads to; empty where it leads elsewhere, or to the top, or is the
 * route of an app or a control.
 * @param {Element} link
 */
function placeOf(link) {
  const name = fragmentOf(link);
  if (!name || name.toLowerCase() === 'top' || ROUTE.test(name) || isControl(link)) return '';
  return name;
}

/** @param {Element} link */
function fragmentOf(link) {
  try {
    const to = new URL(link.getAttribute('href') || '', document.baseURI);
    const here = new URL(document.URL);
    const fragment = to.hash.slice(1).split(':~:')[0];
    to.hash = here.hash = '';
    return to.href === here.href ? fragment : '';
  } catch {
    return '';
  }
}

/** @param {Element} link */
const isControl = (link) => link.matches(CONTROL) || link.getAttributeNames().some((name) => DRIVEN.test(name));

/** @param {string} name */
const spellings = (name) => [name, nyx.addresses.decoded(name)];

/**
 * Whether a browser finds the place: by its id, or the name of an old anchor.
 * @param {string} name
 */
const isThere = (name) =>
  spellings(name).some((one) => document.getElementById(one) || document.querySelector(`a[name="${CSS.escape(one)}"]`));

/**
 * Whether a script could bring the place about: it stands in a template or in the tree of a component.
 * @param {string} name
 */
function mayCome(name) {
  const find = spellings(name)
    .map((one) => `#${CSS.escape(one)}`)
    .join();
  const kept = [...document.querySelectorAll(OTHER_TREES)];
  if (kept.some((one) => /** @type {any} */ (one).content?.querySelector(find) || one.textContent?.includes(nyx.addresses.decoded(name))))
    return true;
  return [...everyElement(document)].some((one) => one.shadowRoot?.querySelector(find));
}

/** @type {Set<Element>} */
const lost = new Set();

/**
 * Keeps a link whose place is not there, for the probe that looks for what listens to it.
 * @param {Element} link
 */
const noteLost = (link) => lost.add(link);

/** The numbers of the links kept, of the first few: they are requested one by one. */
const lostLinks = () => [...lost].slice(0, 30).map(nyx.elements.numberOf);

/**
 * Which of the links kept send their events by way of a node, and which are it or hold it, as keys of targets.
 * @param {Node} node
 */
function heardBy(node) {
  const all = [...lost];
  const own = all.filter((link) => link.contains(node));
  const around = all.filter((link) => !own.includes(link) && wayOf(link).includes(node));
  return JSON.stringify({own: own.map(nyx.elements.keyOf), around: around.map(nyx.elements.keyOf)});
}

/**
 * What an event passes on its way up: parents, shadow roots and their hosts, the document.
 * @param {Element} link
 */
function wayOf(link) {
  const way = /** @type {Node[]} */ ([]);
  for (let at = /** @type {any} */ (link); at; at = at.parentNode || at.host) way.push(at);
  return way;
}

nyx.places = {placeOf, isThere, mayCome, noteLost, lostLinks, heardBy};
