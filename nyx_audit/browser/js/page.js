// Runs in an isolated world of every frame, behind axe-core: page scripts cannot see or change it.
// Elements are known by a number that holds as long as the document lives, so that two views agree on a target.
(() => {
  const axe = globalThis.axe;
  const numbers = new WeakMap();
  const elements = [];
  const SNIPPET = 300;
  const NAME = 80;
  let lastPartial = null;

  function numberOf(element) {
    let number = numbers.get(element);
    if (number === undefined) {
      number = elements.push(element) - 1;
      numbers.set(element, number);
    }
    return number;
  }

  // What axe's merging of frames needs of a node, without its costly selector: that is ours, and only for findings.
  class Spec {
    constructor(element, nodeIndexes) {
      this.id = numberOf(element);
      this.nodeIndexes = nodeIndexes;
      Object.defineProperty(this, 'element', {value: element, enumerable: false});
    }
    get ancestry() { return [axe.utils.getAncestry(this.element)]; }
    get selector() { return this.ancestry; }
    toJSON() { return {id: this.id, nodeIndexes: this.nodeIndexes, ancestry: this.ancestry}; }
  }

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

  function trimRule(rule) {
    const trimmed = {id: rule.id, passed: [], failed: [], cant_tell: []};
    const own = (rule.tags || []).includes('nyx');
    const said = (node) => ({key: keyOf(node), message: messageOf(node), ...(own ? {data: dataOf(node)} : {})});
    if (rule.error) trimmed.error = String(rule.error.message || rule.error).slice(0, SNIPPET);
    for (const node of rule.passes || []) trimmed.passed.push(keyOf(node));
    for (const node of rule.violations || []) trimmed.failed.push(said(node));
    for (const node of rule.incomplete || []) {
      if (node.node) trimmed.cant_tell.push(said(node));
    }
    return trimmed;
  }

  function keyOf(result) {
    const spec = result.node instanceof Object && 'id' in result.node ? result.node : new Spec(result.node.element, []);
    return [...(spec.frames || []), spec.id].join('>');
  }

  function messageOf(node) {
    const said = new Set();
    for (const kind of ['any', 'all', 'none']) {
      for (const check of node[kind] || []) if (check.message) said.add(check.message);
    }
    return [...said].join('. ').slice(0, 600);
  }

  function dataOf(node) {
    for (const check of node.any || []) if (check.data !== undefined) return check.data;
    return null;
  }

  // One frame's part of a run: the numbers of its frames come back with the context that each must run in.
  async function partial(context, options) {
    lastPartial = await axe.runPartial(context || document, options);
    if (!lastPartial.frames.length) return {frames: []};
    const contexts = axe.utils.getFrameContexts(context || document, options);
    return {frames: lastPartial.frames.map((frame, at) => ({id: frame.id, context: contexts[at].frameContext}))};
  }

  // The whole of a run, in the top frame: `others` are the partial results of the frames below, null where not entered.
  async function finish(options, others) {
    const partials = [lastPartial, ...others.map((text) => text && JSON.parse(text))];
    lastPartial = null;
    return JSON.stringify(await axe.finishRun(partials, {...options, reporter: 'nyx'}));
  }

  // A frame without frames needs one call only.
  async function runAlone(options) {
    const found = await partial(null, options);
    return found.frames.length ? JSON.stringify(found) : finish(options, []);
  }

  const STABLE = /^(?:[a-z]+(?:[-_]{1,2}[a-z]+)*(?:-\d{1,2})?|[a-z]+(?:[A-Z][a-z]+)+)$/;
  const STATE = /^(?:is|has|js|no|ng|css|jss|jsx|sc|emotion|svelte)[-_]|^(?:active|open|closed|hover|focus|focused|selected|current|hidden|visible|show|collapsed|expanded|loaded|loading)$/;

  // The time of day, or a number from a source of chance: another one when the page is loaded again.
  const COUNTED = /\d{6}/;

  const isStable = (token) => token.length < 40 && STABLE.test(token) && !STATE.test(token);
  const tagOf = (element) => CSS.escape(element.localName);

  function stableClasses(element) {
    return [...element.classList].filter(isStable).slice(0, 2).map((name) => '.' + CSS.escape(name)).join('');
  }

  function parentOf(element) {
    return element.parentElement || (element.getRootNode() instanceof ShadowRoot ? element.getRootNode().host : null);
  }

  // Finds exactly this element from its root; shadow boundaries are written ` >>> `.
  function selectorOf(element) {
    const root = element.getRootNode();
    const own = selectorWithin(element, root);
    return root instanceof ShadowRoot ? selectorOf(root.host) + ' >>> ' + own : own;
  }

  function selectorWithin(element, root) {
    const finds = (selector) => {
      const found = root.querySelectorAll(selector);
      return found.length === 1 && found[0] === element;
    };
    let tail = '';
    for (let at = element; at instanceof Element; at = at.parentElement) {
      const choices = [];
      if (at.id && at.id.length < 60 && !COUNTED.test(at.id)) choices.push('#' + CSS.escape(at.id));
      choices.push(tagOf(at) + (at === element ? attributeHint(at) : '') + stableClasses(at));
      const position = nthOfType(at);
      if (position) choices.push(tagOf(at) + position);
      for (const choice of choices) if (finds(choice + tail)) return choice + tail;
      tail = ' > ' + tagOf(at) + position + tail;
    }
    return tail.slice(3);
  }

  function attributeHint(element) {
    const name = element.getAttribute('name');
    return name && name.length < 40 ? `[name=${CSS.escape(name)}]` : '';
  }

  // A field of a form that is named "children" stands before the form's own list of them.
  const childrenOfElement = Object.getOwnPropertyDescriptor(Element.prototype, 'children').get;
  const childrenOf = (parent) => [...(parent instanceof HTMLFormElement ? childrenOfElement.call(parent) : parent.children)];

  function nthOfType(element) {
    const siblings = element.parentNode ? childrenOf(element.parentNode).filter((other) => other.localName === element.localName) : [];
    return siblings.length > 1 ? `:nth-of-type(${siblings.indexOf(element) + 1})` : '';
  }

  // What stays of the selector when a page is loaded again, or made by a newer build.
  function shapeOf(element) {
    const parts = [];
    for (let at = element; at && parts.length < 4; at = parentOf(at)) {
      const id = at.id && isStable(at.id) ? '#' + at.id : '';
      parts.unshift(at.localName + (id || stableClasses(at)));
      if (id && at !== element) break;
    }
    return parts.join(' > ');
  }

  const LANDMARKS = {header: 'banner', nav: 'navigation', main: 'main', footer: 'contentinfo', aside: 'complementary', form: 'form', dialog: 'dialog'};
  const ROLES = new Set([...Object.values(LANDMARKS), 'search', 'region', 'alertdialog']);

  function landmarkOf(element) {
    for (let at = element; at; at = parentOf(at)) {
      const role = at.getAttribute('role');
      if (ROLES.has(role)) return role;
      if (!role && LANDMARKS[at.localName]) return LANDMARKS[at.localName];
    }
    return '';
  }

  // What a component of the state's design system draws, the agency cannot mend.
  function ownerOf(element) {
    for (let root = element.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode()) {
      if (root.host.localName.startsWith('nys-')) return 'design system';
    }
    return 'agency';
  }

  function nameOf(element) {
    const text = element.getAttribute('aria-label') || element.getAttribute('alt') || textOf(element)
      || element.getAttribute('title') || element.getAttribute('placeholder') || element.getAttribute('name') || '';
    return text.replace(/\s+/g, ' ').trim().slice(0, NAME);
  }

  // textContent of a whole document would be read for nothing: the name is only a hint.
  function textOf(element) {
    if (element === document.documentElement || element === document.body) return '';
    return (element.textContent || '').slice(0, 4 * NAME);
  }

  function snippetOf(element) {
    const open = element.cloneNode(false).outerHTML.slice(0, SNIPPET);
    const close = `</${element.localName}>`;
    if (!open.endsWith(close)) return open;
    const text = textOf(element).replace(/\s+/g, ' ').trim().slice(0, NAME);
    const inner = text || (element.childElementCount ? '…' : '');
    return open.slice(0, -close.length) + inner.replace(/&/g, '&amp;').replace(/</g, '&lt;') + close;
  }

  function describe(list) {
    return JSON.stringify(list.map((number) => {
      const element = elements[number];
      if (!element || !element.isConnected) return {id: number, selector: '', html: '', shape: '', name: '', landmark: '', owner: ''};
      return {id: number, selector: selectorOf(element), html: snippetOf(element), shape: shapeOf(element),
        name: nameOf(element), landmark: landmarkOf(element), owner: ownerOf(element)};
    }));
  }

  // A reload makes new elements: they take the numbers of those that stood in the same place before.
  function placeOf(element) {
    const steps = [];
    for (let at = element; at; at = parentOf(at)) {
      const among = at.parentNode ? childrenOf(at.parentNode) : [at];
      steps.unshift(`${at.localName}:${among.indexOf(at)}${at.parentNode instanceof ShadowRoot ? '^' : ''}`);
    }
    return steps.join('/');
  }

  function places() { return elements.map((element) => (element.isConnected ? placeOf(element) : null)); }

  function adopt(known) {
    const byPlace = new Map(known.map((place, number) => [place, number]));
    elements.length = known.length;
    for (const element of everyElement(document)) {
      const number = byPlace.get(placeOf(element));
      if (number === undefined) continue;
      elements[number] = element;
      numbers.set(element, number);
    }
    for (let at = 0; at < elements.length; at++) elements[at] ||= document.createElement('gone');
  }

  function* everyElement(root) {
    for (const element of root.querySelectorAll('*')) {
      yield element;
      if (element.shadowRoot) yield* everyElement(element.shadowRoot);
    }
  }

  // One step of a report's selector, from an element's shadow root or the document: the only element that it finds.
  function step(from, selector) {
    const root = from === null ? document : elements[from].shadowRoot || elements[from];
    const found = root.querySelectorAll(selector);
    return found.length === 1 ? JSON.stringify({number: numberOf(found[0]), frame: /^i?frame$/.test(found[0].localName)}) : 'null';
  }

  // The parent as it is drawn: the slot of what is slotted, the host of what is right below a shadow root.
  const flatParent = (element) => element.assignedSlot || parentOf(element);

  const elementOf = (number) => elements[number];
  globalThis.nyx = {partial, finish, runAlone, describe, places, adopt, step, numberOf, elementOf, selectorOf, everyElement, flatParent, childrenOf,
    partialText: () => JSON.stringify(lastPartial)};
})();
