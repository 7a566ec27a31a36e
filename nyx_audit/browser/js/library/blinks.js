// What a script shows and hides in turn, from when the page stood still until it is moved.
const {hasButtonNear, hasStop, hasWords, isProgress} = nyx.animations;

// A page that is animated step by step changes more often than that: what blinks there is not told from what moves.
const MOST_CHANGES = 400;
const MOST = 5;
const LEAST_TURNS = 3;
// What stays as it is for longer does not blink.
const LONGEST_MS = 2000;
const FIRST_MS = 1500;

/** @type {Map<Element, {isSeen: boolean, turns: number[]}>} */
const log = new Map();
let changes = 0;
let started = 0;

/** @param {MutationRecord[]} records */
function note(records) {
  changes += records.length;
  if (changes > MOST_CHANGES) return watcher.disconnect();
  for (const {target} of records) {
    const element = /** @type {Element} */ (target);
    const isSeen = element.checkVisibility({visibilityProperty: true, opacityProperty: true});
    const before = log.get(element);
    // What it was before the first change is not known; one that shows or hides nothing is followed by none that does.
    if (!before) log.set(element, {isSeen, turns: [performance.now()]});
    else if (before.isSeen !== isSeen) {
      before.isSeen = isSeen;
      before.turns.push(performance.now());
    }
  }
}

const watcher = new MutationObserver(note);

// Once in the life of a document, however often it is settled.
function begin() {
  if (started || !nyx.changes.hasScript()) return;
  started = performance.now();
  watcher.observe(document, {subtree: true, attributeFilter: ['style', 'class', 'hidden']});
}

/** @param {number[]} turns */
const goesOn = (turns) =>
  performance.now() - (turns.at(-1) ?? 0) < LONGEST_MS && turns.every((turn, at) => at === 0 || turn - turns[at - 1] < LONGEST_MS);

/** What blinks by now, and since when. */
function seen() {
  const found = [...log].filter(
    ([element, {turns}]) =>
      turns.length >= LEAST_TURNS && goesOn(turns) && element.isConnected && hasWords(element) && !isProgress(element),
  );
  return JSON.stringify(
    found.slice(0, MOST).map(([element, {turns}]) => ({
      key: nyx.elements.keyOf(element),
      seconds: (performance.now() - turns[0]) / 1000,
      stops: hasStop(),
      near: hasButtonNear(element),
    })),
  );
}

const stop = () => watcher.disconnect();

/**
 * Whether anything was seen to come and go so far, or the time was too short for that: `milliseconds`, where nothing changed yet.
 * @param {number} milliseconds
 */
const isLikely = (milliseconds) =>
  [...log.values()].some(({turns}) => turns.length > 1 && goesOn(turns)) ||
  performance.now() - started < (log.size > 0 ? FIRST_MS : milliseconds);

nyx.blinks = {begin, isLikely, seen, stop};
