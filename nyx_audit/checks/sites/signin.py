"""Checks of what stands between a person and a service: puzzles, fields that refuse paste, sessions that end."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nyx_audit.checks.sites.fields import asked_of
from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import field_target, of_page
from nyx_audit.model.facts import Facts, FormField, Puzzle
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict
from nyx_audit.model.rule import Rule
from nyx_audit.site.records import SiteEvidence, SitePage

NAMES = {
    "recaptcha": "reCAPTCHA",
    "recaptcha-unseen": "reCAPTCHA without a box to tick",
    "hcaptcha": "hCaptcha",
    "turnstile": "Turnstile",
    "drawn": "a picture of letters",
}
SCRIPTS = {
    "recaptcha": re.compile(r"/recaptcha/(api|enterprise)\.js(?!.{0,300}render=(?!explicit))"),
    "recaptcha-unseen": re.compile(r"/recaptcha/(api|enterprise)\.js.{0,300}render=(?!explicit)"),
    "hcaptcha": re.compile(r"hcaptcha\.com/.{0,200}api\.js"),
    "turnstile": re.compile(r"challenges\.cloudflare\.com/turnstile"),
}
OTHER_WAY = re.compile(
    r"\b(audio|listen|hear|speak|voice|passkey|security key|face id|touch id|e-?mail(ed)? (me )?a (code|link)|text me|send (me )?a (code|link)|other way|another way|call us|id\.me|login\.gov|sign in with"
    r"|escuchar|o[ií]r|audio|llave de acceso|enviar(me)? un (c[oó]digo|enlace)|otra (forma|manera))\b",
    re.IGNORECASE,
)
TYPED_OFF = re.compile(
    r"captcha|\b(type|enter|write|escriba|ingrese)\b.{0,30}\b(characters?|letters?|text|code|word|caracteres|letras|texto|c[oó]digo)\b.{0,40}\b(see|shown|image|picture|above|below|ve|imagen)\b",
    re.IGNORECASE,
)


@site_check("login-without-puzzle", alone=True)
def judge_login_without_puzzle(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a sign-in that wants letters read off a picture and names no other way (WCAG 3.3.8); other tests are doubts.

    To recognise objects is exempt at level AA, and what other tests ask is not known before they are driven.
    """
    return {page.url: _puzzle(page) for page in site.pages.values() if is_login(page)}


@site_check("form-without-puzzle", alone=True)
def judge_form_without_puzzle(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """The same of all other forms."""
    return {page.url: _puzzle(page) for page in site.pages.values() if not is_login(page) and asked_of(page.facts)}


def is_login(page: SitePage) -> bool:
    """Return whether a page signs somebody in."""
    return any(one.type == "password" and one.shown for one in page.facts.fields)


def _puzzle(page: SitePage) -> Verdict:
    facts = page.facts
    found = _found(facts)
    if not found:
        return of_page(facts, Outcome.PASSED)
    return Verdict(
        tuple(Judgement(Target(one.selector, one.selector, name=NAMES[one.kind]), *_said(one, facts)) for one in found)
    )


def _found(facts: Facts) -> list[Puzzle]:
    kinds = {one.kind: one for one in facts.puzzles}
    if "drawn" in kinds and not _is_typed_off(kinds["drawn"], facts):
        del kinds["drawn"]
    if "recaptcha-unseen" in kinds:
        # Its own frame looks like that of the box.
        kinds.pop("recaptcha", None)
    for kind, address in SCRIPTS.items():
        if any(address.search(script) for script in facts.scripts) and not any(
            one.startswith(kind.partition("-")[0]) for one in kinds
        ):
            kinds[kind] = Puzzle(kind, "html")
    return list(kinds.values())


def _is_typed_off(drawn: Puzzle, facts: Facts) -> bool:
    """Whether a field asks for what the picture shows."""
    return drawn.shown and any(one.shown and is_letters(one) for one in facts.fields)


def is_letters(field: FormField) -> bool:
    """Return whether a field is for letters that a picture shows."""
    words = f"{field.name} {field.id} {field.label} {field.placeholder}"
    return field.type in ("text", "") and bool(TYPED_OFF.search(words))


def _said(one: Puzzle, facts: Facts) -> tuple[Outcome, str]:
    name = NAMES[one.kind]
    if one.kind != "drawn":
        asks = (
            "asks nothing of most people"
            if one.kind in ("turnstile", "recaptcha-unseen")
            else "may ask for more than a tick"
        )
        return Outcome.CANT_TELL, f"{name} {asks}: is there a way for those who cannot solve what it asks?"
    names = " ".join(facts.names)
    if OTHER_WAY.search(f"{facts.whole_text} {names}") or facts.frames:
        return Outcome.CANT_TELL, f"{name} is to be typed off; does the other way that the page names work without it?"
    return Outcome.FAILED, f"{name} is to be typed off, and the page names no other way"


CODE = re.compile(
    r"\b(one[- ]time|verification|security|access|authentication|6[- ]digit|six[- ]digit)\b.{0,20}\b(code|pin|passcode)\b|\bpasscode\b|\bc[oó]digo de (verificaci[oó]n|seguridad|acceso)\b",
    re.IGNORECASE,
)


@site_check("paste-allowed", alone=True)
def judge_paste_allowed(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a field for a password or code that refuses paste, where the browser is told not to fill it in either (WCAG 3.3.8)."""
    verdicts = {}
    for page in site.pages.values():
        secret = [one for one in page.facts.fields if one.shown and not one.disabled and _is_secret(one)]
        refused = [one for one in secret if one.refuses_paste]
        verdicts[page.url] = Verdict(
            tuple(Judgement(field_target(one), *_pasted(one)) for one in refused),
            frozenset(one.key for one in secret) - {one.key for one in refused},
        )
    return verdicts


def _is_secret(field: FormField) -> bool:
    return field.type == "password" or field.autocomplete == "one-time-code" or bool(CODE.search(field.label))


def _pasted(field: FormField) -> tuple[Outcome, str]:
    if field.autocomplete == "off" or field.type != "password":
        return Outcome.FAILED, "refuses paste, so that what a person copied must be typed"
    return Outcome.CANT_TELL, "refuses paste; does the browser or a password manager fill it in?"


MORE_TIME = re.compile(
    r"\b(stay|keep|remain|extend|continue|renew|more time|add time|resume|seguir|continuar|extender|m[aá]s tiempo|mantener)\b",
    re.IGNORECASE,
)
TWENTY_HOURS = re.compile(r"\b(2\d|[3-9]\d) (hours|horas)\b", re.IGNORECASE)


@site_check("session-limit", alone=True)
def judge_session_limit(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Doubt a page that speaks of the end of a session and shows no control that gives more time (WCAG 2.2.1)."""
    verdicts = {}
    for page in site.pages.values():
        judgements, passed = [], set()
        for one in page.facts.limits:
            if TWENTY_HOURS.search(one.text) or any(MORE_TIME.search(button) for button in one.buttons):
                passed.add(one.selector)
                continue
            message = f'says "{one.text[:120]}": can a person get more time before it ends?'
            judgements.append(
                Judgement(Target(one.selector, one.selector, name=one.text[:80]), Outcome.CANT_TELL, message)
            )
        verdicts[page.url] = Verdict(tuple(judgements), frozenset(passed))
    return verdicts
