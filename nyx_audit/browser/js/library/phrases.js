// Words of links that say nothing of where they lead.
const {aria, dom} = axe.commons;

const {bare, fold, listed} = nyx.text;

/** @param {VirtualNode} node */
const nameOf = (node) => fold(nyx.names.accessibleName(node));
/** @param {Element} element */
const isTold = (element) => dom.isVisibleToScreenReaders(element);

const NOTHING_SAID = listed(
  'here, click here, click, click this, click this link, press here, tap here, more, read more, learn more, see more, view more, show more, find out more, more info, more information, more details, further information, details, info, link, this, this link, this page, this site, continue reading, read on',
  'más, mas, leer más, ver más, saber más, más información, más detalles, aquí, haga clic aquí, haz clic aquí, pulse aquí, clic aquí, enlace, detalles',
  "ici, cliquez ici, cliquer ici, plus, lire la suite, lire plus, en savoir plus, voir plus, suite, lien, plus d'informations, détails, télécharger",
  'hier, hier klicken, klicken sie hier, klick hier, mehr, mehr lesen, mehr erfahren, weiterlesen, mehr dazu, mehr informationen, details',
  'qui, clicca qui, leggi, leggi tutto, continua, continua a leggere, di più, scopri di più, maggiori informazioni, dettagli',
  'aqui, clique aqui, saiba mais, leia mais, mais, ver mais, mais informações, detalhes, klik hier, lees meer, lees verder, meer, meer informatie',
  'tutaj, kliknij tutaj, więcej, czytaj więcej, dowiedz się więcej, здесь, тут, подробнее, далее, читать далее, узнать больше, ещё, нажмите здесь',
  '这里, 这儿, 此处, 点击这里, 点击此处, 更多, 了解更多, 查看更多, 阅读更多, 详情, 這裡, 此處, 點擊這裡, 點擊此處, 了解更多資訊, 閱讀更多, 詳情, 여기, 여기를 클릭, 여기를 클릭하세요, 더보기, 더 보기, 자세히, 자세히 보기',
  'هنا, اضغط هنا, انقر هنا, المزيد, اقرأ المزيد, اعرف المزيد, تفاصيل, یہاں, یہاں کلک کریں, مزید, مزید پڑھیں, এখানে, এখানে ক্লিক করুন, আরও, আরও পড়ুন, আরও জানুন, বিস্তারিত, klike la, klike isit la, plis, aprann plis, דא, מער, קליקט דא',
);

// The same in more words than a list can hold: "please click on this link", "visit this page", "the full article".
const ACTS = '(?:click|tap|press|go|look|see|read|view|find out|learn|get|show|visit|follow|check(?: out)?|open|continue)';
const POINTS = '(?:link|page|web ?page|site|web ?site|article|story|document|button|post|one)';

const POINTERS = [
  new RegExp(`^(?:please )?(?:just )?${ACTS}(?: on)? (?:here|this|it|that|more|(?:this|the|that) ${POINTS})(?: now)?$`),
  new RegExp(
    `^(?:please )?${ACTS}(?: on)? (?:here|this|the link|this link|this page) (?:to (?:read|learn|view|see|find out|continue|open)|for)(?: more| details| info| information| it)*$`,
  ),
  new RegExp(`^(?:${ACTS} )?more (?:about|on|of|in|from) (?:this|it|that|(?:this|the|that) ${POINTS})$`),
  new RegExp(
    `^(?:(?:read|see|view) )?(?:the |this )?(?:full|entire|whole|complete) ${POINTS}$|^(?:this|that) ${POINTS}$|^(?:link|web ?site|web ?page)(?: \\d+)?$|^url \\d+$`,
  ),
  /^(?:por favor,? )?(?:haga|haz|hacer|dé|da|dar) clic(?: en)? (?:aquí|acá|este enlace|esta página)$|^(?:siga|sigue|vea|visite|abra) (?:este enlace|esta página|aquí)$|^(?:este|el) enlace$|^esta página$|^sitio web$/,
];

// What is added to many names, and says how a link opens but not where it leads.
const ADDED = new RegExp(
  [
    '\\b(?:this |the )?(?:link )?(?:(?:that |which )?(?:will )?open(?:s|ing)? )?(?:up )?(?:in )?(?:a |an |your )?(?:new|another|separate|external) (?:browser )?(?:window|tab)s?\\b',
    '\\bopens (?:an? )?(?:external|outside) (?:link|page|site|web ?site)\\b|\\b(?:external|outside) (?:link|site|web ?site)\\b|\\b(?:leaves|leaving) (?:this|our|the) (?:site|web ?site|page)\\b',
    '(?<!\\p{L})(?:este |el )?(?:enlace )?(?:se )?(?:abre|abrirá) en (?:una |otra )?(?:nueva )?(?:ventana|pestaña)(?: nueva)?(?!\\p{L})|\\b(?:ventana|pestaña) nueva\\b|\\benlace externo\\b',
  ].join('|'),
  'gu',
);

// Most names have none of these words, and need not be searched for the phrases.
const MAY_ADD = /window|\btabs?\b|site|link|ventana|pestaña|enlace/;

/**
 * A name without what is added to it, and without a word like "about" that nothing follows any more.
 * @param {string} said
 */
const withoutAdded = (said) =>
  MAY_ADD.test(said)
    ? bare(said.replace(ADDED, ' ').replace(/\(\s*\)/g, ' ')).replace(
        /(?<=^(?:read|learn|see|find out|view) more)(?: about| on| of| here)$/,
        '',
      )
    : said;

// A kind of control, of picture or of file at the end of a name: "Read more, link", "More (PDF, 2 MB)".
const TAIL = listed('link, button, icon, arrow, chevron, right, pdf, doc, docx, xls, xlsx, html, kb, mb');

/** @param {string} said */
function withoutTail(said) {
  const words = said.match(/[\p{L}\p{N}.']+/gu) || [];
  while (words.length && (TAIL.has(words[words.length - 1]) || /^[\d.]+$/.test(words[words.length - 1]))) words.pop();
  return words.join(' ');
}

// What a link does, without what it brings.
const DOWNLOADS = listed(
  'download, download now, download here, download this, download file, descargar, descargar aquí, télécharger, herunterladen',
);

const FORMAT =
  /^(?:(?:as|in|the|view|open|get|download)\s+)*(?:html|epub|pdf|plain text|text|txt|docx?|word|xlsx?|excel|csv|xml|json|rtf|odt|kindle|mobi|mp3|mp4|zip|pptx?|powerpoint)(?:\s+(?:version|format|file|document))?(?:\s*\(?[\d.,]+\s*[kmg]i?b\)?)?$/;

// "Download" as a link to a file; as one to a page, it is the name of that.
const FETCHED = /^(?:download|open|get|descargar?|descargue|télécharger|herunterladen)(?: (?:here|now|file|the file|document|it))?$/;

const ENDINGS = [
  [/html/, /\.x?html?$/],
  [/epub/, /\.epub\b/],
  [/pdf/, /\.pdf$/],
  [/text|txt/, /\.(?:txt|text)$/],
  [/word|docx?/, /\.docx?$/],
  [/excel|xlsx?/, /\.xlsx?$/],
  [/csv/, /\.csv$/],
  [/xml/, /\.xml$/],
  [/json/, /\.json$/],
  [/rtf/, /\.rtf$/],
  [/odt/, /\.odt$/],
  [/kindle|mobi/, /\.(?:mobi|azw3?)\b/],
  [/mp3/, /\.mp3$/],
  [/mp4/, /\.mp4$/],
  [/zip/, /\.zip$/],
  [/ppt|powerpoint/, /\.pptx?$/],
];

/**
 * "PDF" on a link to a file of that kind; "JSON" on a link to a chapter about it is a subject.
 * @param {string} name
 * @param {Element} link
 */
function isFormatOnly(name, link) {
  if (!link || link.hash) return false;
  const file = (link.pathname || '').toLowerCase().split('/').at(-1) || '';
  if (FETCHED.test(bare(name))) return ENDINGS.some(([said, ending]) => ending.test(file) && !said.test('html'));
  if (!FORMAT.test(bare(name))) return false;
  return ENDINGS.some(([said, ending]) => said.test(bare(name)) && ending.test(file) && !said.test(file.replace(ending, '')));
}

/**
 * "Download" on a link to a page is the name of that; on one to a file it does not say of what.
 * @param {string} said
 * @param {Element} link
 */
const isDownloadOnly = (said, link) => DOWNLOADS.has(said) && (said.includes(' ') || Boolean(link?.hasAttribute('download')));

/**
 * @param {string} name
 * @param {Element} link
 */
const isSaidByNothing = (name, link) => {
  const said = withoutAdded(bare(name).slice(0, 100));
  return (
    (said === '' && bare(name) !== '') ||
    NOTHING_SAID.has(said) ||
    NOTHING_SAID.has(withoutTail(said)) ||
    isDownloadOnly(said, link) ||
    POINTERS.some((pattern) => pattern.test(said)) ||
    isFormatOnly(name, link)
  );
};

/**
 * Screen readers pass over these signs; arrows and symbols they read out, and an underscore is a name in code.
 * @param {string} name
 */
const isStops = (name) => /^[\s.,;:·•|'"`´\-–—…]+$/.test(name);
const LINKS = new Set(['link', 'doc-backlink', 'doc-biblioref', 'doc-glossref', 'doc-noteref']);

/**
 * @param {Element} element
 * @param {VirtualNode} node
 */
const isNamedLink = (element, node) => LINKS.has(aria.getRole(node)) && nameOf(node) !== '';

/**
 * A dash that a title explains is a sign for it: "-" for smaller letters.
 * @param {Element} element
 */
const isExplained = (element) => /\p{L}{2}/u.test(element.title || '');

nyx.phrases = {isExplained, isNamedLink, nameOf, isSaidByNothing, isStops, isTold};
