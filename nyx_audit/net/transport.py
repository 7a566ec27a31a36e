"""One request and its answer over HTTP. The only module that imports the HTTP library; what to request is for others.

No cookies are kept and no redirects followed. What a body decodes to comes in pieces of bounded size.
"""

from __future__ import annotations

import re
import socket
import ssl
import urllib.request
from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import cache
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

import httpcore
from yarl import URL

from nyx_audit.model.access import Access
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.access import OPEN_TO_ALL, Accesses, tls_of
from nyx_audit.net.addresses import host_of
from nyx_audit.net.bodies import ACCEPTED, BodyError, Decoder
from nyx_audit.net.headers import Headers
from nyx_audit.net.reach import CONNECT_SECONDS, MAX_TRIED, NO_SUCH_HOST, Resolve, is_public, resolve
from nyx_audit.version import VERSION

USER_AGENT = f"nyx-audit/{VERSION}"
HEADERS = [("User-Agent", USER_AGENT), ("Accept", "text/html,*/*;q=0.5"), ("Accept-Encoding", ACCEPTED)]
MAX_CONNECTIONS = 100
MAX_IDLE = 20
PRINTABLE = re.compile(r"[!-~]+")


class TransportError(Exception):
    """No answer, or none that can be read."""

    def __init__(self, code: ReasonCode, text: str) -> None:
        super().__init__(text)
        self.reason = Reason(code, text)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer whose body is still on its way."""

    status: int
    headers: Headers
    _raw: httpcore.Response

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield the decoded body in pieces of bounded size. Raises TransportError for one that cannot be decoded."""
        try:
            decoder = Decoder(self.headers.get("content-encoding"))
            async for data in self._raw.aiter_stream():
                for piece in decoder.pieces(data):
                    yield piece
        except BodyError as error:
            raise TransportError(ReasonCode.UNREADABLE, f"the answer cannot be read: {error}") from error


class Transport:
    """Connections that are open for as long as its block runs.

    `own_hosts` are the names of those that may be of this machine or its network. A proxy that the environment names is used,
    as browsers use it; the proxy then resolves the names, so that the addresses behind it are not seen here.
    """

    def __init__(
        self, own_hosts: Collection[str], resolving: Resolve = resolve, accesses: Accesses = OPEN_TO_ALL
    ) -> None:
        self._accesses = accesses
        self._backend = _JudgedBackend(own_hosts, resolving)
        self._stack = AsyncExitStack()
        self._pools: dict[tuple[str, Access | None], httpcore.AsyncConnectionPool] = {}
        self._proxies = urllib.request.getproxies()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    @asynccontextmanager
    async def send(self, method: str, url: str, more: Mapping[str, str]) -> AsyncIterator[Reply]:
        """Send a request with these headers beside its own; the reply can be read for as long as the block runs. Raises TransportError.

        There is no limit of time here: the caller knows what the whole answer may take.
        """
        fields = [*HEADERS, *more.items()]
        try:
            async with (await self._pool(url)).stream(method, _encoded(url), headers=fields) as raw:
                found = ((_text(name), _text(value)) for name, value in raw.headers)
                yield Reply(raw.status, Headers(tuple(found)), raw)
        except httpcore.ConnectError as error:
            raise _connect_problem(error) from error
        except httpcore.TimeoutException as error:
            raise TransportError(ReasonCode.TIMEOUT, "did not answer in time") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError) as error:
            raise TransportError(ReasonCode.UNREADABLE, "broke off, or sent what is not an answer") from error

    async def _pool(self, url: str) -> httpcore.AsyncConnectionPool:
        # A host that is shown a certificate of ours, or whose own is not looked at, shares connections with no other.
        access = self._accesses.to(url)
        tls = tls_of(access) if access else None
        key = (self._proxy(url), access if tls else None)
        if key not in self._pools:
            self._pools[key] = await self._stack.enter_async_context(self._new_pool(key[0], tls or _trusted()))
        return self._pools[key]

    def _new_pool(self, proxy: str, tls: ssl.SSLContext) -> httpcore.AsyncConnectionPool:
        if not proxy:
            return httpcore.AsyncConnectionPool(
                tls,
                max_connections=MAX_CONNECTIONS,
                max_keepalive_connections=MAX_IDLE,
                network_backend=self._backend,
            )
        parts = urlsplit(proxy)
        auth = (unquote(parts.username or ""), unquote(parts.password or "")) if parts.username else None
        return httpcore.AsyncHTTPProxy(
            f"{parts.scheme}://{parts.hostname}:{parts.port or 80}",
            auth,
            ssl_context=tls,
            max_connections=MAX_CONNECTIONS,
            max_keepalive_connections=MAX_IDLE,
        )

    def _proxy(self, url: str) -> str:
        """Return the proxy for an address, empty for none."""
        found = self._proxies.get(urlsplit(url).scheme) or self._proxies.get("all") or ""
        if not found or urllib.request.proxy_bypass(host_of(url)):
            return ""
        return found if "://" in found else f"http://{found}"


class _JudgedBackend(httpcore.AsyncNetworkBackend):
    """Connects to addresses that were judged; a name is resolved once, so that it cannot stand for another by then."""

    def __init__(self, own_hosts: Collection[str], resolving: Resolve) -> None:
        self._own_hosts = own_hosts
        self._resolve = resolving
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        last: httpcore.ConnectError | httpcore.ConnectTimeout = httpcore.ConnectError("no address")
        for address in (await self._addresses(host, port))[:MAX_TRIED]:
            try:
                return await self._inner.connect_tcp(
                    address, port, timeout or CONNECT_SECONDS, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)

    async def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = list(await self._resolve(host, port))
        except socket.gaierror as error:
            if error.errno in NO_SUCH_HOST:
                raise TransportError(ReasonCode.HOST_UNKNOWN, "no such host") from error
            raise TransportError(ReasonCode.UNREACHABLE, "the host's name could not be looked up") from error
        except (OSError, UnicodeError) as error:
            raise TransportError(ReasonCode.UNREACHABLE, "the host's name could not be looked up") from error
        if host.rstrip(".").lower() in self._own_hosts:
            return found
        public = [address for address in found if is_public(address)]
        if not public:
            raise TransportError(ReasonCode.PRIVATE_ADDRESS, "an address of this network")
        return public


@cache
def _trusted() -> ssl.SSLContext:
    """Return whose certificates are trusted; reading them takes a while."""
    return httpcore.default_ssl_context()


def _encoded(url: str) -> str:
    """Return an address as it is sent. Raises TransportError for one that cannot be."""
    address = url.partition("#")[0]
    if PRINTABLE.fullmatch(address):
        return address
    try:
        return str(URL(address))
    except ValueError as error:
        raise TransportError(ReasonCode.NOT_AN_ADDRESS, "is not a web address") from error


def _connect_problem(error: httpcore.ConnectError) -> TransportError:
    if isinstance(error.__cause__, ssl.SSLCertVerificationError):
        return TransportError(ReasonCode.CERTIFICATE, "its certificate is not valid")
    return TransportError(ReasonCode.UNREACHABLE, "could not be reached")


def _text(raw: bytes) -> str:
    """Headers are Latin-1 by the standard; addresses in them are often UTF-8 all the same."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
