"""What tells two answers of one address apart: validators, a digest of the content, the headers that matter. Pure.

A digest is that of the bytes (`b:`) or, where a browser hands over decoded text only, of the text (`t:`).
"""

from __future__ import annotations

import email.utils
from collections.abc import Iterator
from hashlib import blake2b

from nyx_audit.model.reason import ReasonCode
from nyx_audit.model.visit import Part
from nyx_audit.net.fetched import Fetched
from nyx_audit.net.headers import Headers, encoding_of, text_of

# What changes how a page is drawn, or what is judged of it, beside its content.
MATTER = (
    "access-control-allow-origin",
    "content-language",
    "content-security-policy",
    "content-type",
    "link",
    "permissions-policy",
    "refresh",
    "strict-transport-security",
    "x-content-type-options",
)
NOT_MODIFIED = 304
# RFC 9110, 8.8.2.2: what was written in the second of the answer may be written again in that second.
SURE_AFTER_SECONDS = 2.0
LONGEST_VALIDATOR = 300
# Why an address was not requested, or not reached, tonight as the night before.
STAYS = frozenset(
    {
        ReasonCode.CERTIFICATE,
        ReasonCode.HOST_UNKNOWN,
        ReasonCode.PRIVATE_ADDRESS,
        ReasonCode.ROBOTS,
        ReasonCode.UNREACHABLE,
    }
)
# Browsers read text without a stated encoding as one of these.
GUESSES = ("utf-8", "cp1252")


def part_of(hops: tuple[str, ...], status: int, headers: Headers, digest: str) -> Part:
    """Return what is kept of an answer."""
    stores = "no-store" not in headers.get("cache-control").lower()
    return Part(
        hops=hops,
        status=status,
        # What must not be stored is compared by its content alone.
        etag=_sendable(headers.first("etag")) if stores else "",
        modified=_sure_modified(headers) if stores else "",
        length="" if headers.get("content-encoding") else headers.first("content-length"),
        digest=digest,
        headers=matter_of(headers),
    )


def part_of_answer(answer: Fetched) -> Part | None:
    """Return what is kept of what the program itself fetched; None where another time it may well be another."""
    if answer.reason is None:
        digest = "" if answer.is_cut else digest_of_bytes(answer.body)
        return part_of(answer.hops, answer.status or 0, answer.headers, digest)
    stays = answer.reason.code in STAYS and answer.redirects == 0
    return Part(answer.hops, reason=answer.reason.code) if stays else None


def matter_of(headers: Headers) -> tuple[tuple[str, str], ...]:
    """Return the headers that change what a page is."""
    return tuple((name, value) for name in MATTER if (value := headers.get(name)))


def digest_of_bytes(body: bytes) -> str:
    """Return the digest of a body."""
    return f"b:{blake2b(body, digest_size=16).hexdigest()}"


def digest_of_text(text: str) -> str:
    """Return the digest of a body that is known as text only."""
    return f"t:{blake2b(text.encode('utf-8', 'surrogatepass'), digest_size=16).hexdigest()}"


def is_confirmed(part: Part, answer: Fetched) -> bool:
    """Return whether a conditional request was answered by "not modified", and nothing that matters is another.

    A type that stands there is that of no content: browsers pay no heed to it.
    """
    if answer.status != NOT_MODIFIED or not _is_where(part, answer):
        return False
    before = dict(part.headers)
    stated = [(name, value) for name, value in matter_of(answer.headers) if name != "content-type"]
    return all(before.get(name) == value for name, value in stated)


def has_same_validator(part: Part, answer: Fetched) -> bool:
    """Return whether an answer states exactly the validator and the length that the part had."""
    if not _is_alike(part, answer):
        return False
    now = part_of(part.hops, part.status, answer.headers, "")
    stated, known = (now.etag, part.etag) if part.etag else (now.modified, part.modified)
    is_same_length = not (now.length and part.length) or now.length == part.length
    return bool(known) and stated == known and is_same_length


def has_same_content(part: Part, answer: Fetched) -> bool:
    """Return whether a whole answer brings the content that the part had; an error has none that matters."""
    if not _is_alike(part, answer) or answer.is_cut:
        return False
    return part.status >= 400 or (bool(part.digest) and part.digest in _digests(part.digest, answer))


def _is_alike(part: Part, answer: Fetched) -> bool:
    if answer.status != part.status or not _is_where(part, answer):
        return False
    return part.status >= 400 or matter_of(answer.headers) == part.headers


def _is_where(part: Part, answer: Fetched) -> bool:
    return answer.reason is None and answer.hops == part.hops


def _digests(like: str, answer: Fetched) -> Iterator[str]:
    """Yield the digests that a body may have, of the kind of the one that is known."""
    if like.startswith("b:"):
        yield digest_of_bytes(answer.body)
    elif encoding_of(answer.body, answer.headers):
        yield digest_of_text(text_of(answer.body, answer.headers))
    else:
        yield from (digest_of_text(answer.body.decode(guess, "replace")) for guess in GUESSES)


def _sure_modified(headers: Headers) -> str:
    """Return when the content was last modified, empty where it may have been again since."""
    modified = headers.first("last-modified")
    try:
        age = _moment(headers.first("date")) - _moment(modified)
    except (TypeError, ValueError):
        return ""
    return _sendable(modified) if age >= SURE_AFTER_SECONDS else ""


def _sendable(validator: str) -> str:
    """Return a validator that can stand in a request, empty for one that no server means."""
    return validator if validator.isascii() and validator.isprintable() and len(validator) <= LONGEST_VALIDATOR else ""


def _moment(stated: str) -> float:
    return email.utils.parsedate_to_datetime(stated).timestamp()
