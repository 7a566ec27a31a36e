const {BLOCK, isBlock} = nyx.prose;

define({
  selector: BLOCK,
  matches: isBlock,
  evaluate(element) {
    if (getComputedStyle(element).textAlign !== 'justify') return true;
    this.data({});
    return false;
  },
  message: 'the lines are stretched to one width',
});
