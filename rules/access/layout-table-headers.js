const {aria, dom} = axe.commons;
const {arrangesPage, ownOf} = nyx.layouts;
const {fold} = nyx.text;

/**
 * What of a table says that it holds data.
 * @param {Element} table
 */
function signOf(table) {
  if (ownOf(table, 'th').length) return 'header cells';
  if (table.caption && fold(table.caption.textContent)) return 'a caption';
  if (fold(table.getAttribute('summary'))) return 'a summary';
  return ownOf(table, 'td[scope], td[headers]').length ? 'headers' : '';
}

define({
  selector: 'table',
  matches: (element) =>
    !['none', 'presentation'].includes(aria.getExplicitRole(element) || '') &&
    signOf(element) !== '' &&
    dom.isVisibleToScreenReaders(element) &&
    dom.isVisibleOnScreen(element),
  evaluate(element) {
    this.data({sign: signOf(element)});
    return !arrangesPage(element);
  },
  message: 'a table that arranges parts of the page has ${data.sign}, as one of data has',
});
