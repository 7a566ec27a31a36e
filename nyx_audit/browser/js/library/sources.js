// What the development build of a framework writes into elements: the template that they were made from.
const {parentOf} = nyx.dom;

// `nyx_audit/analysis/hints.py` reads them.
const HINTS = [
  'data-v-inspector',
  'data-insp-path',
  'data-qwik-inspector',
  'data-tsd-source',
  'data-lov-id',
  'data-source-loc',
  'data-source',
  'data-ng-source-location',
  'data-astro-source-file',
  'data-astro-source-loc',
  'data-inspector-relative-path',
  'data-inspector-line',
  'data-inspector-column',
  'data-component-path',
  'data-component-line',
  'data-source-file',
  'data-source-line',
  'data-source-column',
  'data-sentry-source-file',
];
const LONGEST = 300;
const HIGHEST = 100;

/**
 * The hints of the nearest element that has any, from an element up, as a start tag; empty where there are none.
 * @param {Element} element
 */
function sourceOf(element) {
  let at = /** @type {Element | null} */ (element);
  for (let height = 0; at && height < HIGHEST; height++, at = parentOf(at)) {
    const names = HINTS.filter((name) => /** @type {Element} */ (at).hasAttribute(name));
    if (names.length) return tagWith(at, names);
  }
  return '';
}

/**
 * @param {Element} element
 * @param {string[]} names
 */
function tagWith(element, names) {
  const copy = document.createElement('i');
  for (const name of names) copy.setAttribute(name, (element.getAttribute(name) || '').slice(0, LONGEST));
  return copy.outerHTML;
}

nyx.sources = {sourceOf};
