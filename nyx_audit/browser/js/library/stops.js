// Where the Tab key stops in a part of the page, as the flat tree holds it.
const {dom} = axe.commons;
const {contents} = nyx.silent;

const EDITED = '[contenteditable=""], [contenteditable=true], [contenteditable=plaintext-only]';

/**
 * axe knows neither what is edited in place nor a player's controls, and a frame by its tabindex only.
 * @param {VirtualNode} virtual
 */
function isStop(virtual) {
  const element = virtual.actualNode;
  if (dom.isInTabOrder(virtual)) return true;
  if (!nyx.visibility.isRendered(element) || element.closest('[inert]')) return false;
  if (element.localName === 'iframe') return holdsStops(element);
  if (element.matches(EDITED)) return !(parseInt(element.getAttribute('tabindex') || '0', 10) < 0);
  return element.matches('audio[controls], video[controls]') && element.tabIndex >= 0;
}

/** @param {Element} frame */
function holdsStops(frame) {
  const inner = frame.contentDocument;
  return inner !== null && frame.tabIndex >= 0 && contents(inner).length > 0;
}

/**
 * All stops in an element, itself included.
 * @param {VirtualNode} virtual
 * @param {Element[]} found
 */
function stopsIn(virtual, found = []) {
  if (virtual.props.nodeType === Node.ELEMENT_NODE && isStop(virtual)) found.push(virtual.actualNode);
  for (const child of virtual.children || []) stopsIn(child, found);
  return found;
}

nyx.stops = {stopsIn};
