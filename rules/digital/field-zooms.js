// Phones that enlarge the page when a field of small text takes the focus.
const {dom} = axe.commons;

// Below this size, Safari on iPhones zooms in, and does not zoom out again.
const LEAST = 16;
const TYPES = new Set(['text', 'search', 'email', 'tel', 'url', 'number', 'password', 'date', 'month', 'week', 'time', 'datetime-local']);

define({
  selector: 'input, select, textarea',
  matches: (element) => (element.localName !== 'input' || TYPES.has(element.type)) && dom.isVisibleOnScreen(element),
  evaluate(element) {
    const size = parseFloat(getComputedStyle(element).fontSize);
    this.data({size: Math.round(size * 10) / 10});
    return size >= LEAST;
  },
  message: 'its text of ${data.size} CSS pixels has iPhones enlarge the page when it is touched',
});
