const {dom} = axe.commons;
const {next} = nyx.linktexts;

define({
  selector: 'a[href]',
  matches: (element) => Boolean(next(element)) && dom.isVisibleToScreenReaders(element) && dom.isVisibleToScreenReaders(next(element)),
  evaluate(element) {
    const other = next(element);
    const onlyImage = (link) => Boolean(link.querySelector('img, svg')) && !link.textContent.trim();
    if (element.href !== other.href || !/^https?:|^file:/.test(element.href)) return true;
    return onlyImage(element) === onlyImage(other) || element.tabIndex < 0 || other.tabIndex < 0;
  },
  message: 'the picture and the words beside it are two links to the same page',
});
