/**
 * The pairs of a viewport's content, as browsers read them.
 * @param {string} content
 */
function viewportOf(content) {
  /** @type {Record<string, string>} */
  const pairs = {};
  for (const [, key, value] of content.toLowerCase().matchAll(/(?<![^\s,;=])([^\s,;=]+)\s*=\s*([^\s,;=]*)/g)) {
    if (value) pairs[key] = value;
  }
  return pairs;
}

/** @type {Record<string, number>} */
const SCALES = {yes: 1, no: 0, 'device-width': 10, 'device-height': 10};

/** @param {string} value */
function numberIn(value) {
  const number = parseFloat(value);
  return Number.isNaN(number) ? (SCALES[value] ?? 0) : number;
}

/** @param {Record<string, string>} options */
function forbidsZoom({'user-scalable': scalable, 'maximum-scale': most}) {
  if (scalable !== undefined && Math.abs(numberIn(scalable)) < 1) return `user-scalable=${scalable}`;
  if (most === undefined) return '';
  const scale = numberIn(most);
  return scale >= 0 && scale < 2 ? `maximum-scale=${most}` : '';
}

define({
  selector: 'meta[name][content]',
  hidden: true,
  matches: (element, _virtual, context) => context.initiator && element.name.toLowerCase() === 'viewport',
  evaluate(element) {
    const said = forbidsZoom(viewportOf(element.content));
    this.data({said: said.slice(0, 60)});
    return !said;
  },
  message: '${data.said} keeps people from zooming to twice the size',
});
