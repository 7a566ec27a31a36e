const {NATIVE, SELECTOR, codeOf, hasTwin, hearsKeys, isManaged, isScripted} = nyx.scripted;

define({
  selector: SELECTOR,
  matches: (element) => isScripted(element) && !isManaged(element),
  evaluate(element) {
    this.data({code: codeOf(element).slice(0, 60)});
    if (hasTwin(element) || element.accessKey) return true;
    // What keys do here may be heard around it, too.
    const around = element.parentElement?.closest('[tabindex]:not([tabindex^="-"]), [aria-activedescendant]');
    if (around && !around.matches(NATIVE)) return undefined;
    if (!nyx.focus.hasTabIndex(element)) return false;
    return hearsKeys(element) ? true : nyx.changes.hasScript() ? undefined : false;
  },
  message: 'it acts when it is clicked, and the keyboard does not reach it or do the same',
  doubt: 'it acts when it is clicked: do Enter or the space key do the same?',
});
