"""Who is shown what: the headers, cookies and certificates of an access go to its hosts, and to no others."""

from __future__ import annotations

import ssl
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from nyx_audit.errors import UsageError
from nyx_audit.model.access import Access, plain
from nyx_audit.net.addresses import host_of


@dataclass(frozen=True, slots=True)
class Accesses:
    """The accesses of a run, by host."""

    by_host: dict[str, Access] = field(default_factory=dict)

    @classmethod
    def of(cls, accesses: Iterable[Access]) -> Accesses:
        """Return the accesses by their hosts. Raises UsageError where a host would have two."""
        found: dict[str, Access] = {}
        for one in accesses:
            for host in one.hosts:
                if found.setdefault(host, one) != one:
                    raise UsageError(f'access: two sites share the host "{host}"; give both the same access')
        return cls(found)

    def to(self, url: str) -> Access | None:
        """Return what is shown with a request of an address, or None where that is nothing."""
        found = self.of_host(url)
        return None if found and found.is_secure and not url.lower().startswith("https:") else found

    def of_host(self, url: str) -> Access | None:
        """Return the access that the host of an address belongs to, or None where there is none."""
        try:
            return self.by_host.get(host_of(url)) if self.by_host else None
        except ValueError:
            return None


OPEN_TO_ALL = Accesses()


def header_fields(access: Access) -> dict[str, str]:
    """Return the headers that each request to a host of the access bears, cookies aside."""
    fields = {name: plain(value) for name, value in access.headers}
    if access.basic_auth:
        user, password = access.basic_auth
        fields["Authorization"] = "Basic " + b64encode(f"{plain(user)}:{plain(password)}".encode()).decode()
    return fields


def fetch_fields(access: Access) -> dict[str, str]:
    """Return the headers of a fetch outside of the browser: those of every request, and the cookies that are stated."""
    cookies = "; ".join(f"{name}={plain(value)}" for name, value in access.cookies)
    return {**header_fields(access), **({"Cookie": cookies} if cookies else {})}


@cache
def tls_of(access: Access) -> ssl.SSLContext | None:
    """Return how a host of the access is spoken with over TLS, None where it is as any other.

    Raises UsageError for a certificate that cannot be used.
    """
    if not access.ignore_https_errors and access.client_certificate is None:
        return None
    context = ssl.create_default_context()
    if access.ignore_https_errors:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    shown = access.client_certificate
    if shown:
        try:
            context.load_cert_chain(shown.certificate, shown.key, plain(shown.passphrase) or "")
        except (OSError, ValueError) as error:
            why = getattr(error, "reason", None) or getattr(error, "strerror", None) or "it cannot be read"
            raise UsageError(
                f"client_certificate: {shown.certificate} cannot be used with {shown.key} ({why})"
            ) from error
    return context
