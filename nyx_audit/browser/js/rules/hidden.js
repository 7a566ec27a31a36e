// Rules about what is hidden from assistive software or from the keyboard.
(() => {
  const {dom, text} = axe.commons;

  // What the keyboard reaches inside of what is hidden: kept for the probe that puts the focus there.
  const silent = new Map();
  nyx.silent = silent;

  function tabbables(virtual, found = []) {
    if (virtual.props.nodeType === Node.ELEMENT_NODE && dom.isInTabOrder(virtual)) found.push(virtual.actualNode);
    for (const child of virtual.children || []) tabbables(child, found);
    return found;
  }

  function modalInert(element) {
    const modal = document.querySelector(':modal');
    return Boolean(modal && !modal.contains(element));
  }

  nyx.define('nyx-aria-hidden-focus', {
    selector: '[aria-hidden="true"]',
    hidden: true,
    matches: (element) => !element.parentElement?.closest('[aria-hidden="true"]') && element !== document.documentElement && element !== document.body,
    evaluate(element, _options, virtual) {
      const reached = modalInert(element) ? [] : tabbables(virtual);
      if (!reached.length) return true;
      silent.set(element, reached);
      const sendsOn = reached.every((one) => one.hasAttribute('onfocus') || one.closest('[onfocusin]'));
      const doubt = sendsOn || dom.isModalOpen();
      return doubt ? undefined : false;
    },
    message: 'the Tab key reaches something in it, which assistive software keeps silent about',
    doubt: 'the Tab key may reach something in it, which assistive software keeps silent about',
  });

  const wait = (ms) => new Promise((done) => setTimeout(done, ms));

  function focused() {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at;
  }

  // Puts the focus on what is hidden, where a script may send it on: which elements keep it, by number.
  nyx.focusSilent = async (seconds) => {
    const ends = performance.now() + seconds * 1000;
    const found = {};
    for (const [element, reached] of silent) {
      if (performance.now() > ends) break;
      // What only the phone shows cannot be tried in the desktop window.
      const shown = reached.filter((one) => one.isConnected && one.checkVisibility({visibilityProperty: true})).slice(0, 4);
      if (!shown.length) continue;
      let stays = false;
      for (const one of shown) {
        one.focus({preventScroll: true});
        if (focused() !== one) continue;
        await wait(Math.min(300, Math.max(30, (ends - performance.now()) / silent.size)));
        if (focused() !== one) continue;
        stays = true;
        break;
      }
      found[nyx.numberOf(element)] = stays;
    }
    return JSON.stringify(found);
  };

  // Puts the focus on the last (or first) thing in an open dialog that the keyboard reaches.
  nyx.focusEdgeOfDialog = (last) => {
    for (const dialog of document.querySelectorAll('dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true]')) {
      const inside = contents(dialog);
      if (!inside.length || !shows(dialog)) continue;
      const edge = inside.at(last ? -1 : 0);
      edge.focus({preventScroll: true});
      return focused() === edge;
    }
    return false;
  };

  // The hidden element that has the focus and keeps it for a second, by number.
  nyx.keptBySilent = async () => {
    const at = focused();
    const element = [...silent.keys()].find((one) => silent.get(one).includes(at));
    if (!element) return null;
    await wait(1000);
    return focused() === at ? nyx.numberOf(element) : null;
  };

  nyx.leaveFocus = () => focused()?.blur?.();

  const LEAST_SIDE = 8;

  function shows(element) {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && element.checkVisibility({visibilityProperty: true, opacityProperty: true});
  }

  const REACHED = 'a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable=""], [contenteditable=true], audio[controls], video[controls]';

  function takesTab(element) {
    if (element.tabIndex < 0 || element.matches(':disabled') || element.closest('[inert]')) return false;
    return element.localName !== 'summary' || element.parentElement?.localName === 'details';
  }

  const keptOut = (element) => parseInt(element.getAttribute('tabindex'), 10) < 0;

  nyx.define('nyx-frame-focusable-content', {
    selector: 'iframe',
    matches: (element) => !element.closest('[inert]') && !modalInert(element)
      && element.clientWidth >= LEAST_SIDE && element.clientHeight >= LEAST_SIDE && shows(element)
      && (element.contentDocument ? contents(element.contentDocument).length > 0 : keptOut(element)),
    evaluate: (element) => !keptOut(element) || (element.contentDocument ? false : undefined),
    message: 'tabindex keeps the keyboard out of this frame, which holds something to press or fill in',
    doubt: 'tabindex keeps the keyboard out of this frame; it cannot be looked into from its page',
  });

  function contents(inside) {
    return [...inside.querySelectorAll(REACHED)].filter((one) => takesTab(one) && shows(one));
  }

  nyx.define('nyx-summary-name', {
    selector: 'details > summary',
    matches: (element, virtual) => element === element.parentElement.querySelector(':scope > summary')
      && [null, 'button', 'none', 'presentation'].includes(axe.commons.aria.getExplicitRole(virtual))
      && dom.isVisibleToScreenReaders(element),
    evaluate: (_element, _options, virtual) => text.accessibleTextVirtual(virtual).trim() !== '',
    message: 'nothing is said of what opens here',
  });
})();
