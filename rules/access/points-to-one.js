const {dom} = axe.commons;

// Ids in ARIA attributes are looked at by a rule of the engine.
const pointsTo = (element) =>
  element.getAttribute('for') || element.getAttribute('list') || (element.localName === 'a' ? element.getAttribute('href').slice(1) : '');

const allOf = (element) => element.getRootNode().querySelectorAll(`#${CSS.escape(pointsTo(element))}`);

define({
  selector: 'label[for], input[list], a[href^="#"]',
  // Links within a page may be many; those that lead to one place need no word.
  matches: (element) =>
    pointsTo(element) !== '' &&
    (element.localName === 'a' ? allOf(element).length > 1 : allOf(element).length > 0) &&
    dom.isVisibleToScreenReaders(element),
  evaluate(element) {
    this.data({id: pointsTo(element).slice(0, 40)});
    return allOf(element).length === 1;
  },
  message: 'several elements have the id “${data.id}”, to which it points',
});
