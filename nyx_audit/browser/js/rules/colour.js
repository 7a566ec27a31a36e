// One pass over the colours of text, shared by the rules on contrast and on links among text.
//
// The colours of a text come from its ancestors: backgrounds laid over each other, opacity applied as a group. Only where
// something is positioned, overlaps or leaves its box is the painted stack asked for. Where one of several colours
// decides (gradients, shadows), the ACT rule asks for the highest possible contrast: a failure is sure when none is enough.
(() => {
  const {dom, color: colours, aria} = axe.commons;
  const WHITE = [255, 255, 255, 1];
  const STEPS = 8;
  const REPLACED = new Set(['img', 'picture', 'video', 'canvas', 'svg', 'object', 'embed', 'iframe', 'input']);
  const HUMAN = /[\p{L}\p{N}]/u;
  // A letter by itself may be a sign, such as the x that closes a box.
  const WORD = /\p{L}\p{M}*\p{L}|\p{N}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;

  const parsed = new Map();
  let page = null;

  // Everything known of one state of the page; a new run (another view) begins anew.
  function state() {
    const key = axe._tree;
    if (!page || page.key !== key) page = {key, styles: new Map(), results: new Map(), drawn: new Map(), inactive: new Map(), painters: null, labels: null};
    return page;
  }

  function parse(text) {
    if (!text) return null;
    let found = parsed.get(text);
    if (found === undefined) {
      const short = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(text);
      found = short ? [Number(short[1]), Number(short[2]), Number(short[3]), short[4] === undefined ? 1 : Number(short[4])] : parseOther(text);
      parsed.set(text, found);
    }
    return found;
  }

  function parseOther(text) {
    try {
      const known = new colours.Color();
      known.parseString(text);
      return [known.red, known.green, known.blue, known.alpha];
    } catch {
      return null;
    }
  }

  const over = (top, below) => {
    const alpha = top[3];
    return [0, 1, 2].map((at) => top[at] * alpha + below[at] * (1 - alpha)).concat(1);
  };

  const channel = (value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  const luminance = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const hex = (one) => '#' + one.slice(0, 3).map((value) => Math.round(value).toString(16).padStart(2, '0')).join('');

  const parentOf = nyx.flatParent;

  // What an element itself paints, and what makes its place uncertain.
  function styleOf(element) {
    const known = state().styles.get(element);
    if (known) return known;
    const style = getComputedStyle(element);
    const image = style.backgroundImage === 'none' ? '' : style.backgroundImage;
    const found = {
      back: parse(style.backgroundColor),
      image,
      opacity: Number(style.opacity),
      moved: style.position === 'absolute' || style.position === 'fixed' || style.position === 'sticky'
        || (style.position === 'relative' && [style.top, style.left, style.right, style.bottom].some((side) => side !== 'auto' && parseFloat(side)))
        || style.transform !== 'none' || style.translate !== 'none' || parseFloat(style.marginTop) < 0 || parseFloat(style.marginLeft) < 0
        || parseFloat(style.marginBottom) < 0 || parseFloat(style.marginRight) < 0,
      strange: style.mixBlendMode !== 'normal' || style.filter !== 'none' || style.backdropFilter !== 'none'
        || style.backgroundClip.includes('text') || style.maskImage !== 'none' || style.backgroundBlendMode.replace(/normal|,|\s/g, '') !== '',
      display: style.display,
      positioned: style.position !== 'static',
    };
    state().styles.set(element, found);
    return found;
  }

  // The colours that a gradient shows, in steps between its stops; null for what is no gradient.
  function gradientColours(image) {
    if (/url\(|image-set|cross-fade|element\(|paint\(/.test(image) || !/gradient\(/.test(image)) return null;
    const stops = (image.match(/(?:rgba?|hsla?|color|oklch|oklab|lab|lch)\([^()]*\)/g) || []).map(parse);
    if (stops.length < 2 || stops.includes(null)) return null;
    const found = [];
    for (let at = 0; at + 1 < stops.length; at++) {
      for (let step = 0; step <= STEPS; step++) {
        found.push([0, 1, 2, 3].map((part) => stops[at][part] + ((stops[at + 1][part] - stops[at][part]) * step) / STEPS));
      }
    }
    return found;
  }

  // The backgrounds below a text, from the canvas up: each step a list of possible colours.
  function backgrounds(chain) {
    let below = [WHITE];
    let image = false;
    for (const element of chain) {
      const style = styleOf(element);
      if (style.back && style.back[3] > 0) {
        below = below.map((one) => over(style.back, one));
        if (style.back[3] === 1) image = false;
      }
      if (!style.image) continue;
      const shown = gradientColours(style.image);
      if (shown) below = dedupe([...(shown.some((one) => one[3] < 1) ? below : []), ...shown.flatMap((one) => below.map((base) => over(one, base)))]);
      else image = true;
    }
    return {below, image};
  }

  const dedupe = (list) => [...new Map(list.map((one) => [hex(one), one])).values()].slice(0, 64);

  // Foreground and possible backgrounds of a text whose boxes lie in each other, with opacity as a group.
  function compose(chain, ink) {
    const grouped = chain.some((element) => styleOf(element).opacity < 1);
    if (!grouped) {
      const {below, image} = backgrounds(chain);
      return {pairs: below.map((back) => [over(ink, back), back]), image};
    }
    const within = (at, backs) => {
      const element = chain[at];
      const {opacity} = styleOf(element);
      const own = paintOver(element, backs);
      const inner = at === chain.length - 1 ? own.map((back) => [over(ink, back), back]) : within(at + 1, own);
      if (opacity >= 1) return inner;
      return inner.map(([front, back], number) => {
        const base = backs[Math.min(number, backs.length - 1)];
        const mix = (one) => [0, 1, 2].map((part) => one[part] * opacity + base[part] * (1 - opacity)).concat(1);
        return [mix(front), mix(back)];
      });
    };
    const image = backgrounds(chain).image;
    return {pairs: within(0, [WHITE]), image};
  }

  function paintOver(element, backs) {
    const style = styleOf(element);
    const filled = style.back && style.back[3] > 0 ? backs.map((one) => over(style.back, one)) : backs;
    const shown = style.image && gradientColours(style.image);
    return shown ? dedupe(shown.flatMap((one) => filled.map((base) => over(one, base)))) : filled;
  }

  function chainOf(element) {
    const chain = [];
    for (let at = element; at; at = parentOf(at)) chain.unshift(at);
    return chain;
  }

  // Boxes that may lie under or over texts which are not inside them.
  function painters() {
    const here = state();
    if (here.painters) return here.painters;
    here.painters = [];
    for (const element of nyx.everyElement(document)) {
      const style = styleOf(element);
      const parent = parentOf(element);
      const stacked = style.positioned || style.moved || (parent && /grid/.test(styleOf(parent).display));
      if (!stacked || style.display === 'none') continue;
      const paints = (style.back && style.back[3] > 0) || style.image || REPLACED.has(element.localName)
        || (style.positioned && [...element.querySelectorAll('*')].slice(0, 50).some((inner) => {
          const own = styleOf(inner);
          return (own.back && own.back[3] > 0) || own.image || REPLACED.has(inner.localName);
        }));
      if (!paints) continue;
      const box = element.getBoundingClientRect();
      if (box.width > 1 && box.height > 1) here.painters.push({element, box});
    }
    return here.painters;
  }

  const overlaps = (one, other) => one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1;
  const contains = (outer, inner) => outer.left <= inner.left + 2 && outer.right >= inner.right - 2 && outer.top <= inner.top + 2 && outer.bottom >= inner.bottom - 2;

  const within = (element, ancestor) => {
    for (let at = element; at; at = parentOf(at)) if (at === ancestor) return true;
    return false;
  };

  // Whether the ancestors' boxes may not be what is painted around the text.
  function isUncertain(element, chain, boxes) {
    for (let at = chain.length - 1; at >= 0; at--) {
      const style = styleOf(chain[at]);
      if (style.moved) return true;
      const solid = style.back && style.back[3] === 1;
      if (solid || style.image) {
        if (chain[at] !== document.body && chain[at] !== document.documentElement) {
          const own = styleOf(chain[at]).display === 'inline' ? [...chain[at].getClientRects()] : [chain[at].getBoundingClientRect()];
          if (!boxes.every((box) => own.some((one) => contains(one, box)))) return true;
        }
        if (solid) break;
      }
    }
    return painters().some((painter) => boxes.some((box) => overlaps(painter.box, box)) && !within(element, painter.element));
  }

  // The painted stack of a text, topmost first, as axe's grid knows it: another order than the ancestors'.
  function stackedChain(element) {
    const stacks = dom.getTextElementStack(element);
    if (!stacks.length) return null;
    const chains = stacks.map((stack) => {
      const at = stack.indexOf(element);
      if (at < 0) return null;
      if (stack.slice(0, at).some((above) => !within(above, element) && (isOpaque(above) || REPLACED.has(above.localName)))) return null;
      return stack.slice(at);
    });
    if (chains.includes(null)) return null;
    const words = chains.map((chain) => chain.filter(paints).map((one) => nyx.numberOf(one)).join());
    return new Set(words).size === 1 ? chains[0] : null;
  }

  const isOpaque = (element) => {
    const {back, image} = styleOf(element);
    return Boolean(image) || Boolean(back && back[3] > 0);
  };
  const paints = (element) => isOpaque(element) || REPLACED.has(element.localName);

  // The texts right below an element in the flat tree: its own, or those right below its shadow root.
  const textNodes = (element) => [...(element.shadowRoot || element).childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

  function textBoxes(element) {
    const boxes = [];
    for (const node of textNodes(element)) {
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 1 && box.height > 1) boxes.push(box);
    }
    if (!boxes.length && element.matches('input, textarea, select')) boxes.push(element.getBoundingClientRect());
    return boxes.slice(0, 8);
  }

  function shadowsOf(style) {
    if (style.textShadow === 'none') return [];
    return (style.textShadow.match(/(?:rgba?|hsla?|color|oklch|oklab|lab|lch)\([^()]*\)/g) || []).map(parse).filter(Boolean);
  }

  // The colours of one element's text: {best, worst, front, back} contrasts, or {doubt} where they cannot be known.
  function measure(element) {
    const here = state();
    if (here.results.has(element)) return here.results.get(element);
    const found = compute(element);
    here.results.set(element, found);
    return found;
  }

  function compute(element) {
    const style = getComputedStyle(element);
    const ink = parse(style.webkitTextFillColor || style.color) || parse(style.color);
    if (!ink) return {doubt: 'its color could not be read'};
    const boxes = textBoxes(element);
    if (!boxes.length) return {hidden: true};
    let chain = chainOf(element);
    if (chain.some((one) => styleOf(one).opacity === 0)) return {hidden: true};
    const strange = chain.some((one) => styleOf(one).strange);
    const uncertain = isUncertain(element, chain, boxes);
    if (uncertain) {
      if (chain.some((one) => styleOf(one).opacity < 1)) return {doubt: 'it is positioned, and partly transparent'};
      const stack = stackedChain(element);
      if (!stack) return {doubt: 'it lies partly on or under something else'};
      if (stack.some((one) => one !== element && REPLACED.has(one.localName) && !within(element, one))) return {doubt: 'it lies on an image'};
      chain = stack.reverse();
    }
    const {pairs, image} = compose(chain, ink);
    if (image) return {doubt: 'it lies on an image'};
    const shadows = shadowsOf(style);
    const candidates = pairs.flatMap(([front, back]) => [[front, back], ...shadows.map((one) => [front, over(one, back)])]);
    if (style.webkitTextStrokeWidth && parseFloat(style.webkitTextStrokeWidth) > 0) {
      const stroke = parse(style.webkitTextStrokeColor);
      if (stroke) candidates.push(...pairs.map(([, back]) => [over(stroke, back), back]), ...pairs.map(([front, back]) => [front, over(stroke, back)]));
    }
    const values = candidates.map(([front, back]) => contrast(front, back));
    const plain = pairs.map(([front, back]) => contrast(front, back));
    const at = values.indexOf(Math.max(...values));
    return {
      best: values[at], worst: Math.min(...plain), front: hex(candidates[at][0]), back: hex(candidates[at][1]),
      doubt: strange ? 'a filter, blend mode or mask changes its colors' : '', several: pairs.length > 1 || shadows.length > 0,
      opaque: ink[3] === 1, uncertain,
    };
  }

  // Text of a disabled control, or of a label that names only disabled ones, may be pale. What holds for a parent holds.
  function isInactive(element) {
    const known = state().inactive;
    if (known.has(element)) return known.get(element);
    const parent = parentOf(element);
    const found = isInactiveItself(element) || (parent !== null && isInactive(parent));
    known.set(element, found);
    return found;
  }

  function isInactiveItself(element) {
    if (element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true' || element.inert) return true;
    if (element.localName === 'label' && element.control?.matches(':disabled, [aria-disabled=true]')) return true;
    return Boolean(element.id) && labelIds().has(element.id) && namesOnlyDisabled(element);
  }

  function labelIds() {
    const here = state();
    here.labels ||= new Set([...nyx.everyElement(document)].flatMap((one) => (one.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean)));
    return here.labels;
  }

  function namesOnlyDisabled(element) {
    const named = [...element.getRootNode().querySelectorAll(`[aria-labelledby~="${CSS.escape(element.id)}"]`)];
    return named.length > 0 && named.every((one) => one.matches(':disabled') || one.closest('[aria-disabled=true]'));
  }

  const TEXT_INPUTS = new Set(['text', 'search', 'email', 'url', 'tel', 'password', 'number', 'date', 'month', 'week', 'time', 'datetime-local', 'submit', 'reset', 'button']);

  function hasText(element) {
    if (element.localName === 'input') return TEXT_INPUTS.has(element.type) && HUMAN.test(element.value) && element.type !== 'password';
    if (element.localName === 'textarea') return HUMAN.test(element.value);
    if (element.localName === 'select') return element.options.length > 0;
    if (element.localName === 'option' || element.localName === 'optgroup') return false;
    return textNodes(element).some((node) => HUMAN.test(node.data));
  }

  // Both rules on contrast ask this of every element: it is answered once.
  function isDrawnText(element, virtualNode) {
    const known = state().drawn;
    if (!known.has(element)) known.set(element, isDrawn(element, virtualNode));
    return known.get(element);
  }

  function isDrawn(element, virtualNode) {
    return hasText(element) && element.namespaceURI === 'http://www.w3.org/1999/xhtml' && dom.isVisibleOnScreen(virtualNode)
      && !isInactive(element) && measure(element).hidden !== true;
  }

  const isLarge = (style) => {
    const size = parseFloat(style.fontSize);
    return size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  };

  // Pseudo-elements paint too, and no style tells where: looked at only where a text would fail.
  function hasPaintedPseudo(element) {
    for (let at = element, up = 0; at && up < 6; at = parentOf(at), up++) {
      for (const which of ['::before', '::after']) {
        const style = getComputedStyle(at, which);
        if (style.content === 'none' || style.content === 'normal' || style.display === 'none') continue;
        const back = parse(style.backgroundColor);
        const area = parseFloat(style.width) * parseFloat(style.height);
        if (((back && back[3] > 0) || style.backgroundImage !== 'none') && !(area < 100)) return true;
      }
      const own = styleOf(at);
      if (own.back && own.back[3] === 1) return false;
    }
    return false;
  }

  function judgeContrast(element, normal, large) {
    const found = measure(element);
    const style = getComputedStyle(element);
    const asked = isLarge(style) ? large : normal;
    const size = `${Math.round(parseFloat(style.fontSize) * 10) / 10}px`;
    const told = {ratio: found.best && Math.floor(found.best * 100) / 100, asked, front: found.front, back: found.back, size, weight: style.fontWeight, why: found.doubt};
    this.data(told);
    if (found.best === undefined) return undefined;
    // Rounding of colors on their way to the screen must not decide.
    if (found.best < 1.05 && found.worst < 1.05) return true;
    if (found.best >= asked - 0.005 && !found.doubt) {
      if (found.worst >= asked - 0.005 || !found.several) return true;
      this.data({...told, why: 'only some of its background gives enough contrast'});
      return undefined;
    }
    if (found.doubt) return undefined;
    if (!element.matches('input, select, textarea') && !textNodes(element).some((node) => WORD.test(node.data))) {
      this.data({...told, why: 'it may be a sign, not a word'});
      return undefined;
    }
    if (hasPaintedPseudo(element)) {
      this.data({...told, why: 'a pseudo-element is painted around it'});
      return undefined;
    }
    if (window !== window.top && !chainOf(element).some((one) => styleOf(one).back && styleOf(one).back[3] === 1)) {
      this.data({...told, why: 'the background of its frame is not known'});
      return undefined;
    }
    return false;
  }

  const message = '${data.front} on ${data.back} is ${data.ratio} to 1, asked are ${data.asked} to 1 (${data.size}, weight ${data.weight})';
  const doubt = 'its contrast could not be measured: ${data.why}';

  for (const [id, normal, large] of [['nyx-color-contrast', 4.5, 3], ['nyx-color-contrast-enhanced', 7, 4.5]]) {
    nyx.define(id, {
      selector: '*',
      matches: isDrawnText,
      evaluate(element) { return judgeContrast.call(this, element, normal, large); },
      message,
      doubt,
    });
  }

  // A link among text is told from it by more than its color: a line, a box, another weight, size, slant or family.
  const LOOKS = ['fontWeight', 'fontStyle', 'fontFamily', 'textTransform', 'fontVariantCaps'];

  function standsOut(link, block) {
    const around = getComputedStyle(block);
    const drawn = [link, ...link.querySelectorAll('*')];
    for (let at = parentOf(link); at && at !== block; at = parentOf(at)) drawn.push(at);
    return drawn.some((element) => {
      const style = getComputedStyle(element);
      if (REPLACED.has(element.localName)) return true;
      if (style.textDecorationLine !== 'none') return true;
      if (['Top', 'Bottom', 'Left', 'Right'].some((side) => parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== 'none' && (parse(style[`border${side}Color`]) || WHITE)[3] > 0)) return true;
      if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) return true;
      if (style.backgroundImage !== 'none' || style.boxShadow !== 'none' || style.textShadow !== around.textShadow) return true;
      if (LOOKS.some((name) => style[name] !== around[name])) return true;
      if (Math.abs(parseFloat(style.fontSize) - parseFloat(around.fontSize)) >= 1.5) return true;
      return false;
    });
  }

  const hasSign = (link) => ['::before', '::after'].some((which) => !['none', 'normal', '""'].includes(getComputedStyle(link, which).content));

  function blockOf(link) {
    let at = parentOf(link);
    while (at && /^(inline|contents)/.test(styleOf(at).display)) at = parentOf(at);
    return at;
  }

  function drawsLinks(element, virtualNode) {
    return styleOf(element).display === 'inline' && dom.isVisibleOnScreen(virtualNode) && HUMAN.test(element.textContent) && dom.isInTextBlock(element);
  }

  nyx.define('nyx-link-in-text-block', {
    selector: 'a[href], [role=link]',
    matches: drawsLinks,
    evaluate(link) {
      const block = blockOf(link);
      if (!block || standsOut(link, block)) return true;
      const own = parse(getComputedStyle(link).color);
      const around = parse(getComputedStyle(block).color);
      if (!own || !around) return undefined;
      const ratio = contrast(over(own, WHITE), over(around, WHITE));
      const mine = compose(chainOf(link), own);
      const theirs = compose(chainOf(block), around);
      if (mine.image || theirs.image) {
        this.data({why: 'it lies on an image'});
        return undefined;
      }
      if (contrast(mine.pairs[0][1], theirs.pairs[0][1]) >= 3) return true;
      this.data({ratio: Math.floor(ratio * 100) / 100, front: hex(own), around: hex(around)});
      if (ratio >= 3) return true;
      if (hasSign(link)) {
        this.data({why: 'a sign from the style sheet stands beside it'});
        return undefined;
      }
      // The same color as the text: that it is a link may be told by the words or the place; a person must look.
      if (ratio < 1.05) {
        this.data({why: 'it looks exactly like the text around it'});
        return undefined;
      }
      return false;
    },
    message: 'the link (${data.front}) differs from the text around it (${data.around}) only by its color, ${data.ratio} to 1; asked are 3 to 1 or another mark',
    doubt: 'whether the link can be told from the text around it could not be seen: ${data.why}',
  });
})();
