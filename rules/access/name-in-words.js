const {aria, dom} = axe.commons;
const {isExplained, isStops, nameOf} = nyx.phrases;
const {fold, listed} = nyx.text;

const NATIVE = 'button, input:not([type=hidden], [type=image]), select, textarea, iframe';
const WIDGETS = listed('button, checkbox, combobox, listbox, menuitem, radio, searchbox, slider, spinbutton, switch, tab, textbox');
// A star is read out, and says of a field no more than that it must be filled in.
const STARS = /^[\s*:]+$/;

define({
  selector: `${NATIVE}, [role]`,
  matches: (element, virtual) =>
    (element.matches(NATIVE) || WIDGETS.has(aria.getRole(virtual))) &&
    !element.matches(':disabled, [aria-disabled=true]') &&
    nameOf(virtual) !== '' &&
    dom.isVisibleOnScreen(element) &&
    dom.isVisibleToScreenReaders(element),
  evaluate(element, _options, virtual) {
    const name = nameOf(virtual);
    if (!isStops(name) && !STARS.test(name)) return true;
    this.data({name: fold(name, 20)});
    const hint = fold(element.getAttribute('aria-description') || nyx.names.textReferencedBy(element, 'aria-describedby'));
    return isExplained(element) || /\p{L}/u.test(hint);
  },
  message: 'its name is “${data.name}”, which is read out as nothing or as a sign',
});
