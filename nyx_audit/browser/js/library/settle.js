// Waits until a page stands still, so that it is only judged then.
const {pause} = nyx.waits;

const QUIET = 200;
let last = performance.now();

const watch = new MutationObserver(() => {
  last = performance.now();
});

watch.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});

let early = '';

// What its script moves on to another address before anything of it can be seen is a redirect.
globalThis.navigation?.addEventListener('navigate', (event) => {
  const leaves = !event.destination.sameDocument && !document.body?.innerText.trim();
  // A refresh is a part of the document, and judged as one.
  if (leaves && !document.querySelector('meta[http-equiv="refresh" i]')) early ||= event.destination.url;
});

const frame = () => new Promise((done) => requestAnimationFrame(done));
/**
 * @param {Promise<unknown>} promise
 * @param {number} ms
 */
const either = (promise, ms) => Promise.race([promise, pause(ms)]);

function finishAnimations() {
  for (const animation of document.getAnimations()) {
    try {
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
    } catch {
      /* an animation without an end is left running */
    }
  }
}

/** @param {number} limit */
async function settle(limit) {
  const end = performance.now() + limit;
  if (document.fonts) await either(document.fonts.ready, limit);
  await either(frame().then(frame), 300);
  while (nyx.changes.hasScript() && performance.now() < end) {
    const wait = last + QUIET - performance.now();
    if (wait <= 0) break;
    await pause(Math.min(wait, end - performance.now()));
  }
  finishAnimations();
  nyx.changes.begin();
  nyx.late.begin();
  nyx.blinks.begin();
  return performance.now() < end;
}

/** Where the page went on to before anything of it could be seen, or nothing. */
const leadsOnTo = () => early;

nyx.settle = {settle, leadsOnTo};
