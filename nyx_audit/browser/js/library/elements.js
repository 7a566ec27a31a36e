// Elements are known by a number that holds as long as the document lives, so that two views agree on a target.
const {childrenOf, everyElement, parentOf} = nyx.dom;

/** @type {WeakMap<Element, number>} */
const numbers = new WeakMap();
/** @type {Element[]} */
const elements = [];

/** @param {Element} element */
function numberOf(element) {
  let number = numbers.get(element);
  if (number === undefined) {
    number = elements.push(element) - 1;
    numbers.set(element, number);
  }
  return number;
}

/**
 * The number as the key of a record.
 * @param {Element} element
 */
const keyOf = (element) => String(numberOf(element));

/** @param {number} number */
const elementOf = (number) => elements[number];

/**
 * A reload makes new elements: they take the numbers of those that stood in the same place before.
 * @param {Element} element
 */
function placeOf(element) {
  const steps = [];
  for (let at = /** @type {Element | null} */ (element); at; at = parentOf(at)) {
    const parent = /** @type {ParentNode | null} */ (at.parentNode);
    const among = parent ? childrenOf(parent) : [at];
    steps.unshift(`${at.localName}:${among.indexOf(at)}${parent instanceof ShadowRoot ? '^' : ''}`);
  }
  return steps.join('/');
}

const places = () => elements.map((element) => (element.isConnected ? placeOf(element) : null));

/** @param {(string | null)[]} known the places of the document before it was loaded again */
function adopt(known) {
  const byPlace = new Map(known.map((place, number) => [place, number]));
  elements.length = known.length;
  for (const element of everyElement(document)) {
    const number = byPlace.get(placeOf(element));
    if (number === undefined) continue;
    elements[number] = element;
    numbers.set(element, number);
  }
  for (let at = 0; at < elements.length; at++) elements[at] ||= document.createElement('gone');
}

/**
 * One step of a report's selector, from an element's shadow root or the document: the only element that it finds.
 * @param {number | null} from
 * @param {string} selector
 */
function step(from, selector) {
  const root = from === null ? document : elements[from].shadowRoot || elements[from];
  const found = root.querySelectorAll(selector);
  return found.length === 1 ? JSON.stringify({number: numberOf(found[0]), frame: /^i?frame$/.test(found[0].localName)}) : 'null';
}

nyx.elements = {numberOf, keyOf, elementOf, places, adopt, step};
