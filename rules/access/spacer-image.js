const SPACER = /(?:^|[/_-])(?:spacer|blank|clear|trans(?:parent)?|shim|pixel|dot(?:_?clear)?|1x1|1px)\d*\.(?:gif|png)(?:$|[?#])/i;

define({
  selector: 'img[src]',
  matches: (element) => element.complete && element.naturalWidth > 0,
  evaluate(element) {
    const small = element.naturalWidth <= 3 && element.naturalHeight <= 3;
    const drawn = element.width > 3 || element.height > 3;
    const stretched = small && drawn && (element.width > element.naturalWidth || element.height > element.naturalHeight);
    // A real picture that comes later begins as one pixel.
    const later = element.hasAttribute('srcset') || [...element.attributes].some((one) => /^(?:data-|loading$|sizes$)/.test(one.name));
    const named = SPACER.test(element.getAttribute('src')) && drawn;
    return !((stretched && !later && !element.alt) || (named && !later && !element.alt));
  },
  message: 'an empty picture keeps other things apart',
});
