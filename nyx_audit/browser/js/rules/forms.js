// Rules about how fields are labelled and grouped.
(() => {
  const {aria, dom, text} = axe.commons;

  const plain = (string) => string.replace(/\s+/g, ' ').trim();
  const FIELDS = 'input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=reset]):not([type=image]), select, textarea';

  const named = (element) => {
    const virtual = axe.utils.getNodeFromTree(element);
    return virtual ? text.accessibleTextVirtual(virtual).trim() : '';
  };

  // The group that says what is asked: a fieldset with a legend, or a role with a name.
  function groupOf(element) {
    for (let at = element.parentElement; at; at = at.parentElement) {
      const role = aria.getExplicitRole(at);
      if (at.localName === 'fieldset' || role === 'group' || role === 'radiogroup') { if (named(at)) return at; }
      if (role === 'listbox' || role === 'menu' || role === 'toolbar' || role === 'grid') return at;
    }
    return null;
  }

  const alike = (element) => [...(element.form || document).querySelectorAll(`input[type=${element.type}]`)]
    .filter((other) => other.name === element.name && other.form === element.form && dom.isVisibleToScreenReaders(other));

  nyx.define('field-group', {
    selector: 'input[type=radio][name], input[type=checkbox][name]',
    matches: (element) => element.name !== '' && dom.isVisibleToScreenReaders(element) && alike(element).length > 1 && alike(element)[0] === element,
    evaluate(element) {
      const all = alike(element);
      if (all.every(groupOf)) return true;
      // Each may carry the question itself.
      if (all.every((one) => /\S\s+\S/.test(one.getAttribute('aria-labelledby') || '') || one.getAttribute('aria-describedby'))) return true;
      // In a table the headers ask.
      if (element.closest('td, th')) return undefined;
      return element.type === 'radio' ? false : undefined;
    },
    message: 'these choices belong together, and no group says what is asked',
    doubt: 'these choices may belong together, and no group says what is asked',
  });

  nyx.define('fieldset-legend', {
    selector: 'fieldset, [role=radiogroup]',
    matches: (element) => dom.isVisibleToScreenReaders(element)
      && (element.localName !== 'fieldset' || ![ 'none', 'presentation'].includes(aria.getExplicitRole(element)))
      && (Boolean(element.querySelector(':scope > legend')) || element.querySelectorAll(FIELDS).length > 1),
    evaluate(element) {
      if (named(element) || element.title.trim()) return true;
      // A group around buttons or one line of fields may only serve the layout.
      return element.querySelector(':scope > legend') || element.localName !== 'fieldset' || element.querySelectorAll('input[type=radio]').length > 1 ? false : undefined;
    },
    message: 'this group of fields has no name',
    doubt: 'this group of fields has no name',
  });

  nyx.define('placeholder-label', {
    selector: 'input[placeholder], textarea[placeholder]',
    matches: (element) => element.placeholder.trim() !== '' && dom.isVisibleToScreenReaders(element) && dom.isVisibleOnScreen(element) && element.type !== 'hidden',
    evaluate(element) {
      const labelled = [...(element.labels || [])].some((label) => plain(label.textContent) || label.querySelector('img[alt]:not([alt=""]), [aria-label]'));
      const byIds = (element.getAttribute('aria-labelledby') || '').split(/\s+/).some((id) => id && document.getElementById(id) && document.getElementById(id) !== element);
      return Boolean(labelled || byIds || element.getAttribute('aria-label')?.trim() || element.title.trim());
    },
    message: 'only the placeholder says what belongs here, and it goes away with the first letter',
  });

  const CONTROLS = 'button, input, meter, output, progress, select, textarea, [role], [contenteditable]';

  nyx.define('label-of-nothing', {
    selector: 'label',
    matches: (element) => plain(element.textContent) !== '' && dom.isVisibleOnScreen(element) && dom.isVisibleToScreenReaders(element) && !aria.getExplicitRole(element),
    evaluate(element) {
      if (element.control || element.querySelector(CONTROLS) || [...element.querySelectorAll('*')].some((one) => one.localName.includes('-'))) return true;
      const id = element.getAttribute('for') || element.id;
      const root = element.getRootNode();
      if (element.htmlFor) {
        const target = root.getElementById?.(element.htmlFor);
        // It may head a group that is no field, or a control of the page's own make.
        if (target) return /-/.test(target.localName) || target.matches('[tabindex], [role]') ? true : undefined;
        return root === document ? false : undefined;
      }
      if (element.id && id && root.querySelector(`[aria-labelledby~="${CSS.escape(element.id)}"]`)) return true;
      // A label that heads other labels is meant for a group.
      return element.parentElement.querySelector(FIELDS) ? false : undefined;
    },
    message: 'this label belongs to no field',
    doubt: 'this label belongs to no field that could be found',
  });

  const typed = (element) => element.localName === 'textarea' || element.localName === 'select' || !/^(?:radio|checkbox|hidden|submit|button|image|reset|file|range|color)$/.test(element.type);

  nyx.define('field-name-unique', {
    selector: 'input, select, textarea',
    matches: (element) => typed(element) && dom.isVisibleToScreenReaders(element) && dom.isVisibleOnScreen(element) && !element.closest('td, th, [role=row], [role=grid]') && Boolean(element.form),
    evaluate(element) {
      const name = named(element).toLowerCase();
      if (!name) return true;
      const around = element.closest('fieldset, [role=group], li, section') || element.form;
      const before = [...around.querySelectorAll('input, select, textarea')].filter((other) => other !== element && typed(other) && other.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING
        && (other.closest('fieldset, [role=group], li, section') || other.form) === around && dom.isVisibleToScreenReaders(other) && dom.isVisibleOnScreen(other));
      return !before.some((other) => named(other).toLowerCase() === name && !other.getAttribute('aria-describedby'));
    },
    message: 'another field beside it has the same name',
  });

  nyx.define('form-submit', {
    selector: 'form',
    matches: (element) => dom.isVisibleOnScreen(element) && [...element.elements].some((field) => field.matches('select, input[type=radio], input[type=checkbox]') && dom.isVisibleOnScreen(field)),
    evaluate(element) {
      const button = 'button, input[type=submit], input[type=image], input[type=button], [role=button], a[href]';
      return element.querySelector(button) || [...element.elements].some((one) => one.matches(button)) ? true : undefined;
    },
    message: 'no button sends this form: a choice in it may act at once',
    doubt: 'no button sends this form: a choice in it may act at once',
  });

  // Ids in ARIA attributes are looked at by a rule of the engine.
  const pointsTo = (element) => element.getAttribute('for') || element.getAttribute('list') || (element.localName === 'a' ? element.getAttribute('href').slice(1) : '');

  const allOf = (element) => element.getRootNode().querySelectorAll(`#${CSS.escape(pointsTo(element))}`);

  nyx.define('points-to-one', {
    selector: 'label[for], input[list], a[href^="#"]',
    // Links within a page may be many; those that lead to one place need no word.
    matches: (element) => pointsTo(element) !== '' && (element.localName === 'a' ? allOf(element).length > 1 : allOf(element).length > 0) && dom.isVisibleToScreenReaders(element),
    evaluate(element) {
      this.data({id: pointsTo(element).slice(0, 40)});
      return allOf(element).length === 1;
    },
    message: 'several elements have the id “${data.id}”, to which it points',
  });
})();
