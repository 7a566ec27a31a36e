const {dom} = axe.commons;

const OBSOLETE = ['acronym', 'basefont', 'big', 'center', 'dir', 'font', 'strike', 'tt'];
const MEANT = ['abbr', 'del', 's'];

define({
  selector: [...OBSOLETE, ...MEANT].join(', '),
  matches: (element) => dom.isVisibleOnScreen(element),
  evaluate(element) {
    this.data({name: element.localName});
    return MEANT.includes(element.localName);
  },
  message: 'the element ${data.name} says how it looks, and is no longer part of HTML',
});
