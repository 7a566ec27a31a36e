const {dom} = axe.commons;
const {nameOf, passUnlessAmbiguous} = nyx.namesakes;
const {fold} = nyx.text;

const LONG = 4000;

define({
  selector: 'iframe',
  matches: (element, node) => nameOf(node) !== '' && dom.isVisibleToScreenReaders(node),
  evaluate(element, _options, node) {
    let shown = null;
    try {
      const inside = element.contentDocument;
      const body = inside?.body;
      if (body && inside.URL !== 'about:blank') {
        const headings = [...body.querySelectorAll('h1, h2')].map((one) => one.textContent).join(' ');
        shown = {
          title: inside.title,
          headings: fold(headings).slice(0, 300),
          text: fold(body.innerText || '').slice(0, LONG),
          scripts: false,
        };
      }
    } catch {
      /* of another origin */
    }
    const address = element.hasAttribute('srcdoc') ? `srcdoc:${element.getAttribute('srcdoc')}` : element.src || null;
    this.data({name: nameOf(node), address, shown});
    return undefined;
  },
  after: passUnlessAmbiguous((data) => data.address),
  message: 'several frames have this name',
});
