// Ways past what repeats on every page. What repeats is taken from what it is: navigation, what stands beside the content,
// a banner, a list of nothing but links. Only what comes after it is in question.
const {aria, dom, text} = axe.commons;

const BLOCKS =
  'nav, aside, header, footer, search, [role=navigation], [role=complementary], [role=banner], [role=contentinfo], [role=search]';

const ROLES = new Set(['navigation', 'complementary', 'banner', 'contentinfo', 'search']);
const SURE = new Set(['navigation', 'banner']);

const perceived = (element) => dom.isVisibleOnScreen(element) || dom.isVisibleToScreenReaders(element);

function leadsElsewhere(link) {
  if (!link.hasAttribute('href') || !/^(?:https?|file):$/.test(link.protocol)) return false;
  return link.host !== location.host || link.pathname !== location.pathname;
}

// A list whose entries are links, at least one of which leads to another page.
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
  const found = [];
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
  return found;
}

// The first perceived content from a place on: text, or a picture with a name.
function contentFrom(start, within) {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  walker.currentNode = start;
  for (let node = start; node; node = walker.nextNode()) {
    if (within && node !== within && !within.contains(node)) return null;
    if (
      node.nodeType === Node.TEXT_NODE &&
      node.data.trim() &&
      !/^(?:script|style|noscript|template)$/.test(node.parentElement.localName) &&
      perceived(node.parentElement)
    )
      return node;
    if (
      node.nodeType === Node.ELEMENT_NODE &&
      /^(?:img|svg|video|canvas|object|iframe|input|select|textarea)$/.test(node.localName) &&
      perceived(node) &&
      aria.getRole(node) !== 'presentation' &&
      !(node.localName === 'img' && node.alt === '')
    )
      return node;
  }
  return null;
}

const follows = (node, block) => Boolean(block.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) && !block.contains(node);

// The next node that is not within this one.
function after(node) {
  for (let at = node; at && at !== document.body; at = at.parentNode) if (at.nextSibling) return at.nextSibling;
  return null;
}

// A link that leads to another place of the page is no content of its own; a heading that links to itself is.
function isJump(node) {
  const link = (node.parentElement || node).closest('a[href^="#"], [onclick*="#"]');
  return Boolean(link) && !link.closest('h1, h2, h3, h4, h5, h6, [role=heading]');
}

let studied = null;

// What repeats on this page, and whether anything of its own comes after it; undefined where it holds no such block.
function study() {
  const size = document.getElementsByTagName('*').length;
  if (studied?.size === size && studied.body === document.body) return studied;
  const blocks = document.links.length && [...document.links].some(leadsElsewhere) ? blocksOf() : [];
  const inBlock = (node) => blocks.some((block) => block.element.contains(node));
  const says = (node) => node.nodeType !== Node.TEXT_NODE || /[\p{L}\p{N}]/u.test(node.data);
  const isOwn = (node) =>
    node !== null && says(node) && !inBlock(node) && !isJump(node) && blocks.some((block) => follows(node, block.element));
  const ownAfter = (element) => {
    for (let at = after(element); at; at = after(at)) {
      at = contentFrom(at);
      if (!at || isOwn(at)) return at;
    }
    return null;
  };
  const before = blocks.filter((block) => ownAfter(block.element));
  studied = {size, body: document.body, blocks, isOwn, before, own: before.length > 0};
  return studied;
}

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

const LANDMARKS = new Set(['banner', 'complementary', 'contentinfo', 'form', 'main', 'navigation', 'region', 'search']);

function hasLandmark() {
  const {isOwn} = study();
  return [...document.body.querySelectorAll('main, section, form, article, aside, header, footer, nav, search, [role]')].some(
    (element) => LANDMARKS.has(aria.getRole(element)) && dom.isVisibleToScreenReaders(element) && isOwn(contentFrom(element, element)),
  );
}

const JUMPS =
  /\b(?:skip|jump|go|move) (?:\w+ ){0,2}(?:to|past|over|main|content|navigation)|zum (?:haupt)?inhalt|überspringen|aller au contenu|passer|saltar|ir al contenido|vai al contenuto|pular|ir para o conteúdo|naar (?:de )?inhoud|przejdź|hoppa till|spring til|siirry/i;

// Where the things lead that move the focus within the page; null where only their words say so.
function* jumps() {
  for (const link of document.querySelectorAll('a[href*="#"]')) {
    if (leadsElsewhere(link) || link.hash.length < 2 || dom.isHiddenForEveryone(link)) continue;
    const id = decodeURIComponent(link.hash.slice(1));
    const target = document.getElementById(id) || document.getElementsByName(id)[0];
    if (target) yield target;
  }
  for (const element of document.querySelectorAll('[onclick], button, [role=button], [role=link]')) {
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
let toggles = [];

const forgetToggles = () => {
  toggles = [];
};

const noteToggles = (blocks) => (toggles = togglesOf(blocks));

function togglesOf(blocks) {
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
      blocks.some((block) => names(element, block.element)),
  );
}

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

// Presses the controls that close what repeats, and again: whether all of it can be closed. Null where there is none.
const close = async (seconds) => {
  if (!toggles.length) return null;
  const ends = performance.now() + seconds * 1000;
  const open = study()
    .before.map((block) => block.element)
    .filter((element) => !!nyx.visibility.isRendered(element));
  const closed = new Set();
  for (const control of toggles) {
    if (performance.now() > ends) return null;
    control.click();
    await wait(200);
    for (const element of open) if (!nyx.visibility.isRendered(element)) closed.add(element);
    control.click();
    await wait(50);
  }
  return open.length > 0 && open.every((element) => closed.has(element));
};

nyx.repeated = {close, applies, study, hasHeading, hasLandmark, hasJump, forgetToggles, noteToggles};
