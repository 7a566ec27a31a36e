// What a person would notice of a page, to tell whether something changed it, and the controls that could do so.

// Counts what changes in the document, to tell cheaply whether anything did.
let watcher = null;
let changes = 0;

function watch() {
  watcher ||= new MutationObserver((records) => {
    changes += records.length;
  });
  watcher.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
  changes = 0;
}

function changed() {
  changes += watcher.takeRecords().length;
  return changes;
}

// What of the page's words and looks a person would notice, to tell whether something changed it.
function contents() {
  const values = [...document.querySelectorAll('input, textarea, select')].map((field) => `${field.value}${field.checked || ''}`);
  const rendered = [...document.body.querySelectorAll('*')]
    .slice(0, 3000)
    .map((element) => (element.checkVisibility() ? 1 : 0))
    .join('');
  const looks = [document.documentElement, document.body].map((element) => `${element.className}|${element.getAttribute('style') || ''}`);
  return [document.body.innerText, values.join('|'), rendered, looks.join('|')].join('\u0000');
}

// Controls a person could use to do or stop something, by their words. Where nothing listens (`acts` is false), only
// what the browser itself does counts: to keep what is chosen in a field, which a script may read, to send a form, to run
// the script of an address, to go where settings may be.
const ELSEWHERE = /setting|preference|option|control|accessib|motion|config/i;

function controls(words, acts) {
  const said = (element) =>
    [
      element.textContent,
      element.getAttribute('aria-label'),
      element.value,
      element.title,
      ...[...(element.labels || [])].map((label) => label.textContent),
    ].join(' ');
  const byItself = (element) =>
    element.matches('a[href]')
      ? /^\s*javascript:/i.test(element.getAttribute('href')) || ELSEWHERE.test(said(element))
      : element.matches('select, input:not([type=button], [type=submit], [type=image], [type=reset])') ||
        (Boolean(element.form) && /^(?:submit|image|reset)$/.test(element.type));
  return [
    ...document.querySelectorAll(
      'button, input:not([type=hidden]), select, a[href], [role=button], [role=switch], [role=checkbox], summary',
    ),
  ].filter(
    (element) =>
      element.checkVisibility() &&
      !element.matches(':disabled') &&
      (acts || byItself(element)) &&
      (!words || new RegExp(words, 'i').test(said(element))),
  ).length;
}

nyx.noticed = {watch, changed, contents, controls};
