const {isSurelyHeading} = nyx.headlines;
const {fold} = nyx.text;

const HEADINGS = 'h1, h2, h3, h4, h5, h6, [role=heading]';

define({
  selector: `${HEADINGS}, p, div, b, strong, font, big, span`,
  matches: (element) => element.matches(HEADINGS) || isSurelyHeading(element),
  evaluate(element) {
    this.data({text: fold(element.textContent, 60)});
    return !isSurelyHeading(element);
  },
  message: '"${data.text}" and others that look like it are headings to the eye only',
});
