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

nyx.messages = {labelOf};
