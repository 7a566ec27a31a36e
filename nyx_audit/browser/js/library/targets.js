// What a report says of an element that a finding is about.
const {elementOf} = nyx.elements;

const {placeOf} = nyx.landmarks;
const {hintOf, textOf} = nyx.names;
const {selectorOf, shapeOf} = nyx.selectors;
const {sourceOf} = nyx.sources;
const {fold} = nyx.text;

const SNIPPET = 300;
const WORDS = 80;

/** @param {number[]} numbers */
const describe = (numbers) => JSON.stringify(numbers.map(targetOf));

/** @param {number} id */
function targetOf(id) {
  const element = elementOf(id);
  if (!element?.isConnected) {
    return {id, selector: '', html: '', shape: '', name: '', landmark: '', owner: '', source: ''};
  }
  return {
    id,
    selector: selectorOf(element),
    html: snippetOf(element),
    shape: shapeOf(element),
    name: hintOf(element),
    landmark: placeOf(element),
    owner: ownerOf(element),
    source: sourceOf(element),
  };
}

/**
 * An element's opening tag, with the beginning of its text.
 * @param {Element} element
 */
function snippetOf(element) {
  const open = nyx.secrets.shownCopy(element).outerHTML.slice(0, SNIPPET);
  const close = `</${element.localName}>`;
  if (!open.endsWith(close)) return open;
  const text = fold(textOf(element), WORDS);
  const inner = text || (element.childElementCount ? '…' : '');
  return open.slice(0, -close.length) + inner.replace(/&/g, '&amp;').replace(/</g, '&lt;') + close;
}

/**
 * Who can fix an element: what a component of the state's design system draws, the agency cannot.
 * @param {Element} element
 */
function ownerOf(element) {
  for (let root = element.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode()) {
    if (root.host.localName.startsWith('nys-')) return 'design system';
  }
  return 'agency';
}

nyx.targets = {describe, snippetOf};
