const {dom} = axe.commons;
const {nameOf} = nyx.phrases;
const {namesNothing} = nyx.pictures;
const {listed, wordsOf} = nyx.text;

/** @param {Element} element */
const loaded = (element) => element.localName !== 'img' || (element.complete && element.naturalWidth > 0);
/** @param {Element} element */
const isNamedFromOutside = (element) => Boolean(element.parentElement?.closest('[aria-label], [aria-labelledby]'));

// A file called "x-logo" whose alt says "y logo": one of them is wrong, or the name has changed.
const OF_NO_ONE = listed(
  'logo, logos, site, website, header, footer, main, page, top, nav, new, old, small, large, big, mini, full, color, colour, white, black, blue, green, red, gold, grey, gray, dark, light, web, image, img, icon, brand, branding, company, agency, org, organization, department, dept, official, seal, crest, default, primary, secondary, retina, mobile, desktop, horizontal, vertical, stacked, transparent, reversed, rgb, cmyk, final, copy, our, the, of, and, for, home, link, svg, png',
);

/**
 * @param {Element} element
 * @param {string} name
 */
function isOtherLogo(element, name) {
  const file = nyx.addresses.decoded((element.currentSrc || '').split(/[?#]/)[0].split('/').pop() || '').replace(/\.\w+$/, '');
  if (/^data:/.test(element.currentSrc || 'data:') || !/logo/i.test(file) || !/\blogo\b/i.test(name)) return false;
  /** @param {string[]} list */
  const own = (list) =>
    list.filter((/** @type {string} */ word) => !OF_NO_ONE.has(word) && !/^\d+(?:x\d+)?(?:px)?$/.test(word) && word.length > 1);
  const said = wordsOf(name),
    filed = own(wordsOf(file.replace(/logo/gi, ' ').replace(/[_-]/g, ' ')));
  const named = own(said);
  if (filed.length !== 1 || !named.length || filed[0].length < 3) return false;
  const initials = said.map((word) => word[0]).join(''),
    joined = named.join('');
  /** @param {string} one */
  const related = (one) => one.includes(filed[0]) || filed[0].includes(one);
  return !(
    related(joined) ||
    related(initials) ||
    named.some((/** @type {string} */ word) => word.length > 2 && (related(word) || word.slice(0, 4) === filed[0].slice(0, 4)))
  );
}

define({
  selector: 'img, svg, canvas, [role=img]',
  // Of a picture that did not come, a name that fits any picture is wrong all the same.
  matches: (element, node) =>
    (loaded(element) || namesNothing(nameOf(node))) && dom.isVisibleOnScreen(node) && nameOf(node) !== '' && !isNamedFromOutside(element),
  evaluate(element, _options, node) {
    const name = nameOf(node);
    this.data({name: name.slice(0, 80)});
    if (namesNothing(name)) return false;
    return element.localName === 'img' && isOtherLogo(element, name) ? undefined : true;
  },
  message: '"${data.name}" does not say what the image shows',
  doubt: 'the image is called "${data.name}", and its file has another name: is it that logo?',
});
