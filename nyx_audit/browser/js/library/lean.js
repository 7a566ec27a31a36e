// Runs axe's rules without its objects for what passes, which is nearly everything: of a target that passes, its number is
// kept and nothing else. What fails or is in doubt goes the way of axe, with all that its reports are made of.
const {numberOf} = nyx.elements;

/** @typedef {{check: AuditedCheck, options: unknown}} Chosen */
/** @typedef {{any: Answer[], all: Answer[], none: Answer[]}} Answers */

const KINDS = /** @type {const} */ (['any', 'all', 'none']);
const {prototype} = axe._audit.rules[0].constructor;
const {run: runWhole} = prototype;

/** What a check is given as `this`, and what it answers. */
class Answer {
  /** @param {string} id */
  constructor(id) {
    this.id = id;
    this.isAsync = false;
    /** @type {boolean | null | undefined} */
    this.result = null;
    /** @type {unknown} */
    this.given = null;
  }
  async() {
    this.isAsync = true;
    return () => {};
  }
  /** @param {unknown} given */
  data(given) {
    this.given = given;
  }
  relatedNodes() {}
  /** @param {boolean} doubted */
  told(doubted) {
    return {id: this.id, data: this.given, relatedNodes: [], result: doubted ? undefined : this.result};
  }
}

// What these decide behind all targets concerns frames alone.
const OF_FRAMES = new Set(['region']);
// Rules that are run as axe runs them: what is decided behind all targets needs all targets, and what waits needs axe's queues.
/** @type {Set<string>} */
const whole = new Set();
/** @type {Map<string, number[]>} */
const passed = new Map();

/**
 * @this {AuditedRule}
 * @param {RunContext} context
 * @param {RunOptions} options
 * @param {(result: RunResult) => void} done
 * @param {(error: unknown) => void} broke
 */
function run(context, options, done, broke) {
  const judged = isWhole(this, context) ? null : judgeUnlessItBreaks(this, context, options);
  if (!judged) return runWhole.call(this, context, options, done, broke);
  passed.set(this.id, judged.passed);
  done({id: this.id, result: 'inapplicable', pageLevel: this.pageLevel, impact: null, nodes: judged.rest});
}

/**
 * As `judge`; null also where a check breaks: it breaks again as axe runs it, which then says where.
 * @param {AuditedRule} rule
 * @param {RunContext} context
 * @param {RunOptions} options
 */
function judgeUnlessItBreaks(rule, context, options) {
  try {
    return judge(rule, rule.gatherAndMatchNodes(context, options), context, options);
  } catch {
    return null;
  }
}

/**
 * @param {AuditedRule} rule
 * @param {RunContext} context
 */
function isWhole(rule, context) {
  if (whole.has(rule.id)) return true;
  if (OF_FRAMES.has(rule.id) && context.initiator && !context.frames.length) return false;
  return KINDS.some((kind) => rule[kind].some((check) => checkOf(rule, check).after));
}

/**
 * The targets that pass, by number, and axe's results of the others; null where a check does not answer at once.
 * @param {AuditedRule} rule
 * @param {VirtualNode[]} nodes
 * @param {RunContext} context
 * @param {RunOptions} options
 */
function judge(rule, nodes, context, options) {
  const [any, all, none] = KINDS.map((kind) => rule[kind].map((one) => choose(rule, one, options)).filter((one) => one !== null));
  const rest = /** @type {object[]} */ ([]);
  const numbers = /** @type {number[]} */ ([]);
  if (!any.length && !all.length && !none.length) return {passed: numbers, rest};
  for (const node of nodes) {
    const ask = (/** @type {Chosen} */ chosen) => answer(chosen, node, context);
    const answers = {any: any.map(ask), all: all.map(ask), none: none.map(ask)};
    if (KINDS.some((kind) => answers[kind].some((one) => one.isAsync))) {
      whole.add(rule.id);
      return null;
    }
    if (isPassed(answers)) numbers.push(numberOf(node.actualNode));
    else rest.push(resultOf(rule, node, answers));
  }
  return {passed: numbers, rest};
}

/**
 * @param {AuditedRule} rule
 * @param {string | {id: string}} check
 */
const checkOf = (rule, check) => rule._audit.checks[typeof check === 'string' ? check : check.id];

/**
 * A check with its options, null where it is not enabled.
 * @param {AuditedRule} rule
 * @param {string | {id: string}} named
 * @param {RunOptions} options
 * @returns {Chosen | null}
 */
function choose(rule, named, options) {
  const check = checkOf(rule, named);
  const given = axe.utils.getCheckOption(check, rule.id, options);
  return given.enabled ? {check, options: check.getOptions(given.options)} : null;
}

/**
 * @param {Chosen} chosen
 * @param {VirtualNode} node
 * @param {RunContext} context
 */
function answer({check, options}, node, context) {
  const found = new Answer(check.id);
  found.result = check.evaluate.call(found, node.actualNode, options, node, context);
  return found;
}

/** @param {Answers} answers */
const isPassed = ({any, all, none}) =>
  (!any.length || any.some((one) => one.result === true)) &&
  all.every((one) => one.result === true) &&
  none.every((one) => one.result === false);

/**
 * @param {AuditedRule} rule
 * @param {VirtualNode} node
 * @param {Answers} answers
 */
function resultOf(rule, node, {any, all, none}) {
  const doubted = rule.reviewOnFail;
  return {
    any: any.map((one) => one.told(doubted && one.result === false)),
    all: all.map((one) => one.told(doubted && one.result === false)),
    none: none.map((one) => one.told(doubted && one.result === true)),
    node: new axe.utils.DqElement(node),
  };
}

/**
 * Whether a rule judges each element by itself: not the page, and not one element by the others.
 * @param {string} id
 */
function judgesAlone(id) {
  const rule = axe._audit.rules.find((one) => one.id === id);
  return Boolean(rule && !rule.pageLevel && !KINDS.some((kind) => rule[kind].some((check) => checkOf(rule, check).after)));
}

/** Forget what passed: another run begins. */
const begin = () => passed.clear();

/**
 * The numbers of the targets of a rule that passed in this frame and run.
 * @param {string} rule
 */
const passedOf = (rule) => passed.get(rule) || [];

/** All of them, by rule. */
const allPassed = () => Object.fromEntries(passed);

prototype.run = run;

nyx.lean = {begin, passedOf, allPassed, judgesAlone};
