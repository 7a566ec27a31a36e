const {dom} = axe.commons;
const {placeOf, isThere, mayCome, noteLost} = nyx.places;

/** @param {Element} element */
const isPoint = (element) => element.localName !== 'area' && !nyx.visibility.isVisible(element);

define({
  selector: 'a[href*="#"], area[href*="#"]',
  // A skip link that is hidden until it has focus has a rule of its own; frames are pages of others.
  matches: (element) => window === window.top && dom.isVisibleOnScreen(element) && !isPoint(element) && placeOf(element) !== '',
  evaluate(element) {
    const name = placeOf(element);
    this.data({name: nyx.addresses.decoded(name).slice(0, 60)});
    if (isThere(name)) return true;
    if (mayCome(name)) return undefined;
    noteLost(element);
    return false;
  },
  message: 'leads to the place “${data.name}” on this page, and nothing on the page has that name',
  doubt: 'leads to the place “${data.name}” on this page, which is not there unless a script puts it there',
});
