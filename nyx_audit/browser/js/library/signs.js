// What a page shows beside its fields, as facts: how far a person has come, limits of time, puzzles, the shell of the design system.
const {fold} = nyx.text;

const TIME =
  /\b(?:session|time|you|log(?:ged|in)|page)\b.{0,60}\b(?:expires?|expired?|times? ?out|timed out|timeout|end(?:s|ed)?|logged (?:out|off)|signed out)\b.{0,80}|\bsesi[oó]n\b.{0,60}\b(?:expira(?:r[aá])?|caduca(?:r[aá])?|termina(?:r[aá])?|cerrar[aá])\b.{0,80}/i;

const LENGTH = /\b\d+\s*(?:minutes?|mins?|seconds?|minutos?|segundos?)\b/i;

const PROGRESS =
  /\b(?:step|part|page|section|screen)\s+\d+\s*(?:of|\/)\s*\d+|\b(?:paso|parte|p[aá]gina|secci[oó]n)\s+\d+\s*(?:de|\/)\s*\d+|\b\d+\s+(?:of|de)\s+\d+\s+(?:steps?|pasos?)\b|\b\d+\s?%\s+(?:complete|done|completado)/i;

const TRAIL = /(?:^|[-_ ])(?:steps?|stepper|progress|progressbar|wizard|step-?indicator|step-?list|breadcrumb-steps)(?:$|[-_ ])/i;

/** @type {Record<string, string>} */
const SHELL = {
  'nys-skipnav': 'skip',
  'nys-unavheader': 'universal header',
  '#nygov-universal-navigation': 'universal header',
  'nys-globalheader': 'header',
  main: 'main',
  'nys-backtotop': 'back to top',
  'nys-globalfooter': 'footer',
  'nys-unavfooter': 'universal footer',
  '#nygov-universal-footer': 'universal footer',
};

const PUZZLES = [
  ['recaptcha-unseen', '.g-recaptcha[data-size=invisible], .grecaptcha-badge'],
  ['recaptcha', '.g-recaptcha, iframe[src*="/recaptcha/"]'],
  ['hcaptcha', '.h-captcha, iframe[src*="hcaptcha.com"]'],
  ['turnstile', '.cf-turnstile, iframe[src*="challenges.cloudflare.com"]'],
  [
    'drawn',
    'img[src*=captcha i], img[id*=captcha i], img[class*=captcha i], img[alt*=captcha i], canvas[id*=captcha i], canvas[class*=captcha i]',
  ],
];

// The state's design system has had a list of the process in place of the stepper since its version 1.23.
const STEPPER = /^nys-(?:stepper|process-?list)$/;
const LINE = 300;

/** @param {string} text */
const foldLine = (text, length = LINE) => fold(text, length);

/**
 * The signs that tell how far a person has come, in words.
 * @param {Element[]} all
 * @param {string} drawn
 */
function progressOf(all, drawn) {
  const found = [];
  for (const element of all) {
    if (found.length >= 5) break;
    if (
      STEPPER.test(element.localName) ||
      element.getAttribute('aria-current') === 'step' ||
      element.localName === 'progress' ||
      element.getAttribute('role') === 'progressbar'
    ) {
      if (nyx.visibility.isRendered(element))
        found.push(foldLine(element.getAttribute('label') || element.innerText, 80) || element.localName);
    } else if (
      /^[ou]l$/.test(element.localName) &&
      element.childElementCount > 1 &&
      nyx.visibility.isRendered(element) &&
      [element, element.parentElement].some((one) => one && TRAIL.test(one.className))
    ) {
      found.push(foldLine(element.innerText, 80));
    }
  }
  for (const text of [document.title, drawn]) {
    const said = PROGRESS.exec(text);
    if (said) found.push(foldLine(said[0], 80));
  }
  return found;
}

/**
 * What is said of a limit of time, in view or in a dialog that waits; `more` where a control gives more time.
 * @param {Element[]} all
 */
function limitsOf(all) {
  /** @type {TimeLimit[]} */
  const found = [];
  // Most pages say nothing of the kind, and need not be searched.
  if (!TIME.test(document.body?.textContent || '')) return found;
  for (const element of all) {
    if (found.length >= 3) break;
    if (element.childElementCount > 3 || /^(?:script|style|noscript|template|head|title|meta|link)$/.test(element.localName)) continue;
    const text = foldLine(element.textContent.slice(0, 3000), 600);
    const said = TIME.exec(text);
    // The innermost element that says it all.
    if (
      !said ||
      !LENGTH.test(text) ||
      nyx.dom.childrenOf(element).some((one) => TIME.test(one.textContent) && LENGTH.test(one.textContent)) ||
      found.some((one) => one.text.includes(said[0].slice(0, 60)))
    )
      continue;
    const dialog = element.closest(
      'dialog, [role=dialog], [role=alertdialog], nys-modal, [class*=modal i], [id*=timeout i], [class*=timeout i]',
    );
    const controls = dialog ? [...dialog.querySelectorAll('button, a[href], [role=button], input[type=button], nys-button')] : [];
    found.push({
      text: foldLine(text),
      selector: nyx.selectors.selectorOf(element),
      buttons: controls
        .slice(0, 5)
        .map((one) => foldLine(one.innerText || one.textContent || one.value || one.getAttribute('label') || '', 60)),
    });
  }
  return found;
}

/** @param {Element[]} all */
function puzzlesOf(all) {
  /** @type {Puzzle[]} */
  const found = [];
  for (const element of all) {
    const kind = PUZZLES.find(([, selector]) => element.matches(selector))?.[0];
    if (kind && !found.some((one) => one.kind === kind))
      found.push({
        kind,
        selector: nyx.selectors.selectorOf(element),
        around: foldLine(element.parentElement?.innerText || ''),
        shown: nyx.visibility.isRendered(element),
      });
  }
  return found;
}

/**
 * The parts of the state's shell, in the order of the page. `drawn` is whether something came to be in them.
 * @param {Element[]} all
 */
function shellOf(all) {
  const found = [];
  for (const element of all) {
    const part = SHELL[element.localName] || SHELL[`#${element.id}`];
    if (!part || element.getRootNode() !== document || found.length >= 20) continue;
    found.push({
      part,
      tag: element.localName,
      id: element.id.slice(0, 80),
      selector: nyx.selectors.selectorOf(element),
      drawn: Boolean(element.shadowRoot) || element.childElementCount > 0,
      href: element.getAttribute('href') || '',
    });
  }
  return found;
}

/**
 * @param {Element[]} all
 * @param {string} drawn
 */
const read = (all, drawn) => ({progress: progressOf(all, drawn), limits: limitsOf(all), puzzles: puzzlesOf(all), shell: shellOf(all)});

nyx.signs = {read};
