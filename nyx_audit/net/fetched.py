"""What a fetch brings: a plain record, whatever the host did."""

from __future__ import annotations

from dataclasses import dataclass, field

from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.headers import Headers, encoding_of, media_type, text_of

GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Fetched:
    """The last answer of a fetch, or the `reason` why there is none that can be used; a redirect may have both.

    `hops` are the addresses from the requested one to the last. `status` is None where no host answered. `body` is
    decoded; `is_cut` says that more of it was there than the limit allows.
    """

    hops: tuple[str, ...]
    status: int | None = None
    reason: Reason | None = None
    headers: Headers = field(default_factory=Headers)
    body: bytes = b""
    is_cut: bool = False

    @property
    def final(self) -> str:
        """The address that the trail ended at."""
        return self.hops[-1]

    @property
    def redirects(self) -> int:
        """How often the request was redirected."""
        return len(self.hops) - 1

    @property
    def media_type(self) -> str:
        """The type of the content, such as `text/html`; empty where none was stated."""
        return media_type(self.headers).essence

    @property
    def encoding(self) -> str | None:
        """The encoding that the body's byte-order mark or the header states, or None."""
        return encoding_of(self.body, self.headers) or None

    @property
    def text(self) -> str:
        """The body as text, without a byte-order mark."""
        return text_of(self.body, self.headers)

    @property
    def failure(self) -> Reason | None:
        """Why the answer is not the content, or None where it is."""
        if self.reason is not None or self.status == 200:
            return self.reason
        code = ReasonCode.NOT_FOUND if self.status in GONE else ReasonCode.HTTP_ERROR
        return Reason(code, f"answered {self.status}")
