const {delayOf, firstRefresh, isHarmless} = nyx.refresh;

define({
  selector: 'meta[http-equiv][content]',
  hidden: true,
  matches: (element) => element === firstRefresh(),
  evaluate(element) {
    const seconds = delayOf(element.getAttribute('content'));
    this.data({seconds});
    return isHarmless(seconds);
  },
  message: 'the page goes away or loads again by itself after ${data.seconds} seconds',
});
