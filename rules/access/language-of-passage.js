/** @type {{body: Element | null, passages: Map<Element, ForeignPassage>}} */
let known = {body: null, passages: new Map()};

function passages() {
  if (known.body !== document.body) known = {body: document.body, passages: nyx.foreign.foreignPassages()};
  return known.passages;
}

define({
  selector: 'body *',
  matches: (element) => passages().has(element),
  evaluate(element) {
    const {text, marked} = /** @type {ForeignPassage} */ (passages().get(element));
    this.data(/** @satisfies {Passage} */ ({lang: document.documentElement.lang, text}));
    return marked || undefined;
  },
  message: 'a passage without a language',
});
