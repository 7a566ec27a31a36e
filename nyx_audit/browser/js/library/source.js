// The document as a visit needs it first: where it leads, and what says that it is no page at all.
const {addressOf} = nyx.addresses;
const {everyElement, hasOwnText, textNodesOf} = nyx.dom;
const {isRendered} = nyx.visibility;
const {fold} = nyx.text;

// What all pages of a site share, and what is not read.
const SHARED = 'header, footer, nav, aside, [role=banner], [role=contentinfo], [role=navigation], [role=complementary]';
const UNREAD = 'script, style, noscript, template, option';
const FIELDS = 'input:not([type=hidden]), select, textarea';
const FRAMES = 'iframe, frame';
const MADE = `img, svg, canvas, video, audio, object, embed, button, a, summary, [role], [aria-label], ${FIELDS}, ${FRAMES}`;
const TEXT = 4000;
const HEADINGS = 3;

/**
 * @param {string[]} marks what stands in the markup of challenges for robots
 * @param {number} size markup of so many characters is a page that embeds such a thing
 */
function read(marks, size) {
  const html = document.documentElement?.outerHTML || '';
  const found = html.length < size ? marks.filter((mark) => html.includes(mark)) : [];
  return JSON.stringify({
    ...drawn(),
    title: titleOf(),
    kind: document.contentType,
    broken: isBroken(),
    blank: isBlank(),
    scripted: !!document.querySelector('script[src]'),
    marks: found,
  });
}

/** An SVG image in a document may have a title of its own; the document's is its own text. */
const titleOf = () => fold(document.title, 2000);

/** Browsers show a message of their own in place of XML with errors. */
const isBroken = () => document.contentType !== 'text/html' && !!document.querySelector('parsererror');

/** Whether this is the document that a browser makes where it was sent none. */
const isBlank = () =>
  [document.documentElement, document.head, document.body].every((one) => !!one && !one.attributes.length) &&
  !document.querySelector('head > *, body > *') &&
  !fold(document.body.textContent, 1);

function drawn() {
  const main = document.querySelector('main, [role=main]') || document.body;
  const own = main ? [main, ...everyElement(main)].filter(isOwn) : [];
  const text = textOf(own);
  const seen = main && !text ? whatIsSeen() : {empty: false, frames: false};
  return {
    ...seen,
    text,
    words: text.split(/\s+/).filter(Boolean).length,
    headings: own
      .filter((one) => /^h[12]$/.test(one.localName) && isRendered(one))
      .slice(0, HEADINGS)
      .map((one) => fold(one.textContent, 300)),
    links: own.filter((one) => one.localName === 'a' && one.hasAttribute('href')).length,
    fields: own.filter((one) => one.matches(FIELDS) && isRendered(one)).length,
  };
}

/** @param {Element} element */
const isOwn = (element) => !element.closest(SHARED) && !element.matches(UNREAD);

/**
 * The beginning of the text that can be seen, a line an element.
 * @param {Element[]} elements
 */
function textOf(elements) {
  let text = '';
  for (const element of elements) {
    if (text.length > TEXT) break;
    const words = fold(
      textNodesOf(element)
        .map((node) => node.data)
        .join(' '),
      TEXT,
    );
    if (words && isRendered(element)) text += words + '\n';
  }
  return text;
}

/** Whether the whole document holds nothing that was made for anybody, be it hidden now, or nothing but frames. */
function whatIsSeen() {
  let frames = false;
  for (const one of everyElement(document.body)) {
    if (one.matches(UNREAD) || !isMade(one)) continue;
    if (!one.matches(FRAMES)) return {empty: false, frames: false};
    frames = true;
  }
  return {empty: !frames && !isMade(document.body), frames};
}

/** @param {Element} element */
const hasShadowText = (element) =>
  [...(element.shadowRoot?.childNodes || [])].some((one) => one.nodeType === Node.TEXT_NODE && !!fold(one.textContent, 1));

/** @param {Element} element */
const isMade = (element) =>
  element.matches(MADE) || hasOwnText(element) || hasShadowText(element) || getComputedStyle(element).backgroundImage !== 'none';

/** The addresses of all links and frames, in the order of the page, each once. */
function addresses() {
  /** @type {Set<string>} */
  const found = new Set();
  for (const element of everyElement(document)) {
    const address = referenceOf(element);
    const whole = address === undefined ? '' : addressOf(address);
    if (whole) found.add(whole);
  }
  return JSON.stringify([...found]);
}

/** @param {Element} element */
function referenceOf(element) {
  if (element.matches(FRAMES))
    return /^(https?:)?[^:]+$/i.test(element.getAttribute('src') || '') ? element.getAttribute('src') : undefined;
  if (element.localName !== 'a' && element.localName !== 'area') return undefined;
  return element.getAttribute('href') ?? element.getAttributeNS('http://www.w3.org/1999/xlink', 'href') ?? undefined;
}

/**
 * Those of these style sheets that are for the screen: one that a page names for print only changes nothing there.
 * @param {string[]} sheets addresses
 */
function forScreen(sheets) {
  const links = [.../** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll('link[href]'))];
  return JSON.stringify(sheets.filter((sheet) => links.every((one) => one.href !== sheet || !isBeside(one))));
}

/** @param {HTMLLinkElement} link */
const isBeside = (link) => /^\s*print\s*$/i.test(link.media) || /\balternate\b/i.test(link.rel);

nyx.source = {read, addresses, forScreen};
