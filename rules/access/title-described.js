const {bare, fold, listed, wordsOf} = nyx.text;

const NO_TITLE = listed(
  'untitled, untitled document, untitled page, untitled 1, new page, new document, page, page title, document, title, home, homepage, home page, welcome, index, default, main, main page, website, web page, webpage, site, test, test page, page 1, start, startseite, inicio, accueil, unbenanntes dokument, documento sin título, sans titre, documento, document title, no title, enter title here, insert title here, title goes here, react app, vite app, my website, my site, my wordpress blog, just another wordpress site, loading, lorem ipsum',
);

const STOP = listed(
  'the, and, for, with, from, that, this, are, was, not, you, your, our, has, have, can, will, all, its, into, out, more, about, page, title, home, site, website, web, welcome, official, der, die, das, und, mit, für, von, les, des, une, pour, avec, del, los, las, con, para, por, una',
);

/** @param {string[]} list */
const topical = (list) => list.filter((/** @type {string} */ word) => word.length > 2 && !STOP.has(word) && !/^\d+$/.test(word));
/** @param {string} word */
const root = (word) => word.slice(0, Math.max(4, Math.ceil(word.length * 0.6)));

function allText() {
  const words = [location.host, location.pathname.split('/').pop(), document.body.innerText || ''];
  for (const one of document.querySelectorAll('[alt], [aria-label], [title], [placeholder]')) {
    words.push(one.getAttribute('alt') || '', one.getAttribute('aria-label') || '', one.title || '', one.getAttribute('placeholder') || '');
  }
  return words.join(' ').slice(0, 200000);
}

// In fewer words, a page may say the same in others: "Trash" in the title, "garbage" in the text.
const ENOUGH = 40;

/**
 * Whether no word of the title is on the page: a doubt where the page has few.
 * @param {string} title
 * @returns {boolean | undefined}
 */
function sharesNothing(title) {
  const told = topical(wordsOf(title));
  // Words of scripts without spaces cannot be compared so.
  if (told.length < 2 || !/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}\p{P}\p{S}\p{Z}]+$/u.test(title)) return false;
  const all = allText();
  const others = topical(wordsOf(all));
  if (others.length < 5 || document.querySelector('frame, iframe')) return false;
  const roots = new Set(others.map(root)),
    whole = all.toLowerCase();
  const shares = told.some((word) => roots.has(root(word)) || whole.includes(word.slice(0, Math.max(4, word.length - 3))));
  if (shares) return false;
  return roots.size >= ENOUGH || undefined;
}

/**
 * "Department of Y" as the title of "X at the Department of Y": whose page it is, not what it is about.
 * @param {string} title
 */
function isOwnerOnly(title) {
  if (location.pathname === '/' || topical(wordsOf(title)).length < 2) return false;
  const heading = document.querySelectorAll('h1');
  if (heading.length !== 1) return false;
  const words = ` ${wordsOf(heading[0].textContent).join(' ')} `,
    name = ` ${wordsOf(title).join(' ')} `;
  const at = words.indexOf(name);
  if (at < 1 || !/(?: at| of| by| from| in) (?:the )?$/.test(words.slice(0, at + 1))) return false;
  return topical(wordsOf(words.slice(0, at))).length >= 2;
}

define({
  selector: 'html',
  matches: () => window === window.top && document.contentType === 'text/html' && fold(document.title) !== '' && document.body !== null,
  evaluate(_element) {
    const title = fold(document.title);
    this.data({title: title.slice(0, 80)});
    if (NO_TITLE.has(bare(title)) || /^[\w-]+\.(?:html?|php|aspx?|jsp|pdf|docx?)$/i.test(title) || /^https?:\/\/\S+$/.test(title))
      return false;
    if (isOwnerOnly(title)) return false;
    const strange = sharesNothing(title);
    return strange === undefined ? undefined : !strange;
  },
  message: '"${data.title}" does not say what this page is about',
  doubt: 'no word of "${data.title}" is on the page: does it say what the page is about?',
});
