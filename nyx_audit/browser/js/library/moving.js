// Pictures on the page that may move, by their addresses, and what style sheets make flash.
const {hasButtonNear, hasStop, isProgress} = nyx.animations;

const LEAST_SIDE = 24;
const MOST = 10;
const MOST_BACKGROUNDS = 4000;
const LONGEST_DATA = 400000;
const URL_OF = /^url\("(.{1,2000})"\)/;
const CAN_MOVE = /^data:image\/(?:gif|webp|apng|png)/;
// What is on its way is shown by a picture as well as by a style.
const ON_ITS_WAY = /\b(?:loading|please wait|cargando|chargement|wird geladen|caricamento)\b/i;
const PRESSED = 'button, [role=button], summary, a[href^="#"], a[href^="javascript:" i], [onclick]';

/**
 * The pictures that are drawn from these addresses, or hold their content in the address, each with its address.
 * @param {string[]} addresses
 */
function pictures(addresses) {
  const known = new Set(addresses);
  const found = [];
  for (const [element, address] of drawn(known.size > 0)) {
    if (found.length >= MOST) break;
    if (!known.has(address) && !(CAN_MOVE.test(address) && address.length < LONGEST_DATA)) continue;
    if (!isLooked(element) || isProgress(element) || ON_ITS_WAY.test(element.alt || '')) continue;
    const box = element.getBoundingClientRect();
    found.push({
      key: nyx.elements.keyOf(element),
      address,
      width: box.width,
      height: box.height,
      stops: hasStop(),
      near: hasButtonNear(element) || element.closest(PRESSED) !== null || hasStillSource(element),
    });
  }
  return JSON.stringify(found);
}

/**
 * The pictures of the page with their addresses; those that style sheets draw only where any may move.
 * @param {boolean} styled
 * @returns {Generator<[Element, string], void>}
 */
function* drawn(styled) {
  for (const image of document.querySelectorAll('img, input[type=image]')) yield [image, image.currentSrc || image.src];
  if (!styled) return;
  let count = 0;
  for (const element of nyx.dom.everyElement(document.body)) {
    if (count++ > MOST_BACKGROUNDS) return;
    const address = URL_OF.exec(getComputedStyle(element).backgroundImage)?.[1];
    if (address) yield [element, address];
  }
}

/** @param {Element} element */
function isLooked(element) {
  const box = element.getBoundingClientRect();
  return box.width >= LEAST_SIDE && box.height >= LEAST_SIDE && nyx.visibility.isSeen(element);
}

/**
 * Whether a still picture stands ready for those who ask their device for less motion.
 * @param {Element} element
 */
const hasStillSource = (element) => Boolean(element.closest('picture')?.querySelector('source[media*=reduced-motion]'));

/** The parts that style sheets make flash, and how often a second. */
function flashing() {
  const found = [];
  for (const animation of document.getAnimations().slice(0, MOST_BACKGROUNDS)) {
    const {effect} = animation;
    if (!(effect instanceof KeyframeEffect) || !effect.target || animation.playState !== 'running') continue;
    const flashes = flashesOf(effect);
    if (!flashes || !isLooked(effect.target)) continue;
    const box = effect.target.getBoundingClientRect();
    found.push({key: nyx.elements.keyOf(effect.target), flashes, width: box.width, height: box.height});
  }
  return JSON.stringify(found.slice(0, MOST));
}

/**
 * How often a second an animation goes from one light to another and back, if for a second at all.
 * @param {KeyframeEffect} effect
 */
function flashesOf(effect) {
  const {duration, iterations = 1, direction} = effect.getComputedTiming();
  const lights = effect.getKeyframes().map((frame) => `${frame.opacity ?? ''}${frame.visibility ?? ''}${frame.backgroundColor ?? ''}`);
  const turns = lights.filter((light, at) => at > 0 && light !== lights[at - 1]).length;
  if (!turns || !Number(duration) || Number(duration) * iterations < 1000) return 0;
  // What goes to another light and begins anew, or turns back, is there and back in one round or in two.
  const rounds = direction === 'alternate' || direction === 'alternate-reverse' ? turns / 2 : Math.ceil(turns / 2);
  return (rounds * 1000) / Number(duration);
}

nyx.moving = {pictures, flashing};
