const {dom} = axe.commons;
const {next} = nyx.linktexts;

/** @param {Element} element */
const follows = (element) => element.previousElementSibling?.localName === 'a' && next(element.previousElementSibling) === element;
/** @param {Element | null} element */
const worded = (element) => element !== null && /[\p{L}\p{N}]/u.test(element.textContent);

/** @param {Element} element */
function drawnApart(element) {
  const style = getComputedStyle(element);
  return (
    style.display !== 'inline' ||
    parseFloat(style.borderLeftWidth) + parseFloat(style.borderRightWidth) > 0 ||
    parseFloat(style.paddingLeft) + parseFloat(style.paddingRight) + parseFloat(style.marginLeft) + parseFloat(style.marginRight) > 3 ||
    !/^(?:rgba\(0, 0, 0, 0\)|transparent)$/.test(style.backgroundColor) ||
    ['::before', '::after'].some((part) => !/^(?:none|normal|"\s*")$/.test(getComputedStyle(element, part).content))
  );
}

define({
  selector: 'a[href]',
  matches: (element) =>
    worded(element) &&
    worded(next(element)) &&
    !element.closest('pre, code') &&
    !follows(element) &&
    dom.isVisibleOnScreen(element) &&
    dom.isVisibleOnScreen(/** @type {Element} */ (next(element))),
  evaluate(element) {
    const other = /** @type {Element} */ (next(element));
    const mine = [...element.getClientRects()].at(-1);
    const its = other.getClientRects()[0];
    if (!mine || !its || element.querySelector('img, svg') || other.querySelector('img, svg')) return true;
    const sameLine = mine.top < its.bottom && its.top < mine.bottom;
    const gap = Math.max(its.left - mine.right, mine.left - its.right);
    return !sameLine || drawnApart(element) || drawnApart(other) || gap > 0.6 * parseFloat(getComputedStyle(element).fontSize);
  },
  message: 'there is nothing but a space between it and the next link',
});
