const {aria, dom, text} = axe.commons;

const MOST_SIDE = 320;

/**
 * The filled paths of a drawing in the page, all in one colour.
 * @param {Element} svg
 */
function pictureOf(svg) {
  const box = svg.getBoundingClientRect();
  const scale = Math.min(4, MOST_SIDE / Math.max(box.width, box.height));
  const canvas = new OffscreenCanvas(Math.ceil(box.width * scale), Math.ceil(box.height * scale));
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
  for (const path of [...svg.querySelectorAll('path[d]')].slice(0, 60)) {
    const matrix = path.getScreenCTM();
    const style = getComputedStyle(path);
    if (!matrix || style.fill === 'none' || Number(style.opacity) === 0 || path.closest('defs, clipPath, mask, symbol')) continue;
    context.setTransform(new DOMMatrix([scale, 0, 0, scale, -box.left * scale, -box.top * scale]).multiply(DOMMatrix.fromMatrix(matrix)));
    context.fill(new Path2D(path.getAttribute('d') || ''));
  }
  return canvas;
}

const LEAST_LETTERS = 4;

/**
 * Whether a picture shows a line of letters: shapes of different form and like height, close together on one line.
 * @param {Picture} picture
 * @param {number} width
 * @param {number} height
 */
function showsLetters(picture, width, height) {
  const found = nyx.pixels.inkOf(picture, width, height, MOST_SIDE);
  if (!found) return false;
  const letters = nyx.pixels
    .shapesOf(found)
    .filter((one) => one.tall >= 6 && one.wide <= 1.8 * one.tall && one.tall < 0.95 * found.height && one.area > 0.12 * one.wide * one.tall)
    .sort((a, b) => a.left - b.left);
  for (const first of letters) {
    const line = [first];
    for (const one of letters) {
      const last = line[line.length - 1];
      if (one.left <= last.left) continue;
      const level = Math.abs(one.bottom - first.bottom) <= 0.3 * first.tall && one.tall > 0.5 * first.tall && one.tall < 1.9 * first.tall;
      if (level && one.left - last.right < 1.2 * first.tall && one.left - last.right > -1) line.push(one);
    }
    const forms = new Set(line.map((one) => `${Math.round(one.wide / 2)} ${Math.round((10 * one.area) / (one.wide * one.tall))}`));
    if (line.length >= LEAST_LETTERS && forms.size >= 3 && forms.size > line.length / 3) return true;
  }
  return false;
}

const TELLING = new Set([
  'logo',
  'logos',
  'wordmark',
  'chart',
  'graph',
  'diagram',
  'map',
  'infographic',
  'flowchart',
  'screenshot',
  'timetable',
  'orgchart',
]);

const DRAWN = new Set(['bg', 'background', 'icon', 'icons', 'pattern', 'texture', 'decoration', 'decorative', 'deco', 'divider', 'spacer']);

/**
 * What the name of the file says that the picture is, where it is no decoration.
 * @param {Element} element
 */
function fileSays(element) {
  const source = element.currentSrc || element.src || '';
  if (source.startsWith('data:')) return '';
  let words = [];
  try {
    words = nyx.addresses
      .decoded(new URL(source).pathname.split('/').at(-1) || '')
      .toLowerCase()
      .replace(/\.\w+$/, '')
      .split(/[^a-z]+/);
  } catch {
    return '';
  }
  return words.some((word) => DRAWN.has(word)) ? '' : words.find((word) => TELLING.has(word)) || '';
}

/** @param {Element} element */
const isMarked = (element) =>
  ['none', 'presentation'].includes(aria.getExplicitRole(element)) ||
  element.closest('[aria-hidden="true"]') ||
  (element.localName === 'img' &&
    element.getAttribute('alt') === '' &&
    !element.title &&
    !element.getAttribute('aria-label') &&
    !element.getAttribute('aria-labelledby'));

/**
 * An element around it whose name is set by the author speaks for the picture too.
 * @param {Element} element
 */
function spokenFor(element) {
  for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
    if (at.getAttribute('aria-label')?.trim() || at.getAttribute('aria-labelledby')?.trim()) return true;
    if (/^(?:a|button|summary|label|figure|figcaption)$/.test(at.localName) && (at.textContent.trim() || at.title)) return true;
  }
  return false;
}

const AREA =
  'section, article, header, footer, nav, aside, main, li, td, th, dd, figure, p, [role=banner], [role=main], [role=region], body';

/** @param {Element} element */
const aloneIn = (element) => !/[\p{L}\p{N}]/u.test(text.visibleVirtual(axe.utils.getNodeFromTree(element.closest(AREA)), true));

/**
 * A part of the page that holds this picture and nothing else than headings: it was put there to be seen.
 * @param {Element} element
 */
function isAllThereIs(element) {
  const part = element.closest('main, article, section, [role=main], [role=region], [role=article]');
  if (
    !part ||
    Math.max(element.width, element.height) < LEAST_TELLING ||
    Math.min(element.width, element.height) < LEAST_SIDE ||
    part.querySelectorAll('img, svg, canvas, video, iframe, input, button, object').length !== 1
  )
    return false;
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (/[\p{L}\p{N}]/u.test(node.data) && !node.parentElement?.closest('h1, h2, h3, h4, h5, h6, script, style, [hidden]')) return false;
  }
  return true;
}

const LEAST_TELLING = 40;
const LEAST_SIDE = 16;
const MOST_READ = 30;
let read = {body: /** @type {Element | null} */ (null), count: 0};

/**
 * @param {Element | OffscreenCanvas} element
 * @param {number} width
 * @param {number} height
 */
function letters(element, width, height) {
  if (read.body !== document.body) read = {body: document.body, count: 0};
  if (read.count >= MOST_READ) return false;
  read.count++;
  return showsLetters(/** @type {Picture} */ (element), width, height);
}

/**
 * @param {Element} element
 * @param {VirtualNode} virtual
 */
const ignoredCanvas = (element, virtual) =>
  !aria.getExplicitRole(element) && !text.accessibleTextVirtual(virtual).trim() && !element.textContent.trim();

const LEAST_DRAWING = 40;

/**
 * @param {Element} element
 * @param {VirtualNode} virtual
 */
function matchesDrawing(element, virtual) {
  const box = element.getBoundingClientRect();
  if (box.width < LEAST_DRAWING || box.height < LEAST_SIDE || !element.querySelector('path') || !dom.isVisibleOnScreen(element))
    return false;
  const hidden = element.closest('[aria-hidden="true"]');
  if (!hidden && element.querySelector('text')) return false;
  return (
    (hidden || ([null, 'none', 'presentation'].includes(aria.getExplicitRole(element)) && !text.accessibleTextVirtual(virtual).trim())) &&
    !spokenFor(element)
  );
}

/** @param {Element} element */
function picturesLetters(element) {
  if (element.localName === 'img') return letters(element, element.naturalWidth, element.naturalHeight);
  if (element.localName === 'canvas') return letters(element, element.width, element.height);
  const drawn = pictureOf(element);
  return letters(drawn, drawn.width, drawn.height);
}

define({
  selector: 'img, canvas, svg',
  hidden: true,
  matches(element, virtual) {
    if (element.localName === 'svg') return matchesDrawing(element, virtual);
    if (element.width < LEAST_SIDE || element.height < LEAST_SIDE || !dom.isVisibleOnScreen(element)) return false;
    if (element.localName === 'img')
      return Boolean(isMarked(element)) && element.complete && element.naturalWidth > 0 && !spokenFor(element);
    return (isMarked(element) || ignoredCanvas(element, virtual)) && !spokenFor(element);
  },
  evaluate(element) {
    const isImage = element.localName === 'img';
    const says = isImage ? fileSays(element) : '';
    this.data({what: says ? `its file is called a ${says}` : 'it shows letters'});
    if (says || picturesLetters(element))
      return aloneIn(element) ? false : says && /^(?:logo|logos|wordmark)$/.test(says) ? true : undefined;
    this.data({what: 'it is all that this part of the page holds'});
    if (isImage && isAllThereIs(element)) return undefined;
    // A name that is thrown away shows that the author had something to say.
    this.data({what: 'it has a text that is never read'});
    return isImage && element.alt.trim() && !element.closest('a, button') ? undefined : true;
  },
  message: 'it is left out for people who listen, but ${data.what}, and nothing beside it says the same',
  doubt: 'it is left out for people who listen, but ${data.what}',
});
