const {labelOf} = nyx.messages;

// A choice that leads away at once: people with a keyboard never come to the second one.
const GOES = /\blocation\b|\.submit\s*\(|\bwindow\.open\b/;

/** @param {Element} element */
function describedBy(element) {
  return (element.getAttribute('aria-describedby') || '')
    .split(/\s+/)
    .map((/** @type {string} */ id) => (id && document.getElementById(id)?.textContent) || '')
    .join(' ');
}

define({
  selector: 'select, input[type=radio], input[type=checkbox]',
  matches: (element) => element.localName === 'select' || element.hasAttribute('onchange') || element.hasAttribute('onclick'),
  evaluate(element) {
    const handler = `${element.getAttribute('onchange') || ''} ${element.getAttribute('onclick') || ''} ${element.getAttribute('onblur') || ''}`;
    const form = element.closest('form');
    const hasButton = Boolean(
      form && form.querySelector('button, input[type=submit], input[type=image], input[type=button], [role=button]'),
    );
    const warned = /\b(?:automatic|immediately|at once|reload|opens?|redirect|submit|change the page|new page|take you)/i.test(
      `${labelOf(element)} ${describedBy(element)} ${element.title}`,
    );
    if (GOES.test(handler)) return warned ? true : hasButton ? undefined : false;
    if (element.localName !== 'select' || hasButton || handler.trim()) return true;
    // A form of one choice and no button: something must happen when it is made.
    const alone = form && form.querySelectorAll('input:not([type=hidden]), select, textarea').length === 1;
    return alone && !warned ? undefined : true;
  },
  message: 'a choice leads to another page or sends the form at once, and nothing says so before',
  doubt: 'a choice without a button to confirm it: does the page change at once, and does the page say so before?',
});
