// Labels of fields as forms write them, for rules on what a form says.
const {fold} = nyx.text;

function labelOf(field) {
  const named = (field.getAttribute('aria-labelledby') || '').split(/\s+/).map((id) => id && document.getElementById(id));
  const labels = [...(field.labels || []), ...named].filter(Boolean).map((label) => {
    const copy = label.cloneNode(true);
    for (const inner of copy.querySelectorAll('input, select, textarea, [class*=error i], [role=alert]')) inner.remove();
    return copy.textContent;
  });
  return fold([...labels, field.getAttribute('aria-label') || '', field.placeholder || ''].join(' '));
}

nyx.messages = {labelOf};
