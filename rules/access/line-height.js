const {BLOCK, isBlock} = nyx.prose;

define({
  selector: BLOCK,
  matches: isBlock,
  evaluate(element) {
    const style = getComputedStyle(element);
    const height = parseFloat(style.lineHeight);
    const size = parseFloat(style.fontSize);
    if (!height || height / size >= 1.15 || element.getBoundingClientRect().height <= 1.8 * height) return true;
    this.data({ratio: Math.round((height / size) * 100) / 100});
    return false;
  },
  message: 'lines are only ${data.ratio} times as high as their letters',
});
