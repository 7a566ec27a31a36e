// Our own in-page rules, as axe custom checks: they share its tree, its visibility, and its pass over the page.
(() => {
  const axe = globalThis.axe;

  function define(id, {selector, matches, evaluate, message, options}) {
    axe.configure({
      checks: [{id, evaluate, options, metadata: {impact: 'serious', messages: {pass: '', fail: message, incomplete: message}}}],
      rules: [{id, selector, matches, any: [id], tags: ['nyx'], excludeHidden: true, metadata: {description: id, help: id}}],
    });
  }

  const hasOwnText = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

  // Small by nature: indices and exponents.
  const RAISED = new Set(['sub', 'sup']);

  define('text-size', {
    selector: '*',
    matches: (element) => hasOwnText(element) && !RAISED.has(element.localName) && axe.commons.dom.isVisibleOnScreen(element),
    evaluate(element, options) {
      const size = parseFloat(getComputedStyle(element).fontSize);
      this.data({size: Math.round(size * 10) / 10, least: options.least});
      return size >= options.least;
    },
    options: {least: 12},
    message: 'text of ${data.size} CSS pixels, at least ${data.least} are asked',
  });
})();
