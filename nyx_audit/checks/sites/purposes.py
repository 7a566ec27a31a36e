"""What a field asks for, where its label leaves no doubt: the details that browsers fill in."""

from __future__ import annotations

import re

from nyx_audit.model.facts import FormField

# The whole label, without marks and "your", must be one of these; the names are the words of HTML's autocomplete.
LABELS = {
    "name": r"full name|first and last name|name \(first and last\)|nombre completo|nombre y apellidos?",
    "given-name": r"(legal )?first name|given name|primer nombre|nombre de pila",
    "additional-name": r"middle name|segundo nombre",
    "family-name": r"(legal )?last name|surname|family name|apellidos?|primer apellido",
    "email": r"e-?mail( address)?|correo electr[oó]nico|direcci[oó]n de correo electr[oó]nico",
    "tel": r"((home|mobile|cell|cellular|daytime|day|evening|primary|contact) )?(tele)?phone( number| no)?|n[uú]mero de tel[eé]fono|tel[eé]fono( celular| m[oó]vil| de casa)?",
    "street-address": r"(street|mailing|home|residential) address|street address,? line 1|address line 1|address 1|domicilio|direcci[oó]n (postal|de casa|residencial|l[ií]nea 1)",
    "address-level2": r"city|town|city(/| or )town|city, town or village|ciudad",
    "address-level1": r"state|state(/| or )(province|territory)|estado",
    "postal-code": r"zip( ?code)?|zip(/| or )postal code|postal code|c[oó]digo postal",
    "bday": r"date of birth|birth ?date|birthday|d\.?o\.?b\.?|fecha de nacimiento",
}
PURPOSES = {purpose: re.compile(rf"(?:{words})", re.IGNORECASE) for purpose, words in LABELS.items()}
# These are asked of somebody who is to be written or called back: of the person in front of the form.
OF_THE_PERSON = frozenset({"email", "tel", "street-address"})
TYPED = frozenset({"text", "email", "tel", "number", "date", "", "select-one", "textarea"})
ASIDE = re.compile(
    r"\((?:required|optional|mandatory|obligatorio|requerido|opcional|mm.{0,3}dd.{0,3}yyyy|dd.{0,3}mm.{0,3}aaaa|mm.{0,3}dd.{0,3}aaaa)\)|"
    r"\b(?:this )?(?:field )?(?:is )?(?:an? )?(?:required|mandatory|optional)(?: (?:field|question|item|information))?\b|"
    r"\b(?:este )?(?:campo )?(?:es )?(?:obligatori[oa]|requerid[oa]|opcional)\b|^\W*(?:(?:please )?(?:enter|provide|type)|what is|escriba|ingrese|indique) |\b(?:your|su)\b|[*:?†]",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\b(child(ren)?|son|daughter|baby|spouses?|husband|wife|partners?|parents?|mother|father|guardians?|deceased|decedent|dependents?|beneficiar\w+|"
    r"employers?|employees?|witness\w*|patients?|students?|representatives?|attorneys?|lawyers?|emergency|relatives?|household|landlords?|tenants?|"
    r"owners?|sellers?|buyers?|licensees?|registrants?|providers?|doctors?|physicians?|business|company|firm|corporation|victims?|offenders?|inmates?|"
    r"suspects?|persons?|somebody|someone|subjects?|references?|friends?|recipients?|supervisors?|managers?|schools?|facility|facilities|"
    r"complaint against|on (the|this) (record|certificate|account|card)|other|another|(?<!your )family members?|"
    r"hij[oa]s?|ni[nñ][oa]s?|menor(es)?|c[oó]nyuge|espos[oa]|pareja|madre|padres?|tutor(es)?|fallecid[oa]|difunt[oa]|dependientes?|empleador(es)?|"
    r"emplead[oa]s?|testigos?|pacientes?|estudiantes?|representantes?|abogad[oa]s?|emergencia|familiar(es)?|propietari[oa]s?|negocio|empresa|"
    r"v[ií]ctimas?|personas?|alguien|otr[oa]s?|escuela)\b",
    re.IGNORECASE,
)

# A street or town may be where something stands or happened, and not where the person lives.
OF_A_PLACE = frozenset({"street-address", "address-level2", "address-level1", "postal-code"})
PLACES = re.compile(
    r"\b(report(ing)?|incidents?|accidents?|crash(es)?|locations?|problems?|potholes?|violations?|hazards?|complaints?|propert(y|ies)|premises|parcels?|"
    r"permits?|inspections?|sites?|projects?|events?|venues?|where|places?|denuncias?|reportes?|reportar|informe|incidentes?|accidentes?|lugar(es)?|"
    r"ubicaci[oó]n|propiedad(es)?|inmuebles?|permisos?|inspecci[oó]n|sitios?|proyectos?|eventos?|problemas?|d[oó]nde)\b",
    re.IGNORECASE,
)
AT_HOME = re.compile(
    r"\b(mailing|home|residential|residence|live|postal (address|direction)|casa|residencial|domicilio|vive)\b",
    re.IGNORECASE,
)


def purpose_of(field: FormField) -> str:
    """Return what a field asks for, as a word of HTML's autocomplete; empty where its label does not make it sure."""
    if field.type not in TYPED or field.search:
        return ""
    label = bare_label(field)
    return next((purpose for purpose, words in PURPOSES.items() if words.fullmatch(label)), "")


def bare_label(field: FormField) -> str:
    """Return a field's label without marks, asides and "your"."""
    text = field.label or field.seen_label or field.placeholder
    return re.sub(r"\s+", " ", ASIDE.sub(" ", text)).strip(" .,;-–—()[]").lower()


def about_a_place(field: FormField, around: str) -> bool:
    """Return whether a part of an address may be that of a place that the form, with its title and heading `around`, speaks of."""
    if purpose_of(field) not in OF_A_PLACE or AT_HOME.search(f"{field.label} {field.group} {field.section}"):
        return False
    return bool(PLACES.search(f"{field.group} {field.section} {field.label} {around}"))


def about_others(text: str) -> bool:
    """Return whether words speak of somebody other than the person in front of the form."""
    return bool(OTHERS.search(text))
