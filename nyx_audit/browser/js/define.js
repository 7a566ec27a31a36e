// How our own in-page rules join axe-core: as custom rules of one check each, in the same pass over the page.
//
// nyx.define(id, {selector, matches?, evaluate, message, doubt?, options?, hidden?, pageLevel?, after?})
//   evaluate(element, options, virtualNode) is called with axe's check as `this`: true passes, false fails, undefined
//   is a doubt; this.data({...}) is put into the message (`${data.size}`) and reaches Python as the target's data.
(() => {
  const axe = globalThis.axe;

  nyx.define = (id, {selector, matches, evaluate, message, doubt, options, hidden = false, pageLevel = false, after}) => {
    const messages = {pass: '', fail: message, incomplete: doubt || message};
    axe.configure({
      checks: [{id, evaluate, after, options: options || {}, metadata: {impact: 'serious', messages}}],
      rules: [{id, selector, matches, any: [id], tags: ['nyx'], excludeHidden: !hidden, pageLevel, metadata: {description: id, help: id}}],
    });
  };

  // Several rules ask for the same names. They hold for one run: each has its own virtual nodes.
  const names = new WeakMap();

  nyx.nameOf = (virtual) => {
    let name = names.get(virtual);
    if (name === undefined) {
      name = axe.commons.text.accessibleTextVirtual(virtual);
      names.set(virtual, name);
    }
    return name;
  };

  nyx.hasOwnText = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
})();
