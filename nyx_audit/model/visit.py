"""What a run keeps of a visit, so that a later run can tell whether the page is still the same, and carry it over."""

from __future__ import annotations

from dataclasses import dataclass

from nyx_audit.model.facts import Facts
from nyx_audit.model.page import Page


@dataclass(frozen=True, slots=True)
class Part:
    """One answer that a page was made of: its document, a style sheet, a script, a picture, a page that it links to.

    `hops` are the addresses from the requested one to the one that answered. `etag` and `modified` are its validators
    (RFC 9110, 8.8), empty where it had none that can be trusted; `length` its bytes where it came uncompressed.
    `digest` names its content, see `net/sameness.py`; `headers` are those that change what a page is. `reason` is the
    code of the reason why the address was not requested at all; nothing else is stated then.
    """

    hops: tuple[str, ...]
    status: int = 0
    etag: str = ""
    modified: str = ""
    length: str = ""
    digest: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    reason: str = ""

    @property
    def can_be_compared(self) -> bool:
        """Whether a later answer can be told from this one."""
        return bool(self.etag or self.modified or self.digest or self.reason or self.status >= 400)


@dataclass(frozen=True, slots=True)
class Visit:
    """A page as its visit left it, before its site was judged.

    `named` says that a person named it. `parts` are all that it was made of, the document first; empty where not all of
    it is known. `rest` is how many further runs may carry the page over.
    """

    page: Page
    links: tuple[str, ...] = ()
    facts: Facts | None = None
    named: bool = False
    parts: tuple[Part, ...] = ()
    rest: int = 0
