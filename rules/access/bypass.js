const {applies, forgetToggles, hasHeading, hasJump, hasLandmark, noteToggles, study} = nyx.repeated;

const HEADINGS = 'h1, h2, h3, h4, h5, h6, [role=heading]';
const NO_TEXT = 'script, style, noscript, template, a[href]';
const LEAST_TEXT = 40;
const MOST_NODES = 500;

/**
 * Whether text of its own stands between a heading and a list: then the list is a part of the page, and not its menu.
 * @param {RepeatedBlock} block
 */
function isBelowText({element}) {
  const heading = [...document.querySelectorAll(HEADINGS)].find((one) => one.compareDocumentPosition(element) & 4);
  if (!heading) return false;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  walker.currentNode = heading;
  let length = 0;
  for (let node = walker.nextNode(), seen = 0; node && seen < MOST_NODES && !element.contains(node); node = walker.nextNode(), seen++) {
    if (!heading.contains(node) && !node.parentElement?.closest(NO_TEXT)) length += node.data.trim().length;
    if (length >= LEAST_TEXT) return true;
  }
  return false;
}

define({
  selector: 'html',
  hidden: true,
  matches: (element, virtual, context) => applies(element, virtual, context) && document.links.length > 0,
  evaluate() {
    forgetToggles();
    const {own, before} = study();
    const open = before.filter((/** @type {RepeatedBlock} */ block) => !block.element.closest('details'));
    if (!own || open.every((block) => !block.sure && isBelowText(block)) || hasLandmark() || hasHeading()) return true;
    const jump = hasJump();
    if (jump) return true;
    const found = noteToggles(open);
    return jump === undefined || found.length || !open.some((/** @type {RepeatedBlock} */ block) => block.sure) ? undefined : false;
  },
  message: 'no heading, landmark or link leads past the parts that repeat on every page',
  doubt: 'no heading, landmark or link was found that leads past the parts that repeat on every page',
});
