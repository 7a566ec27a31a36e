const {dom} = axe.commons;

define({
  selector: '[accesskey]',
  matches: (element) => element.accessKey.trim() !== '' && dom.isVisibleToScreenReaders(element),
  evaluate(element) {
    this.data({key: element.accessKey.trim().slice(0, 10)});
    return /^\d$/.test(element.accessKey.trim());
  },
  message: 'the access key “${data.key}” may be one of the browser or of assistive software',
});
