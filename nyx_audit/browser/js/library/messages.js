// Labels of fields as forms write them, for rules on what a form says.
const {fold} = nyx.text;

/** @param {Element} field */
function labelOf(field) {
  const named = nyx.dom.referencedBy(field, 'aria-labelledby');
  const labels = [...(field.labels || []), ...named].map((label) => {
    const copy = /** @type {Element} */ (label.cloneNode(true));
    for (const inner of copy.querySelectorAll('input, select, textarea, [class*=error i], [role=alert]')) inner.remove();
    return copy.textContent;
  });
  return fold([...labels, field.getAttribute('aria-label') || '', field.placeholder || ''].join(' '));
}

// What speaks of an error: the words of a message, on an element that its author has marked as one.
const SAYS =
  /\b(?:invalid|incorrect(?:ly)?|not valid|errors?|wrong(?:ly)?|please (?:fill|enter|correct|complete|provide|fix|check)|must (?:be|not|have|contain)|(?:is|are|was) (?:required|missing|empty)|need to (?:fix|correct)|(?:is|was) a problem|cannot be (?:blank|empty)|can't be (?:blank|empty)|failed)\b/i;

const MARKED = /error|invalid|validation|alert|warning|danger/i;

/**
 * Whether a field says that a message is about it.
 * @param {Element} message
 * @param {Element} field
 */
function isTied(message, field) {
  const ids = `${field.getAttribute('aria-describedby') || ''} ${field.getAttribute('aria-errormessage') || ''}`
    .split(/\s+/)
    .filter(Boolean);
  return (
    ids.some((id) => {
      const one = document.getElementById(id);
      return one && (one.contains(message) || message.contains(one));
    }) || Boolean([...(field.labels || [])].some((label) => label.contains(message)))
  );
}

nyx.messages = {MARKED, SAYS, isTied, labelOf};
