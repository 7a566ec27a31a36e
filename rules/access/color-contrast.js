const {DOUBT, MESSAGE, isDrawnText, judgeContrast} = nyx.contrast;

define({
  selector: '*',
  matches: isDrawnText,
  evaluate(element) {
    return judgeContrast.call(this, element, 4.5, 3);
  },
  message: MESSAGE,
  doubt: DOUBT,
});
