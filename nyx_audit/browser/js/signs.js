// What a page shows beside its fields: words around a field, how far a person has come, limits of time, puzzles, the shell of the design system.
(() => {
  const LINE = 300;
  const TIME = /\b(?:session|time|you|log(?:ged|in)|page)\b.{0,60}\b(?:expires?|expired?|times? ?out|timed out|timeout|end(?:s|ed)?|logged (?:out|off)|signed out)\b.{0,80}|\bsesi[oó]n\b.{0,60}\b(?:expira(?:r[aá])?|caduca(?:r[aá])?|termina(?:r[aá])?|cerrar[aá])\b.{0,80}/i;
  const LENGTH = /\b\d+\s*(?:minutes?|mins?|seconds?|minutos?|segundos?)\b/i;
  const PROGRESS = /\b(?:step|part|page|section|screen)\s+\d+\s*(?:of|\/)\s*\d+|\b(?:paso|parte|p[aá]gina|secci[oó]n)\s+\d+\s*(?:de|\/)\s*\d+|\b\d+\s+(?:of|de)\s+\d+\s+(?:steps?|pasos?)\b|\b\d+\s?%\s+(?:complete|done|completado)/i;
  const MARKED = /requir|mandator|asterisk|obligat/i;
  const TRAIL = /(?:^|[-_ ])(?:steps?|stepper|progress|progressbar|wizard|step-?indicator|step-?list|breadcrumb-steps)(?:$|[-_ ])/i;
  const SHELL = {
    'nys-skipnav': 'skip', 'nys-unavheader': 'universal header', '#nygov-universal-navigation': 'universal header', 'nys-globalheader': 'header',
    'main': 'main', 'nys-backtotop': 'back to top', 'nys-globalfooter': 'footer', 'nys-unavfooter': 'universal footer', '#nygov-universal-footer': 'universal footer',
  };
  const PUZZLES = [
    ['recaptcha-unseen', '.g-recaptcha[data-size=invisible], .grecaptcha-badge'], ['recaptcha', '.g-recaptcha, iframe[src*="/recaptcha/"]'],
    ['hcaptcha', '.h-captcha, iframe[src*="hcaptcha.com"]'], ['turnstile', '.cf-turnstile, iframe[src*="challenges.cloudflare.com"]'],
    ['drawn', 'img[src*=captcha i], img[id*=captcha i], img[class*=captcha i], img[alt*=captcha i], canvas[id*=captcha i], canvas[class*=captcha i]'],
  ];

  const squeezed = (text, length = LINE) => (text || '').replace(/\s+/g, ' ').trim().slice(0, length);
  const isShown = (element) => element.checkVisibility({visibilityProperty: true});

  // What CSS writes before and after an element: a sign for "required" often stands only there, as a letter or a picture.
  function written(element) {
    return ['::before', '::after'].map((part) => {
      const style = getComputedStyle(element, part);
      if (/^(?:none|normal)$/.test(style.content)) return '';
      const words = /^"(.*)"/.exec(style.content)?.[1] || '';
      return MARKED.test(element.className) && !/[\p{L}*]/u.test(words) ? '*' : words;
    }).join(' ');
  }

  function wordsOf(label) {
    const box = label.getBoundingClientRect();
    if (!isShown(label) || (box.width <= 1 && box.height <= 1)) return '';
    const inner = [...label.querySelectorAll('*')].slice(0, 10);
    return [label.innerText, ...[label, ...inner].map(written), ...inner.map((one) => one.getAttribute('alt') || one.getAttribute('title') || '')].join(' ');
  }

  const hostOf = (element) => (element.getRootNode() instanceof ShadowRoot ? element.getRootNode().host : null);

  // The design system draws a field's label by a component of its own, beside the field.
  function drawnBy(host) {
    const label = host?.shadowRoot?.querySelector('nys-label')?.shadowRoot?.querySelector('.nys-label');
    return label && isShown(label) ? squeezed(label.innerText) : '';
  }

  // The words of a field's label that can be seen, with the signs beside them.
  nyx.seenLabelOf = (element) => {
    const root = element.getRootNode();
    const pointed = (element.getAttribute('aria-labelledby') || '').split(/\s+/).map((id) => id && root.getElementById?.(id)).filter(Boolean);
    return squeezed([...new Set([...(element.labels || []), ...pointed])].map(wordsOf).join(' ')) || drawnBy(hostOf(element));
  };

  nyx.drawnGroupOf = (element) => drawnBy(hostOf(element)?.closest('nys-radiogroup, nys-checkboxgroup'));

  // A field is in a form even where it is drawn within components.
  nyx.formAround = (element) => {
    for (let at = element; at; at = hostOf(at)) {
      const form = at.form instanceof HTMLFormElement ? at.form : at.closest('form');
      if (form) return form;
    }
    return null;
  };

  // The visible words around a field, up to where the next field begins.
  nyx.wordsAround = (element, controls) => {
    let at = element;
    for (let step = 0; step < 5; step += 1) {
      const parent = nyx.flatParent(at);
      if (!parent || /^(?:form|body|main|html)$/.test(parent.localName) || parent.querySelectorAll(controls).length > 1) break;
      at = parent;
    }
    const inside = at === element ? '' : at.innerText;
    const before = [];
    for (let one = at.previousSibling; one && before.length < 3; one = one.previousSibling) {
      if (one.nodeType === Node.TEXT_NODE) before.unshift(one.data);
      if (one.nodeType !== Node.ELEMENT_NODE) continue;
      if (one.matches(controls) || one.querySelector(controls)) break;
      if (isShown(one)) before.unshift(one.innerText);
    }
    return squeezed([...before, inside].join(' '));
  };

  // The signs that tell how far a person has come, in words.
  function progressOf(all, drawn) {
    const found = [];
    for (const element of all) {
      if (found.length >= 5) break;
      if (element.localName === 'nys-stepper' || element.getAttribute('aria-current') === 'step' || element.localName === 'progress' || element.getAttribute('role') === 'progressbar') {
        if (isShown(element)) found.push(squeezed(element.getAttribute('label') || element.innerText, 80) || element.localName);
      } else if (/^[ou]l$/.test(element.localName) && element.childElementCount > 1 && isShown(element) && [element, element.parentElement].some((one) => one && TRAIL.test(one.className))) {
        found.push(squeezed(element.innerText, 80));
      }
    }
    for (const text of [document.title, drawn]) {
      const said = PROGRESS.exec(text);
      if (said) found.push(squeezed(said[0], 80));
    }
    return found;
  }

  // What is said of a limit of time, in view or in a dialog that waits; `more` where a control gives more time.
  function limitsOf(all) {
    const found = [];
    // Most pages say nothing of the kind, and need not be searched.
    if (!TIME.test(document.body?.textContent || '')) return found;
    for (const element of all) {
      if (found.length >= 3) break;
      if (element.childElementCount > 3 || /^(?:script|style|noscript|template|head|title|meta|link)$/.test(element.localName)) continue;
      const text = squeezed(element.textContent.slice(0, 3000), 600);
      const said = TIME.exec(text);
      // The innermost element that says it all.
      if (!said || !LENGTH.test(text) || nyx.childrenOf(element).some((one) => TIME.test(one.textContent) && LENGTH.test(one.textContent)) || found.some((one) => one.text.includes(said[0].slice(0, 60)))) continue;
      const dialog = element.closest('dialog, [role=dialog], [role=alertdialog], nys-modal, [class*=modal i], [id*=timeout i], [class*=timeout i]');
      const controls = dialog ? [...dialog.querySelectorAll('button, a[href], [role=button], input[type=button], nys-button')] : [];
      found.push({text: squeezed(text), selector: nyx.selectorOf(element), buttons: controls.slice(0, 5).map((one) => squeezed(one.innerText || one.textContent || one.value || one.getAttribute('label'), 60))});
    }
    return found;
  }

  function puzzlesOf(all) {
    const found = [];
    for (const element of all) {
      const kind = PUZZLES.find(([, selector]) => element.matches(selector))?.[0];
      if (kind && !found.some((one) => one.kind === kind)) found.push({kind, selector: nyx.selectorOf(element), around: squeezed(element.parentElement?.innerText), shown: isShown(element)});
    }
    return found;
  }

  // The parts of the state's shell, in the order of the page. `drawn` is whether something came to be in them.
  function shellOf(all) {
    const found = [];
    for (const element of all) {
      const part = SHELL[element.localName] || SHELL[`#${element.id}`];
      if (!part || element.getRootNode() !== document || found.length >= 20) continue;
      found.push({part, tag: element.localName, id: element.id.slice(0, 80), selector: nyx.selectorOf(element),
        drawn: Boolean(element.shadowRoot) || element.childElementCount > 0, href: element.getAttribute('href') || ''});
    }
    return found;
  }

  nyx.signs = (all, drawn) => ({progress: progressOf(all, drawn), limits: limitsOf(all), puzzles: puzzlesOf(all), shell: shellOf(all)});
})();
