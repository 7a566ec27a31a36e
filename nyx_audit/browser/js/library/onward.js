// What a page needs for a person to go on: the control that sends or continues its form, and what the keyboard comes to.

const FIELDS =
  'input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image]), select, textarea, [contenteditable=""], [contenteditable=true], [role=textbox], [role=combobox], [role=checkbox], [role=radio]';
const TYPED =
  'input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image], [type=checkbox], [type=radio], [type=file], [type=range], [type=color])';
const BUTTONS = 'button, input[type=submit], input[type=image], input[type=button], a[href]';
// How what sends an answer begins, and how what leads to the next question does.
const SENDS = new RegExp(
  `^\\W*(?:${[
    'submit|send|apply|save|file|register|sign (?:in|up|on)|log (?:in|on)|search|find|pay|order|book|request|renew|confirm|finish|complete|done',
    'enviar|mandar|presentar|solicitar|guardar|registrar(?:se)?|iniciar sesi[oó]n|entrar|buscar|pagar|pedir|reservar|renovar|confirmar|terminar|finalizar',
    'envoyer|soumettre|valider|enregistrer|se connecter|rechercher|payer|absenden|senden|anmelden|speichern|suchen|bezahlen',
    'invia|accedi|salva|cerca|paga|wy[sś]lij|zaloguj|zapisz|szukaj|zap[lł]a[cć]|voye|soum[eè]t|peye',
  ].join('|')})(?![\\p{L}\\p{N}])`,
  'iu',
);
const CONTINUES =
  /^\W*(?:next|continue|proceed|go on|start|begin|get started|siguiente|continuar|seguir|empezar|comenzar|suivant|continuer|commencer|weiter|fortfahren|avanti|continua|dalej|kontynuuj|kontinye|pwochen)(?![\p{L}\p{N}])/iu;
const OTHERS =
  /提交|发送|發送|登录|登錄|搜索|搜尋|付款|支付|注册|註冊|下一步|继续|繼續|отправить|войти|найти|оплат|далее|продолжить|제출|보내기|로그인|검색|결제|다음|계속|إرسال|تقديم|دفع|بحث|التالي|متابعة|জমা|পাঠান|পরবর্তী|চালিয়ে|שלח|הבא|המשך|חיפוש|جمع کر|بھیج|اگلا|جاری/u;

/** @param {Element} element */
const isOwn = (element) => !nyx.landmarks.AROUND.has(nyx.landmarks.pagePartOf(element));

/**
 * Whether a control is what sends or continues a form of the page's own part: by its words, beside fields.
 * @param {Element} control
 * @param {string} words
 */
function leads(control, words) {
  const sends = SENDS.test(words) || OTHERS.test(words);
  if ((!sends && !CONTINUES.test(words)) || !isOwn(control)) return false;
  const form = /** @type {HTMLFormElement | null} */ (nyx.dom.closestDrawn(control, 'form'));
  const around = form || nyx.dom.closestDrawn(control, 'main, [role=main], dialog, [role=dialog]') || document.body;
  const fields = [...nyx.dom.everyDrawn(around)].filter((one) => one.matches(FIELDS) && isUsed(one));
  if (!fields.some((one) => one.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING)) return false;
  if (!form) return true;
  // A form is also sent by Enter in its only field of text.
  if (fields.filter((one) => one.matches(TYPED)).length === 1 && fields.length === 1) return false;
  return ![...nyx.dom.everyDrawn(form)].some((one) => one.matches(BUTTONS) && isUsed(one) && isOnward(one));
}

/** @param {Element} button */
function isOnward(button) {
  const words = nyx.names.wordsOn(button);
  const submits = /^(?:submit|image)$/.test(/** @type {HTMLButtonElement} */ (button).type || '');
  return submits || SENDS.test(words) || CONTINUES.test(words) || OTHERS.test(words);
}

/** @param {Element} element */
const isUsed = (element) => nyx.visibility.isVisible(element) && !element.matches(':disabled');

/** How many elements the Tab key comes to: on the page, and in its own part. */
function stops() {
  const found = [...nyx.dom.everyElement(document)].filter((one) => nyx.widgets.takesTab(one));
  return JSON.stringify({page: found.length, own: found.filter(isOwn).length});
}

nyx.onward = {leads, isOwn, stops};
