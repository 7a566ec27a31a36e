const {dom} = axe.commons;
const {handlersOf, isUnconditional, removesFocus, resolved} = nyx.handlers;

define({
  selector: '[onfocus], [onfocusin]',
  matches: (element) => element.tabIndex >= 0 && dom.isFocusable(element) && dom.isVisibleOnScreen(element),
  evaluate(element) {
    const code = resolved(handlersOf(element, ['focus', 'focusin']));
    if (!removesFocus(code)) return true;
    return isUnconditional(code) ? false : undefined;
  },
  message: 'it gives the focus away as soon as it receives it',
  doubt: 'it may give the focus away when it receives it: does the focus stay here?',
});
