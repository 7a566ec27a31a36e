const {dom, text} = axe.commons;
const {fold} = nyx.text;

// Charts, logos and drawings with words in them are not pictures of text.
const DRAWN = /<(?:path|image|polygon|polyline|circle|ellipse|use|line|foreignObject)\b/i;

/** @param {string} address */
function svgTextOf(address) {
  const found = /^data:image\/svg\+xml(?:;[^,]*)?,/i.exec(address || '');
  if (!found) return '';
  let source = address.slice(found[0].length);
  try {
    source = /;base64,$/i.test(found[0]) ? atob(source) : decodeURIComponent(source);
  } catch {
    /* as it is written */
  }
  if (DRAWN.test(source)) return '';
  const words = [...source.matchAll(/<text\b[^>]*>([\s\S]*?)<\/text>/gi)].map((one) => one[1].replace(/<[^<>]*>/g, ' ')).join(' ');
  return /\p{L}{2}/u.test(words) ? fold(words) : '';
}

const HOLDERS = 'img, input[type=image], object, svg';
const BACKGROUNDS = 'div, span, p, a, i, b, section, h1, h2, h3, h4, h5, h6, li, td, button, figure, [style*=background]';
const LEAST = {width: 60, height: 10};
const MOST_PICTURES = 30;
// Each is loaded from the browser's own store; more of one page would be slow.
let read = {body: /** @type {Element | null} */ (null), count: 0};

function isReadAgain() {
  if (read.body !== document.body) read = {body: document.body, count: 0};
  return read.count++ < MOST_PICTURES;
}

/** @param {Element} element */
function addressOf(element) {
  if (element.localName === 'img' || element.localName === 'input') return element.currentSrc || element.src || '';
  if (element.localName === 'object')
    return /^image\//.test(element.type) || /\.(?:png|jpe?g|gif|webp|svg)$/i.test(element.data) ? element.data : '';
  if (element.localName === 'svg') {
    const only = element.querySelectorAll('image');
    return only.length === 1 && !element.querySelector('path, text, rect, circle, line, use')
      ? /** @type {{href: SVGAnimatedString}} */ (/** @type {unknown} */ (only[0])).href.baseVal
      : '';
  }
  const style = getComputedStyle(element);
  const image = /^url\((["']?)([^]*)\1\)$/.exec(style.backgroundImage);
  // A strip of many pictures shows one of them by its place.
  return image && /^0(?:px|%) 0(?:px|%)$/.test(style.backgroundPosition) ? image[2] : '';
}

/** @param {Element} element */
const isHolder = (element) => element.matches(HOLDERS);

/**
 * The first word ends the search: most elements of a page hold one.
 * @param {Element} element
 */
function isWordless(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (/[\p{L}\p{N}]/u.test(node.data)) return false;
  return !element.querySelector(HOLDERS + ', iframe, canvas, video, input');
}

/** @param {string} address */
async function pictureOf(address) {
  const picture = new Image();
  picture.crossOrigin = new URL(address, document.baseURI).origin === location.origin || address.startsWith('data:') ? null : 'anonymous';
  picture.src = address;
  await Promise.race([picture.decode(), new Promise((_done, fail) => setTimeout(fail, 1500))]);
  return picture;
}

/** @param {Element} element */
const pathOf = (element) => {
  const address = addressOf(element);
  return address.startsWith('data:') ? '' : address.split(/[?#]/)[0].split('/').slice(-2).join('/');
};

/** @param {Element} element */
const saidOf = (element) =>
  `${element.alt || ''} ${element.getAttribute('class') || ''} ${element.id} ${element.getAttribute('aria-label') || ''} ${element.title || ''} ${element.closest('a, header')?.className || ''} ${pathOf(element)}`;

const LOGO = /logo|brand|wordmark|badge|emblem|trademark|signature|captcha|seal|crest/i;

/**
 * Marks of a name, and what shows how something looks: their presentation is what they tell.
 * @param {Element} element
 */
const isLogo = (element) =>
  LOGO.test(saidOf(element)) || Boolean(element.closest('header, [role=banner], footer, [role=contentinfo], a[href="/"], a[rel~=home]'));

const SHOWN =
  /screen|shot|terminal|console|capture|scan|font|typeface|specimen|handwrit|math|formula|equation|latex|\btex\b|chart|graph|diagram|table|plot|map|barcode|qr|code/i;

/** @param {Element} element */
const isLeftOut = (element) =>
  (element.localName === 'img' && element.getAttribute('alt') === '') ||
  Boolean(element.closest('[aria-hidden=true], [role=none], [role=presentation]'));

/**
 * How sure it is that a picture shows text and nothing else: true, undefined where its own name does not say the same.
 * @param {Element} element
 * @param {VirtualNode} node
 */
async function judge(element, node) {
  const address = addressOf(element);
  const picture = await pictureOf(address);
  const [width, height] = [picture.naturalWidth, picture.naturalHeight];
  if (!width || !height || width * height > 4e6) return {};
  const found = nyx.pixels.lettersOnly(picture, width, height);
  if (!found) return {};
  if (!isHolder(element)) {
    const [box, size] = [element.getBoundingClientRect(), getComputedStyle(element).backgroundSize];
    const isWhole = size !== 'auto' || (found.right * width <= box.width + 1 && found.bottom * height <= box.height + 1);
    return isWhole && found.lines <= 6 ? {sure: true, text: `${found.letters} letters`} : {};
  }
  const name = fold(text.accessibleTextVirtual(node));
  const letters = (name.match(/[\p{L}\p{N}]/gu) || []).length;
  const isSaid = name ? letters >= 0.7 * found.letters && letters <= 1.5 * found.letters : element.localName !== 'img';
  return {sure: found.lines <= 6 && isSaid, text: name || `${found.letters} letters`};
}

define({
  selector: `${HOLDERS}, ${BACKGROUNDS}`,
  matches(element) {
    if (!isHolder(element) && !isWordless(element)) return false;
    const box = element.getBoundingClientRect();
    if (box.width < LEAST.width || box.height < LEAST.height) return false;
    return addressOf(element) !== '' && dom.isVisibleOnScreen(element);
  },
  evaluate(element, _options, node) {
    if (isLeftOut(element) || SHOWN.test(saidOf(element))) return true;
    const words = svgTextOf(addressOf(element));
    if (words) {
      this.data({text: words.slice(0, 80)});
      return isLogo(element) ? undefined : false;
    }
    if (!isReadAgain()) return true;
    const done = this.async();
    judge(element, node).then(
      ({sure, text: shown}) => {
        this.data({text: (shown || '').slice(0, 80)});
        done(shown ? (sure && !isLogo(element) ? false : undefined) : true);
      },
      () => done(true),
    );
    return undefined;
  },
  message: '"${data.text}" is drawn as a picture',
  doubt: '"${data.text}" is drawn as a picture: is it a logo, or is its look what matters?',
});
