// What each rule costs, where that is requested. A rule's elements are found and its checks run before `run` returns; what
// an asynchronous check waits for is not its own cost.

/** @type {Map<string, {ms: number, targets: number}> | null} */
let costs = null;

/** Time the run of each rule from now on. */
function begin() {
  if (costs) return;
  costs = new Map();
  for (const rule of axe._audit.rules) time(rule);
}

/** @param {AuditedRule} rule */
function time(rule) {
  const {run, after} = rule;
  rule.run = function (context, options, done, broke) {
    const noted = (/** @type {RunResult} */ result) => {
      costOf(rule.id).targets += result.nodes.length + nyx.lean.passedOf(rule.id).length;
      done(result);
    };
    return timed(rule.id, () => run.call(this, context, options, noted, broke));
  };
  rule.after = function (...given) {
    return timed(rule.id, () => after.apply(this, given));
  };
}

/**
 * @template Result
 * @param {string} rule
 * @param {() => Result} work
 */
function timed(rule, work) {
  const began = performance.now();
  try {
    return work();
  } finally {
    costOf(rule).ms += performance.now() - began;
  }
}

/** @param {string} rule */
function costOf(rule) {
  costs ||= new Map();
  const found = costs.get(rule) || {ms: 0, targets: 0};
  costs.set(rule, found);
  return found;
}

/** What the rules cost since the last time. */
function collect() {
  const found = JSON.stringify([...(costs || [])].map(([rule, cost]) => ({rule, ...cost})));
  costs?.clear();
  return found;
}

nyx.costs = {begin, collect};
