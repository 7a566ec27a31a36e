const {dom} = axe.commons;

const isScript = (element) => /^\s*javascript:/i.test(element.getAttribute('href'));

define({
  selector: 'a[href]',
  matches: (element) => (isScript(element) || element.hasAttribute('onclick')) && dom.isVisibleToScreenReaders(element),
  evaluate: (element) => !isScript(element) || element.hasAttribute('role'),
  message: 'it runs a script in place of leading to an address',
});
