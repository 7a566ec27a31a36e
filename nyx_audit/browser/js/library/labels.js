// The words that a person sees at a field: its label, its group, what stands around it.
const {fold} = nyx.text;

const MARKED = /requir|mandator|asterisk|obligat/i;

// What CSS writes before and after an element: a sign for "required" often stands only there, as a letter or a picture.
function generatedText(element) {
  return ['::before', '::after']
    .map((part) => {
      const style = getComputedStyle(element, part);
      if (/^(?:none|normal)$/.test(style.content)) return '';
      const words = /^"(.*)"/.exec(style.content)?.[1] || '';
      return MARKED.test(element.className) && !/[\p{L}*]/u.test(words) ? '*' : words;
    })
    .join(' ');
}

function wordsOfLabel(label) {
  const box = label.getBoundingClientRect();
  if (!nyx.visibility.isRendered(label) || (box.width <= 1 && box.height <= 1)) return '';
  const inner = [...label.querySelectorAll('*')].slice(0, 10);
  return [
    label.innerText,
    ...[label, ...inner].map((part) => generatedText(part)),
    ...inner.map((one) => one.getAttribute('alt') || one.getAttribute('title') || ''),
  ].join(' ');
}

const LINE = 300;

const foldLine = (text, length = LINE) => fold(text, length);

// The design system draws a field's label by a component of its own, beside the field.
function drawnBy(host) {
  const label = host?.shadowRoot?.querySelector('nys-label')?.shadowRoot?.querySelector('.nys-label');
  return label && nyx.visibility.isRendered(label) ? foldLine(label.innerText) : '';
}

// The words of a field's label that can be seen, with the signs beside them.
const visibleLabelOf = (element) => {
  const pointed = nyx.dom.referencedBy(element, 'aria-labelledby');
  return foldLine([...new Set([...(element.labels || []), ...pointed])].map(wordsOfLabel).join(' ')) || drawnBy(nyx.dom.hostOf(element));
};

const drawnGroupOf = (element) => drawnBy(nyx.dom.hostOf(element)?.closest('nys-radiogroup, nys-checkboxgroup'));

// A field is in a form even where it is drawn within components.
const formAround = (element) => {
  for (let at = element; at; at = nyx.dom.hostOf(at)) {
    const form = at.form instanceof HTMLFormElement ? at.form : at.closest('form');
    if (form) return form;
  }
  return null;
};

// The visible words around a field, up to where the next field begins.
const wordsAround = (element, controls) => {
  let at = element;
  for (let step = 0; step < 5; step += 1) {
    const parent = nyx.dom.flatParentOf(at);
    if (!parent || /^(?:form|body|main|html)$/.test(parent.localName) || parent.querySelectorAll(controls).length > 1) break;
    at = parent;
  }
  const inside = at === element ? '' : at.innerText;
  const before = [];
  for (let one = at.previousSibling; one && before.length < 3; one = one.previousSibling) {
    if (one.nodeType === Node.TEXT_NODE) before.unshift(one.data);
    if (one.nodeType !== Node.ELEMENT_NODE) continue;
    if (one.matches(controls) || one.querySelector(controls)) break;
    if (nyx.visibility.isRendered(one)) before.unshift(one.innerText);
  }
  return foldLine([...before, inside].join(' '));
};

nyx.labels = {visibleLabelOf, drawnGroupOf, formAround, wordsAround};
