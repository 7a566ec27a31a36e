const {dom} = axe.commons;

define({
  selector: 'th',
  matches: (element) => dom.isVisibleToScreenReaders(element),
  evaluate: (element) => !element.querySelector('table:not([role=presentation]):not([role=none])'),
  message: 'a whole table is in this header, and is read out as its name',
});
