const {aria} = axe.commons;
const {isTold, nameOf} = nyx.phrases;
const {bare, fold, listed} = nyx.text;

// Topics that pages of an office have, by words that only texts about them use together.
/** @type {Record<string, [RegExp, RegExp]>} */
const TOPICS = {
  hours: [
    /^(?:opening |office |business |working )?(?:hours|times)(?: of operation)?$|^opening$|^(?:horarios?|horas)(?: de (?:oficina|atenci[oó]n|servicio))?$/,
    /\b(?:open(?:s|ing)?|closed?|hours?|a\.?m|p\.?m|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|weekends?|holidays?|noon|abiert[oa]s?|abre\w*|cerrad[oa]s?|cierra\w*|horas?|lunes|martes|jueves|viernes|domingos?|feriados?)\b/g,
  ],
  weather: [
    /^(?:today's |current |local |the )?(?:weather|climate|forecast|weather forecast)$|^(?:el )?(?:clima|pron[oó]stico del tiempo)$/,
    /\b(?:weather|rain\w*|snow\w*|sun(?:ny|shine)|cloud\w*|wind\w*|storm\w*|degrees|celsius|fahrenheit|temperatures?|forecasts?|humid\w*|frost|fog\w*|heat|cold|climate|hurricanes?|dry|wet|lluvias?|nieve|soleado|nublado|vientos?|tormentas?|grados|temperaturas?|pron[oó]sticos?|huracanes|clima)\b/g,
  ],
  fees: [
    /^(?:our )?(?:fees?|prices?|costs?|charges|fares|rates)$|^(?:las )?(?:tarifas|costos?|precios)$/,
    /[$€£]\s?\d|\b(?:fees?|prices?|costs?|pay(?:s|ing|able|ments?)?|charges?|dollars?|euros?|free|waive[rd]?|refund\w*|fares?|rates?|discount\w*|cents?|tarifas?|costos?|cuestan?|precios?|pag(?:os?|ar?|ue)|d[oó]lares|gratis|gratuit[oa]s?|reembolsos?|descuentos?)\b/g,
  ],
  contact: [
    /^(?:contact(?: us| details| information)?|get in touch|how to reach us)$|^(?:contacto|cont[aá]ctenos|informaci[oó]n de contacto)$/,
    /@|\+?\d[\d\s().-]{6,}\d|\b(?:call(?:ing)?|phones?|telephone|e-?mails?|fax|write|mail|address|contact\w*|reach|chat|visit|message|form|llam[ae]\w*|tel[eé]fonos?|correo|direcci[oó]n|escrib\w+|comun[ií]quese|mensajes?|formularios?|visite)\b/g,
  ],
  place: [
    /^(?:directions|how to get here|getting here|how to find us|parking)$|^(?:c[oó]mo llegar|estacionamiento)$/,
    /\b(?:streets?|avenue|road|exit|bus(?:es)?|train|subway|stations?|parking|park|corner|miles?|map|highway|drive|driving|walk(?:ing)?|turn|north|south|east|west|floor|building|entrance|lot|garage|spaces?|calles?|avenida|autob[uú]s|autobuses|tren|metro|estaci[oó]n|estacionamiento|esquina|millas?|mapa|autopista|norte|sur|piso|edificio|entrada)\b/g,
  ],
  jobs: [
    /^(?:jobs?|careers?|vacancies|employment|job openings|open positions)$|^(?:empleos?|vacantes|oportunidades de (?:empleo|trabajo))$/,
    /\b(?:jobs?|careers?|vacanc\w+|positions?|hire|hiring|salary|apply|applicants?|candidates?|employ\w*|resume|skills|staff|work\w*|recruit\w*|empleos?|emplead[oa]s?|vacantes?|puestos?|salarios?|solicit\w+|candidat[oa]s?|personal|trabaj\w+|curr[ií]culum)\b/g,
  ],
};

/**
 * @param {string} topic
 * @param {string} words
 */
const hits = (topic, words) => new Set(words.toLowerCase().match(TOPICS[topic][1]) || []).size;

// Whoever is to be reached has a place and hours, and says so under any of the three.
const NEAR = new Set(['contact', 'place', 'hours']);

/**
 * @param {string} one
 * @param {string} other
 */
const areNear = (one, other) => NEAR.has(one) && NEAR.has(other);

/**
 * What follows a heading, up to the next one: the first text that is told or seen.
 * @param {Element} element
 */
function textAfter(element, most = 400) {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  let last = /** @type {Node} */ (element);
  while (last.lastChild) last = last.lastChild;
  walker.currentNode = last;
  let words = '';
  for (let node = walker.nextNode(), seen = 0; node && words.length < most && seen < 300; node = walker.nextNode(), seen++) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.matches('h1, h2, h3, h4, h5, h6, [role=heading]')) break;
      if (node.localName === 'img') words += ' ' + (node.alt || '');
      continue;
    }
    const parent = node.parentElement;
    if (!node.data.trim() || !parent || /^(?:script|style|noscript)$/.test(parent.localName)) continue;
    if (isTold(parent)) words += ' ' + node.data;
  }
  return fold(words);
}

const NO_HEADING = listed(
  'heading, headline, title, subtitle, subheading, untitled, header, section, section title, heading here, your heading, your title here, insert heading, insert title here, lorem ipsum, placeholder, text, new section, add a heading, add heading, sample heading, heading 1, heading 2, heading 3, überschrift, titre, título, encabezado, titolo',
);

define({
  selector: 'h1, h2, h3, h4, h5, h6, [role=heading]',
  matches: (element, node) => aria.getRole(node) === 'heading' && nameOf(node) !== '',
  evaluate(element, _options, node) {
    const name = bare(nameOf(node));
    const after = textAfter(element);
    this.data({name: name.slice(0, 60), text: after.slice(0, 60)});
    if (NO_HEADING.has(name) || name.startsWith('lorem ipsum')) return false;
    const topic = Object.keys(TOPICS).find((one) => TOPICS[one][0].test(name));
    if (!topic || after.length < 20 || hits(topic, after)) return true;
    const other = Object.keys(TOPICS).find((one) => one !== topic && !areNear(one, topic) && hits(one, after) >= 3);
    return other ? false : true;
  },
  message: '"${data.name}" is not what follows: "${data.text}…"',
});
