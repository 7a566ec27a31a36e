// How a load went, in the figures of the web's own metrics: paints, shifts of the layout, long tasks.
const LONG_TASK = 50;
const SHIFTS_APART = 1000;
const LONGEST_WINDOW = 5000;

/**
 * The figures of this load, when nothing has kept the page busy for `quiet` milliseconds, or after the `longest` time.
 * @param {number} quiet
 * @param {number} longest
 * @returns {Promise<string>}
 */
const figures = (quiet, longest) =>
  new Promise((done) => {
    /** @type {number[]} */
    const paints = [];
    /** @type {[number, number][]} */
    const shifts = [];
    /** @type {[number, number][]} */
    const tasks = [];
    let last = performance.now();
    watch('largest-contentful-paint', (one) => paints.push(one.startTime));
    watch('layout-shift', (one) => shifts.push([one.startTime, /** @type {LayoutShift} */ (one).value]));
    watch('longtask', (one) => {
      tasks.push([one.startTime, one.duration]);
      last = performance.now();
    });
    const began = performance.now();
    const look = () => {
      const now = performance.now();
      if (now - last >= quiet || now - began >= longest) done(JSON.stringify(summed(paints, shifts, tasks)));
      else setTimeout(look, 100);
    };
    setTimeout(look, quiet);
  });

/**
 * @param {string} type
 * @param {(entry: PerformanceEntry) => void} keep
 */
function watch(type, keep) {
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(keep));
  observer.observe({type, buffered: true});
}

/**
 * @param {number[]} paints
 * @param {[number, number][]} shifts
 * @param {[number, number][]} tasks
 */
function summed(paints, shifts, tasks) {
  const first = performance.getEntriesByName('first-contentful-paint')[0];
  const blocked = tasks.filter(([at]) => first && at + LONG_TASK >= first.startTime).map(([, length]) => length - LONG_TASK);
  return {
    fcp: first ? Math.round(first.startTime) : null,
    lcp: paints.length ? Math.round(Math.max(...paints)) : null,
    cls: Math.round(worstWindow(shifts) * 1000) / 1000,
    tbt: Math.round(blocked.reduce((all, one) => all + one, 0)),
  };
}

/**
 * The largest sum of shifts that follow each other closely.
 * @param {[number, number][]} shifts
 */
function worstWindow(shifts) {
  let [worst, sum, opened, before] = [0, 0, -Infinity, -Infinity];
  for (const [at, value] of shifts) {
    if (at - before > SHIFTS_APART || at - opened > LONGEST_WINDOW) [sum, opened] = [0, at];
    sum += value;
    before = at;
    worst = Math.max(worst, sum);
  }
  return worst;
}

nyx.lab = {figures};
