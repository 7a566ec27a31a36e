// The text of a page, as facts: the blocks of its own part, the lines around it, when it was updated.
const {fold} = nyx.text;

const TEXT = 20000;
const LINES = 2000;
const AROUND_TEXT = 6000;
const BLOCKS = new Set(['p', 'li', 'dd', 'dt', 'blockquote', 'td', 'th', 'figcaption', 'summary', 'address', 'caption', 'legend', 'label']);
const LOOSE = new Set(['main', 'section', 'article', 'body']);
const INLINE = new Set(['a', 'abbr', 'b', 'cite', 'em', 'i', 'mark', 'q', 'small', 'span', 'strong', 'time', 'u']);

const UPDATED =
  /\b(?:last|page)\s+(?:updated|reviewed|modified|revised|changed)|\b(?:updated|reviewed|modified|revised)\s*(?:on|:)|actualizad[oa]/i;

const UPDATED_LABEL = /^\W*(?:this )?(?:page |content )?(?:was )?(?:date )?(?:last |updated|reviewed|modified|revised|actualizad)/i;
const AROUND = 'nav, header, footer, aside, [role=navigation], [role=banner], [role=contentinfo], [role=complementary], [role=search]';

function mainOf(all) {
  return all.find((one) => nyx.landmarks.pagePartAt(one) === 'main') || document.body || document.documentElement;
}

// The text of the page's own part, block by block; what stands around it (menus, header, footer) is left out.
function blocksOf(main) {
  const found = [];
  let room = TEXT;
  for (const element of [main, ...nyx.dom.everyElement(main)]) {
    if (room <= 0) break;
    const tag = element.localName;
    const loose = LOOSE.has(tag) && nyx.dom.hasOwnText(element);
    if (!(BLOCKS.has(tag) || loose || (tag === 'div' && nyx.dom.hasOwnText(element))) || !nyx.visibility.isRendered(element)) continue;
    if (element.parentElement?.closest('p, li, dd, td, blockquote, address') || (element.closest(AROUND) && main === document.body))
      continue;
    if (element.closest('nav, pre, code, script, style, noscript')) continue;
    const drawn = loose ? looseText(element) : element.innerText || '';
    const text = fold(drawn, room);
    if (!text) continue;
    room -= text.length;
    const links = [...element.querySelectorAll(loose ? ':scope > a, :scope > span > a, :scope > strong > a' : 'a')];
    const lines = drawn
      .slice(0, TEXT)
      .split('\n')
      .map((line) => fold(line, LINES))
      .filter(Boolean);
    found.push({
      tag,
      text,
      lang: element.closest('[lang]')?.getAttribute('lang') || '',
      lines: lines.length > 1 ? lines.slice(0, 200) : [],
      linked: fold(links.map((a) => a.textContent).join(' '), text.length).length,
    });
  }
  return found;
}

// The words that stand in a part of the page without a block of their own.
function looseText(element) {
  return [...element.childNodes]
    .filter((one) => one.nodeType === Node.TEXT_NODE || INLINE.has(one.localName))
    .map((one) => fold(one.textContent, TEXT))
    .join(' ');
}

const LINE = 300;

// The lines that can be seen on the page and are in none of the blocks: header, footer, headings, loose text. Of long
// pages the beginning and the end: what is asked for here stands there.
function aroundOf(blocks, drawn) {
  const known = blocks.map((one) => one.text).join('\n');
  const found = new Set();
  for (const line of ends(drawn.split('\n'), LINES)) {
    const text = fold(line, LINE);
    if (text && !found.has(text) && !known.includes(text)) found.add(text);
  }
  const text = [...found].join('\n');
  return text.length > AROUND_TEXT ? `${text.slice(0, AROUND_TEXT / 2)}\n${text.slice(-AROUND_TEXT / 2)}` : text;
}

const ends = (list, most) => (list.length > most ? [...list.slice(0, most / 2), ...list.slice(-most / 2)] : list);

// Characters a line of running text, as the median of the page's first paragraphs of some length; 0 without any.
function lineLengthOf(main) {
  const lengths = [];
  for (const element of main.querySelectorAll('p')) {
    if (lengths.length >= 40) break;
    const text = fold(element.textContent, 2000);
    if (text.length < 200 || !nyx.visibility.isRendered(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(element);
    const lines = new Set([...range.getClientRects()].filter((box) => box.width > 1).map((box) => Math.round(box.bottom / 4)));
    if (lines.size > 2) lengths.push(text.length / (lines.size - 0.5));
  }
  lengths.sort((a, b) => a - b);
  return lengths.length ? Math.round(lengths[Math.floor(lengths.length / 2)]) : 0;
}

function updatedOf(all) {
  const found = [];
  for (const element of all) {
    if (found.length >= 100) break;
    if (element.childElementCount > 2 || !UPDATED.test(element.textContent.slice(0, LINE))) continue;
    const text = fold(element.textContent, LINE);
    if (text.length > 160 || !UPDATED.test(text) || found.some((one) => one.text === text && !one.element.contains(element))) continue;
    // Of boxes inside of each other, the innermost is the line.
    const outer = found.findIndex((one) => one.element.contains(element));
    if (outer >= 0) found.splice(outer, 1);
    found.push({text, datetime: element.querySelector('time[datetime]')?.getAttribute('datetime')?.slice(0, 40) || '', element});
  }
  // A line that begins with the label is the page's own before one that only has the words somewhere.
  const own = (one) => Number(UPDATED_LABEL.test(one.text));
  return found
    .sort((one, other) => own(other) - own(one))
    .slice(0, 10)
    .map(({text, datetime, element}) => ({text, datetime, selector: nyx.selectors.selectorOf(element)}));
}

nyx.blocks = {mainOf, blocksOf, aroundOf, lineLengthOf, updatedOf};
