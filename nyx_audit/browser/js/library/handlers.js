// What the handlers in an element's markup do, as far as their code says so. Listeners that scripts add are not seen here.

const {fold} = nyx.text;

const MOST_CODE = 4000;
const MOST_SCRIPT = 200000;

const POINTER = ['click', 'dblclick', 'mousedown', 'mouseup', 'pointerdown', 'pointerup', 'touchstart', 'touchend'];
const PRESS = ['mousedown', 'pointerdown', 'touchstart'];
const KEYS = ['keydown', 'keypress', 'keyup'];

const LEADS =
  /\blocation\s*(?:\.\s*(?:href|search|pathname)\s*)?=(?!=)|\blocation\s*\.\s*(?:assign|replace|reload)\s*\(|\bhistory\s*\.\s*(?:back|forward|go)\s*\(/;
const SENDS = /\.\s*(?:submit|requestSubmit)\s*\(/;
const OPENS = /\bwindow\s*\.\s*open\s*\(|(?<![.\w])open\s*\(\s*['"]/;
const BLURS = /\b(?:this|event\s*\.\s*(?:target|currentTarget|srcElement))\s*\.\s*blur\s*\(|(?<![.\w])blur\s*\(/;

// Statements that do nothing for the person: they count, log, or hold the browser back.
const IDLE = /^(?:return)?(?:true|false|null|this|void\(?0\)?|(?:event|e)\.(?:(?:stop|prevent)\w*\(\)|cancelBubble=.*|returnValue=.*))?$/;
const ASIDE =
  /track|analytics|\bgtag\b|\b_?ga[q]?\b|datalayer|\b_paq\b|\bfbq\b|\butag\b|\bmetric|beacon|\bconsole\b|\blog\s*\(|(?:send|log|push|fire)_?event|drag|hover|highlight|disable|prevent|protect|no_?copy|no_?select/i;

/** @param {string} code */
const withoutComments = (code) => code.replace(/\/\*[^*]*\*\/|(?<![:'"\w])\/\/[^\n]*/g, ' ');

/**
 * The code of an element's own handlers for some events.
 * @param {Element} element
 * @param {string[]} events
 */
const handlersOf = (element, events) =>
  withoutComments(
    events
      .map((event) => element.getAttribute(`on${event}`) || '')
      .filter((code) => code.trim())
      .join(';')
      .slice(0, MOST_CODE),
  );

/** @type {{scripts: number, bodies: Map<string, string>}} */
let read = {scripts: -1, bodies: new Map()};

// The functions that the scripts in the page itself declare, by name.
function functions() {
  if (read.scripts === document.scripts.length) return read.bodies;
  const bodies = new Map();
  let room = MOST_SCRIPT;
  for (const script of document.scripts) {
    const code = script.src ? '' : script.textContent.slice(0, room);
    room -= code.length;
    for (const found of code.matchAll(/\bfunction\s+([\w$]+)\s*\(|\b([\w$]+)\s*=\s*function\b/g))
      bodies.set(found[1] || found[2], bodyAt(code, found.index));
  }
  read = {scripts: document.scripts.length, bodies};
  return bodies;
}

/**
 * From the first brace to the one that closes it.
 * @param {string} code
 * @param {number} from
 */
function bodyAt(code, from) {
  const start = code.indexOf('{', from);
  if (start < 0) return '';
  const most = Math.min(code.length, start + MOST_CODE);
  for (let at = start, depth = 0; at < most; at++) {
    depth += Number(code[at] === '{') - Number(code[at] === '}');
    if (!depth) return withoutComments(code.slice(start + 1, at));
  }
  return '';
}

/**
 * The code of handlers together with that of the functions it calls, one level deep, where the page itself declares them.
 * @param {string} code
 */
function resolved(code) {
  if (!code) return '';
  const called = [...code.matchAll(/(?<![.\w$])([\w$]+)\s*\(/g)].map((found) => functions().get(found[1]) || '');
  return [code, ...called].join('\n');
}

/**
 * Whether code leads to another page, sends a form or opens a window.
 * @param {string} code
 */
const leaves = (code) => LEADS.test(code) || SENDS.test(code) || OPENS.test(code);

/**
 * Whether code does what it does in each case: a condition that only tests whether the browser knows a function is none.
 * @param {string} code
 */
const isUnconditional = (code) => !/\bif\b|\?|&&|\|\||\bswitch\b/.test(code.replace(/\bif\s*\(\s*[\w$.]+\s*\)/g, ' '));

/** @param {string} code */
const removesFocus = (code) => BLURS.test(code);

/**
 * What of some code does something for the person who clicks: empty where all of it counts, logs or holds back.
 * @param {string} code
 */
const acting = (code) =>
  code
    .replace(/^\s*javascript:/, '')
    .split(/[;\n]/)
    .map((statement) => fold(statement))
    .filter((statement) => !IDLE.test(statement.replace(/ /g, '')) && !ASIDE.test(statement))
    .join('; ');

nyx.handlers = {POINTER, PRESS, KEYS, handlersOf, resolved, leaves, isUnconditional, removesFocus, acting};
