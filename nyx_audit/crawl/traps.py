"""What must not be visited, whatever the scope: addresses that act, that never end, or that no browser draws."""

from __future__ import annotations

import re
from datetime import date

from yarl import URL

from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.redact import MARK

NOT_WEB = ReasonCode.NOT_AN_ADDRESS
MAX_LENGTH = 2000
MAX_PARAMETERS = 20
MAX_DEPTH = 20
SAME_SEGMENT = 3
YEARS_AHEAD, YEARS_BACK = 2, 20

KINDS = {
    "a PDF document": "pdf",
    "a text document": "doc docx docm dot dotx odt rtf pages wpd txt",
    "a spreadsheet": "xls xlsx xlsm xlsb ods numbers",
    "a presentation": "ppt pptx pps ppsx odp key",
    "an e-book": "epub mobi",
    "an archive": "zip gz tgz bz2 xz 7z rar tar",
    "a video": "mp4 m4v mov avi wmv webm mkv mpg mpeg ogv flv",
    "a sound recording": "mp3 m4a wav ogg oga wma aac flac",
    "an image": "jpg jpeg png gif webp avif bmp tif tiff ico heic eps psd ai",
    "a style sheet": "css",
    "a script": "js mjs",
    "data": "json jsonld geojson csv tsv kml kmz shp gpx map wasm",
    "a feed": "rss atom",
    "a font": "woff woff2 ttf otf eot",
    "a program": "exe msi dmg pkg apk jar deb rpm iso bin",
    "a calendar entry": "ics",
    "a contact card": "vcf",
}
BY_ENDING = {ending: kind for kind, endings in KINDS.items() for ending in endings.split()}
ENDING = re.compile(r"\.([a-z0-9]{2,7})$", re.IGNORECASE)

SIGNS_OUT = "signs out"
ACTS = {
    **dict.fromkeys(
        ("logout", "logoff", "signout", "signoff", "userlogout", "cerrarsesion", "cerrarsesión"), SIGNS_OUT
    ),
    **dict.fromkeys(("delete", "remove", "destroy", "eliminar", "borrar"), "deletes"),
    **dict.fromkeys(("unsubscribe", "optout"), "unsubscribes"),
    **dict.fromkeys(("addtocart", "removefromcart", "emptycart"), "changes a cart"),
    **dict.fromkeys(("print", "printview", "printversion", "printerfriendly", "printable", "printmail"), "prints"),
    **dict.fromkeys(("emailthis", "mailthis", "emailpage", "sendtofriend", "tellafriend", "emailafriend"), "mails"),
    **dict.fromkeys(("share", "sharethis"), "shares"),
}
# What a link says that signs out; a longer text may speak of it.
SIGNS_OUT_WORDS = re.compile(
    r"(?:log|sign)(?:ging|ing)?[ -]?(?:me )?(?:out|off)\b|end (?:my |this |the )?session\b|cerrar (?:la )?sesi[oó]n\b|salir\b"
    r"|(?:se )?d[eé]connexion\b|se d[eé]connecter\b|abmelden\b|ausloggen\b|esci\b|disconnetti\b|wyloguj\b|sair\b"
    r"|登出|退出|выйти|выход|로그아웃|تسجيل الخروج|התנתק|লগ আউট",
    re.IGNORECASE,
)
AROUND_WORDS = " \t\r\n›»→>-|·[]("
MOST_WORDS = 5
ACT_NAMES = {**ACTS, "replytocom": "replies", "addtocart": "changes a cart"}
VERBS = frozenset({"action", "op", "do", "task", "cmd", "method", "format", "view", "output", "mode"})
VERB_ACTS = {**ACTS, "edit": "edits", "add": "changes something", "subscribe": "subscribes", "vote": "votes"}
CALENDAR = re.compile(r"calendar|events?(?![a-z])", re.IGNORECASE)
DATE_NAME = re.compile(r"(?:^|[-_])(?:date|day|week|month|year|start|end)(?:$|[-_])|^tribe-bar-date$", re.IGNORECASE)
YEAR_MONTH = re.compile(r"(?<!\d)(\d{4})[-/](?:0?[1-9]|1[0-2])(?!\d)")
YEAR = re.compile(r"(?<!\d)([12]\d{3})(?!\d)")
# What is acted upon is often numbered; a year only dates a page.
NUMBER = re.compile(r"(?!(?:19|20)\d\d$)\d+")


def reason(url: str, today: date | None = None, *, is_listed: bool = False, by_ending: bool = True) -> Reason | None:
    """Return why an address must not be visited, or None. `today` is what far dates of calendars are far from.

    What a sitemap lists has an end, however it looks: with `is_listed`, it is held to be no trap. Without `by_ending`,
    the answer says whether it is a page.
    """
    if MARK in url:
        return Reason(NOT_WEB, "its address held a secret of this run, which is not repeated")
    if len(url) > MAX_LENGTH:
        return _trap(f"an address of more than {MAX_LENGTH:,} characters")
    scheme, colon, _ = url.strip().partition(":")
    if not colon or scheme.lower() not in ("http", "https"):
        is_other = colon and scheme.isalnum()
        return Reason(NOT_WEB, f"{scheme.lower()}: is not a web page" if is_other else "not a web address")
    try:
        address = URL(url.strip())
    except (ValueError, UnicodeError):
        return Reason(NOT_WEB, "not a web address")
    endless = None if is_listed else _endless(address, today or date.today())
    undrawn = _undrawn(address) if by_ending else None
    return undrawn or _act(address) or endless or _act(_routed(address))


def deed(url: str, today: date | None = None) -> Reason | None:
    """Return why even the headers of an address must not be requested: it acts, or never ends. None where they may."""
    try:
        address = URL(url.strip())
    except (ValueError, UnicodeError):
        return Reason(NOT_WEB, "not a web address")
    if MARK in url:
        return Reason(NOT_WEB, "its address held a secret of this run, which is not repeated")
    return _act(address) or _endless(address, today or date.today())


def signs_out(words: str) -> bool:
    """Return whether the words of a link say that it signs its visitor out."""
    return bool(SIGNS_OUT_WORDS.match(words.strip(AROUND_WORDS))) and len(words.split()) <= MOST_WORDS


def document_kind(url: str) -> str | None:
    """Return what an address that no browser draws is, by its ending ("a PDF document"), or None."""
    try:
        return BY_ENDING.get(_ending(URL(url.strip())))
    except (ValueError, UnicodeError):
        return None


def _routed(address: URL) -> URL:
    """Return the route of an app (`#/user/logout`) as the path that it stands for."""
    route = address.raw_fragment.partition("#")[0]
    return URL("https://route" + route) if route.startswith("/") else address


def _undrawn(address: URL) -> Reason | None:
    kind = BY_ENDING.get(_ending(address))
    return Reason(ReasonCode.NOT_A_PAGE, f"{kind}, not a page") if kind else None


def _ending(address: URL) -> str:
    found = ENDING.search(address.path)
    return found[1].lower() if found else ""


def _act(address: URL) -> Reason | None:
    segments = [segment for segment in address.path.split("/") if segment]
    for at, segment in enumerate(segments):
        act = ACTS.get(_word(ENDING.sub("", segment)))
        # `/node/7/delete` and `/unsubscribe/TOKEN` act; `/privacy/opt-out` and `/services/share` are pages about it.
        acts_on = address.query or segments[at + 1 :] or any(NUMBER.fullmatch(one) for one in segments)
        if act and (act == SIGNS_OUT or acts_on):
            return Reason(ReasonCode.ACTION, f"an address that {act} ({segment})")
    for name, value in address.query.items():
        act = ACT_NAMES.get(_word(name)) or (VERB_ACTS.get(_word(value)) if name.lower() in VERBS else None)
        if act:
            return Reason(ReasonCode.ACTION, f"an address that {act} ({name}={value[:30]})")
    return None


def _word(text: str) -> str:
    return re.sub(r"[-_+ ]", "", text).lower()


def _endless(address: URL, today: date) -> Reason | None:
    segments = address.raw_path.split("/")[1:]
    if len(segments) > MAX_DEPTH:
        return _trap(f"an address of more than {MAX_DEPTH} folders")
    if len(address.query) > MAX_PARAMETERS:
        return _trap(f"an address of more than {MAX_PARAMETERS} parameters")
    # Relative links that are resolved wrongly repeat names; what is counted repeats numbers.
    names = [segment for segment in segments if segment and not segment.isdigit()]
    if any(names.count(name) > SAME_SEGMENT for name in set(names)) or _repeats(names):
        return _trap("an address that repeats its own folders")
    return _far_date(address, today)


def _repeats(segments: list[str]) -> bool:
    """Return whether two or more segments stand there three times in a row (a/b/a/b/a/b)."""
    for size in range(2, len(segments) // 3 + 1):
        for at in range(len(segments) - 3 * size + 1):
            part = segments[at : at + size]
            if part == segments[at + size : at + 2 * size] == segments[at + 2 * size : at + 3 * size]:
                return True
    return False


def _far_date(address: URL, today: date) -> Reason | None:
    """Only what is surely a calendar's own navigation.

    That is a month far ahead anywhere; where the path names a calendar, also one long ago, and a year far ahead.
    """
    dated = [value for name, value in address.query.items() if DATE_NAME.search(name)]
    months = [YEAR_MONTH.search(value) for value in dated]
    years: list[re.Match[str] | None] = []
    earliest = 0
    if CALENDAR.search(address.path):
        earliest = today.year - YEARS_BACK
        months.append(YEAR_MONTH.search(address.path))
        years = [YEAR.search(value) for value in dated]
    for found, first in [*((month, earliest) for month in months), *((year, 0) for year in years)]:
        if found and not first <= int(found[1]) <= today.year + YEARS_AHEAD:
            return _trap(f"a calendar without end (the year {found[1]})")
    return None


def _trap(text: str) -> Reason:
    return Reason(ReasonCode.TRAP, text)
