"""Whether what a browser draws is the page: by what it holds, never by its title alone. Pure.

An error page answers as if it were the page where a host does not know better. It says so as a whole, in its title,
its heading or its first sentences, and says little else: a page *about* errors or denied access says more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from nyx_audit.browser.answers import DRAWN
from nyx_audit.errors import PageFailed, PageSkipped
from nyx_audit.model.reason import Reason, ReasonCode

# What stands in the markup of a page that asks its visitor to prove to be a person. Scripts that the same vendors put
# on ordinary pages (Cloudflare's jsd, Imperva's SWJIYLWA) are not among them.
CHALLENGES = {
    "_cf_chl_opt": "Cloudflare",
    "/orchestrate/chl_page/": "Cloudflare",
    "_Incapsula_Resource?CWUDNSAI": "Imperva",
    "_Incapsula_Resource?SWUDNSAI": "Imperva",
    "Incapsula incident ID": "Imperva",
    "captcha-delivery.com": "DataDome",
    "px-captcha": "HUMAN",
    "awsWafCookieDomainList": "AWS WAF",
    "gokuProps": "AWS WAF",
    "sec-if-cpt-container": "Akamai",
    "/_sec/cp_challenge": "Akamai",
    "our support ID is": "F5",
    "g-recaptcha": "reCAPTCHA",
    "h-captcha": "hCaptcha",
    "cf-turnstile": "Cloudflare",
}
FEW_WORDS, FEW_LINKS, FEW_FIELDS = 60, 15, 3
# Beside two signs, a page may offer a search and a list of where else to go.
SOME_WORDS, SOME_LINKS = 250, 40
TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
SEGMENTS = re.compile(r"[|–—·»•]|::| - ")
SENTENCES = re.compile(r"[.!?…\n]")
MOST_TOKENS = 20
NOTHING = "shows nothing: no text, no pictures, no controls"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FILLING = _words(
    "a an the this that your our you we it sorry oops whoops uh oh error http status code page pages file "
    "document content url address site website web link resource requested request are were was is be "
    "been has have had looking for trying to reach at on server here and or may might because moved "
    "removed deleted longer la el lo los las un una esta este página pagina archivo sitio que buscas "
    "busca buscaba solicitada solicitado está ha sido fue se en sentimos ups"
)
_NOT = _words(
    "not no cannot can't can’t couldn't couldn’t doesn't doesn’t isn't isn’t wasn't wasn’t hasn't unable could can does"
)
_FOUND = _words("found find exist exists available located locate encontrada encontrado encontró encontrar existe")
_GONE = frozenset({"404", "410"})
_DOWN = _words(
    "400 401 403 405 429 500 502 503 504 access denied forbidden unauthorized unauthorised service "
    "temporarily unavailable bad gateway timeout time out internal too many requests under maintenance "
    "down acceso denegado prohibido"
)
_DOWN_SAID = (
    {"denied"}, {"forbidden"}, {"unauthorized"}, {"unauthorised"}, {"unavailable"}, {"bad", "gateway"}, {"gateway", "timeout"},
    {"internal", "server", "error"}, {"too", "many", "requests"}, {"maintenance"}, {"denegado"}, {"error", "500"},
    {"error", "502"}, {"error", "503"}, {"error", "504"}, {"error", "403"}, {"error", "401"},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """What a drawn document holds of its own, beside the parts that all pages share.

    `text` is the beginning of its main part; `words`, `links` and `fields` are counted there. `empty`: nothing at all can
    be seen. `blank`: no document was sent; `scripted`: one that loads scripts was. `frames`: nothing but frames can. `kind` is the type that the browser took it for, `broken` that it is XML
    with errors, `marks` which of `CHALLENGES` its markup holds.
    """

    title: str
    headings: tuple[str, ...]
    text: str
    words: int
    links: int
    fields: int
    empty: bool
    frames: bool
    kind: str
    broken: bool
    blank: bool
    scripted: bool
    marks: tuple[str, ...]


def refuse_content(content: Content, *, must: bool, crawled: bool) -> None:
    """Raise PageFailed where what was drawn is not the page, PageSkipped where it is not a page.

    A page that `must` be audited is audited even where it reads like an error page: it may be the site's own.
    """
    if not DRAWN.fullmatch(content.kind):
        raise PageSkipped(Reason(ReasonCode.NOT_A_PAGE, f"{content.kind or 'an unknown type'}, not a page"))
    if content.broken:
        raise PageFailed(
            Reason(ReasonCode.UNREADABLE, "its XML has errors: browsers show a message in place of the page")
        )
    reason = challenge(content) or (None if must else error_page(content))
    if reason:
        raise PageFailed(reason)
    # A page that was named by itself may be meant so; else what a script or a host should have brought is missing.
    if content.blank or (content.empty and (crawled or content.scripted)):
        raise PageFailed(Reason(ReasonCode.NO_CONTENT, NOTHING))


def challenge(content: Content) -> Reason | None:
    """Return why a document is a challenge for robots, or None: it has a challenge's marks, and hardly anything else."""
    bare = content.words <= FEW_WORDS * 2 and content.links < FEW_LINKS and not content.fields
    if not bare or not content.marks:
        return None
    vendor = CHALLENGES[content.marks[0]]
    return Reason(ReasonCode.CHALLENGE, f"is a challenge for robots ({vendor}), not the page")


def error_page(content: Content) -> Reason | None:
    """Return why a document that answered 200 is an error page, or None."""
    said = [*SEGMENTS.split(content.title[:300]), *content.headings, *islice(_sentences(content), 3)]
    missing = [one for one in said if _says_missing(one)]
    if missing and _is_short(content, len(missing)):
        text = f'says that it does not exist ("{missing[0].strip()[:80]}"), though it answered as a page'
        return Reason(ReasonCode.NOT_FOUND, text)
    down = [one for one in said if _says_down(one)]
    # These words are also the subject of pages: one sign is not enough.
    if len(down) > 1 and _is_short(content, len(down)):
        text = f'is an error page ("{down[0].strip()[:80]}"), though it answered as a page'
        return Reason(ReasonCode.ERROR_PAGE, text)
    return None


def _is_short(content: Content, signs: int) -> bool:
    words, links = (SOME_WORDS, SOME_LINKS) if signs > 1 else (FEW_WORDS, FEW_LINKS)
    return content.words <= words and content.links < links and content.fields <= FEW_FIELDS


def _sentences(content: Content) -> list[str]:
    """The first sentences beside the headings, which are a sign of their own."""
    headings = {" ".join(one.split()) for one in content.headings}
    sentences = (" ".join(one.split()) for one in SENTENCES.split(content.text[:1000]))
    return [one for one in sentences if one and one not in headings]


def _says_missing(phrase: str) -> bool:
    """Whether a phrase as a whole says that something was not found, and nothing else."""
    tokens = _tokens(phrase)
    if not tokens or not tokens <= _FILLING | _NOT | _FOUND | _GONE:
        return False
    denied = bool(tokens & _NOT) and bool(tokens & _FOUND)
    return denied or bool(tokens & _GONE)


def _says_down(phrase: str) -> bool:
    tokens = _tokens(phrase)
    return tokens <= _FILLING | _DOWN and any(said <= tokens for said in _DOWN_SAID)


def _tokens(phrase: str) -> frozenset[str]:
    """The words of a phrase; none of what is too long to be one."""
    tokens = TOKEN.findall(phrase[:300].lower())
    return frozenset(tokens if len(tokens) <= MOST_TOKENS else ())
