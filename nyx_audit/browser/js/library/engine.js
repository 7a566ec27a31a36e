// One run of axe-core, in parts: each frame's own, and the whole in the top frame. What comes back is what a judgement
// needs and no more.
const {numberOf} = nyx.elements;

const LONGEST = 300;
// What was just opened may still move.
const WITHIN_MS = 700;
/** @type {PartialResult | null} */
let lastPartial = null;

/** What axe's merging of frames needs of a node, without its costly selector: that is ours, and only for findings. */
class Spec {
  /**
   * @param {Element} element
   * @param {number[]} nodeIndexes
   */
  constructor(element, nodeIndexes) {
    this.id = numberOf(element);
    this.nodeIndexes = nodeIndexes;
    Object.defineProperty(this, 'element', {value: element, enumerable: false});
  }
  get ancestry() {
    return [axe.utils.getAncestry(/** @type {{element: Element}} */ (/** @type {unknown} */ (this)).element)];
  }
  get selector() {
    return this.ancestry;
  }
  toJSON() {
    return {id: this.id, nodeIndexes: this.nodeIndexes, ancestry: this.ancestry};
  }
}

/**
 * @param {NodeSpec} child
 * @param {NodeSpec} frame
 */
function mergeSpecs(child, frame) {
  return {
    id: child.id,
    frames: [...(frame.frames || []), frame.id, ...(child.frames || [])],
    nodeIndexes: [...frame.nodeIndexes, ...child.nodeIndexes],
    ancestry: [...frame.ancestry, ...child.ancestry],
    selector: [...frame.ancestry, ...child.ancestry],
  };
}

axe.utils.nodeSerializer.update({toSpec: (node) => new Spec(node.element, node.nodeIndexes), mergeSpecs});
axe.configure({noHtml: true});

axe.addReporter('nyx', (results, _options, done) => done(results.map(trimRule)));

/** @param {RawRule} rule */
function trimRule(rule) {
  const own = (rule.tags || []).includes('nyx');
  const said = (/** @type {RawNode} */ node, /** @type {string} */ message) => ({
    key: keyOf(node),
    message,
    ...(own ? {data: dataOf(node)} : {}),
  });
  return {
    id: rule.id,
    passed: [...nyx.lean.passedOf(rule.id), ...(rule.passes || []).map(keyOf)],
    failed: (rule.violations || []).map((node) => said(node, nyx.measured.failure(node))),
    cant_tell: (rule.incomplete || []).filter((node) => node.node).map((node) => said(node, nyx.measured.doubt(node))),
    ...(rule.error ? {error: String(rule.error.message || rule.error).slice(0, LONGEST)} : {}),
  };
}

/** @param {RawNode} result */
function keyOf({node}) {
  const spec = node instanceof Object && 'id' in node ? node : new Spec(node.element, []);
  return [...(('frames' in spec && spec.frames) || []), spec.id].join('>');
}

/** @param {RawNode} node */
const dataOf = (node) => (node.any || []).find((check) => check.data !== undefined)?.data ?? null;

/**
 * One frame's part of a run: the numbers of its frames come back with the context that each must run in.
 * @param {unknown} context
 * @param {object} options
 */
async function partial(context, options) {
  nyx.lean.begin();
  lastPartial = await axe.runPartial(context || document, options);
  if (!lastPartial.frames.length) return {frames: []};
  const contexts = axe.utils.getFrameContexts(context || document, options);
  return {frames: lastPartial.frames.map((frame, at) => ({id: frame.id, context: contexts[at].frameContext}))};
}

/**
 * The part of a frame below the top one, as text, and what passed in it.
 * @param {unknown} context
 * @param {object} options
 */
async function runBelow(context, options) {
  const {frames} = await partial(context, options);
  return JSON.stringify({frames, partial: JSON.stringify(lastPartial), passed: nyx.lean.allPassed()});
}

/**
 * The whole of a run, in the top frame.
 * @param {object} options
 * @param {(string | null)[]} others the partial results of the frames below, null where not entered
 */
async function finish(options, others) {
  const partials = [lastPartial, ...others.map((text) => text && JSON.parse(text))];
  lastPartial = null;
  return JSON.stringify(await axe.finishRun(partials, {...options, reporter: 'nyx'}));
}

/**
 * The top frame's part; the whole run where there are no other frames, which needs one call only.
 * @param {object} options
 */
async function runTop(options) {
  const found = await partial(null, options);
  return found.frames.length ? JSON.stringify(found) : finish(options, []);
}

/**
 * The run of the rules that judge single elements, on parts of the top frame only: what they say of the rest is known.
 * @param {RunOptions} options
 * @param {number[]} numbers
 */
async function runWithin(options, numbers) {
  const values = options.runOnly.values.filter((id) => nyx.lean.judgesAlone(id));
  const within = {...options, iframes: false, runOnly: {...options.runOnly, values}};
  await nyx.settle.settle(WITHIN_MS);
  await nyx.focus.drawn();
  const include = numbers.map(nyx.elements.elementOf).filter((element) => element.isConnected);
  if (!include.length || !values.length) return '[]';
  nyx.lean.begin();
  lastPartial = await axe.runPartial({include}, within);
  return finish(within, []);
}

/**
 * What the build says of each of its rules under a key, by the rule's id.
 * @param {'ruleId' | 'tags' | 'actIds'} key
 */
const rules = (key) => JSON.stringify(Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, rule[key] ?? null])));

nyx.engine = {runTop, runWithin, runBelow, finish, rules};
