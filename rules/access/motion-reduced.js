const {dom} = axe.commons;
const {isProgress, lasting} = nyx.animations;

const WISH = 'prefers-reduced-motion';

/**
 * Whether a style sheet answers to the wish for less motion: undefined where it keeps its rules to itself.
 * @param {CSSStyleSheet | null} sheet
 * @returns {boolean | undefined}
 */
function answers(sheet) {
  try {
    // What holds other rules is written out with them.
    const groups = [...(sheet?.cssRules || [])].filter((rule) => !(rule instanceof CSSStyleRule));
    const imported = groups.map((rule) => (rule instanceof CSSImportRule ? answers(rule.styleSheet) : rule.cssText.includes(WISH)));
    return imported.includes(true) || (imported.includes(undefined) ? undefined : false);
  } catch {
    return undefined;
  }
}

function anyAnswers() {
  const found = [...document.styleSheets, ...document.adoptedStyleSheets].map(answers);
  return found.includes(true) || (found.includes(undefined) || nyx.changes.hasScript() ? undefined : false);
}

define({
  selector: '*',
  matches: (element) => lasting().has(element) && !isProgress(element) && dom.isVisibleOnScreen(element),
  evaluate: anyAnswers,
  message: 'it moves for more than five seconds, also for those whose system asks for less motion',
  doubt: 'it moves for more than five seconds: does it stand still for those whose system asks for less motion?',
});
