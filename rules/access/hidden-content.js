// What browsers never draw, or draw by themselves.
const NEVER =
  'script, style, template, noscript, link, meta, title, datalist, option, optgroup, source, track, param, map, area, br, wbr, rp';
const CONTENT = 'img, svg, video, canvas, iframe, input:not([type=hidden]), select, textarea, button';
const WORDS = /[\p{L}\p{N}]/u;
const LONGEST = 60;

const {everyElement, flatParentOf} = nyx.dom;
const {isRendered} = nyx.visibility;

/**
 * Whether a style takes an element out of view, and none around it.
 * @param {Element} element
 */
function isHiddenItself(element) {
  if (isRendered(element) || element.matches(NEVER) || element.namespaceURI !== document.body.namespaceURI) return false;
  const {display, visibility} = getComputedStyle(element);
  const parent = flatParentOf(element);
  return display === 'none' || (visibility === 'hidden' && parent !== null && getComputedStyle(parent).visibility === 'visible');
}

/** @param {Element} element */
const hasContent = (element) => WORDS.test(element.textContent.slice(0, 2000)) || element.querySelector(CONTENT) !== null;

/** @param {Element} element */
function isWithinHidden(element) {
  const parent = flatParentOf(element);
  return parent !== null && !isRendered(parent) && getComputedStyle(parent).display !== 'contents';
}

/** @param {Element} body */
function hiddenParts(body) {
  const found = [];
  for (const element of everyElement(body))
    if (isHiddenItself(element) && !isWithinHidden(element) && hasContent(element)) found.push(element);
  return found;
}

define({
  selector: 'body',
  hidden: true,
  evaluate(body) {
    const parts = hiddenParts(body);
    if (!parts.length) return true;
    const words = parts.map((one) => nyx.text.fold(one.textContent.slice(0, 400), LONGEST)).find(Boolean);
    this.data({count: parts.length, parts: parts.length === 1 ? 'part is' : 'parts are', such: words ? `, such as “${words}”` : ''});
    return undefined;
  },
  message: 'parts of the page are hidden',
  doubt: '${data.count} ${data.parts} hidden for now, and not looked at${data.such}: show them, and check again',
});
