const {delayOf, firstRefresh, isHarmless} = nyx.refresh;

define({
  selector: 'meta[http-equiv][content]',
  hidden: true,
  matches: (element) => element === firstRefresh() && isHarmless(delayOf(element.getAttribute('content'))),
  evaluate(element) {
    const seconds = delayOf(element.getAttribute('content'));
    this.data({seconds});
    return seconds === 0;
  },
  message: 'the page goes away or loads again by itself after ${data.seconds} seconds',
});
