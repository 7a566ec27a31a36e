const {dom} = axe.commons;
const {PRESS, acting, handlersOf, leaves, resolved} = nyx.handlers;

define({
  selector: PRESS.map((event) => `[on${event}]`).join(', '),
  matches: (element) => acting(handlersOf(element, PRESS)) !== '' && dom.isVisibleOnScreen(element),
  evaluate: (element) => !leaves(resolved(handlersOf(element, PRESS))),
  message: 'it acts as soon as it is touched or pressed, before the finger is lifted',
});
