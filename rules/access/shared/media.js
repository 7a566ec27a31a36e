const {aria, dom, text} = axe.commons;
const {fold} = nyx.text;

const METADATA_MS = 1500;
const SOUND_MS = 2500;
const LARGEST = 12e6;
const LOUD = 0.002;
const AROUND = 'nav, header, footer, [role=navigation], [role=banner], [role=contentinfo]';

/**
 * @template Result
 * @param {number} ms
 * @param {Promise<Result>} promise
 * @param {Result} otherwise
 * @returns {Promise<Result>}
 */
const within = (ms, promise, otherwise) => Promise.race([promise, new Promise((done) => setTimeout(() => done(otherwise), ms))]);

/** @param {Element} element */
function metadata(element) {
  if (element.readyState >= 1 || element.error || element.networkState === 3) return Promise.resolve();
  return new Promise((done) => {
    for (const kind of ['loadedmetadata', 'error']) element.addEventListener(kind, done, {once: true});
  });
}

/**
 * Whether there is sound: "none" without a track of it, "silent" where all of it is silence, "" where it is not known.
 * @param {Element} element
 */
async function soundOf(element) {
  if (element.readyState < 1) return '';
  try {
    if (!element.captureStream().getAudioTracks().length) return 'none';
  } catch {
    return '';
  }
  try {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), SOUND_MS);
    const answer = await fetch(element.currentSrc.split('#')[0], {credentials: 'omit', cache: 'force-cache', signal: stop.signal});
    if (!answer.ok || Number(answer.headers.get('content-length') || 0) > LARGEST) {
      stop.abort();
      return 'some';
    }
    const sound = await new OfflineAudioContext(1, 1, 8000).decodeAudioData(await answer.arrayBuffer());
    for (let channel = 0; channel < sound.numberOfChannels; channel++) {
      for (const sample of sound.getChannelData(channel)) if (sample > LOUD || sample < -LOUD) return 'heard';
    }
    return 'silent';
  } catch {
    return 'some';
  }
}

/**
 * A media fragment (#t=2,4) plays a part only.
 * @param {Element} element
 */
function playedSeconds(element) {
  const parameters = (element.currentSrc || '').split('#').slice(1).join('&').split('&');
  const part = parameters.map((one) => /^t=(?:npt:)?([\d.]*)(?:,([\d.]+))?/.exec(one)).findLast(Boolean);
  const end = part && part[2] ? Math.min(Number(part[2]), element.duration) : element.duration;
  return end - (part && part[1] ? Number(part[1]) : 0);
}

/** @param {Element} element */
async function tracksOf(element) {
  const found = [...element.querySelectorAll('track')].slice(0, 6);
  return Promise.all(
    found.map(async (one) => {
      const said = {kind: one.track ? one.track.kind : one.kind, lang: one.srclang, text: /** @type {string | null} */ (null)};
      try {
        const answer = await fetch(one.src, {credentials: 'omit'});
        said.text = answer.ok ? cuesOf(await answer.text()) : '';
      } catch {
        /* of another origin: not known */
      }
      return said;
    }),
  );
}

/** @param {string} file */
const cuesOf = (file) =>
  fold(
    file
      .split(/\r?\n\r?\n/)
      .filter((/** @type {string} */ block) => block.includes('-->'))
      .map((/** @type {string} */ block) =>
        block
          .split(/\r?\n/)
          .filter(
            (/** @type {string} */ line, /** @type {number} */ at, /** @type {string[]} */ lines) =>
              at > lines.findIndex((/** @type {string} */ one) => one.includes('-->')),
          )
          .join(' '),
      )
      .join(' '),
  ).slice(0, 4000);

const rolesOfControls = new Set(['button', 'checkbox', 'switch', 'slider', 'menuitem', 'link']);

// What could stop the sound: seen, reachable by assistive technology, and named.
function controls() {
  const names = [];
  for (const element of document.querySelectorAll('button, input, a[href], [role], summary, [onclick], [tabindex]')) {
    const node = axe.utils.getNodeFromTree(element);
    if (!node || !dom.isVisibleOnScreen(node) || !dom.isVisibleToScreenReaders(node)) continue;
    const role = aria.getRole(node);
    if (!rolesOfControls.has(role) && !element.onclick && !element.hasAttribute('onclick')) continue;
    const name = fold(text.accessibleTextVirtual(node));
    if (name) names.push({name: name.slice(0, 80), role});
    if (names.length >= 60) break;
  }
  return names;
}

// The text of the page around its media: what is both seen and read out, what is only read out, what neither.
/** @type {{both: string, only_read: string, links: string[], audios: number} | null} */
let found = null;

function around() {
  if (found) return found;
  /** @type {{both: string[], onlyRead: string[], links: string[], audios: number}} */
  const words = {both: [], onlyRead: [], links: [], audios: 0};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const known = new Map();
  for (let node = walker.nextNode(), seen = 0; node && seen < 3000; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent || parent.closest('script, style, noscript, template, audio, video, ' + AROUND)) continue;
    seen++;
    if (!known.has(parent)) known.set(parent, [dom.isVisibleToScreenReaders(parent), dom.isVisibleOnScreen(parent)]);
    const [isRead, isSeen] = known.get(parent);
    if (isRead) (isSeen ? words.both : words.onlyRead).push(node.data);
  }
  for (const link of document.querySelectorAll('a[href], iframe, object, embed, summary, details')) {
    if (link.closest(AROUND) || !dom.isVisibleToScreenReaders(link)) continue;
    words.links.push(fold(link.textContent || link.title || 'frame').slice(0, 60));
    if (words.links.length > 40) break;
  }
  for (const image of document.querySelectorAll('img[alt]:not([alt=""])')) {
    if (!image.closest(AROUND) && dom.isVisibleToScreenReaders(image)) words.both.push(image.alt);
  }
  words.audios = [...document.querySelectorAll('audio')].filter((one) => one.controls && dom.isVisibleToScreenReaders(one)).length;
  /** @param {string[]} list */
  const joined = (list) => fold(list.join(' ')).slice(0, 6000);
  found = {both: joined(words.both), only_read: joined(words.onlyRead), links: words.links, audios: words.audios};
  return found;
}

define({
  selector: 'audio, video',
  hidden: true,
  evaluate(element, _options, node) {
    const done = this.async();
    const say = async () => {
      await within(METADATA_MS, metadata(element), undefined);
      const [sound, tracks] = await Promise.all([within(SOUND_MS, soundOf(element), 'some'), within(METADATA_MS, tracksOf(element), [])]);
      const known = element.readyState >= 1;
      found = null;
      this.data(
        /** @satisfies {Media} */ ({
          kind: element.localName,
          known,
          sound,
          tracks,
          seconds: known && Number.isFinite(element.duration) ? Math.round(playedSeconds(element) * 10) / 10 : null,
          autoplay: element.autoplay,
          muted: element.muted || element.volume === 0,
          paused: element.paused,
          controls: element.controls,
          hidden: !dom.isVisibleToScreenReaders(node),
          seen: dom.isVisibleOnScreen(node),
          source: Boolean(element.currentSrc || element.getAttribute('src') || element.querySelector('source')),
          instruments: element.autoplay && !element.controls ? controls() : [],
          around: around(),
        }),
      );
    };
    say().then(
      () => done(undefined),
      () => done(undefined),
    );
    return undefined;
  },
  message: 'an audio or video',
});
