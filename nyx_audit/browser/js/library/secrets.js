// What a page shows to its browser only: passwords, tokens, what stands in fields. None of it may reach a report.
const HIDDEN = '…';

const USERINFO = /([a-z][a-z0-9+.-]{0,20}:[/\\]+|^\s*[/\\]{2})[^\s/?#"'<>\\]*@/gi;

// A parameter that opens something: an access token, the signature of an address.
const PARAMETER =
  /([?&;#][a-z0-9_.-]*(?:token|secret|passw(?:or)?d|pwd|signature|credential|api[_-]?key|jwt|nonce|csrf|session_?id)[a-z0-9_.-]*=|[?&;#](?:sig|key|auth|code|sid)=)[^&#\s"'<>]+/gi;

// A JSON web token begins with a brace and a quotation mark in base 64.
const WEB_TOKEN = /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g;

const NAMED = /token|secret|passw(?:or)?d|nonce|csrf|xsrf|api[_-]?key|credential|session_?id/i;

const BUTTON = /^(?:submit|reset|button|image)$/;

/**
 * A text without passwords and tokens in the addresses that it holds.
 * @param {string} text
 */
const withoutSecrets = (text) => text.replace(USERINFO, '$1').replace(PARAMETER, `$1${HIDDEN}`).replace(WEB_TOKEN, HIDDEN);

/**
 * A copy of an element, without what is in it, whose attributes may be shown.
 * @param {Element} element
 */
function shownCopy(element) {
  const copy = /** @type {Element} */ (element.cloneNode(false));
  const isSecret = NAMED.test(copy.getAttribute('name') || '');
  for (const {name, value} of [...copy.attributes]) {
    const whole = NAMED.test(name) || (name === 'value' && isTyped(copy)) || (name === 'content' && isSecret);
    const shown = whole && value ? HIDDEN : withoutSecrets(value);
    if (shown !== value) copy.setAttribute(name, shown);
  }
  return copy;
}

/**
 * Whether an element's value is not its name: that of a button is what it says.
 * @param {Element} element
 */
const isTyped = (element) => element.localName === 'input' && !BUTTON.test((element.getAttribute('type') || '').toLowerCase());

nyx.secrets = {withoutSecrets, shownCopy};
