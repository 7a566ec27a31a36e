// How our own in-page rules join axe-core: as custom rules of one check each, in the same pass over the page.

/**
 * Add a rule to the engine. `RuleDefinition` says what each key means.
 * @param {string} id
 * @param {RuleDefinition} definition
 */
function define(id, {selector, matches, evaluate, message, doubt, options, hidden = false, pageLevel = false, after}) {
  const messages = {pass: '', fail: message, incomplete: doubt || message};
  const metadata = {description: id, help: id};
  axe.configure({
    checks: [{id, evaluate, after, options: options || {}, metadata: {impact: 'serious', messages}}],
    rules: [{id, selector, matches, any: [id], tags: ['nyx'], excludeHidden: !hidden, pageLevel, metadata}],
  });
}

nyx.rules = {define};

nyx.rules = {define};
