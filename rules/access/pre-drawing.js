const {aria, dom} = axe.commons;
const {fold} = nyx.text;

const STROKES = /[\\/|_+=~^*#`\u2500-\u25ff-]/g;

// The share of strokes in a drawing made of characters; a ruled line is none.
function strokes(text) {
  const marks = text.replace(/^[\s=_*#~-]+$/gm, '').replace(/\s/g, '');
  return (marks.match(STROKES) || []).length / Math.max(1, marks.length);
}

define({
  selector: 'pre',
  matches: (element) => dom.isVisibleToScreenReaders(element) && dom.isVisibleOnScreen(element) && fold(element.textContent).length > 0,
  evaluate(element) {
    const role = aria.getExplicitRole(element);
    if (role || element.querySelector('code, samp, kbd, var') || element.closest('code, samp, kbd, [role=img], figure')) return true;
    const lines = element.textContent.split('\n').filter((line) => line.trim());
    const share = strokes(element.textContent);
    if (lines.length >= 3 && share > 0.4) return false;
    return lines.length >= 3 && share > 0.3 ? undefined : true;
  },
  message: 'a drawing made of characters has no text in its place',
  doubt: 'this may be a drawing made of characters, without a text in its place',
});
