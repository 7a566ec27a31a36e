// What moves or blinks on the page by itself for longer than five seconds, and what could stop it.
const {fold} = nyx.text;

const LONGEST_MS = 5000;
const MOVES = [
  'transform',
  'translate',
  'left',
  'right',
  'top',
  'bottom',
  'insetInlineStart',
  'insetBlockStart',
  'marginLeft',
  'marginTop',
  'offsetDistance',
];
const STOPS =
  /\b(?:pause|stop|freeze|halt|animations?|motion|autoplay|pausar|parar|detener|animaci[oó]n(?:es)?|arr[eê]ter|anhalten|stoppen|animationen|ferma|pausa|zatrzymaj)\b|останов|пауза|暂停|停止|일시|정지|إيقاف|❚❚|⏸|⏯/i;
const BUTTONS = 'button, [role=button], [role=switch], input[type=button], input[type=checkbox], summary';
const AROUND = 4;
const MOST = 200;

/** @type {WeakMap<object, Map<Element, 'moves' | 'blinks'>>} */
const known = new WeakMap();

/**
 * The elements that a style sheet moves or blinks for more than five seconds, and which of the two. It is remembered for one run of
 * the rules.
 */
function lasting() {
  const run = axe.utils.getNodeFromTree(document.documentElement) || document;
  let found = known.get(run);
  if (!found) known.set(run, (found = read()));
  return found;
}

function read() {
  const found = new Map();
  for (const animation of document.getAnimations().slice(0, MOST)) {
    const {effect} = animation;
    if (!(effect instanceof KeyframeEffect) || !effect.target || effect.pseudoElement || animation.playState !== 'running') continue;
    // What scrolling drives stands still when people do.
    if (!(animation.timeline instanceof DocumentTimeline) || Number(effect.getComputedTiming().endTime) <= LONGEST_MS) continue;
    const kind = kindOf(effect.getKeyframes());
    if (kind) found.set(effect.target, kind);
  }
  return found;
}

/** @param {ComputedKeyframe[]} frames */
function kindOf(frames) {
  const values = (/** @type {string} */ name) =>
    [...new Set(frames.map((frame) => frame[name]).filter((value) => value !== undefined))].map(String);
  if (
    MOVES.some(
      (name) =>
        values(name).some((value) => !/^(?:none|0px|auto)$/.test(value) && !/^(?:scale|rotate)\w*\([^)]*\)$/.test(value)) &&
        frames.length > 1,
    )
  )
    return 'moves';
  const opacities = values('opacity').map(Number);
  const fades = opacities.length > 1 && Math.min(...opacities) <= 0.2 && Math.max(...opacities) >= 0.8;
  return fades || values('visibility').length > 1 ? 'blinks' : '';
}

/**
 * Whether a control of the page speaks of stopping, by its words.
 */
const hasStop = () =>
  [...document.querySelectorAll(`${BUTTONS}, a[href]`)].some((one) => STOPS.test(`${nyx.names.wordsOn(one)} ${one.title}`));

/**
 * Whether any button stands near, which may stop it without saying so.
 * @param {Element} element
 */
function hasButtonNear(element) {
  for (
    let at = /** @type {Element | null} */ (element), steps = 0;
    at && at !== document.body && steps <= AROUND;
    at = at.parentElement, steps++
  )
    if (at.querySelector(BUTTONS)) return true;
  return false;
}

const ON_ITS_WAY = '[role=progressbar], [role=status], [aria-busy=true], progress';
const NAMED_SO = '[class*=spin i], [class*=load i], [class*=skeleton i], [class*=progress i]';

/**
 * What shows that something is on its way moves for as long as that takes.
 * @param {Element} element
 */
const isProgress = (element) =>
  element.closest(ON_ITS_WAY) !== null ||
  [element, element.parentElement].some((one) => one && one !== document.body && one.matches(NAMED_SO));

/** @param {Element} element */
const hasWords = (element) => /\p{L}{2}/u.test(fold(element.textContent, 400));

nyx.animations = {lasting, hasStop, hasButtonNear, isProgress, hasWords};
