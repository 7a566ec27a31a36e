// Elements are known by a number that holds as long as the document lives, so that two views agree on a target.
const {everyElement, parentOf} = nyx.dom;

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
 * The way to each element from the document down. A reload makes new elements: they take the numbers of those that stood in
 * the same place before.
 */
function placesOfAll() {
  /** @type {Map<Element, string>} */
  const found = new Map();
  /** @type {Map<Node | null, number>} */
  const before = new Map();
  // In document order: a parent has its place before its children need it, and siblings are counted as they come.
  for (const element of everyElement(document)) {
    const within = element.parentNode;
    const at = before.get(within) || 0;
    before.set(within, at + 1);
    const parent = parentOf(element);
    const above = parent ? found.get(parent) + '/' : '';
    found.set(element, `${above}${element.localName}:${at}${within instanceof ShadowRoot ? '^' : ''}`);
  }
  return found;
}

function places() {
  const known = placesOfAll();
  return elements.map((element) => known.get(element) ?? null);
}

/** @param {(string | null)[]} known the places of the document before it was loaded again */
function adopt(known) {
  const byPlace = new Map(known.map((place, number) => [place, number]));
  elements.length = known.length;
  for (const [element, place] of placesOfAll()) {
    const number = byPlace.get(place);
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
