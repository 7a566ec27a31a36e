// What a page says of itself to machines, as facts, and what translates it.
const {fold} = nyx.text;

const LANGUAGES = /espa[ñn]ol|spanish|中文|chinese|русский|russian|kreyòl/i;

// What translates the page where it stands: Google's element (`offered` empty is all its languages), lists of languages.
function translatorsOf(fields) {
  const found = [];
  const google = document.querySelector('#google_translate_element, .goog-te-combo, script[src*="translate_a/element.js"]');
  if (google) {
    const own = [...document.scripts]
      .filter((one) => !one.src)
      .map((one) => /includedLanguages['"]?\s*:\s*['"]([\w, -]{2,600})['"]/.exec(one.textContent))
      .find(Boolean);
    const runs = [...document.scripts].some((one) => /translate_a\/element\.js/.test(one.src));
    found.push({
      kind: runs ? 'google' : 'google-dead',
      selector: nyx.selectors.selectorOf(google),
      offered: own ? own[1].split(/[\s,]+/).filter(Boolean) : [],
    });
  }
  for (const one of fields) {
    if (one.localName !== 'select' || one.length < 2 || one.length > 200 || !LANGUAGES.test(one.textContent)) continue;
    found.push({kind: 'select', selector: nyx.selectors.selectorOf(one), offered: [...one.options].map((option) => fold(option.text, 40))});
  }
  return found.slice(0, 5);
}

const LINE = 300;

function metasOf() {
  const found = {};
  for (const meta of [...document.querySelectorAll('meta[name], meta[property], meta[http-equiv]')].slice(0, 100)) {
    const name = (meta.getAttribute('name') || meta.getAttribute('property') || meta.getAttribute('http-equiv')).toLowerCase().slice(0, 60);
    found[name] ??= fold(meta.getAttribute('content'), LINE);
  }
  return found;
}

// The kinds of thing that structured data says the page is about.
function typesOf() {
  const found = new Set();
  const walk = (value, depth) => {
    if (!value || typeof value !== 'object' || depth > 6) return;
    for (const type of [value['@type']].flat()) if (typeof type === 'string') found.add(type.slice(0, 60));
    for (const inner of Object.values(value)) walk(inner, depth + 1);
  };
  for (const script of [...document.querySelectorAll('script[type="application/ld+json"]')].slice(0, 10)) {
    try {
      walk(JSON.parse(script.textContent.slice(0, 100000)), 0);
    } catch {
      /* no structured data */
    }
  }
  for (const one of [...document.querySelectorAll('[itemtype]')].slice(0, 50))
    found.add((one.getAttribute('itemtype') || '').split('/').pop().slice(0, 60));
  return [...found].slice(0, 40);
}

nyx.head = {metasOf, typesOf, translatorsOf};
