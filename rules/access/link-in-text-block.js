const {dom} = axe.commons;
const {WHITE, contrast, hex, over, parse} = nyx.colour;
const {HUMAN} = nyx.drawn;
const {compose, layerOf} = nyx.layers;
const {chainOf, styleOf} = nyx.paint;
const {REPLACED} = nyx.ground;

const LINKS = 'a[href], [role=link]';
// A link among text is told from it by more than its color: a line, a box, another weight, size, slant or family.
const LOOKS = ['fontWeight', 'fontStyle', 'fontFamily', 'textTransform', 'fontVariantCaps'];

/**
 * @param {Element} link
 * @param {Element} block
 */
function standsOut(link, block) {
  const around = getComputedStyle(block);
  const drawn = [link, ...link.querySelectorAll('*')];
  for (let at = nyx.dom.flatParentOf(link); at && at !== block; at = nyx.dom.flatParentOf(at)) drawn.push(at);
  return drawn.some((element) => {
    const style = getComputedStyle(element);
    if (REPLACED.has(element.localName)) return true;
    if (style.textDecorationLine !== 'none') return true;
    if (
      ['Top', 'Bottom', 'Left', 'Right'].some(
        (side) =>
          parseFloat(style[`border${side}Width`]) > 0 &&
          style[`border${side}Style`] !== 'none' &&
          (parse(style[`border${side}Color`]) || WHITE)[3] > 0,
      )
    )
      return true;
    if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) return true;
    if (style.backgroundImage !== 'none' || style.boxShadow !== 'none' || style.textShadow !== around.textShadow) return true;
    if (LOOKS.some((name) => style[name] !== around[name])) return true;
    if (Math.abs(parseFloat(style.fontSize) - parseFloat(around.fontSize)) >= 1.5) return true;
    return false;
  });
}

/** @param {Element} link */
const hasSign = (link) =>
  ['::before', '::after'].some((which) => !['none', 'normal', '""'].includes(getComputedStyle(link, which).content));

/** @param {Element} link */
function blockOf(link) {
  let at = nyx.dom.flatParentOf(link);
  while (at && /^(inline|contents)/.test(styleOf(at).display)) at = nyx.dom.flatParentOf(at);
  return at;
}

/**
 * Whether words stand beside a link: a bar, a dot or a comma between links is not the text of a block.
 * @param {Element} link
 */
function hasWordsBeside(link) {
  const block = blockOf(link);
  if (!block) return false;
  const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode())
    if (/\p{L}{2}/u.test(node.data) && !node.parentElement?.closest(LINKS)) return true;
  return false;
}

/**
 * @param {Element} element
 * @param {VirtualNode} virtualNode
 */
function drawsLinks(element, virtualNode) {
  return (
    /^inline(?:-block)?$/.test(styleOf(element).display) &&
    dom.isVisibleOnScreen(virtualNode) &&
    HUMAN.test(element.textContent) &&
    dom.isInTextBlock(element, {includeInlineBlock: true}) &&
    hasWordsBeside(element)
  );
}

define({
  selector: LINKS,
  matches: drawsLinks,
  evaluate(link) {
    const block = blockOf(link);
    if (!block || standsOut(link, block)) return true;
    const own = parse(getComputedStyle(link).color);
    const around = parse(getComputedStyle(block).color);
    if (!own || !around) return undefined;
    const ratio = contrast(over(own, WHITE), over(around, WHITE));
    const mine = compose(chainOf(link).map(layerOf), own);
    const theirs = compose(chainOf(block).map(layerOf), around);
    if (mine.image || theirs.image) {
      this.data({why: 'it is on an image'});
      return undefined;
    }
    if (contrast(mine.pairs[0][1], theirs.pairs[0][1]) >= 3) return true;
    this.data({ratio: Math.floor(ratio * 100) / 100, front: hex(own), around: hex(around)});
    if (ratio >= 3) return true;
    // A box of its own may be drawn as one.
    if (styleOf(link).display !== 'inline' && hex(mine.pairs[0][1]) !== hex(theirs.pairs[0][1])) {
      this.data({why: 'it lies on a face of its own'});
      return undefined;
    }
    if (hasSign(link)) {
      this.data({why: 'a sign from the style sheet is beside it'});
      return undefined;
    }
    // The same color as the text: that it is a link may be told by the words or the place; a person must look.
    if (ratio < 1.05) {
      this.data({why: 'it looks exactly like the text around it'});
      return undefined;
    }
    return false;
  },
  message:
    'the link (${data.front}) differs from the text around it (${data.around}) only by its color, ${data.ratio} to 1; needed are 3 to 1 or another mark',
  doubt: 'whether the link stands out from the text around it could not be determined: ${data.why}',
});
