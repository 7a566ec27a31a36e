"""The browser's way to the net: a SOCKS5 proxy (RFC 1928) on loopback that connects to judged addresses only.

A name is looked up here, once for a while, and the address that was judged is the one that is connected to: what a
name stands for by the time of the connection does not matter, and pictures, scripts and workers take the same way.
Where the environment names a proxy, the browser uses that; it resolves the names, so that here they are judged only
as they are written.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from enum import IntEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.addresses import DEFAULT_PORTS
from nyx_audit.net.reach import CONNECT_SECONDS, MAX_TRIED, NO_SUCH_HOST, Area, Resolve, area_of, is_inside, resolve

VERSION, CONNECT, NO_AUTHENTICATION = 5, 1, 0
IPV4, NAME, IPV6 = 1, 3, 4
# "Discard" (RFC 863), which no system serves.
CLOSED_PORT = 9
# As long as a browser keeps what it looked up, roughly.
KNOWN_SECONDS = 300.0
MAX_TROUBLES = 1000
PIECE = 65_536
INSIDE = Reason(ReasonCode.PRIVATE_ADDRESS, "an address of this machine or its network")
UNKNOWN = Reason(ReasonCode.HOST_UNKNOWN, "the host name is unknown")
SILENT = Reason(ReasonCode.TIMEOUT, "the host does not answer")
REFUSED = Reason(ReasonCode.UNREACHABLE, "the host refuses connections")
NO_WAY = Reason(ReasonCode.UNREACHABLE, "the host cannot be reached")

Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]
# Connects to an IP address and port. Raises OSError.
Dial = Callable[[str, int], Awaitable[Ends]]


async def dial(address: str, port: int) -> Ends:
    """Connect to an IP address and port. Raises OSError."""
    return await asyncio.open_connection(address, port, limit=PIECE)


class Reply(IntEnum):
    """What SOCKS5 answers."""

    DONE = 0
    FAILED = 1
    FORBIDDEN = 2


class ClosedError(Exception):
    """A host that is not connected to."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.text)
        self.reason = reason


class Gate:
    """Lets connections out. `areas` are those that any address which a person named in this run lies in."""

    def __init__(self, resolving: Resolve = resolve, dialling: Dial = dial) -> None:
        self.areas = {Area.PUBLIC}
        self.port = 0
        self.is_behind_proxy = any(urllib.request.getproxies().get(kind) for kind in ("http", "https", "all"))
        self._resolve, self._dial = resolving, dialling
        self._known: dict[str, tuple[float, Sequence[str]]] = {}
        self._troubles: dict[tuple[str, int], Reason] = {}
        self._serving: set[asyncio.Task[None]] = set()

    @property
    def browser_arguments(self) -> tuple[str, ...]:
        """The browser's switches that make this its only way out, to this machine too, and leave web sockets none."""
        if self.is_behind_proxy:
            return ()
        here = f"socks5://127.0.0.1:{self.port}"
        # Web sockets are what is left of the schemes; nothing listens there.
        proxies = f"http={here};https={here};socks=socks5://127.0.0.1:{CLOSED_PORT}"
        return (f"--proxy-server={proxies}", "--proxy-bypass-list=<-loopback>")

    async def admit(self, named: str) -> frozenset[Area]:
        """Return the areas that a visit may reach: the public net, and where the host is that a person named."""
        areas = frozenset({Area.PUBLIC, *await self._areas(named)})
        self.areas |= areas
        return areas

    async def refusal(self, url: str, areas: Collection[Area]) -> Reason | None:
        """Return why a visit that may reach these areas must not request an address, or None."""
        found = await self._areas(url)
        return INSIDE if found and not found & set(areas) else None

    def trouble(self, url: str) -> Reason | None:
        """Return why the last connection to the host of an address was not made, or None where it was."""
        return self._troubles.get(_end(url))

    async def connect(self, host: str, port: int) -> Ends:
        """Connect to one of the host's addresses that may be reached. Raises ClosedError."""
        allowed = [one for one in await self._addresses(host, port) if area_of(one) in self.areas]
        if not allowed:
            raise ClosedError(INSIDE)
        reason = NO_WAY
        for address in allowed[:MAX_TRIED]:
            try:
                async with asyncio.timeout(CONNECT_SECONDS):
                    return await self._dial(address, port)
            except TimeoutError:
                reason = SILENT
            except ConnectionRefusedError:
                reason = REFUSED
            except OSError:
                reason = NO_WAY
        raise ClosedError(reason)

    def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection of the browser, in a task that ends with the gate."""
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)

    async def close(self) -> None:
        """Break off all connections."""
        serving = list(self._serving)
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(OSError, EOFError):
                await self._hand_on(reader, writer)
        finally:
            writer.close()

    async def _hand_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        end = await _requested(reader, writer)
        try:
            beyond = await self.connect(*end)
        except ClosedError as error:
            self._note(end, error.reason)
            writer.write(_answer(Reply.FORBIDDEN if error.reason is INSIDE else Reply.FAILED))
            await writer.drain()
            return
        self._troubles.pop(end, None)
        writer.write(_answer(Reply.DONE))
        await _join((reader, writer), beyond)

    def _note(self, end: tuple[str, int], reason: Reason) -> None:
        if len(self._troubles) >= MAX_TROUBLES:
            self._troubles.clear()
        self._troubles[end] = reason

    async def _areas(self, url: str) -> set[Area]:
        """Where the addresses of a host are; nothing for a host that cannot be looked up, which is not reached either."""
        try:
            if self.is_behind_proxy:
                return {Area.MACHINE, Area.NETWORK} if is_inside(url) else {Area.PUBLIC}
            return {area_of(one) for one in await self._addresses(*_end(url))}
        except (ClosedError, ValueError):
            return set()

    async def _addresses(self, host: str, port: int) -> Sequence[str]:
        at, found = self._known.get(host, (0.0, ()))
        if found and time.monotonic() - at < KNOWN_SECONDS:
            return found
        try:
            found = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            unknown = isinstance(error, UnicodeError) or error.errno in NO_SUCH_HOST
            raise ClosedError(UNKNOWN if unknown else NO_WAY) from error
        self._known[host] = (time.monotonic(), found)
        return found


@asynccontextmanager
async def open_gate(resolving: Resolve = resolve, dialling: Dial = dial) -> AsyncIterator[Gate]:
    """Let a browser out for as long as the block runs."""
    gate = Gate(resolving, dialling)
    server = await asyncio.start_server(gate.serve, "127.0.0.1", 0, limit=PIECE)
    gate.port = server.sockets[0].getsockname()[1]
    try:
        yield gate
    finally:
        server.close()
        await gate.close()


def _end(url: str) -> tuple[str, int]:
    """Return the host and port of an address. Raises ValueError for a port that is not one."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or DEFAULT_PORTS.get(parts.scheme, 0)


async def _requested(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int]:
    """Greet, and return the host and port that are to be connected to. Raises ConnectionError, EOFError."""
    version, methods = await reader.readexactly(2)
    await reader.readexactly(methods)
    writer.write(bytes([VERSION, NO_AUTHENTICATION]))
    _, command, _, kind = await reader.readexactly(4)
    if version != VERSION or command != CONNECT or kind not in (IPV4, NAME, IPV6):
        raise ConnectionError("not a request to connect")
    if kind == NAME:
        host = (await reader.readexactly((await reader.readexactly(1))[0])).decode("ascii", "replace").lower()
    else:
        host = str(ip_address(await reader.readexactly(4 if kind == IPV4 else 16)))
    return host, int.from_bytes(await reader.readexactly(2), "big")


def _answer(reply: Reply) -> bytes:
    return bytes([VERSION, reply, 0, IPV4, 0, 0, 0, 0, 0, 0])


async def _join(one: Ends, other: Ends) -> None:
    """Hand on what either side sends, until both have ended or one broke off."""
    try:
        await asyncio.gather(_pump(one[0], other[1]), _pump(other[0], one[1]))
    finally:
        for _, writer in (one, other):
            writer.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(PIECE):
        writer.write(piece)
        await writer.drain()
    writer.write_eof()
