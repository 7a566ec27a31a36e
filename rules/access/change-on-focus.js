const {dom} = axe.commons;
const {handlersOf, isUnconditional, leaves, resolved} = nyx.handlers;

define({
  selector: '[onfocus], [onfocusin]',
  matches: (element) => dom.isFocusable(element) && dom.isVisibleOnScreen(element),
  evaluate(element) {
    const code = resolved(handlersOf(element, ['focus', 'focusin']));
    if (!leaves(code)) return true;
    return isUnconditional(code) ? false : undefined;
  },
  message: 'the focus alone leads to another page, sends the form or opens a window',
  doubt: 'the focus may lead away from here on some condition: does it?',
});
