// What a key or a press did itself, not the page by its own clock at the same time: what changed while its event was handled.

const EVENTS = ['keydown', 'keypress', 'keyup', 'pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];

/** @type {Set<Node>} */
let touched = new Set();
let handling = 0;
const observer = new MutationObserver((records) => {
  if (!handling) return;
  for (const record of records) for (const node of [record.target, ...record.addedNodes]) touched.add(node);
});

/** Watches from now on. */
function begin() {
  touched = new Set();
  observer.takeRecords();
  observer.observe(document, {subtree: true, childList: true, attributes: true});
  for (const type of EVENTS) window.addEventListener(type, handle, true);
}

const handle = () => {
  handling++;
  setTimeout(() => handling--);
};

/** Watches no longer. */
function end() {
  observer.disconnect();
  for (const type of EVENTS) window.removeEventListener(type, handle, true);
}

/**
 * Whether a part, what it lies in, or what lies in it was changed by an event since.
 * @param {Element} part
 */
function has(part) {
  for (let at = /** @type {Element | null} */ (part); at && at !== document.body; at = nyx.dom.flatParentOf(at))
    if (touched.has(at)) return true;
  return [...touched].some((node) => node !== part && part.contains(node));
}

nyx.caused = {begin, end, has};
