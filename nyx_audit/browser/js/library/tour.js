// One tour of all that takes the focus, shared by the rules about it: what each stop looks like with the focus, and
// what it does when the focus comes.
const {active, canBeLookedAt, inOrder, kindOf} = nyx.focus;

const TAB = {key: 'Tab', code: 'Tab', keyCode: 9, bubbles: true, cancelable: true, composed: true};
const KEYS = ['keydown', 'keypress', 'keyup'];
// The page's own timers, set when the focus came, are due by then.
const LATER_MS = 150;
const MOST_ADDRESS = 300;

/**
 * Puts the focus on each element that takes it; where no script `hears` of it, only on those that are looked at: `each` of
 * a kind.
 * @param {number} each
 * @param {boolean} hears
 * @param {number} milliseconds
 */
async function take(each, hears, milliseconds) {
  const end = performance.now() + milliseconds;
  const kinds = new Map();
  const before = active();
  /** @type {Map<Element, Stop>} */
  const stops = new Map();
  /** @type {Set<Element>} */
  const taken = new Set();
  const watch = watchFocus(taken);
  let isCut = false;
  for (const element of nyx.focus.focusables()) {
    isCut = performance.now() > end;
    if (isCut) break;
    if (/^i?frame$/.test(element.localName)) continue;
    const kind = kindOf(element) + (element.style?.outline || '');
    const looks = inOrder(element) && (kinds.get(kind) || 0) < each && canBeLookedAt(element);
    if (!looks && !hears) continue;
    if (looks) kinds.set(kind, (kinds.get(kind) || 0) + 1);
    watch.ours = element;
    stops.set(element, visit(element, looks, watch));
    watch.ours = null;
  }
  if (hears) await nyx.waits.pause(LATER_MS);
  watch.end();
  active()?.blur();
  before?.focus({preventScroll: true});
  const rows = [...stops].map(([element, stop]) => ({...stop, number: nyx.elements.numberOf(element), held: taken.has(element)}));
  // What the focus was sent to holds it, too, where it was not visited in its turn.
  for (const element of taken)
    if (!stops.has(element) && element.isConnected)
      rows.push({
        number: nyx.elements.numberOf(element),
        look: '',
        of_colours: false,
        outline: 0,
        keeps: true,
        gives: '',
        stays: false,
        leads: '',
        held: true,
      });
  return JSON.stringify({stops: rows, isCut, hasForced: nyx.schemes.mayHaveForced()});
}

/**
 * One stop: whether its look changes (empty where it was not looked at), whether it keeps the Tab key to itself, gives the
 * focus away at once ("away" to another, "lost"), or takes it back; the address to which the page goes when it comes.
 * @param {Element} element
 * @param {boolean} looks
 * @param {{leads: string}} watch
 * @returns {Stop}
 */
function visit(element, looks, watch) {
  active()?.blur();
  const without = looks ? nyx.marks.lookOf(element) : [];
  watch.leads = '';
  element.focus({focusVisible: true, preventScroll: true});
  const leads = watch.leads;
  const at = active();
  if (at !== element)
    return {
      look: '',
      of_colours: false,
      outline: 0,
      keeps: false,
      gives: element.tabIndex < 0 ? '' : at ? 'away' : 'lost',
      stays: false,
      leads,
    };
  const within = looks ? nyx.marks.lookOf(element) : [];
  const look = looks ? nyx.marks.compare(element, without, within) : '';
  const ofColours = /changed|faint/.test(look) && nyx.marks.isOfColours(without, within);
  const outline = /changed|faint/.test(look) ? nyx.marks.outlineContrast(element, without, within) : 0;
  const keeps = KEYS.map((type) => element.dispatchEvent(new KeyboardEvent(type, TAB))).includes(false);
  if (active() === element) element.blur();
  return {look, of_colours: ofColours, outline, keeps, gives: '', stays: active() !== null, leads};
}

/**
 * Notes where the focus goes by the page's own doing, and the page with it, for as long as it is watched.
 * @param {Set<Element>} taken
 */
function watchFocus(taken) {
  /** @type {{ours: Element | null, leads: string, end(): void}} */
  const watch = {
    ours: null,
    leads: '',
    end() {
      document.removeEventListener('focusin', note, true);
      globalThis.navigation?.removeEventListener('navigate', goes);
    },
  };
  /** @param {FocusEvent} event */
  const note = (event) => {
    const to = event.composedPath()[0];
    if (to instanceof Element && to !== watch.ours) taken.add(to);
  };
  /** @param {NavigateEvent} event */
  const goes = (event) => {
    if (!event.destination.sameDocument) watch.leads ||= event.destination.url.slice(0, MOST_ADDRESS);
  };
  document.addEventListener('focusin', note, true);
  globalThis.navigation?.addEventListener('navigate', goes);
  return watch;
}

nyx.tour = {take};
