// Which controls are left alone: what they say, or where they stand, tells that pressing them does something that lasts.

// In the languages that New York State's agencies translate into, and those of their neighbours.
const WORDS = [
  'sign ?(in|out|off|up)|log ?(in|out|off)|register|unregister|subscribe|unsubscribe',
  'submit|send|apply|save|upload|post|publish|tweet|vote|confirm',
  'pay|buy|order|purchase|donate|checkout|renew|reserve|cancel|delete|remove|erase|discard|archive',
  'accept|agree|consent|decline|reject|deny|cookies?|print|download|install',
  'enviar|mandar|presentar|guardar|pagar|comprar|pedir|donar|reservar|cancelar|borrar|eliminar|quitar|aceptar|acepto|rechazar|permitir',
  'iniciar|cerrar sesi[oó]n|salir|registrar(se)?|suscribir(se)?|confirmar|renovar|solicitar|imprimir|descargar',
  'envoyer|soumettre|payer|acheter|commander|supprimer|annuler|accepter|refuser|connexion|d[eé]connexion|se connecter|enregistrer|t[eé]l[eé]charger',
  'absenden|senden|bezahlen|kaufen|l[oö]schen|akzeptieren|ablehnen|anmelden|abmelden|speichern|drucken|herunterladen',
  'invia|paga|acquista|elimina|accetta|rifiuta|accedi|esci|salva|wy[sś]lij|zap[lł]a[cć]|usu[nń]|zaloguj|wyloguj|zapisz|enviar|pagar|excluir|sair',
];
const LATIN = new RegExp(`\\b(?:${WORDS.join('|')})\\b`, 'i');
// An order is short, and begins with what is to be done; a sentence may speak of it.
const ORDER = new RegExp(`^\\W*(?:${WORDS.join('|')})\\b`, 'i');
const MOST_WORDS = 6;
const OTHERS =
  /提交|发送|發送|付款|支付|购买|購買|删除|刪除|取消|登录|登錄|登出|退出|注册|註冊|接受|同意|保存|儲存|下载|下載|отправить|оплат|купить|удалить|отмен|войти|выйти|принять|сохранить|скачать|제출|보내기|결제|구매|삭제|취소|로그인|로그아웃|동의|저장|다운로드|إرسال|دفع|شراء|حذف|إلغاء|تسجيل|قبول|حفظ|تحميل|জমা|পাঠান|মুছুন|বাতিল|লগ|সংরক্ষণ|שלח|תשלום|מחק|ביטול|התחבר|שמור/i;
const CONSENT = /cookie|consent|gdpr|onetrust/i;

/**
 * Whether any of these words acts, or the control stands in what asks for consent.
 * @param {string[]} words
 * @param {Element} element
 */
function acts(words, element) {
  if (words.some((one) => LATIN.test(one) || OTHERS.test(one))) return true;
  for (let at = /** @type {Element | null} */ (element); at; at = nyx.dom.flatParentOf(at)) {
    if (CONSENT.test(`${at.id} ${at.getAttribute('class') || ''}`.slice(0, 300)) && at !== document.body && at !== document.documentElement)
      return true;
  }
  return false;
}

/**
 * Whether words are an order to do something: what bears them is a control, and no text beside one.
 * @param {string} words
 */
const isOrder = (words) => (ORDER.test(words) || OTHERS.test(words)) && words.trim().split(/\s+/).length <= MOST_WORDS;

/** @type {Record<string, string>[]} */
let kept = [];

// What controls store would change how later pages of the site look.
const keep = () => {
  kept = stores().map((store) => ({...store}));
};

function restore() {
  stores().forEach((store, at) => {
    for (const key of Object.keys(store)) if (!(key in kept[at])) store.removeItem(key);
    for (const [key, value] of Object.entries(kept[at])) if (store.getItem(key) !== value) store.setItem(key, value);
  });
}

/** The page's own stores; a sandboxed page has none. */
function stores() {
  try {
    return [localStorage, sessionStorage];
  } catch {
    return [];
  }
}

nyx.deeds = {acts, isOrder, keep, restore};
