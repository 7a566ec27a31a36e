const {SELECTOR, hasRole, hasTwin, isScripted} = nyx.scripted;

define({
  selector: SELECTOR,
  matches: isScripted,
  evaluate: (element) => hasRole(element) || hasTwin(element),
  message: 'it acts when it is clicked, and is not announced as a button or a link',
});
