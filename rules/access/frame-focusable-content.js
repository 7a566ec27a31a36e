const {contents, modalInert, shows} = nyx.silent;

const LEAST_SIDE = 8;

/** @param {Element} element */
const keptOut = (element) => parseInt(element.getAttribute('tabindex') || '', 10) < 0;

define({
  selector: 'iframe',
  matches: (element) =>
    !element.closest('[inert]') &&
    !modalInert(element) &&
    element.clientWidth >= LEAST_SIDE &&
    element.clientHeight >= LEAST_SIDE &&
    shows(element) &&
    (element.contentDocument ? contents(element.contentDocument).length > 0 : keptOut(element)),
  evaluate: (element) => !keptOut(element) || (element.contentDocument ? false : undefined),
  message: 'tabindex keeps the keyboard out of this frame, which holds something to press or fill in',
  doubt: 'tabindex keeps the keyboard out of this frame; its content cannot be read from the page',
});
