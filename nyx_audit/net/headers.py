"""Headers and byte-order marks, read as browsers read them (the Fetch, MIME Sniffing and Encoding standards). Pure."""

from __future__ import annotations

import codecs
import email.utils
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = r"[!#$%&'*+.^_`|~\w-]+"
ESSENCE = re.compile(rf"^\s*({TOKEN}/{TOKEN})\s*", re.ASCII)
QUOTED = r'"(?:\\.|[^"\\])*"?'
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF16_LE, "utf-16-le"))
# Browsers read these labels as the code page of Windows that holds them.
WINDOWS = frozenset({"ascii", "iso8859-1"})


@dataclass(frozen=True, slots=True)
class Headers:
    """The header fields of an answer, in their order; a name may stand there more than once."""

    fields: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """Return the values of a field, joined by commas; empty where there is none."""
        return ", ".join(value for one, value in self.fields if one.lower() == name)

    def first(self, name: str) -> str:
        """Return the first value of a field, stripped; empty where there is none."""
        return next((value.strip() for one, value in self.fields if one.lower() == name), "")


@dataclass(frozen=True, slots=True)
class MediaType:
    """What kind of content an answer is said to be, in lower case; both empty where nothing valid is said."""

    essence: str = ""
    charset: str = ""


def media_type(headers: Headers) -> MediaType:
    """Return the type that browsers take from Content-Type: the last valid one of several."""
    found = MediaType()
    for value in _split(headers.get("content-type"), ","):
        essence, *parameters = _split(value, ";")
        valid = ESSENCE.fullmatch(essence)
        if not valid or valid[1] == "*/*":
            continue
        same = valid[1].lower() == found.essence
        found = MediaType(valid[1].lower(), _charset(parameters) or (found.charset if same else ""))
    return found


def encoding_of(body: bytes, headers: Headers) -> str:
    """Return the encoding that a byte-order mark names, else the header; empty where neither does."""
    marked = next((name for mark, name in MARKS if body.startswith(mark)), "")
    if marked:
        return marked
    try:
        name = codecs.lookup(media_type(headers).charset).name
    except LookupError:
        return ""
    return "cp1252" if name in WINDOWS else name


def text_of(body: bytes, headers: Headers) -> str:
    """Return a body as text, without its byte-order mark; UTF-8 where nothing says otherwise."""
    mark = next((mark for mark, _ in MARKS if body.startswith(mark)), b"")
    try:
        return body[len(mark) :].decode(encoding_of(body, headers) or "utf-8", "replace")
    except LookupError:
        # Python has codecs that are no encodings of text, such as "hex".
        return body[len(mark) :].decode("utf-8", "replace")


def retry_after(headers: Headers) -> float | None:
    """Return the seconds that a host requests to be left alone (RFC 9110, 10.2.3), or None."""
    return pause_of(headers.first("retry-after"))


def pause_of(value: str) -> float | None:
    """Return the seconds that the value of a Retry-After header means, or None for what is not one."""
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


def _charset(parameters: list[str]) -> str:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip():
            return re.sub(r"\\(.)", r"\1", value.strip().strip('"')).lower()
    return ""


def _split(text: str, separator: str) -> list[str]:
    """Split a value at each separator that does not stand in quotes."""
    return list(_parts(text, re.compile(rf"(?:{QUOTED}|[^{separator}\"])*"), separator))


def _parts(text: str, part: re.Pattern[str], separator: str) -> Iterator[str]:
    at = 0
    while found := part.match(text, at):
        yield found[0]
        at = found.end() + len(separator)
        if found.end() >= len(text):
            return
