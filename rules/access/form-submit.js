const {dom} = axe.commons;

define({
  selector: 'form',
  matches: (element) =>
    dom.isVisibleOnScreen(element) &&
    [...element.elements].some((field) => field.matches('select, input[type=radio], input[type=checkbox]') && dom.isVisibleOnScreen(field)),
  evaluate(element) {
    const button = 'button, input[type=submit], input[type=image], input[type=button], [role=button], a[href]';
    return element.querySelector(button) || [...element.elements].some((one) => one.matches(button)) ? true : undefined;
  },
  message: 'no button sends this form: a choice in it may act at once',
  doubt: 'no button sends this form: a choice in it may act at once',
});
