// Rules about structure that is only drawn: headings, lists and paragraphs made by hand, markup for looks.
(() => {
  const {aria, dom} = axe.commons;

  const plain = (text) => text.replace(/\s+/g, ' ').trim();
  const isBlock = (element) => !/^(?:inline|contents|none|ruby|table-cell)/.test(getComputedStyle(element).display);
  const NO_HEADING = 'h1, h2, h3, h4, h5, h6, [role=heading], a[href], button, label, legend, summary, table, li, dt, dd, nav, caption, figcaption, figure, form, blockquote, pre, address, footer, [role=navigation], [role=contentinfo], [role=tab], [role=alert], [role=status], [aria-live], [role=dialog], dialog, [role=list], [role=listitem], [role=img], svg';

  // The weight and size of all letters of an element, or null where they differ.
  function look(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let found = null;
    while (walker.nextNode()) {
      if (!walker.currentNode.data.trim()) continue;
      const style = getComputedStyle(walker.currentNode.parentElement);
      const one = {bold: Number(style.fontWeight) >= 600, size: parseFloat(style.fontSize), family: style.fontFamily};
      if (!found) found = one;
      else if (found.bold !== one.bold || Math.abs(found.size - one.size) > 1) return null;
    }
    return found;
  }

  // The most that a heading's text holds; a sentence that ends, or a label before a colon, is none.
  const MOST_LETTERS = 70;
  const headingText = (text) => text.length > 2 && text.length <= MOST_LETTERS && /\p{L}{2}/u.test(text) && !/[.,:;…!]$|:\s/.test(text) && !/[$€£@]|\d{3}|https?:/.test(text) && text.split(' ').length <= 10;

  // The block of running text that comes next, where nothing else stands in between.
  function textAfter(element) {
    const next = element.nextElementSibling;
    if (!next || !/^(?:p|div|ul|ol)$/.test(next.localName) || next.matches('[role]')) return null;
    for (let node = element.nextSibling; node && node !== next; node = node.nextSibling) if (node.nodeType === Node.TEXT_NODE && node.data.trim()) return null;
    const prose = next.localName === 'p' ? next : next.querySelector(':scope > p') || next;
    return nyx.hasOwnText(prose) ? prose : null;
  }

  nyx.define('nyx-p-as-heading', {
    selector: 'p, div',
    matches(element) {
      if (element.childElementCount > 3 || element.textContent.length > 3 * MOST_LETTERS || !headingText(plain(element.textContent))) return false;
      if (!element.nextElementSibling || element.querySelector('p, div, ul, ol, table, br, input, select, textarea, button, a[href], img, svg, h1, h2, h3, h4, h5, h6')) return false;
      if (element.closest(NO_HEADING) || aria.getExplicitRole(element)) return false;
      const prose = textAfter(element);
      return prose && plain(prose.textContent).length > 1.5 * plain(element.textContent).length && dom.isVisibleOnScreen(element) && isBlock(element) && dom.isVisibleOnScreen(prose);
    },
    evaluate(element) {
      const mine = look(element);
      const prose = textAfter(element);
      const style = getComputedStyle(prose);
      if (!mine) return true;
      const larger = mine.size / parseFloat(style.fontSize);
      const bolder = mine.bold && Number(style.fontWeight) < 600;
      this.data({size: Math.round(mine.size), beside: Math.round(parseFloat(style.fontSize)), weight: bolder ? 'bold, ' : ''});
      // The first line of a page's name or a lead is larger too; a heading is mostly both, and has text of its own below.
      if (bolder && larger >= 1.15) return false;
      if (larger >= 1.5 || (bolder && larger >= 0.95)) return undefined;
      return true;
    },
    message: 'it looks like a heading (${data.weight}${data.size} pixels above text of ${data.beside}) and is none',
    doubt: 'it may be meant as a heading (${data.weight}${data.size} pixels above text of ${data.beside})',
  });

  const BULLET = /^(?:[•·‣▪▫●○◦■□➢➤►▶✓✔★◆]\s*|[–—*-]\s+)\S/;
  const SURE_BULLET = /^[•‣▪●○◦■➢➤►◆]\s*\S/;
  const NUMBER = /^\(?(\d{1,2})[.)]\s+\S/;

  // Lines that begin as those of a list do: with the same sign, or with numbers one after another.
  function runOf(lines) {
    let best = {length: 0, sure: false};
    for (let at = 0; at < lines.length; at++) {
      const sign = BULLET.exec(lines[at])?.[0][0];
      const number = NUMBER.exec(lines[at])?.[1];
      let end = at + 1;
      while (end < lines.length && (sign ? BULLET.exec(lines[end])?.[0][0] === sign : number && Number(NUMBER.exec(lines[end])?.[1]) === Number(number) + end - at)) end++;
      const starts = sign || number === '1';
      if (starts && end - at > best.length) best = {length: end - at, sure: SURE_BULLET.test(lines[at]) ? end - at > 1 : end - at > 2};
    }
    return best;
  }

  const NO_LIST = 'ul, ol, dl, menu, table, pre, code, select, [role=list], [role=listbox], nav, svg, h1, h2, h3, h4, h5, h6, address, blockquote[cite]';

  // The lines of a block that breaks divide.
  function linesOf(element) {
    const lines = [''];
    for (const node of element.childNodes) {
      if (node.nodeType === Node.ELEMENT_NODE && node.localName === 'br') lines.push('');
      else if (node.nodeType === Node.TEXT_NODE || (node.nodeType === Node.ELEMENT_NODE && !/^(?:script|style)$/.test(node.localName))) lines[lines.length - 1] += node.textContent;
    }
    return lines.map(plain).filter(Boolean);
  }

  const MARK = /^\s*(?:[•·‣▪▫●○◦■□➢➤►▶✓✔★◆–—*-]|\(?1[.)]\s)/;
  // The beginning of an element's text, without reading all that is in it.
  const starts = (element) => { const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT); while (walker.nextNode()) if (walker.currentNode.data.trim()) return walker.currentNode.data; return ''; };
  const isLine = (element) => element && /^(?:p|div)$/.test(element.localName) && !element.querySelector('p, div, ul, ol, table');

  nyx.define('list-by-hand', {
    selector: 'br, p, div',
    matches(element) {
      if (element.localName === 'br') {
        const parent = element.parentElement;
        return parent?.querySelector(':scope > br') === element && parent.childNodes.length > 2 && /[•·‣▪▫●○◦■□➢➤►▶✓✔★◆–—*-]|1[.)]/.test(parent.textContent) && !parent.closest(NO_LIST) && dom.isVisibleOnScreen(parent);
      }
      if (!isLine(element) || !MARK.test(starts(element)) || !element.nextElementSibling || element.closest(NO_LIST)) return false;
      const before = element.previousElementSibling;
      const sign = plain(starts(element))[0];
      return !(isLine(before) && plain(starts(before))[0] === sign) && dom.isVisibleOnScreen(element);
    },
    evaluate(element) {
      let lines;
      if (element.localName === 'br') lines = linesOf(element.parentElement);
      else {
        lines = [];
        for (let at = element; isLine(at); at = at.nextElementSibling) lines.push(plain(at.textContent));
      }
      const run = runOf(lines);
      this.data({lines: run.length});
      if (run.length < 2) return true;
      return run.sure ? false : undefined;
    },
    message: '${data.lines} lines begin like those of a list and are none',
    doubt: '${data.lines} lines may be meant as a list',
  });

  // Text that two breaks divide as a blank line would.
  function dividesText(first) {
    let breaks = 0;
    for (let node = first; node; node = node.nextSibling) {
      if (node.nodeType === Node.TEXT_NODE && node.data.trim()) return breaks > 1 && plain(node.data).length > 30;
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      if (node.localName !== 'br') return breaks > 1 && nyx.hasOwnText(node) && plain(node.textContent).length > 30;
      breaks++;
    }
    return false;
  }

  function isFirstOfRun(element) {
    for (let node = element.previousSibling; node; node = node.previousSibling) {
      if (node.nodeType === Node.TEXT_NODE && node.data.trim()) return plain(node.data).length > 1;
      if (node.nodeType === Node.ELEMENT_NODE) return node.localName !== 'br' && nyx.hasOwnText(node);
    }
    return false;
  }

  nyx.define('paragraph-by-breaks', {
    selector: 'br',
    matches: (element) => !element.closest('pre, code, address, table, li, [role=img], label, button, a') && isFirstOfRun(element) && dom.isVisibleOnScreen(element.parentElement),
    evaluate: (element) => !dividesText(element),
    message: 'blank lines made of breaks divide the text, not paragraphs',
  });

  const OBSOLETE = ['acronym', 'basefont', 'big', 'center', 'dir', 'font', 'strike', 'tt'];
  const MEANT = ['abbr', 'del', 's'];

  nyx.define('markup-for-looks', {
    selector: [...OBSOLETE, ...MEANT].join(', '),
    matches: (element) => dom.isVisibleOnScreen(element),
    evaluate(element) {
      this.data({name: element.localName});
      return MEANT.includes(element.localName);
    },
    message: 'the element ${data.name} says how it looks, and is no longer part of HTML',
  });

  const SPACER = /(?:^|[/_-])(?:spacer|blank|clear|trans(?:parent)?|shim|pixel|dot(?:_?clear)?|1x1|1px)\d*\.(?:gif|png)(?:$|[?#])/i;

  nyx.define('spacer-image', {
    selector: 'img[src]',
    matches: (element) => element.complete && element.naturalWidth > 0,
    evaluate(element) {
      const small = element.naturalWidth <= 3 && element.naturalHeight <= 3;
      const drawn = element.width > 3 || element.height > 3;
      const stretched = small && drawn && (element.width > element.naturalWidth || element.height > element.naturalHeight);
      // A real picture that comes later begins as one pixel.
      const later = element.hasAttribute('srcset') || [...element.attributes].some((one) => /^(?:data-|loading$|sizes$)/.test(one.name));
      const named = SPACER.test(element.getAttribute('src')) && drawn;
      return !((stretched && !later && !element.alt) || (named && !later && !element.alt));
    },
    message: 'an empty picture keeps other things apart',
  });

  const STROKES = /[\\/|_+=~^*#`\u2500-\u25ff-]/g;

  // The share of strokes in a drawing made of characters; a ruled line is none.
  function strokes(text) {
    const marks = text.replace(/^[\s=_*#~-]+$/gm, '').replace(/\s/g, '');
    return (marks.match(STROKES) || []).length / Math.max(1, marks.length);
  }

  nyx.define('pre-drawing', {
    selector: 'pre',
    matches: (element) => dom.isVisibleToScreenReaders(element) && dom.isVisibleOnScreen(element) && plain(element.textContent).length > 0,
    evaluate(element) {
      const role = aria.getExplicitRole(element);
      if (role || element.querySelector('code, samp, kbd, var') || element.closest('code, samp, kbd, [role=img], figure')) return true;
      const lines = element.textContent.split('\n').filter((line) => line.trim());
      const share = strokes(element.textContent);
      if (lines.length >= 3 && share > 0.4) return false;
      return lines.length >= 3 && share > 0.3 ? undefined : true;
    },
    message: 'a drawing made of characters has no text in its place',
    doubt: 'this may be a drawing made of characters, without a text in its place',
  });

  const RIGHT = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}]/gu;
  const LEFT_LANGUAGE = /^(?:ar|he|iw|fa|ur|ps|dv|yi|ckb|sd|ug|syr|nqo)(?:-|$)/i;

  nyx.define('text-direction', {
    selector: 'p, div, li, td, th, dd, dt, h1, h2, h3, h4, h5, h6, blockquote, label, legend, figcaption, caption, summary, section, article, main',
    matches(element) {
      if (!nyx.hasOwnText(element)) return false;
      const own = [...element.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.data : '')).join(' ');
      const right = (own.match(RIGHT) || []).length;
      const rightToLeft = getComputedStyle(element).direction === 'rtl';
      return (right > 0 || rightToLeft) && dom.isVisibleOnScreen(element);
    },
    evaluate(element) {
      const text = element.textContent;
      const letters = (text.match(/\p{L}/gu) || []).length;
      const right = (text.match(RIGHT) || []).length;
      const style = getComputedStyle(element);
      const words = plain(text).split(' ').length;
      this.data({direction: style.direction === 'rtl' ? 'right to left' : 'left to right'});
      if (letters < 4 || /^(?:code|pre)$/.test(element.localName) || /plaintext/.test(style.unicodeBidi)) return true;
      if (style.direction === 'ltr') return right / letters < 0.7 || words < 2;
      if (right > 0 || words < 2) return true;
      const language = element.closest('[lang]')?.getAttribute('lang') || '';
      return element.hasAttribute('dir') || (language && !LEFT_LANGUAGE.test(language)) ? false : undefined;
    },
    message: 'its letters run the other way: the text is set from ${data.direction}',
    doubt: 'its letters run the other way: the text is set from ${data.direction}',
  });
})();
