const {dom} = axe.commons;
const {hasButtonNear, hasStop, hasWords, isProgress, lasting} = nyx.animations;

const LONGEST_SECONDS = 5;
const SMALL = 32;
// The attribute by which the most common kind of carousel is told to start by itself.
const CAROUSEL = '[data-bs-ride=carousel], [data-ride=carousel]';

/**
 * A film without sound that goes on by itself: null where it does not, undefined where it did not come.
 * @param {Element} film
 */
function plays(film) {
  if (film.localName !== 'video' || !film.hasAttribute('autoplay') || film.controls) return null;
  if (!film.readyState) return film.loop ? undefined : null;
  if (!film.videoWidth) return null;
  return film.loop || film.duration > LONGEST_SECONDS ? !film.paused || undefined : null;
}

/** @param {Element} element */
const isSmall = (element) => {
  const box = element.getBoundingClientRect();
  return box.width < SMALL && box.height < SMALL;
};

/** @param {Element} carousel */
const slides = (carousel) =>
  carousel.querySelectorAll('.carousel-item, .item').length > 1 && carousel.getAttribute('data-bs-interval') !== 'false';

/**
 * What moves, as a word, or nothing.
 * @param {Element} element
 */
function motionOf(element) {
  if (element.localName === 'video') return plays(element) === null ? '' : 'plays';
  if (element.matches(CAROUSEL)) return slides(element) ? 'changes' : '';
  return lasting().get(element) || '';
}

define({
  selector: '*',
  matches: (element) =>
    motionOf(element) !== '' && !isProgress(element) && dom.isVisibleOnScreen(element) && (hasWords(element) || !isSmall(element)),
  evaluate(element) {
    const motion = motionOf(element);
    this.data({motion});
    if (hasStop()) return true;
    const isSure = motion === 'plays' ? plays(element) === true : motion !== 'changes' && hasWords(element);
    return isSure && !hasButtonNear(element) ? false : undefined;
  },
  message: 'it ${data.motion} by itself for more than five seconds, and nothing on the page stops it',
  doubt: 'it ${data.motion} by itself for more than five seconds: can it be stopped, or must it move?',
});
