"""The keys `access` and `flows`, as they are written and checked. What they mean to the program: `access.py`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import Field, GetJsonSchemaHandler, field_validator, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from nyx_audit.config.strict import ID, Strict, read_place
from nyx_audit.model.access import Deed
from nyx_audit.net.addresses import host_of

# What is never written into a file that a team shares.
SECRET_NAME = re.compile(
    r"authorization|cookie|token|secret|passw|passphrase|passcode|\bpin\b|api[-_ ]?key|credential|signature|bypass"
    r"|contraseñ|mot de passe|kennwort",
    re.IGNORECASE,
)
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
Role = Literal[
    "button", "link", "menuitem", "tab", "option", "textbox", "searchbox", "combobox", "spinbutton", "listbox",
    "radiogroup", "group", "checkbox", "radio", "switch", "menuitemcheckbox",
]  # fmt: skip
HOW = "write {env: NAME} or {file: PATH}"
# Deeds that say what is entered, too.
WITH = (Deed.FILL, Deed.CHOOSE)
# What the program itself must say of a request.
OWN_HEADERS = frozenset({"host", "content-length", "connection", "transfer-encoding", "cookie", "user-agent"})


class SecretFile(Strict):
    """Where a secret is: an environment variable, or a file that holds nothing else."""

    env: str | None = Field(None, description="The environment variable that holds it.")
    file: str | None = Field(
        None, description="The file that holds it, beside this one; its last line break is no part."
    )

    @model_validator(mode="before")
    @classmethod
    def _somewhere_else(cls, value: Any) -> Any:
        # A value that is refused is not repeated: it may be the secret itself.
        if not isinstance(value, Mapping):
            raise ValueError(f"a secret is not written here; {HOW}")
        return value

    @model_validator(mode="after")
    def _in_one_place(self) -> Self:
        if len([one for one in self.model_fields_set if getattr(self, one) is not None]) != 1:
            raise ValueError(f"a secret comes from one place; {HOW}")
        return self

    @field_validator("env")
    @classmethod
    def _variable(cls, value: str) -> str:
        if not VARIABLE.fullmatch(value):
            raise ValueError("is not the name of an environment variable, such as STAGING_PASSWORD")
        return value


class ValueFile(SecretFile):
    """A value that anybody may read, as text, or where a secret is."""

    text: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _somewhere_else(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"text": value}
        if not isinstance(value, Mapping):
            raise ValueError("is not text; put it in quotes")
        if "text" in value:
            raise ValueError(f"write the text itself, or where a secret is: {HOW}")
        return value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        secret = handler(schema)
        known = handler.resolve_ref_schema(secret)
        known["properties"].pop("text", None)
        known["type"] = ["string", "object"]
        return secret


class StepFile(Strict):
    """One thing that a person does, in a person's words: controls are named as they are labelled on the page."""

    goto: str | None = Field(None, description="Open an address, or a path on the first start's host.")
    fill: str | None = Field(None, description="Fill in the field of this label; `with` says what.")
    choose: str | None = Field(None, description="Choose in the list or group of this label; `with` says which option.")
    check: str | None = Field(None, description="Check the box, or choose the radio button, of this label.")
    uncheck: str | None = Field(None, description="Uncheck the box of this label.")
    click: str | None = Field(None, description="Click the button, link or other control of this name.")
    press: str | None = Field(None, description="Press a key, such as Enter, Tab or Control+A, where the focus is.")
    wait_for: str | None = Field(None, description="Wait until this text can be seen.")
    with_: ValueFile | None = Field(None, alias="with", description="What is filled in, or which option is chosen.")
    role: Role | None = Field(None, description="The role of the control, where several have the name: button, link …")
    sends: bool = Field(
        False,
        description="Whether this may send something (a request other than GET or HEAD) to the site's hosts; in a login, "
        "every step may.",
    )

    @model_validator(mode="after")
    def _one_deed(self) -> StepFile:
        words = [one.value for one in Deed if getattr(self, one.value) is not None]
        if len(words) != 1:
            allowed = ", ".join(Deed)
            found = f"not {' and '.join(words)} at once" if words else "none is here"
            raise ValueError(f"a step does one of {allowed}; {found}")
        if (self.with_ is not None) != (self.deed in WITH):
            raise ValueError(f'{words[0]}: "with" stands beside fill and choose, and only there')
        if self.role and self.deed in (Deed.GOTO, Deed.PRESS, Deed.WAIT_FOR):
            raise ValueError(f"{words[0]}: no control is looked for; leave out `role`")
        if not self.what:
            raise ValueError(f"{words[0]}: is empty")
        if self.with_ and self.with_.text is not None and SECRET_NAME.search(self.what):
            raise ValueError(f'fill "{self.what}": a secret is not written here; with: {HOW.removeprefix("write ")}')
        if self.sends and self.deed in (Deed.GOTO, Deed.WAIT_FOR):
            raise ValueError(f"{words[0]}: sends nothing by itself; leave out `sends`")
        return self

    @field_validator("goto")
    @classmethod
    def _place(cls, value: str) -> str:
        return read_place(value)

    @property
    def deed(self) -> Deed:
        """What is done."""
        return next(one for one in Deed if getattr(self, one.value) is not None)

    @property
    def what(self) -> str:
        """What it is done to."""
        return str(getattr(self, self.deed.value))


class LoginFile(Strict):
    """How one signs in. It is done once before the first page, and once more where it expired."""

    steps: list[StepFile] = Field(
        min_length=1, description="What is done; it begins on the first start page, or with goto."
    )
    logged_out: str | None = Field(
        None,
        min_length=1,
        description="What shows that a login is needed, beside an answer of 401 and a redirect to a sign-in: a text of "
        "the page, or the beginning of an address or path.",
    )


class BasicAuthFile(Strict):
    """The user and the password of HTTP's own login."""

    user: ValueFile = Field(description="The name of the user.")
    password: SecretFile = Field(description="Where the password is.")


class ClientCertificateFile(Strict):
    """A client's certificate and its key, in PEM; paths are beside this file."""

    certificate: str = Field(description="The file of the certificate.")
    key: str = Field(description="The file of its key.")
    passphrase: SecretFile | None = Field(None, description="Where the passphrase of the key is, if it has one.")


class AccessFile(Strict):
    """How a site is entered that is not open to everybody. All of it goes to the site's own hosts only."""

    hosts: list[str] = Field(
        [], description="Further hosts that all of this goes to, such as that of a sign-in that several sites share."
    )
    headers: dict[str, ValueFile] = Field({}, description="Headers that each request bears.")
    cookies: dict[str, SecretFile] = Field({}, description="Cookies, by name.")
    basic_auth: BasicAuthFile | None = Field(None, description="HTTP's own login, with a user and a password.")
    client_certificate: ClientCertificateFile | None = Field(None, description="What hosts are shown that ask for one.")
    storage_state: str | None = Field(
        None, description="A file of cookies and stores that `nyx-audit login` wrote, or Playwright; beside this file."
    )
    ignore_https_errors: bool = Field(False, description="Whether a certificate that nobody trusts is good enough.")
    login: LoginFile | None = Field(None, description="How one signs in, step by step.")

    @field_validator("hosts")
    @classmethod
    def _hosts(cls, value: list[str]) -> list[str]:
        for one in value:
            if not re.fullmatch(r"[^/@\s]+", one):
                raise ValueError(f'"{one}" is not a host name; leave out https://')
        return [host_of(f"https://{one}") for one in value]

    @field_validator("headers")
    @classmethod
    def _headers(cls, value: dict[str, ValueFile]) -> dict[str, ValueFile]:
        for name, one in value.items():
            if not HEADER.fullmatch(name) or name.lower() in OWN_HEADERS:
                hint = "; cookies have a key of their own" if name.lower() == "cookie" else ""
                raise ValueError(f'"{name}" is not a header that can be set{hint}')
            if one.text is not None and SECRET_NAME.search(name):
                raise ValueError(f"{name}: a secret is not written here; {HOW}")
        return value


class FlowStepFile(Strict):
    """A step of a flow, which is audited as it stands when all of `do` is done."""

    name: str = Field(min_length=1, max_length=80, description="What reports call the step, such as Your address.")
    do: list[StepFile] = Field([], description="What is done to come here from the step before.")


class FlowFile(Strict):
    """A form, or another way through the site: each step is audited in its state, and nothing is sent unless a step says so."""

    id: str = Field(pattern=ID, max_length=40, description="Unique within the site, in kebab-case.")
    name: str = Field(min_length=1, description="What reports call it, such as Apply for a permit.")
    start: str = Field(description="Where it begins: an address, or a path on the first start's host.")
    steps: list[FlowStepFile] = Field(min_length=1, max_length=50, description="Its steps, in their order.")

    @field_validator("start")
    @classmethod
    def _start(cls, value: str) -> str:
        return read_place(value)
