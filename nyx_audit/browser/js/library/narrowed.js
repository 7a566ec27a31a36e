// What style sheets hide for want of width, and whether anything in the narrow window may give it back.
const {keyOf} = nyx.elements;
const {fold} = nyx.text;

const WIDTH = /width/;
const FIELDS = 'input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image]), select, textarea';
const CONTROLS = 'a[href], button, summary, [role=button], [role=link]';
// What may open something: always where it says so, else where it is only there in the narrow window.
const OPENERS = 'summary, [aria-expanded], [aria-haspopup], [popovertarget], [commandfor]';
const MAY_OPEN = 'button, [role=button], label, [onclick], a[href^="#"], a[href^="javascript:"], a:not([href])';
const MOST = 2000;
const MOST_LOST = 20;
const PROSE = 80;

/** @type {Set<Element>} */
let shown = new Set();
/** @type {Set<Element>} */
let openers = new Set();

/** Keeps what of it is shown in the desktop window. */
function begin() {
  shown = new Set(hung().filter(isShown));
  openers = new Set([...document.querySelectorAll(MAY_OPEN)].filter(isShown));
  return 0;
}

/** In the narrow window: the outermost parts that are gone, with what of them is nowhere else. */
function measure() {
  const gone = [...shown].filter((element) => element.isConnected && !isShown(element));
  const outermost = gone.filter((element) => !gone.some((other) => other !== element && other.contains(element)));
  const found = outermost.length && !mayGiveBack() ? outermost.map(lostIn).filter((one) => one !== null) : [];
  return JSON.stringify({key: keyOf(document.documentElement), out: found.slice(0, MOST_LOST)});
}

/** @param {Element} element */
const isShown = (element) => element.checkVisibility({visibilityProperty: true}) && nyx.visibility.hasArea(element);

/**
 * The elements of which a media query about the width decides whether they are shown.
 * @returns {Element[]}
 */
function hung() {
  const found = new Set();
  const rules = nyx.sheets.rulesUnder((query) => WIDTH.test(query)).filter(({style}) => style.display || style.visibility);
  for (const selector of new Set(rules.map((rule) => rule.selectorText))) {
    for (const element of nyx.sheets.matching(selector, document.body)) {
      if (found.size >= MOST) return [...found];
      found.add(element);
    }
  }
  return [...found];
}

/** Whether anything may open what is gone, or stands in its place. */
function mayGiveBack() {
  if ([...document.querySelectorAll(OPENERS)].some((one) => isShown(one))) return true;
  if ([...document.querySelectorAll(MAY_OPEN)].some((one) => isShown(one) && !openers.has(one))) return true;
  return hung().some((one) => !shown.has(one) && isShown(one) && (fold(one.textContent) || one.querySelector('img, svg, input')));
}

/**
 * @param {Element} element
 * @returns {NarrowedPart | null}
 */
function lostIn(element) {
  const all = [element, ...element.querySelectorAll('*')].filter((one) => !isShown(one) && one.getAttribute('aria-hidden') !== 'true');
  const fields = all.filter((one) => one.matches(FIELDS) && !hasEqual(one, FIELDS, nameOf));
  const controls = isShortened(element) ? [] : all.filter((one) => one.matches(CONTROLS) && !hasEqual(one, CONTROLS, leadsTo));
  const prose = all.filter((one) => nyx.dom.hasOwnText(one) && !one.closest(CONTROLS)).map((one) => wordsOf(one));
  const visible = fold(document.body.innerText);
  const lost = [labelLostWith(element), ...prose.filter(isProse)].filter((words) => words && !visible.includes(words)).join(' ');
  if (!fields.length && !controls.length && !lost) return null;
  return {key: keyOf(element), fields: fields.length, controls: controls.length, words: lost.slice(0, 100)};
}

/**
 * Whether it is one of several ways of which others stay, as in trails and in lists of pages.
 * @param {Element} element
 */
const isShortened = (element) => [...(element.parentElement?.querySelectorAll(CONTROLS) || [])].some(isShown);

/**
 * The label of a field that stays, where it goes; no placeholder says the same.
 * @param {Element} element
 */
function labelLostWith(element) {
  const label = element.closest('label');
  const field = label?.control;
  const words = label ? fold(label.textContent, 80) : '';
  return field && isShown(field) && field.getAttribute('placeholder') !== words ? words : '';
}

/**
 * The numbers beside the lines of a listing are none.
 * @param {string} words
 */
const isProse = (words) => words.length >= PROSE && (words.match(/\p{L}/gu)?.length ?? 0) >= PROSE / 2;

/** @param {Element} element */
const wordsOf = (element) =>
  fold(
    nyx.dom
      .textNodesOf(element)
      .map((node) => node.data)
      .join(' '),
  );

/** @param {Element} element */
const nameOf = (element) =>
  element.getAttribute('name') || element.getAttribute('aria-label') || fold(element.labels?.[0]?.textContent, 80);

/** @param {Element} element */
const leadsTo = (element) => element.getAttribute('href') || fold(element.textContent, 80) || element.getAttribute('aria-label');

/**
 * Whether an equal one is shown.
 * @param {Element} element
 * @param {string} selector
 * @param {(element: Element) => string | null} name
 */
function hasEqual(element, selector, name) {
  const own = name(element);
  return [...document.querySelectorAll(selector)].some((other) => other !== element && name(other) === own && isShown(other));
}

nyx.narrowed = {begin, measure};
