// States that a page sets on a component, which the component must hand to the control that it draws.
const {everyDrawn} = nyx.dom;
const {addCheck, amend, known} = nyx.amended;
const {askAgain} = nyx.softened;

const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role][tabindex]';
// Without these, a person is told a control that does less than it does.
const STATES = ['aria-checked', 'aria-expanded', 'aria-pressed', 'aria-selected'];
/** @type {Record<string, string>} what says the same by itself */
const NATIVE = {'aria-checked': '[type=checkbox], [type=radio]', 'aria-expanded': 'summary, select', 'aria-selected': 'option'};

/**
 * @param {Element} control
 * @param {string} state
 */
const tells = (control, state) =>
  control.hasAttribute(state) || Boolean(NATIVE[state] && control.matches(NATIVE[state])) || nyx.exposed.saysItself(control);

/**
 * Whether the only control that a component draws tells the states that stand on the component; undefined where that is not known.
 * @param {Element} host
 */
function handsOn(host) {
  // What has a role tells its states itself.
  if (!host.shadowRoot || host.tabIndex >= 0 || host.hasAttribute('role') || nyx.exposed.saysItself(host)) return undefined;
  const controls = [...everyDrawn(host)].filter((one) => one.matches(CONTROLS));
  const states = host.getAttributeNames().filter((name) => STATES.includes(name));
  const others = host.getAttributeNames().filter((name) => name.startsWith('aria-') && !STATES.includes(name));
  if (controls.length !== 1 || !states.length) return undefined;
  if (!states.every((state) => tells(controls[0], state))) return false;
  return others.length ? undefined : true;
}

askAgain('aria-allowed-attr', (answer, element) =>
  answer === undefined && element.localName.includes('-') && handsOn(element) !== undefined ? true : answer,
);

const kept = addCheck(
  'nyx-state-kept',
  (element) => element.localName.includes('-') && handsOn(element) === false,
  'The control that it draws does not tell its state',
);
if (known('aria-allowed-attr')) amend({id: 'aria-allowed-attr', none: [...(known('aria-allowed-attr')?.none || []), kept]});
