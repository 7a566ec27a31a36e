const {aria, dom} = axe.commons;
const {arrangesPage, holdsData, ownOf} = nyx.layouts;

define({
  selector: 'table[role]',
  matches: (element) =>
    ['none', 'presentation'].includes(aria.getExplicitRole(element) || '') &&
    dom.isVisibleToScreenReaders(element) &&
    dom.isVisibleOnScreen(element),
  evaluate(element) {
    const hasHeaders = ownOf(element, 'th').filter((one) => one.textContent.trim()).length > 1;
    return !(hasHeaders && holdsData(element) && !arrangesPage(element));
  },
  message: 'a table of data with headers is marked as if it only arranged the page',
});
