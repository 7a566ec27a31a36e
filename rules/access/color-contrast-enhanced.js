const {DOUBT, MESSAGE, isDrawnText, judgeContrast} = nyx.contrast;

define({
  selector: '*',
  matches: isDrawnText,
  evaluate(element) {
    return judgeContrast.call(this, element, 7, 4.5);
  },
  message: MESSAGE,
  doubt: DOUBT,
});
