// The navigations of a page, as facts: which links each of them has, in which order.
const {fold} = nyx.text;

const MENUS = 12;
const LINKS = 60;
const WORDS = 60;

/**
 * The outermost navigations, each with its links as their words and where they lead.
 */
const menusOf = () =>
  [...document.querySelectorAll('nav, [role=navigation]')]
    .filter((one) => !one.parentElement?.closest('nav, [role=navigation]') && nyx.visibility.isRendered(one))
    .slice(0, MENUS)
    .map((one) => ({
      key: nyx.elements.keyOf(one),
      selector: nyx.selectors.selectorOf(one),
      name: fold(one.getAttribute('aria-label') || nyx.names.textReferencedBy(one, 'aria-labelledby'), WORDS),
      links: [...one.querySelectorAll('a[href]')].slice(0, LINKS).map((link) => ({
        text: fold(link.textContent, WORDS),
        href: nyx.addresses.addressOf(link.getAttribute('href') || ''),
      })),
    }));

nyx.menus = {menusOf};
