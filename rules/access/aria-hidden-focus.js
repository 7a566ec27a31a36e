const {dom} = axe.commons;
const {modalInert, noteSilent} = nyx.silent;
const {stopsIn} = nyx.stops;

define({
  selector: '[aria-hidden="true"]',
  hidden: true,
  matches: (element) =>
    !element.parentElement?.closest('[aria-hidden="true"]') && element !== document.documentElement && element !== document.body,
  evaluate(element, _options, virtual) {
    const reached = modalInert(element) ? [] : stopsIn(virtual);
    if (!reached.length) return true;
    noteSilent(element, reached);
    const sendsOn = reached.every((one) => one.hasAttribute('onfocus') || one.closest('[onfocusin]'));
    const doubt = sendsOn || dom.isModalOpen();
    return doubt ? undefined : false;
  },
  message: 'the Tab key reaches something in it, which assistive software keeps silent about',
  doubt: 'the Tab key may reach something in it, which assistive software keeps silent about',
});
