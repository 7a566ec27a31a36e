const {dom} = axe.commons;
const {around, said} = nyx.linktexts;

// Words for a new window in the languages of the pages we know.
const WINDOW =
  /\b(?:new|another|separate|neue[nms]?|nouvel(?:le)?|autre|nuev[ao]|otra|nov[ao]|nuov[ao]|altra|ny[tt]?|nieuwe?|nowy[mn]?|nowej|nou[ăa]?)\b.{0,12}\b(?:window|tab|page|browser|fenster|fenêtre|onglet|page|ventana|pestaña|página|janela|aba|finestra|scheda|fönster|flik|vindu|fane|venster|tabblad|okn\p{L}*|karci\p{L}*|fereastr\p{L}*)|\b(?:fenster|fenêtre|ventana|janela|finestra|onglet|pestaña|okn\p{L}*)\b.{0,10}\b(?:neu\p{L}*|nouvel\p{L}*|nuev\p{L}*|nov\p{L}*|nuov\p{L}*)|\b(?:external|extern\p{L}*|externe|externo|esterno)\b|\bopens in\b|нов\p{L}+ (?:окн|вкладк)\p{L}*|新(?:しい|視窗|窗口|窗|标签|分頁)|새 ?(?:창|탭)|نافذة|חלון חדש/iu;

const drawsIcon = (element) =>
  Boolean(element.querySelector('svg, img, i:empty, span:empty')) ||
  [element, element.lastElementChild].some((one) => one && /^(?!none|normal|"")/.test(getComputedStyle(one, '::after').content));

define({
  selector: 'a[href][target]',
  matches: (element) => !/^(?:|_self|_parent|_top)$/i.test(element.target) && dom.isVisibleToScreenReaders(element),
  evaluate(element, _options, virtual) {
    if (WINDOW.test(said(element, virtual)) || WINDOW.test(around(element))) return true;
    // One note may speak for all links of a list or a paragraph.
    const block = element.closest('p, li, ul, ol, section, nav, table');
    if (block && WINDOW.test(block.textContent.slice(0, 2000))) return true;
    return drawsIcon(element) ? undefined : false;
  },
  message: 'it opens a new window and does not say so',
  doubt: 'it opens a new window, and only a picture may say so',
});
