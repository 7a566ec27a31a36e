const {dom, text} = axe.commons;
const {fold} = nyx.text;

/** @param {string} string */
const same = (string) =>
  fold(string)
    .toLowerCase()
    .replace(/(?<![\p{P}\p{S}])[\p{P}\p{S}]+$/u, '')
    .trim();

define({
  selector: 'a[title], button[title], img[title], input[title], select[title], textarea[title], h1[title], h2[title], h3[title]',
  matches: (element) => same(element.title) !== '' && dom.isVisibleToScreenReaders(element),
  evaluate(element, _options, virtual) {
    const shown =
      element.localName === 'img'
        ? element.alt
        : /^(?:input|select|textarea)$/.test(element.localName)
          ? [...(element.labels || [])].map((label) => label.textContent).join(' ')
          : text.visibleVirtual(virtual, true);
    return same(shown || '') !== same(element.title);
  },
  message: 'its title says the same words again',
});
