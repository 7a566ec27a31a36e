"""What `access` and `flows` of a configuration mean; secrets are read when a run begins, and not before."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from nyx_audit.config.access_file import AccessFile, FlowFile, LoginFile, SecretFile, StepFile, ValueFile
from nyx_audit.errors import InputError
from nyx_audit.model.access import (
    Access,
    Action,
    ClientCertificate,
    Deed,
    Flow,
    FlowStep,
    Login,
    Secret,
    Value,
    session_values,
)
from nyx_audit.net.addresses import origin_of
from nyx_audit.redact import keep_secret
from nyx_audit.yaml_input import read_text


def access_of(file: AccessFile, start: str, hosts: Sequence[str], folder: Path) -> Access:
    """Return an access to these hosts, and those that it names; paths are beside the configuration, in `folder`.

    `start` is the address that a login begins with. No secret is read.
    """
    basic, shown = file.basic_auth, file.client_certificate
    return Access(
        hosts=tuple(dict.fromkeys((*hosts, *file.hosts))),
        headers=tuple((name, _value(one, folder)) for name, one in file.headers.items()),
        cookies=tuple((name, _secret(one, folder)) for name, one in file.cookies.items()),
        basic_auth=(_value(basic.user, folder), _secret(basic.password, folder)) if basic else None,
        client_certificate=ClientCertificate(
            str(folder / shown.certificate),
            str(folder / shown.key),
            _secret(shown.passphrase, folder) if shown.passphrase else "",
        )
        if shown
        else None,
        storage_state=Secret(file=str(folder / file.storage_state)) if file.storage_state else None,
        ignore_https_errors=file.ignore_https_errors,
        is_secure=start.startswith("https:"),
        login=_login(file.login, start, folder) if file.login else None,
    )


def flows_of(files: Sequence[FlowFile], start: str, folder: Path) -> tuple[Flow, ...]:
    """Return flows; paths in them are of the host of `start`. No secret is read."""
    return tuple(
        Flow(
            one.id,
            one.name,
            _whole(one.start, start),
            tuple(FlowStep(step.name, tuple(_action(deed, start, folder) for deed in step.do)) for step in one.steps),
        )
        for one in files
    )


def unlocked(access: Access) -> Access:
    """Return an access with its secrets read. Raises InputError for one that is not there."""
    state = access.storage_state
    login, shown = access.login, access.client_certificate
    return replace(
        access,
        headers=tuple((name, _read(one)) for name, one in access.headers),
        cookies=tuple((name, _read(one)) for name, one in access.cookies),
        basic_auth=(_read(access.basic_auth[0]), _read(access.basic_auth[1])) if access.basic_auth else None,
        client_certificate=replace(shown, passphrase=_read(shown.passphrase)) if shown else None,
        storage_state=replace(state, value=_read_state(Path(state.file))) if state else None,
        login=replace(login, actions=_with_values(login.actions)) if login else None,
    )


def unlocked_flows(flows: Sequence[Flow]) -> tuple[Flow, ...]:
    """Return flows with their secrets read. Raises InputError for one that is not there."""
    return tuple(
        replace(one, steps=tuple(replace(step, actions=_with_values(step.actions)) for step in one.steps))
        for one in flows
    )


def _login(file: LoginFile, start: str, folder: Path) -> Login:
    actions = [replace(_action(one, start, folder), sends=True) for one in file.steps]
    if actions[0].deed is Deed.GOTO:
        start = actions.pop(0).what
    return Login(start, tuple(actions), file.logged_out or "")


def _action(file: StepFile, start: str, folder: Path) -> Action:
    what = _whole(file.what, start) if file.deed is Deed.GOTO else file.what
    return Action(file.deed, what, _value(file.with_, folder) if file.with_ else "", file.sends, file.role or "")


def _whole(place: str, start: str) -> str:
    return origin_of(start) + place if place.startswith("/") else place


def _value(file: ValueFile, folder: Path) -> Value:
    return file.text if file.text is not None else _secret(file, folder)


def _secret(file: SecretFile, folder: Path) -> Secret:
    return Secret(file.env or "", str(folder / file.file) if file.file else "")


def _with_values(actions: Sequence[Action]) -> tuple[Action, ...]:
    return tuple(replace(one, value=_read(one.value)) for one in actions)


def _read(value: Value) -> Value:
    """Return a value with its secret read, which no text shows from now on."""
    if not isinstance(value, Secret):
        return value
    found = os.environ.get(value.env, "") if value.env else read_text(Path(value.file)).rstrip("\r\n")
    if value.env and not found:
        raise InputError("access", f"the environment variable {value.env} is not set, or is empty")
    if not found:
        raise InputError(value.file, "is empty; it must hold a secret")
    keep_secret(found)
    return replace(value, value=found)


def _read_state(path: Path) -> str:
    """Return the text of a storage state, whose cookies and tokens no text shows from now on."""
    text = read_text(path)
    try:
        keep_secret(*session_values(text))
    except (ValueError, TypeError, KeyError, AttributeError):
        raise InputError(path, "is not a storage state; write one with: nyx-audit login SITE --save FILE") from None
    return text
