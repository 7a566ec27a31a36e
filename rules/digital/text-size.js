const {dom} = axe.commons;

// Small by nature: indices and exponents.
const RAISED = 'sub, sup';

define({
  selector: '*',
  matches: (element) => nyx.dom.hasOwnText(element) && !element.closest(RAISED) && dom.isVisibleOnScreen(element),
  evaluate(element, options) {
    const size = parseFloat(getComputedStyle(element).fontSize);
    this.data({size: Math.round(size * 10) / 10, least: options.least});
    return size >= options.least;
  },
  options: {least: 12},
  message: 'text of ${data.size} CSS pixels, at least ${data.least} are needed',
});
