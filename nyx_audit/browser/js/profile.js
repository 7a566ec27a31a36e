// Given to an isolated world only where costs are asked for: each rule's run is timed from then on. A rule's elements
// are found and its checks run before `run` returns; what an asynchronous check waits for is not its own cost.
() => {
  if (nyx.costs) return;
  const costs = new Map();
  const timed = (rule, work) => {
    const began = performance.now();
    try { return work(); } finally { costOf(rule).ms += performance.now() - began; }
  };
  const costOf = (rule) => {
    if (!costs.has(rule)) costs.set(rule, {ms: 0, targets: 0});
    return costs.get(rule);
  };
  for (const rule of axe._audit.rules) {
    const {run, after} = rule;
    rule.run = function (context, options, done, broke) {
      return timed(rule.id, () => run.call(this, context, options, (result) => {
        costOf(rule.id).targets += result.nodes.length;
        done(result);
      }, broke));
    };
    rule.after = function (...given) { return timed(rule.id, () => after.apply(this, given)); };
  }
  nyx.costs = () => {
    const found = JSON.stringify([...costs].map(([rule, cost]) => ({rule, ...cost})));
    costs.clear();
    return found;
  };
}
