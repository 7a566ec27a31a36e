// Ways past what repeats on every page. What repeats is taken from what it is: navigation, what stands beside the content,
// a banner, a list of nothing but links. Only what comes after it is in question.
const {aria, dom, text} = axe.commons;
const {JUMPS, everywhere} = nyx.skips;

const BLOCKS =
  'nav, aside, header, footer, search, [role=navigation], [role=complementary], [role=banner], [role=contentinfo], [role=search]';

const ROLES = new Set(['navigation', 'complementary', 'banner', 'contentinfo', 'search']);
const SURE = new Set(['navigation', 'banner']);

/** @param {Element} element */
const perceived = (element) => dom.isVisibleOnScreen(element) || dom.isVisibleToScreenReaders(element);

/** @param {Element} link */
function leadsElsewhere(link) {
  if (!link.hasAttribute('href') || !/^(?:https?|file):$/.test(link.protocol)) return false;
  return link.host !== location.host || link.pathname !== location.pathname;
}

/**
 * A list whose entries are links, at least one of which leads to another page.
 * @param {Element} list
 */
function isMenu(list) {
  const entries = [...list.children];
  return (
    entries.length > 1 &&
    entries.every((entry) => entry.querySelector('a') && entry.textContent.trim().length < 60) &&
    [...list.querySelectorAll('a[href]')].some(leadsElsewhere) &&
    list.textContent.replace(/\s+/g, '').length <=
      1.2 * [...list.querySelectorAll('a')].map((link) => link.textContent.replace(/\s+/g, '')).join('').length
  );
}

function blocksOf() {
  /** @type {RepeatedBlock[]} */
  const found = [];
  /**
   * @param {Element} element
   * @param {boolean} sure
   */
  const add = (element, sure) => {
    if (!found.some((block) => block.element.contains(element)) && perceived(element)) found.push({element, sure});
  };
  for (const element of document.body.querySelectorAll(`${BLOCKS}, ul, ol`)) {
    if (element.localName === 'ul' || element.localName === 'ol') {
      if (!element.closest('main, article, [role=main]') && isMenu(element)) add(element, false);
      continue;
    }
    const role = aria.getRole(element);
    if (ROLES.has(role) && !element.closest('main, [role=main]')) add(element, SURE.has(role));
  }
  const last = found.length ? null : nyx.linkruns.lastOfMany((link) => leadsElsewhere(link) && perceived(link));
  if (last) add(last, false);
  return found;
}

/**
 * The first perceived content from a place on: text, or a picture with a name.
 * @param {Node} start
 * @param {Node} [within]
 */
function contentFrom(start, within) {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  walker.currentNode = start;
  for (let node = /** @type {Node | null} */ (start); node; node = walker.nextNode()) {
    if (within && node !== within && !within.contains(node)) return null;
    if (
      node.nodeType === Node.TEXT_NODE &&
      node.data.trim() &&
      !/^(?:script|style|noscript|template)$/.test(node.parentElement?.localName || '') &&
      perceived(/** @type {Element} */ (node.parentElement))
    )
      return node;
    if (
      node.nodeType === Node.ELEMENT_NODE &&
      /^(?:img|svg|video|canvas|object|iframe|input|select|textarea)$/.test(node.localName) &&
      perceived(/** @type {Element} */ (node)) &&
      aria.getRole(node) !== 'presentation' &&
      !(node.localName === 'img' && node.alt === '')
    )
      return node;
  }
  return null;
}

/**
 * @param {Node} node
 * @param {Element} block
 */
const follows = (node, block) => Boolean(block.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) && !block.contains(node);

/**
 * The next node that is not within this one.
 * @param {Node} node
 */
function after(node) {
  for (let at = /** @type {Node | null} */ (node); at && at !== document.body; at = at.parentNode)
    if (at.nextSibling) return at.nextSibling;
  return null;
}

/**
 * A link that leads to another place of the page is no content of its own; a heading that links to itself is.
 * @param {Node} node
 */
function isJump(node) {
  const link = (node.parentElement || node).closest('a[href^="#"], [onclick*="#"]');
  return Boolean(link) && !link?.closest('h1, h2, h3, h4, h5, h6, [role=heading]');
}

/** @type {Study | null} */
let studied = null;

// What repeats on this page, and whether anything of its own comes after it; undefined where it holds no such block.
function study() {
  const size = document.getElementsByTagName('*').length;
  if (studied?.size === size && studied.body === document.body) return studied;
  const blocks = document.links.length && [...document.links].some(leadsElsewhere) ? blocksOf() : [];
  /** @param {Node} node */
  const inBlock = (node) => blocks.some((block) => block.element.contains(node));
  /** @param {Node} node */
  const says = (node) => node.nodeType !== Node.TEXT_NODE || /[\p{L}\p{N}]/u.test(node.data);
  /** @param {Node} node */
  const isOwn = (node) =>
    node !== null && says(node) && !inBlock(node) && !isJump(node) && blocks.some((block) => follows(node, block.element));
  /** @param {Element} element */
  const ownAfter = (element) => {
    for (let at = /** @type {Node | null} */ (after(element)); at; at = after(at)) {
      at = contentFrom(at);
      if (!at || isOwn(at)) return at;
    }
    return null;
  };
  const before = blocks.filter((block) => ownAfter(block.element));
  studied = {size, body: document.body, blocks, isOwn, before, own: before.length > 0};
  return studied;
}

/**
 * @param {Element} element
 * @param {VirtualNode} _virtual
 * @param {{initiator: boolean}} context
 */
const applies = (element, _virtual, context) =>
  context.initiator && document.contentType === 'text/html' && Boolean(document.body) && element === document.documentElement;

function hasHeading() {
  const {isOwn} = study();
  return [...document.body.querySelectorAll('h1, h2, h3, h4, h5, h6, [role=heading]')].some(
    (heading) =>
      aria.getRole(heading) === 'heading' &&
      isOwn(heading) &&
      dom.isVisibleOnScreen(heading) &&
      dom.isVisibleToScreenReaders(heading) &&
      text.accessibleTextVirtual(axe.utils.getNodeFromTree(heading)).trim(),
  );
}

const PARTS = 'main, section, form, article, aside, header, footer, nav, search, [role]';
const LANDMARKS = new Set(['banner', 'complementary', 'contentinfo', 'form', 'main', 'navigation', 'region', 'search']);

function hasLandmark() {
  const {isOwn} = study();
  return [...document.body.querySelectorAll(PARTS)].some(
    (element) => LANDMARKS.has(aria.getRole(element)) && dom.isVisibleToScreenReaders(element) && isOwn(contentFrom(element, element)),
  );
}

/** @type {{body: Element | null, size: number, there: boolean}} */
let marked = {body: null, size: 0, there: false};

// Whether the page marks any of its parts as a landmark.
function hasLandmarks() {
  const size = document.getElementsByTagName('*').length;
  if (marked.body !== document.body || marked.size !== size)
    marked = {body: document.body, size, there: everywhere(PARTS).some((element) => LANDMARKS.has(aria.getRole(element)))};
  return marked.there;
}

// Where the things lead that move the focus within the page; null where only their words say so.
function* jumps() {
  for (const link of everywhere('a[href*="#"]')) {
    if (leadsElsewhere(link) || link.hash.length < 2 || dom.isHiddenForEveryone(link)) continue;
    const id = nyx.addresses.decoded(link.hash.slice(1));
    const target = document.getElementById(id) || document.getElementsByName(id)[0];
    if (target) yield target;
    else if (nyx.dom.hostOf(link) && JUMPS.test(link.textContent)) yield null;
  }
  for (const element of everywhere('[onclick], button, [role=button], [role=link]')) {
    const id = /#([\w-]+)/.exec(element.getAttribute('onclick') || '')?.[1];
    const target = id && document.getElementById(id);
    if (target) yield target;
    else if (JUMPS.test(element.textContent)) yield null;
  }
}

function hasJump() {
  const {isOwn} = study();
  let doubt = false;
  for (const target of jumps()) {
    if (target === null) doubt = true;
    else if (document.body.contains(target) && isOwn(contentFrom(target))) return true;
  }
  return doubt ? undefined : false;
}

// Controls that say that they open and close a block, for the probe that tries them.
/** @type {Element[]} */
let toggles = [];

const forgetToggles = () => {
  toggles = [];
};

/** @param {RepeatedBlock[]} blocks */
const noteToggles = (blocks) => (toggles = togglesOf(blocks));

/** @param {RepeatedBlock[]} blocks */
function togglesOf(blocks) {
  /**
   * @param {Element} element
   * @param {Element} block
   */
  const names = (element, block) => {
    const said = `${element.getAttribute('aria-controls') || ''} ${element.getAttribute('onclick') || ''}`;
    return (
      said.trim() !== '' &&
      [block, ...block.querySelectorAll('[id]'), block.parentElement].some(
        (one) => one?.id && one !== document.body && new RegExp(`(?<![\\w-])${one.id.replace(/[^\w-]/g, '\\$&')}(?![\\w-])`).test(said),
      )
    );
  };
  return [...document.querySelectorAll('[aria-controls], [onclick]')].filter(
    (element) =>
      (element.localName !== 'a' || /^(?:#|javascript:)/i.test(element.getAttribute('href') || '#')) &&
      !element.closest('form') &&
      blocks.some((/** @type {RepeatedBlock} */ block) => names(element, block.element)),
  );
}

/**
 * Presses the controls that close what repeats, and again: whether all of it can be closed. Null where there is none.
 * @param {number} seconds
 */
const close = async (seconds) => {
  if (!toggles.length) return null;
  const ends = performance.now() + seconds * 1000;
  const open = study()
    .before.map((/** @type {RepeatedBlock} */ block) => block.element)
    .filter((/** @type {Element} */ element) => !!nyx.visibility.isRendered(element));
  const closed = new Set();
  for (const control of toggles) {
    if (performance.now() > ends) return null;
    control.click();
    await nyx.waits.pause(200);
    for (const element of open) if (!nyx.visibility.isRendered(element)) closed.add(element);
    control.click();
    await nyx.waits.pause(50);
  }
  return open.length > 0 && open.every((/** @type {Element} */ element) => closed.has(element));
};

nyx.repeated = {hasLandmarks, close, applies, study, hasHeading, hasLandmark, hasJump, forgetToggles, noteToggles};
