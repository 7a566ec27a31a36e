const {applies, forgetToggles, hasHeading, hasJump, hasLandmark, noteToggles, study} = nyx.repeated;

define({
  selector: 'html',
  hidden: true,
  matches: (element, virtual, context) => applies(element, virtual, context) && document.links.length > 0,
  evaluate() {
    forgetToggles();
    const {own, before} = study();
    const open = before.filter((block) => !block.element.closest('details'));
    if (!own || !open.length || hasLandmark() || hasHeading()) return true;
    const jump = hasJump();
    if (jump) return true;
    const found = noteToggles(open);
    return jump === undefined || found.length || !open.some((block) => block.sure) ? undefined : false;
  },
  message: 'no heading, landmark or link leads past the parts that repeat on every page',
  doubt: 'no heading, landmark or link was found that leads past the parts that repeat on every page',
});
