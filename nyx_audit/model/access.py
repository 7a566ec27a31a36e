"""How a site is entered that is not open to everybody, and the actions by which a person signs in or fills in a form."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that no report shows: in an environment variable, or a file. It is neither compared nor printed."""

    env: str = ""
    file: str = ""
    value: str = field(default="", repr=False, compare=False)


Value = str | Secret
# A cookie of fewer signs is a setting, such as a language; nobody is let in by it.
SESSION_SIGNS = 16


def plain(value: Value) -> str:
    """Return the value itself."""
    return value.value if isinstance(value, Secret) else value


def session_values(state: str) -> list[str]:
    """Return what of a storage state lets somebody in: long values of cookies and stores. Raises ValueError."""
    found = json.loads(state)
    values = [str(one["value"]) for one in found.get("cookies", ())]
    values += [str(item["value"]) for origin in found.get("origins", ()) for item in origin.get("localStorage", ())]
    return [one for one in values if len(one) >= SESSION_SIGNS and not any(map(str.isspace, one))]


class Deed(StrEnum):
    """What a person does. The value is the word of the configuration."""

    GOTO = "goto"
    FILL = "fill"
    CHOOSE = "choose"
    CHECK = "check"
    UNCHECK = "uncheck"
    CLICK = "click"
    PRESS = "press"
    WAIT_FOR = "wait_for"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a person does: `what` is an address, the name of a control, a key or a text.

    `value` is what is filled in or chosen. Only an action that `sends` may let another request than GET leave.
    """

    deed: Deed
    what: str
    value: Value = ""
    sends: bool = False

    def __str__(self) -> str:
        return f'{self.deed.value} "{self.what}"'


@dataclass(frozen=True, slots=True)
class Login:
    """How one signs in. `logged_out` is a text of the page, or the beginning of an address, that shows a login is needed."""

    start: str
    actions: tuple[Action, ...]
    logged_out: str = ""


@dataclass(frozen=True, slots=True)
class ClientCertificate:
    """The files of a client's certificate and its key, in PEM."""

    certificate: str
    key: str
    passphrase: Value = ""


@dataclass(frozen=True, slots=True)
class Access:
    """What the hosts of a site are shown, and no others. A host has its port, where that is not the scheme's own.

    Where it `is_secure`, nothing is shown over a connection that is not encrypted.

    `storage_state` is the text of a browser's cookies and stores, as Playwright writes it.
    """

    hosts: tuple[str, ...]
    headers: tuple[tuple[str, Value], ...] = ()
    cookies: tuple[tuple[str, Value], ...] = ()
    basic_auth: tuple[Value, Value] | None = None
    client_certificate: ClientCertificate | None = None
    storage_state: Secret | None = None
    ignore_https_errors: bool = False
    is_secure: bool = False
    login: Login | None = None

    @property
    def is_signed_in(self) -> bool:
        """Whether pages are expected as somebody who is signed in sees them: a sign-in in their place is a failure."""
        return self.login is not None or self.storage_state is not None

    @property
    def holds_session(self) -> bool:
        """Whether what a page shows hangs on cookies, which fetches outside of the browser do not have."""
        return self.is_signed_in or bool(self.cookies)


@dataclass(frozen=True, slots=True)
class Script:
    """What is done on a page until it is in the state that is to be audited; `called` is that state, for people.

    `hosts` are those that it may lead to.
    """

    actions: tuple[Action, ...]
    hosts: tuple[str, ...]
    called: str = ""


@dataclass(frozen=True, slots=True)
class FlowStep:
    """One step of a flow: its name, and what is done to come to it from the one before."""

    name: str
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """A form or another way through a site, step by step; each step is audited in its own state."""

    id: str
    name: str
    start: str
    steps: tuple[FlowStep, ...]
