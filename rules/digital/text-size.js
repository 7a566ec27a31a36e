const {dom} = axe.commons;

// Small by nature: indices and exponents. What stands in the others is drawn by none of today's browsers.
const LEFT_OUT = 'sub, sup, progress, meter, canvas, video, audio, object, iframe';

define({
  selector: '*',
  matches: (element) => nyx.dom.hasOwnText(element) && !element.closest(LEFT_OUT) && dom.isVisibleOnScreen(element),
  evaluate(element, options) {
    const size = parseFloat(getComputedStyle(element).fontSize);
    this.data({size: Math.round(size * 10) / 10, least: options.least});
    return size >= options.least;
  },
  options: {least: 12},
  message: 'text of ${data.size} CSS pixels, at least ${data.least} are needed',
});
