// Text that changes by itself, from when the page stood still until it is moved.
const {fold} = nyx.text;

const MOST = 50;
const LONGEST = 200;
// What follows a change of the window is an answer to it.
const AFTER_RESIZE_MS = 400;
let log = null;
let resized = -Infinity;
let started = 0;

const isText = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim();
const textOf = (element) => fold(element.textContent, LONGEST);

function note(records) {
  const now = performance.now();
  if (now - resized < AFTER_RESIZE_MS) return;
  for (const {type, target, addedNodes, removedNodes} of records) {
    if (type === 'childList' && ![...addedNodes, ...removedNodes].some(isText)) continue;
    const element = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
    if (!element || element.nodeType !== Node.ELEMENT_NODE || /^(?:script|style|title|textarea|option)$/.test(element.localName)) continue;
    if (!log.has(element) && log.size >= MOST) continue;
    const text = textOf(element);
    const seen = log.get(element) || [];
    if (!text || (seen.length && seen.at(-1).text === text)) continue;
    seen.push({at: now, text});
    log.set(element, seen.slice(-60));
  }
}

// A document without scripts can't change by itself.
const hasScript = () => [...document.scripts].some((script) => !/json|template|importmap|speculation/i.test(script.type));
const watcher = new MutationObserver(note);

addEventListener('resize', () => {
  resized = performance.now();
});

// Once in the life of a document, however often it is settled.
function begin() {
  if (log) return;
  log = new Map();
  started = performance.now();
  if (hasScript()) watcher.observe(document, {subtree: true, childList: true, characterData: true});
}

// It stands beside other text that people want to read.
function isBeside(element) {
  const own = textOf(element);
  for (let at = element.parentElement; at; at = at.parentElement) {
    const words = fold(at.innerText);
    if (words && words.slice(0, LONGEST) !== own) return true;
  }
  return false;
}

function seen() {
  if (!log) return JSON.stringify({milliseconds: 0, changed: []});
  note(watcher.takeRecords());
  const changed = [...log].filter(
    ([element, texts]) =>
      texts.length &&
      element.isConnected &&
      element.checkVisibility({opacityProperty: true, visibilityProperty: true}) &&
      ![...log.keys()].some((other) => other !== element && element.contains(other)) &&
      isBeside(element),
  );
  return JSON.stringify({
    milliseconds: performance.now() - started,
    changed: changed.map(([element, texts]) => ({
      key: nyx.elements.keyOf(element),
      times: texts.map((one) => Math.round(one.at - started)),
      texts: texts.map((one) => one.text).slice(-4),
      role: element.closest('[role=timer], [role=progressbar], progress, meter, time') ? 'measure' : '',
    })),
  });
}

const stop = () => watcher.disconnect();

nyx.changes = {begin, seen, stop, hasScript};
