"""Web addresses: reading what people write, and the keys by which two addresses are one page.

`page_key` decides identity. Each other key is built on it, and its docstring states its one difference:
`site_key`, `request_key`, `sitemap_key`, `alternate_key`, `history_key`, `purpose_key`, `twin_key`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlencode

from yarl import URL

from nyx_audit.errors import UsageError
from nyx_audit.redact import cleared

TRACKING = re.compile(
    r"utm_\w+|gclid|gclsrc|gbraid|wbraid|dclid|fbclid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|mc_[ce]id|_ga|_gl"
    r"|_hs(enc|mi)|mkt_tok|vero_id|oly_(anon|enc)_id",
    re.IGNORECASE,
)
# Names that servers give to nothing else.
SESSION = re.compile(r"jsessionid|phpsessid|aspsessionid\w*|cfid|cftoken", re.IGNORECASE)
# Stations and hearings are numbered by such names, too: only a long random value makes it a visitor's session.
MAYBE_SESSION = re.compile(r"(?:s?sid|session_?id|sess_?id)=(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9_-]{16,}", re.IGNORECASE)
# Parameters that state where a visitor comes from, not what is shown.
ORIGIN = re.compile(r"utm_\w+|ref(errer)?|src|source|from|via|campaign|origin|medium|cid|icid|trk|fbclid|gclid", re.I)
INDEX = re.compile(r"/index\.(?:html?|php|aspx?)$")
SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):(?!\d+(?:[/?#]|$))", re.IGNORECASE)
HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*", re.IGNORECASE)
# A name and a password before the host of an address, wherever in a text it stands.
USERINFO = re.compile(
    r"""([a-z][a-z0-9+.-]{0,20}:[/\\]{1,9}|(?:^|[\s"'(=])[/\\]{2})[^\s/?#"'<>\\]{0,300}@""", re.IGNORECASE
)
BARE_USERINFO = re.compile(r"^[^\s/?#@:]+:[^\s/?#]*@")
# Parameters that open something: an access token, the signature of an address.
SECRET = re.compile(
    r"""([?&;#][a-z0-9_.-]{0,60}(?:token|secret|passw(?:or)?d|pwd|signature|credential|api[_-]?key|jwt|nonce|csrf|session_?id)"""
    r"""[a-z0-9_.-]{0,60}=|[?&;#](?:sig|key|auth|code|sid)=)[^&#\s"'<>]+|(?<![\w-])eyJ[\w-]{8,}\.[\w-]+\.[\w-]*""",
    re.IGNORECASE,
)
# What stands behind the # of an app and chooses its page; what names the step of a flow.
ROUTES = ("/", "!", "flow:")
DEFAULT_PORTS = {"http": 80, "https": 443}


# The checks of a site ask again and again for the addresses in its menus.
@lru_cache(maxsize=16384)
def canonical(url: str) -> str:
    """Return the key by which two addresses are one page.

    Scheme and host are in lower case; the default port, the fragment, dot segments, tracking parameters and session
    ids are gone. The case of the path, the order of the other parameters, and a fragment that is a route (`#/one`,
    `#!one`) stay: crawls drop it where the site does not say that it has routes. Raises ValueError for what is no http
    or https address.
    """
    address = _parse(url)
    path = "/".join(_without_session(segment) for segment in address.raw_path.split("/"))
    query = "&".join(part for part in address.raw_query_string.split("&") if part and not _is_noise(part))
    route = f"#{address.raw_fragment}" if address.raw_fragment.startswith(ROUTES) else ""
    key = f"{address.scheme}://{_authority(address)}{path or '/'}{'?' + query if query else ''}{route}"
    # `/a/.;jsessionid=1/b` holds a dot segment only now.
    return key if path == address.raw_path else canonical(key)


def read_address(text: str) -> str:
    """Return what a person wrote as an address, with its scheme; one that was complete comes back unchanged.

    `dmv.ny.gov` becomes `https://dmv.ny.gov`, and `localhost:8000` `http://localhost:8000`. Raises UsageError.
    """
    text = text.strip()
    shown = "".join(one if one.isprintable() else "?" for one in without_secrets(BARE_USERINFO.sub("", text))[:100])
    scheme = SCHEME.match(text)
    if scheme and scheme[1].lower() not in DEFAULT_PORTS:
        raise UsageError(f'"{shown}" is not a web address: {scheme[1].lower()} is neither http nor https')
    try:
        if scheme:
            canonical(text)
            return text
        host = host_of(f"https://{text}")
        if is_loopback(f"https://{text}"):
            return f"http://{text}"
    except ValueError as error:
        raise UsageError(f'"{shown}" is not a web address: {error}') from None
    if "." not in host and ":" not in host:
        raise UsageError(f'"{shown}" is not a web address; write it like https://www.ny.gov/')
    return f"https://{text}"


def without_userinfo(text: str) -> str:
    """Return a text without the names and passwords in the addresses that it holds; an address stays one."""
    return USERINFO.sub(r"\1", text) if "@" in text else text


def without_secrets(text: str) -> str:
    """Return a text that may be shown to anybody: no secrets of the run, no names, passwords and tokens in its addresses.

    For words only: an address with a hidden token is another address.
    """
    return SECRET.sub(lambda found: f"{found[1] or ''}…", without_userinfo(cleared(text)))


def host_of(url: str) -> str:
    """Return the host in lower case, with a port that is not the scheme's own: http and https are one host.

    Raises ValueError for what is no http or https address.
    """
    return _authority(_parse(url))


def origin_of(url: str) -> str:
    """Return scheme, host and port, without a slash. Raises ValueError for what is no http or https address."""
    address = _parse(url)
    return f"{address.scheme}://{_authority(address)}"


def page_key(url: str) -> str:
    """Return the canonical address without its scheme, and with its parameters in order.

    http and https of a host show the same page. Parameters of one name stay in their order. Raises ValueError for what
    is no http or https address.
    """
    address, hash_, route = canonical(url).partition("://")[2].partition("#")
    path, mark, query = address.partition("?")
    return f"{path}{mark}{'&'.join(sorted(query.split('&'), key=lambda one: one.partition('=')[0]))}{hash_}{route}"


def site_key(url: str) -> str:
    """Return the page key, with a folder for its `index.html`; what is not a web address is its own key."""
    try:
        key = page_key(url)
    except ValueError:
        return url
    return key.removesuffix("index.html") if key.endswith("/index.html") else key


def request_key(url: str) -> str:
    """Return the site key with its scheme: http and https of a host may answer differently."""
    return f"{url.strip().partition(':')[0].lower()}://{site_key(url)}" if is_web(url) else url


def sitemap_key(url: str) -> str:
    """Return the site key without "www." and the last slash, in which a sitemap may differ from links."""
    address, mark, query = site_key(url).partition("?")
    return f"{address.removeprefix('www.').rstrip('/')}{mark}{query}"


def alternate_key(url: str) -> str:
    """Return the sitemap key without its query and in lower case: versions in other languages name a page loosely."""
    return sitemap_key(url).partition("?")[0].lower()


def history_key(url: str, start: str) -> str:
    """Return the page key as a path where its host is the start's, the canonical address of one on another host.

    So the pages of a server on a random port stay the same pages. Raises ValueError for what is not a web address.
    """
    key = page_key(url)
    host, slash, rest = key.partition("/")
    return slash + rest if host == host_of(start) else canonical(url)


def purpose_key(url: str) -> str:
    """Return the sitemap key without an index page of any kind and parameters that state where a visitor comes from.

    What is not a web address is its own key.
    """
    if not is_web(url):
        return url
    address, _, query = sitemap_key(url).partition("?")
    pairs = [pair for pair in parse_qsl(query, keep_blank_values=True) if not ORIGIN.fullmatch(pair[0])]
    return f"{INDEX.sub('', address)}?{urlencode(pairs)}"


def twin_key(url: str) -> str:
    """Return the purpose key without empty folders: where two pages have the same, and show the same, they are one."""
    address, mark, query = purpose_key(url).partition("?")
    return f"{re.sub('/{2,}', '/', address)}{mark}{query}"


def is_web(url: str) -> bool:
    """Return whether this is a valid http or https address."""
    try:
        canonical(url)
    except ValueError:
        return False
    return True


def route_of(url: str) -> str:
    """Return the fragment with its `#` where it is a route of an app, else nothing."""
    fragment = url.partition("#")[2]
    return f"#{fragment}" if fragment.startswith(ROUTES) else ""


def is_same_host(one: str, other: str) -> bool:
    """Return whether two addresses are on one host; what is not a web address is on none."""
    return is_web(one) and is_web(other) and host_of(one) == host_of(other)


def path_of(url: str) -> str:
    """Return the path as it is encoded; empty for what is not a web address."""
    return _parse(url).raw_path if is_web(url) else ""


def is_loopback(url: str) -> bool:
    """Return whether the address is of this machine. Raises ValueError for what is no http or https address."""
    host = (_parse(url).raw_host or "").rstrip(".").lower()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _parse(url: str) -> URL:
    try:
        address = URL(url.strip())
        port = address.explicit_port
    except UnicodeError:
        raise ValueError("the host name is not valid") from None
    except (ValueError, TypeError, IndexError) as error:
        raise ValueError(f"{error}".splitlines()[0] if f"{error}" else "it cannot be read") from None
    if address.scheme not in DEFAULT_PORTS:
        raise ValueError("it does not begin with http:// or https://")
    host = (address.raw_host or "").rstrip(".")
    if not host:
        raise ValueError("it has no host")
    if ":" not in host and not HOST.fullmatch(host):
        raise ValueError("the host name is not valid")
    if port == 0:
        raise ValueError("the port is not valid")
    if address.raw_user is not None or address.raw_password is not None:
        raise ValueError("a name or password in an address would be shown in every report")
    return address


def _authority(address: URL) -> str:
    host = (address.raw_host or "").rstrip(".").lower()
    host = f"[{host}]" if ":" in host else host
    port = address.explicit_port
    return host if port in (None, DEFAULT_PORTS[address.scheme]) else f"{host}:{port}"


def _without_session(segment: str) -> str:
    """Return a path segment without the session ids that servers append as `;name=value`."""
    if ";" not in segment:
        return segment
    name, *parameters = segment.split(";")
    return ";".join([name, *(one for one in parameters if not _is_noise(one))])


def _is_noise(parameter: str) -> bool:
    name = parameter.partition("=")[0]
    return bool(TRACKING.fullmatch(name) or SESSION.fullmatch(name) or MAYBE_SESSION.fullmatch(parameter))
