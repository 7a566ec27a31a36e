const {dom, text} = axe.commons;

define({
  selector: 'details > summary',
  matches: (element, virtual) =>
    element === element.parentElement?.querySelector(':scope > summary') &&
    [null, 'button', 'none', 'presentation'].includes(axe.commons.aria.getExplicitRole(virtual)) &&
    dom.isVisibleToScreenReaders(element),
  evaluate: (_element, _options, virtual) => text.accessibleTextVirtual(virtual).trim() !== '',
  message: 'nothing says what opens here',
});
