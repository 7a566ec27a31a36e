// What a script puts on the page, or puts in the way of the keyboard, a moment after the page stood still.

const WATCHED = ['tabindex', 'role', 'alt', 'aria-label', 'aria-labelledby'];
const MOST = 40;

/** @type {Set<Element>} */
let touched = new Set();
/** @type {MutationObserver | null} */
let observer = null;

/** @param {MutationRecord[]} records */
function note(records) {
  for (const record of records) {
    if (touched.size >= MOST) return;
    if (record.type === 'attributes' && record.target instanceof Element) touched.add(record.target);
    for (const node of record.addedNodes) if (node instanceof Element) touched.add(node);
  }
}

/** Begins to watch: what stands there by now is judged as it is. */
function begin() {
  observer?.disconnect();
  touched = new Set();
  observer = new MutationObserver(note);
  observer.observe(document, {subtree: true, childList: true, attributeFilter: WATCHED});
}

/** What came since, by number: the uppermost elements that can be seen. Nothing is watched from here on. */
function parts() {
  note(observer?.takeRecords() || []);
  observer?.disconnect();
  const seen = [...touched].filter(
    (element) => element.isConnected && nyx.visibility.isRendered(element) && nyx.visibility.hasArea(element),
  );
  const uppermost = seen.filter((element) => !seen.some((other) => other !== element && other.contains(element)));
  return JSON.stringify(uppermost.map(nyx.elements.numberOf));
}

nyx.late = {begin, parts};
