// What a page is made of, as plain facts: links, fields, headings, lines of text. What they mean is judged elsewhere.
const {addressOf} = nyx.addresses;

const {aroundOf, blocksOf, lineLengthOf, mainOf, updatedOf} = nyx.blocks;
const {componentsOf, insecureOf, skeletonOf} = nyx.build;
const {CONTROLS, buttonOf, formOf, fieldOf} = nyx.fields;
const {metasOf, translatorsOf, typesOf} = nyx.head;
const {linksOf} = nyx.links;
const {fold} = nyx.text;

const FIELDS = 400;
const PRESSED = new Set(['submit', 'button', 'reset', 'image']);
const LINE = 300;
const NAME = 120;

function read() {
  const seen = gather();
  const main = mainOf(seen.all);
  const blocks = blocksOf(main);
  const drawn = document.body?.innerText || '';
  /** @type {Omit<Facts, 'strict_transport' | 'refresh'>} */
  const found = {
    lang: document.documentElement.getAttribute('lang') || '',
    dir: getComputedStyle(main).direction,
    key: nyx.elements.keyOf(document.documentElement),
    title: fold(document.title, LINE),
    links: linksOf(seen.links),
    links_total: seen.links.length,
    menus: nyx.menus.menusOf(),
    headings: seen.headings
      .slice(0, 200)
      .map((one) => ({level: levelOf(one), text: fold(one.textContent, NAME), landmark: nyx.landmarks.pagePartOf(one)})),
    fields: seen.fields.slice(0, FIELDS).map((one) => ({...fieldOf(one), section: seen.sections.get(one) || ''})),
    forms: seen.forms.slice(0, 50).map(formOf),
    buttons: seen.buttons.slice(0, 200).map(buttonOf),
    blocks,
    around: aroundOf(blocks, drawn),
    has_main: main !== document.body,
    line_length: lineLengthOf(main),
    updated: updatedOf(seen.all),
    metas: metasOf(),
    types: typesOf(),
    alternates: [...document.querySelectorAll('link[rel~=alternate i][hreflang]')].slice(0, 60).map((one) => ({
      lang: (one.getAttribute('hreflang') || '').trim().slice(0, 40),
      href: addressOf(one.href),
      selector: nyx.selectors.selectorOf(one),
    })),
    canonical: addressOf(document.querySelector('link[rel~=canonical i][href]')?.href || ''),
    translators: translatorsOf(seen.fields),
    scripts: [...document.scripts]
      .filter((one) => one.src)
      .slice(0, 200)
      .map((one) => addressOf(one.src)),
    frames: seen.frames
      .slice(0, 50)
      .map((one) => ({src: addressOf(one.src), title: fold(one.title, NAME), selector: nyx.selectors.selectorOf(one)})),
    insecure: insecureOf(seen.all),
    components: componentsOf(seen.all),
    ids: [...document.querySelectorAll('[id], a[name]')].flatMap(namesOf).slice(0, 500),
    scripted: [...document.scripts].some((one) => /^$|script|module/i.test(one.type)),
    skeleton: skeletonOf(document.body),
    first_byte: firstByte(),
    ...nyx.signs.read(seen.all, drawn),
  };
  return JSON.stringify(found);
}

function firstByte() {
  const [loaded] = performance.getEntriesByType('navigation');
  // A host that answers within a millisecond has answered: 0 is for what no host sent.
  return loaded?.responseStart ? Math.max(1, Math.round(loaded.responseStart - loaded.requestStart)) / 1000 : 0;
}

function gather() {
  /** @type {Record<'all' | 'links' | 'headings' | 'fields' | 'forms' | 'buttons' | 'frames', Element[]> & {sections: Map<Element, string>}} */
  const seen = {all: [], links: [], headings: [], fields: [], forms: [], buttons: [], frames: [], sections: new Map()};
  for (const element of nyx.dom.everyElement(document)) {
    const tag = element.localName;
    const role = element.getAttribute('role');
    seen.all.push(element);
    if ((tag === 'a' || tag === 'area') && element.hasAttribute('href')) seen.links.push(element);
    else if (/^h[1-6]$/.test(tag) || role === 'heading') seen.headings.push(element);
    else if (tag === 'form') seen.forms.push(element);
    else if (/^i?frame$/.test(tag)) seen.frames.push(element);
    else if (tag === 'button' || role === 'button' || (tag === 'input' && PRESSED.has(element.type))) seen.buttons.push(element);
    else if (element.matches(CONTROLS)) {
      seen.fields.push(element);
      seen.sections.set(element, fold(seen.headings.at(-1)?.textContent, NAME));
    }
  }
  return seen;
}

/** @param {Element} element */
function namesOf(element) {
  const name = element.localName === 'a' ? element.getAttribute('name') : null;
  return [element.getAttribute('id'), name].filter(Boolean).map((one) => /** @type {string} */ (one).slice(0, 80));
}

/** @param {Element} element */
const levelOf = (element) => Number(element.getAttribute('aria-level') || element.localName.slice(1)) || 2;

nyx.facts = {read};
