const {dom} = axe.commons;
const {fold} = nyx.text;

// Text that two breaks divide as a blank line would.
function dividesText(first) {
  let breaks = 0;
  for (let node = first; node; node = node.nextSibling) {
    if (node.nodeType === Node.TEXT_NODE && node.data.trim()) return breaks > 1 && fold(node.data).length > 30;
    if (node.nodeType !== Node.ELEMENT_NODE) continue;
    if (node.localName !== 'br') return breaks > 1 && nyx.dom.hasOwnText(node) && fold(node.textContent).length > 30;
    breaks++;
  }
  return false;
}

function isFirstOfRun(element) {
  for (let node = element.previousSibling; node; node = node.previousSibling) {
    if (node.nodeType === Node.TEXT_NODE && node.data.trim()) return fold(node.data).length > 1;
    if (node.nodeType === Node.ELEMENT_NODE) return node.localName !== 'br' && nyx.dom.hasOwnText(node);
  }
  return false;
}

define({
  selector: 'br',
  matches: (element) =>
    !element.closest('pre, code, address, table, li, [role=img], label, button, a') &&
    isFirstOfRun(element) &&
    dom.isVisibleOnScreen(element.parentElement),
  evaluate: (element) => !dividesText(element),
  message: 'blank lines made of breaks divide the text, not paragraphs',
});
