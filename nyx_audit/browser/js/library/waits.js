// Waiting, by the clock.

const STEP_MS = 25;

/** @param {number} ms */
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Whether something comes true, at once or soon. The time is counted in steps: where the machine is busy, they take longer, and
 * so does what is waited for.
 * @param {() => boolean} isTrue
 * @param {number} milliseconds
 */
async function comes(isTrue, milliseconds) {
  for (let left = milliseconds; left > 0; left -= STEP_MS) {
    if (isTrue()) return true;
    await pause(STEP_MS);
  }
  return isTrue();
}

nyx.waits = {pause, comes};
