// What links say before they are followed.
const {text} = axe.commons;

const said = (element, virtual) => {
  const described = (element.getAttribute('aria-describedby') || '')
    .split(/\s+/)
    .map((id) => (id && document.getElementById(id)?.textContent) || '')
    .join(' ');
  return `${text.accessibleTextVirtual(virtual)} ${element.title} ${described} ${element.textContent} ${[...element.querySelectorAll('img[alt], svg title')].map((one) => one.getAttribute('alt') || one.textContent).join(' ')}`;
};

const around = (element) => {
  const after = element.nextSibling;
  return after?.nodeType === Node.TEXT_NODE ? after.data.slice(0, 60) : '';
};

// The next link after this one with nothing printed in between.
function next(element) {
  for (let node = element.nextSibling; node; node = node.nextSibling) {
    if (node.nodeType === Node.TEXT_NODE && node.data.trim()) return null;
    if (node.nodeType === Node.ELEMENT_NODE) return node.localName === 'a' && node.hasAttribute('href') ? node : null;
  }
  return null;
}

nyx.linktexts = {said, around, next};
