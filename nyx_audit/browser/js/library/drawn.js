// Which words an element shows, and in which style.
const {faded, parse} = nyx.colour;

const HUMAN = /[\p{L}\p{N}]/u;

/**
 * The texts right below an element in the flat tree: its own, or those right below its shadow root.
 * @param {Element} element
 */
const textNodes = (element) =>
  [...(element.shadowRoot || element).childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

/**
 * Whether a placeholder stands where words are to be entered.
 * @param {Element} element
 */
const showsPlaceholder = (element) =>
  element.matches('input, textarea') && !element.value && HUMAN.test(element.placeholder || '') && !HIDDEN_TYPES.has(element.type);

/**
 * The style of the words that an element shows: those of a placeholder have one of their own.
 * @param {Element} element
 */
const styleOfWords = (element) => getComputedStyle(element, showsPlaceholder(element) ? '::placeholder' : undefined);

/**
 * The colour of the words that an element shows. The opacity of a placeholder is its own; that of others is their box's.
 * @param {Element} element
 */
function inkOf(element) {
  const style = styleOfWords(element);
  if (element.namespaceURI === nyx.paint.SVG) return faded(parse(style.fill), Number(style.fillOpacity));
  const ink = parse(style.webkitTextFillColor || style.color) || parse(style.color);
  return showsPlaceholder(element) ? faded(ink, Number(style.opacity)) : ink;
}

// In these, no placeholder is drawn.
const HIDDEN_TYPES = new Set([
  'hidden',
  'checkbox',
  'radio',
  'file',
  'range',
  'color',
  'submit',
  'reset',
  'button',
  'image',
  'date',
  'time',
  'month',
  'week',
  'datetime-local',
]);

const TEXT_INPUTS = new Set([
  'text',
  'search',
  'email',
  'url',
  'tel',
  'password',
  'number',
  'date',
  'month',
  'week',
  'time',
  'datetime-local',
  'submit',
  'reset',
  'button',
]);

/** @param {Element} element */
function hasText(element) {
  if (showsPlaceholder(element)) return (inkOf(element)?.[3] || 0) > 0.1;
  if (element.localName === 'input') return TEXT_INPUTS.has(element.type) && HUMAN.test(element.value) && element.type !== 'password';
  if (element.localName === 'textarea') return HUMAN.test(element.value);
  if (element.localName === 'select') return element.options.length > 0;
  if (element.localName === 'option' || element.localName === 'optgroup') return false;
  return textNodes(element).some((node) => HUMAN.test(node.data));
}

nyx.drawn = {HUMAN, hasText, inkOf, styleOfWords, textNodes};
