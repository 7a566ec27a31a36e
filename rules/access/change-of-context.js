const {isWarned} = nyx.choices;
const {handlersOf, isUnconditional, leaves, resolved} = nyx.handlers;

const CHOICES = 'select, input[type=radio], input[type=checkbox]';
const NO_TEXT = ['hidden', 'submit', 'button', 'reset', 'image', 'radio', 'checkbox', 'file', 'range', 'color'];
const TEXTS = `textarea, input${NO_TEXT.map((type) => `:not([type=${type}])`).join('')}`;
const CHOOSING = ['change', 'input', 'click', 'blur'];
const TYPING = ['change', 'input', 'keyup'];

/** @param {Element} element */
const buttonOf = (element) =>
  element.closest('form')?.querySelector('button, input[type=submit], input[type=image], input[type=button], [role=button]');

/**
 * A form of one choice and no button: something must happen when it is made.
 * @param {Element} element
 */
const isAlone = (element) =>
  element.localName === 'select' &&
  element.closest('form')?.querySelectorAll('input:not([type=hidden]), select, textarea').length === 1 &&
  !buttonOf(element);

/**
 * The handlers that a change calls. A key that sends a form by being the Enter key is no change.
 * @param {Element} element
 */
function codeOf(element) {
  const code = resolved(handlersOf(element, element.matches(CHOICES) ? CHOOSING : TYPING));
  return element.matches(TEXTS) && /\bkey(?:Code)?\b|\bwhich\b|\bEnter\b/.test(code) ? '' : code;
}

define({
  selector: `${CHOICES}, ${TEXTS}`,
  matches: (element) => element.localName === 'select' || TYPING.concat(CHOOSING).some((event) => element.hasAttribute(`on${event}`)),
  evaluate(element) {
    const code = codeOf(element);
    this.data({what: element.matches(TEXTS) ? 'an entry' : 'a choice'});
    if (leaves(code)) return isWarned(element) ? true : isUnconditional(code) || !buttonOf(element) ? false : undefined;
    // The focus that jumps to the next field takes people along before they have read what they typed.
    if (element.matches(TEXTS) && /(?<!\bthis)\.\s*focus\s*\(/.test(code)) return isWarned(element) ? true : undefined;
    return !code.trim() && isAlone(element) && !isWarned(element) ? undefined : true;
  },
  message: '${data.what} leads to another page, sends the form or opens a window at once, and nothing says so before',
  doubt: '${data.what} seems to move people on by itself: does it, and does the page say so before?',
});
