const {aria, dom} = axe.commons;
const {ownOf} = nyx.layouts;

/**
 * What makes a table one of data, whatever stands in it.
 * @param {Element} table
 */
const isData = (table) =>
  Boolean(
    table.caption ||
    table.tHead ||
    table.tFoot ||
    table.getAttribute('summary') ||
    table.querySelector('th, [scope], [headers], colgroup') ||
    table.getAttribute('role') === 'grid',
  );

define({
  selector: 'table',
  matches: (element) =>
    element.rows.length > 0 &&
    dom.isVisibleOnScreen(element) &&
    dom.isVisibleToScreenReaders(element) &&
    !element.parentElement?.closest('table'),
  evaluate(element) {
    const explicit = aria.getExplicitRole(element);
    if (explicit === 'presentation' || explicit === 'none' || isData(element)) return true;
    const structure = [
      ...ownOf(
        element,
        'td h1, td h2, td h3, td h4, td h5, td h6, td nav, td header, td footer, td main, td section, td article, td aside',
      ),
      ...ownOf(element, 'td form'),
    ];
    const nested = element.querySelectorAll('td table').length;
    if (structure.length || nested > 1) return false;
    return nested ? undefined : true;
  },
  message: 'a table arranges parts of the page, and is announced as one of data',
  doubt: 'a table seems to arrange parts of the page, and is announced as one of data',
});
