define({
  selector: 'html',
  hidden: true,
  matches: (element, _virtual, context) => context.initiator && document.contentType === 'text/html',
  evaluate: (element) => /[^\t\n\f\r ]/.test(element.getAttribute('lang') || ''),
  message: 'the html element names no language',
});
