// Breaks a sound page on purpose: `<script src="changes.js" data-changes="labels">` in front of all else.
'use strict';

const wanted = document.currentScript.dataset.changes;

/** The document and all open shadow roots below it. */
function rootsOf(root) {
  const hosts = [...root.querySelectorAll('*')].filter((one) => one.shadowRoot);
  return [root, ...hosts.flatMap((host) => rootsOf(host.shadowRoot))];
}

function all(selector) {
  return rootsOf(document).flatMap((root) => [...root.querySelectorAll(selector)]);
}

/** Put another element in the place of one, with the same content and look. */
function replaced(one, name) {
  const other = document.createElement(name);
  const {fontSize, fontWeight, margin} = getComputedStyle(one);
  Object.assign(other.style, {fontSize, fontWeight, margin, display: 'block'});
  other.className = one.className;
  other.append(...one.childNodes);
  one.replaceWith(other);
  return other;
}

/** The colour behind an element, as far as its ancestors say. */
function ground(one) {
  for (let at = one; at; at = at.parentElement ?? at.getRootNode().host) {
    const colour = getComputedStyle(at).backgroundColor;
    if (!/^rgba\(.*, 0\)$|^transparent$/.test(colour)) {
      return colour;
    }
  }
  return 'white';
}

const CHANGES = {
  language() {
    document.documentElement.removeAttribute('lang');
  },
  headings() {
    all('h1, h2, h3, h4, h5, h6').forEach((one) => replaced(one, 'div'));
  },
  alternatives() {
    all('img[alt]').forEach((one) => one.alt && one.removeAttribute('alt'));
  },
  contrast() {
    const texts = all('main *').map((one) => [one, getComputedStyle(one).color, ground(one)]);
    for (const [one, colour, behind] of texts) {
      one.style.color = `color-mix(in srgb, ${colour} 50%, ${behind})`;
    }
  },
  zoom() {
    all('meta[name=viewport]').forEach((one) => (one.content = 'width=device-width, user-scalable=no'));
  },
  labels() {
    all('label, legend').forEach((one) => replaced(one, 'div'));
    for (const one of all('input, select, textarea')) {
      ['aria-label', 'aria-labelledby', 'title', 'placeholder'].forEach((name) => one.removeAttribute(name));
    }
  },
  keyboard() {
    for (const one of all('main button, main input[type=submit]')) {
      const {form} = one;
      replaced(one, 'div').addEventListener('click', () => form?.requestSubmit());
    }
  },
};

addEventListener('load', () => {
  const names = wanted === 'all' ? Object.keys(CHANGES) : [wanted];
  names.forEach((name) => CHANGES[name]());
});
