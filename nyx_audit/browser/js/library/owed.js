// Controls that owe other keys than the browser gives them, by their role.

/** @type {Record<string, string[]>} */
const OWED = {button: ['Enter', 'Space'], link: ['Enter'], checkbox: ['Space'], switch: ['Space']};
const SELECTOR = Object.keys(OWED)
  .map((role) => `[role~=${role}]`)
  .join(', ');
const NATIVE = 'button, input, summary, select, textarea';
const MOST = 8;
const EACH = 2;

/** Those that can be tried, in the page's order: without what does something that lasts, by its words. */
function list() {
  const isOfFew = nyx.focus.few(EACH);
  const found = [];
  for (const element of nyx.dom.everyElement(document)) {
    if (found.length >= MOST) break;
    if (!element.matches(SELECTOR) || element.matches(NATIVE) || nyx.dom.closestDrawn(element, '[aria-hidden=true]')) continue;
    const role = nyx.widgets.roleOf(element);
    if (!OWED[role] || !nyx.widgets.canBeUsed(element) || !nyx.widgets.takesTab(element)) continue;
    if (nyx.deeds.acts([nyx.names.wordsOn(element)], element) || !isOfFew(nyx.focus.kindOf(element) + role)) continue;
    found.push({number: nyx.elements.numberOf(element), role, owed: OWED[role], link: element.matches('a[href], area[href]')});
  }
  return JSON.stringify(found);
}

nyx.owed = {list};
