const {dom} = axe.commons;
const {fold} = nyx.text;

const LISTS = 'ul, ol, fieldset, form, nav, table, [role=list], [role=group], [role=navigation]';
const LEAST = 3;

/**
 * What the keyboard reaches in a list or a form, in the order of the page.
 * @param {Element} list
 */
const stopsIn = (list) => nyx.focus.focusables().filter((one) => one.tabIndex >= 0 && list.contains(one) && nyx.visibility.hasArea(one));

/**
 * The order of the keyboard: numbers first, from the least, then what has none.
 * @param {Element[]} stops
 */
const byNumber = (stops) => [...stops].sort((one, other) => (one.tabIndex || Infinity) - (other.tabIndex || Infinity));

/**
 * Whether the keyboard comes to one before the other, which lies above it in the same column or before it in the same line.
 * @param {Element} one
 * @param {Element} other
 */
function goesBack(one, other) {
  const [first, then] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
  const sameColumn = then.left < first.right && first.left < then.right;
  const sameLine = then.top < first.bottom && first.top < then.bottom;
  const isAbove = sameColumn && then.bottom <= first.top + 1;
  const isBefore = sameLine && (getComputedStyle(one).direction === 'rtl' ? then.left >= first.right - 1 : then.right <= first.left + 1);
  return isAbove || isBefore;
}

define({
  selector: '[tabindex]',
  matches: (element) => element.tabIndex > 0 && dom.isVisibleOnScreen(element),
  evaluate(element) {
    const list = element.closest(LISTS);
    const stops = list ? stopsIn(list) : [];
    const order = byNumber(stops);
    const at = order.indexOf(element);
    const later = order[at + 1];
    this.data({after: later ? fold(nyx.names.wordsOn(later), 60) : ''});
    if (stops.length < LEAST || at < 0 || !later) return true;
    return stops.indexOf(later) > stops.indexOf(element) || !goesBack(element, later);
  },
  message: 'its number sends the keyboard back from here to "${data.after}", which stands before it',
});
