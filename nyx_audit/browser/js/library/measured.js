// What axe-core measured of a target, in one sentence: its checks speak one by one, of "Element", to programmers.

/**
 * The ways to a name that a check tries.
 * @type {Record<string, string>}
 */
const NAMES = {
  'implicit-label': 'label',
  'explicit-label': 'label',
  'has-visible-text': 'text',
  'button-has-visible-text': 'text',
  'has-alt': 'alt',
  'non-empty-alt': 'alt',
  'non-empty-value': 'value',
  'non-empty-if-present': 'value',
  'aria-label': 'aria-label',
  'aria-labelledby': 'aria-labelledby',
  'non-empty-title': 'title',
  'svg-non-empty-title': 'title',
  'non-empty-placeholder': 'placeholder',
};
/** @type {Record<string, string>} */
const WORDS = {
  'heading-order': 'it skips a level of headings',
  tabindex: 'its tabindex is above 0',
  'hidden-content': 'it is hidden, and was not looked at: show it, and check again',
  'autocomplete-valid': 'its autocomplete is none of the values that HTML knows',
  'landmark-is-unique': 'another landmark of its kind has the same name, or none of them has one',
  'page-has-heading-one': 'the page has no heading of level one',
  'focusable-content': 'nothing in it takes the focus',
  'focusable-element': 'it does not take the focus itself',
};

/** @param {RawNode} node */
function failure(node) {
  const any = node.any || [];
  if (!any.some((check) => check.id === 'aria-labelledby')) return doubt(node);
  return joined([`nothing names it: it has no ${listed(any)}`, ...(node.all || []).map(told), ...(node.none || []).map(told)]);
}

/** @param {RawNode} node */
const doubt = ({any = [], all = [], none = []}) => joined([...any, ...all, ...none].map(told));

/** @param {string[]} said */
const joined = (said) => [...new Set(said)].filter(Boolean).join('; ').slice(0, 600);

/** @param {RawCheck[]} checks */
function listed(checks) {
  const ways = [...new Set(checks.map((check) => NAMES[check.id || '']).filter(Boolean))];
  return ways.length > 1 ? `${ways.slice(0, -1).join(', ')} or ${ways.at(-1)}` : ways.join('');
}

/** @param {RawCheck} check */
function told({id, message}) {
  const own = WORDS[id || ''];
  if (own || !message) return own || '';
  const plain = message
    .replace(/^Element's\b/, 'its')
    .replace(/^Element\b/, 'it')
    .replace(/\.\s*$/, '');
  return /^[A-Z][a-z]/.test(plain) ? plain[0].toLowerCase() + plain.slice(1) : plain;
}

nyx.measured = {failure, doubt};
