const {dom} = axe.commons;
const {modalInert, noteSilent} = nyx.silent;

function tabbables(virtual, found = []) {
  if (virtual.props.nodeType === Node.ELEMENT_NODE && dom.isInTabOrder(virtual)) found.push(virtual.actualNode);
  for (const child of virtual.children || []) tabbables(child, found);
  return found;
}

define({
  selector: '[aria-hidden="true"]',
  hidden: true,
  matches: (element) =>
    !element.parentElement?.closest('[aria-hidden="true"]') && element !== document.documentElement && element !== document.body,
  evaluate(element, _options, virtual) {
    const reached = modalInert(element) ? [] : tabbables(virtual);
    if (!reached.length) return true;
    noteSilent(element, reached);
    const sendsOn = reached.every((one) => one.hasAttribute('onfocus') || one.closest('[onfocusin]'));
    const doubt = sendsOn || dom.isModalOpen();
    return doubt ? undefined : false;
  },
  message: 'the Tab key reaches something in it, which assistive software keeps silent about',
  doubt: 'the Tab key may reach something in it, which assistive software keeps silent about',
});
