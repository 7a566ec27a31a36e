const {dom} = axe.commons;
const {around, said} = nyx.linktexts;
const {fold} = nyx.text;

const FILES = /\.(pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|csv|zip|epub|txt|7z|tar|gz|exe|msi|dmg|apk|pages|numbers)$/i;

const KINDS = {
  doc: 'word',
  docx: 'word',
  xls: 'excel',
  xlsx: 'excel',
  ppt: 'powerpoint',
  pptx: 'powerpoint',
  odt: 'opendocument|word',
  ods: 'opendocument|spreadsheet',
  csv: 'spreadsheet|table',
  txt: 'text',
  zip: 'archive',
  gz: 'archive|tar',
  tar: 'archive',
  '7z': 'archive',
  exe: 'windows|program|installer',
  msi: 'windows|installer',
  dmg: 'mac|macos',
  apk: 'android',
};

const fileOf = (element) => {
  try {
    return FILES.exec(new URL(element.href).pathname)?.[1].toLowerCase();
  } catch {
    return '';
  }
};

define({
  selector: 'a[href]',
  matches: (element) =>
    Boolean(fileOf(element)) &&
    /^https?:|^file:/.test(element.href) &&
    dom.isVisibleToScreenReaders(element) &&
    fold(element.textContent) !== '',
  evaluate(element, _options, virtual) {
    const kind = fileOf(element);
    this.data({kind: kind.toUpperCase()});
    const words = new RegExp(`(?:^|[^\\p{L}])(?:${kind}${KINDS[kind] ? '|' + KINDS[kind] : ''})(?:$|[^\\p{L}])`, 'iu');
    if (words.test(said(element, virtual)) || words.test(around(element))) return true;
    const line = element.closest('li, p, td, dd, dt');
    return Boolean(line && words.test(line.textContent.slice(0, 500)));
  },
  message: 'it leads to a file (${data.kind}) and does not say so',
});
