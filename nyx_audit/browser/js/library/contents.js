// Tables of contents: their links are the names of chapters, which may be short, and the same in each part.
const {bare, fold} = nyx.text;

const LISTS = 'ul, ol, dl';
const TITLE =
  /^(?:table of )?contents?$|^(?:in|on) this (?:chapter|section|guide|book|article|document|page|part)$|^chapters$|^(?:tabla de )?contenidos?$|^[ií]ndice$|^en est[ae] (?:página|sección|guía|capítulo)$|^sumario$|^sommaire$|^table des matières$|^dans cette page$|^inhalt(?:sverzeichnis)?$|^auf dieser seite$|^indice$|^sommario$|^spis treści$|^содержание$|^目录$|^目錄$|^目次$/;
const MARK = /(?:^|[\s_-])(?:toc|tocs|table-?of-?contents|contents-?list|book-?toc|chapters)(?:$|[\s_-])/i;
const HEADINGS = 'h1, h2, h3, h4, h5, h6, [role=heading]';
const LONGEST_TITLE = 60;
const MOST_ABOVE = 6;

/**
 * Whether a part of a page says of itself that it is a table of contents: by its role, its class, its name or the line above.
 * @param {Element} part
 */
function isContents(part) {
  if (part.getAttribute('role') === 'doc-toc' || MARK.test(`${part.className} ${part.id}`)) return true;
  if (TITLE.test(bare(nyx.names.accessibleNameOf(part)))) return true;
  const above = part.previousElementSibling;
  return Boolean(above) && TITLE.test(bare(fold(above?.textContent, LONGEST_TITLE + 1)));
}

/**
 * Whether a link is a line of a table of contents.
 * @param {Element} link
 */
function isEntry(link) {
  if (leadsToItsName(link)) return true;
  let list = link.closest(LISTS);
  while (list?.parentElement?.closest(LISTS)) list = list.parentElement.closest(LISTS);
  let part = list || link.parentElement;
  for (let steps = 0; part && part !== document.body && steps < MOST_ABOVE; part = part.parentElement, steps++)
    if (isContents(part)) return true;
  return false;
}

/**
 * Whether a link leads to a heading of this page that says the same.
 * @param {Element} link
 */
function leadsToItsName(link) {
  if (!link.hash || link.hash.length < 2 || link.host !== location.host || link.pathname !== location.pathname) return false;
  const target = document.getElementById(nyx.addresses.decoded(link.hash.slice(1)));
  const heading = target && (target.closest(HEADINGS) || target.querySelector(HEADINGS) || nextHeading(target));
  return Boolean(heading) && bare(heading?.textContent) === bare(link.textContent);
}

/** @param {Element} target */
const nextHeading = (target) => (target.nextElementSibling?.matches(HEADINGS) ? target.nextElementSibling : null);

/**
 * The chapter that a line of a table of contents stands below; empty for one at its top, and for any other link.
 * @param {Element} link
 */
function partOf(link) {
  const list = link.closest(LISTS);
  const outer = list?.parentElement?.closest('li, dd');
  if (!outer || !isEntry(link)) return '';
  const chapter = outer.localName === 'dd' ? outer.previousElementSibling : outer;
  return fold((chapter?.querySelector('a') || chapter?.firstChild)?.textContent, LONGEST_TITLE);
}

nyx.contents = {isEntry, partOf};
