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
/**
 * What a check measured; behind it stands what axe names behind a colon. Empty where another check of the rule says it.
 * @type {Record<string, string>}
 */
const WORDS = {
  abstractrole: 'nothing may have this role',
  accesskeys: 'another element has the same accesskey',
  'alt-space-value': 'its alt is a single space',
  'aria-allowed-attr': 'its role does not know this attribute',
  'aria-allowed-attr-elm': 'such an element may not have this attribute',
  'aria-hidden-body': 'the whole page is hidden from assistive software',
  'aria-required-attr': 'its role needs an attribute that is not there',
  'aria-required-parent': 'it does not stand in what its role needs',
  'aria-unsupported-attr': 'hardly any assistive software knows this attribute',
  'aria-valid-attr': 'there is no such attribute',
  'aria-valid-attr-value': 'this value is not valid',
  'autocomplete-valid': 'its autocomplete is none of the values that HTML knows',
  'caption-faked': 'its first row is a title, as if it were a caption',
  deprecatedrole: 'its role is no longer in use',
  dlitem: 'it stands in no <dl>',
  'duplicate-id-aria': 'several elements have the id that is pointed to',
  'duplicate-img-label': 'its picture repeats the text beside it',
  'focusable-content': 'nothing in it takes the focus',
  'focusable-element': 'it does not take the focus itself',
  'focusable-no-name': '',
  'frame-tested': 'it could not be looked into',
  'has-global-aria-attribute': '',
  'has-widget-role': 'it takes the focus, and its role is not that of a control',
  'heading-order': 'it skips a level of headings',
  'hidden-content': 'it is hidden, and was not looked at: show it, and check again',
  'html5-scope': 'it has a scope, and is not a header cell',
  invalidrole: 'there is no such role',
  'is-element-focusable': 'it is marked as decoration, and yet takes the focus or bears attributes of ARIA',
  'is-on-screen': 'it can be seen',
  'landmark-is-top-level': 'it stands in another landmark',
  'landmark-is-unique': 'another landmark of its kind has the same name, or none of them has one',
  listitem: 'it stands in no list',
  'meta-viewport-large': 'it limits how far people can zoom',
  'multiple-label': 'it has several labels, of which some software reads the first alone',
  'no-focusable-content': 'something in it takes the focus, too',
  'only-dlitems': 'it holds what may not stand directly in a list of descriptions',
  'only-listitems': 'it holds what may not stand directly in a list',
  'page-has-heading-one': 'the page has no heading of level one',
  'page-has-main': 'the page has no main part',
  'page-no-duplicate-banner': 'the page has more than one',
  'page-no-duplicate-contentinfo': 'the page has more than one',
  'page-no-duplicate-main': 'the page has more than one',
  region: 'it stands in no landmark',
  'same-caption-summary': 'its summary repeats its caption',
  'scope-value': 'its scope is neither row nor col',
  'skip-link': 'the skip link leads nowhere',
  'structured-dlitems': 'it does not pair names (<dt>) with what is said of them (<dd>)',
  tabindex: 'its tabindex is above 0',
  'title-only': 'only its title names it',
  unsupportedrole: 'hardly any assistive software knows its role',
  'valid-lang': 'it names a language that does not exist',
  'valid-scrollable-semantics': '',
  'xml-lang-mismatch': 'lang and xml:lang name two languages',
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
function told({id = '', message = ''}) {
  const [, named] = message.split(/:\s+(.*)/s);
  if (id in WORDS) return WORDS[id] && named ? `${WORDS[id]}: ${named}` : WORDS[id];
  const plain = message
    .replace(/^Element's\b/, 'its')
    .replace(/^Element\b/, 'it')
    .replace(/\.\s*$/, '')
    .replace(/\.\s+/g, '; ');
  return /^[A-Z][a-z]/.test(plain) ? plain[0].toLowerCase() + plain.slice(1) : plain;
}

nyx.measured = {failure, doubt};
