// Waiting, by the clock.

const STEP_MS = 25;

/** @param {number} ms */
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Whether something comes true, at once or soon.
 * @param {() => boolean} isTrue
 * @param {number} milliseconds
 */
async function comes(isTrue, milliseconds) {
  const end = performance.now() + milliseconds;
  while (!isTrue()) {
    if (performance.now() > end) return false;
    await pause(STEP_MS);
  }
  return true;
}

nyx.waits = {pause, comes};
