"""What `access` and `flows` may say, and what is refused with one clear line that repeats no secret."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from nyx_audit.config.access import unlocked, unlocked_flows
from nyx_audit.config.sites import SiteConfig, load_config
from nyx_audit.config.sites_file import json_schema
from nyx_audit.engine.auditor import Job
from nyx_audit.engine.flows import flow_jobs, is_scan_point
from nyx_audit.errors import InputError, UsageError
from nyx_audit.model.access import Access, Action, Deed, Flow, FlowStep, Secret, session_values
from nyx_audit.net.access import Accesses, fetch_fields, header_fields, tls_of
from nyx_audit.net.addresses import history_key, page_key
from nyx_audit.redact import MARK, cleared, forget_secrets

SITE = """\
version: 1
agencies:
  - id: a
    name: A
    sites:
      - id: s
        name: S
        start: [https://www.example.gov/]
        also_hosts: [example.gov]
        access:
          hosts: [login.example.gov]
          headers: {X-Key: {env: NYX_TEST_KEY}, X-Plain: nightly}
          cookies: {session: {file: cookie.txt}}
          login:
            steps:
              - goto: /login
              - fill: Password
                with: {env: NYX_TEST_PASSWORD}
              - click: Sign in
        flows:
          - id: apply
            name: Apply
            start: /apply/
            steps:
              - name: About you
              - name: Your address!
                do:
                  - fill: Full name
                    with: Ada
                  - click: Continue
                    sends: true
"""


def site(folder: Path, old: str = "", new: str = "") -> SiteConfig:
    assert old in SITE
    file = folder / "sites.yaml"
    file.write_text(SITE.replace(old, new) if old else SITE)
    return load_config(file).sites[0]


def test_the_schema_knows_what_the_file_may_say() -> None:
    validator = Draft202012Validator(json_schema())
    assert not list(validator.iter_errors(yaml.safe_load(SITE)))
    assert list(validator.iter_errors(yaml.safe_load(SITE.replace("{env: NYX_TEST_PASSWORD}", "[a]"))))
    assert list(validator.iter_errors(yaml.safe_load(SITE.replace("session: {file: cookie.txt}", "session: text"))))


def test_an_access_is_for_the_hosts_of_the_site_and_those_that_it_names(tmp_path: Path) -> None:
    access = site(tmp_path).access
    assert access is not None
    assert access.hosts == ("www.example.gov", "example.gov", "login.example.gov")
    known = Accesses.of([access])
    assert known.to("https://login.example.gov/start") is access
    assert known.to("https://www.example.gov:8443/") is None
    assert known.to("https://www.example.gov.evil.example/") is None
    assert known.to("about:blank") is None


def test_what_a_site_of_https_is_shown_is_never_sent_without_encryption(tmp_path: Path) -> None:
    access = site(tmp_path).access
    assert access is not None
    known = Accesses.of([access])
    assert known.to("http://www.example.gov/") is None
    assert known.of_host("http://www.example.gov/") is access


def test_a_login_begins_where_its_first_step_goes_and_each_of_its_steps_may_send(tmp_path: Path) -> None:
    access = site(tmp_path).access
    assert access is not None
    assert access.login is not None
    assert access.login.start == "https://www.example.gov/login"
    assert [(one.deed, one.sends) for one in access.login.actions] == [(Deed.FILL, True), (Deed.CLICK, True)]


def test_secrets_are_read_when_a_run_begins_and_then_shown_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NYX_TEST_KEY", "value-of-key")
    monkeypatch.setenv("NYX_TEST_PASSWORD", "value-of-password")
    (tmp_path / "cookie.txt").write_text("value-of-cookie\n")
    found = site(tmp_path)
    assert found.access is not None
    access = unlocked(found.access)
    assert header_fields(access) == {"X-Key": "value-of-key", "X-Plain": "nightly"}
    assert fetch_fields(access)["Cookie"] == "session=value-of-cookie"
    assert "value-of" not in repr(access)
    assert cleared("value-of-key value-of-password value-of-cookie nightly") == f"{MARK} {MARK} {MARK} nightly"
    forget_secrets()


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("NYX_TEST_KEY", "access: the environment variable NYX_TEST_KEY is not set, or is empty"),
        ("cookie.txt", "cookie.txt: cannot be read (No such file or directory)"),
    ],
)
def test_a_secret_that_is_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str, said: str
) -> None:
    for name in {"NYX_TEST_KEY", "NYX_TEST_PASSWORD"} - {missing}:
        monkeypatch.setenv(name, "a-value-of-it")
    if missing != "cookie.txt":
        (tmp_path / "cookie.txt").write_text("a-cookie-of-it")
    found = site(tmp_path).access
    assert found is not None
    with pytest.raises(InputError) as error:
        unlocked(found)
    assert str(error.value).endswith(said)
    forget_secrets()


REFUSED = [
    ("{env: NYX_TEST_PASSWORD}", "hunter2-literal", 'fill "Password": a secret is not written here'),
    ("session: {file: cookie.txt}", "session: hunter2-literal", "a secret is not written here"),
    ("X-Plain: nightly", "Authorization: hunter2-literal", "Authorization: a secret is not written here"),
    ("X-Plain: nightly", "Cookie: hunter2-literal", '"Cookie" is not a header that can be set; cookies have a key'),
    ("X-Plain: nightly", '"X Plain": nightly', '"X Plain" is not a header that can be set'),
    ("{env: NYX_TEST_KEY}", "{env: hunter2 literal}", "is not the name of an environment variable"),
    ("{env: NYX_TEST_KEY}", "{env: NYX_TEST_KEY, file: a}", "a secret comes from one place"),
    ("{env: NYX_TEST_KEY}", "{}", "a secret comes from one place"),
    ("with: Ada", "with: 12203", "is not text; put it in quotes"),
    ("with: Ada", "sends: true", '"with" stands beside fill and choose'),
    ("click: Continue", "clik: Continue", 'unknown key "agencies.0.sites.0.flows.0.steps.1.do.1.clik" (did you mean "click"?)'),
    ("click: Continue", "wait_for: Continue", "wait_for: sends nothing by itself"),
    ("- click: Sign in", "- click: Sign in\n                press: Enter", "not click and press at once"),
    ("start: /apply/", "start: https://b.example/", 'flows: "https://b.example/" is not of this site; its hosts are'),
    ("start: /apply/", "start: ftp://a.example/", "is not a web address"),
    ("hosts: [login.example.gov]", "hosts: ['https://login.example.gov']", "is not a host name; leave out https://"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), REFUSED)
def test_what_is_not_allowed_is_one_clear_line_without_the_secret(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    with pytest.raises(InputError) as error:
        site(tmp_path, old, new)
    text = str(error.value).splitlines()[0]
    assert said in text
    assert "sites.yaml:" in text
    assert "hunter2" not in text


def test_each_step_of_a_flow_is_a_page_of_its_own_that_does_all_before_it_anew(tmp_path: Path) -> None:
    found = site(tmp_path)
    flow = found.flows[0]
    jobs = flow_jobs(flow, found.scope.hosts, Job(flow.start, flow.start, seconds=60))
    assert [one.requested for one in jobs] == [
        "https://www.example.gov/apply/#flow:apply/1-about-you",
        "https://www.example.gov/apply/#flow:apply/2-your-address",
    ]
    assert all(one.url == "https://www.example.gov/apply/" and is_scan_point(one.requested) for one in jobs)
    assert [len(one.script.actions) if one.script else None for one in jobs] == [0, 2]
    assert jobs[1].seconds > jobs[0].seconds
    keys = {history_key(one.requested, found.starts[0]) for one in jobs} | {page_key(flow.start)}
    assert len(keys) == 3


def test_a_flow_keeps_a_secret_that_it_fills_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NYX_TEST_NUMBER", "123-45-6789")
    flow = Flow(
        "f", "F", "https://a.example/", (FlowStep("One", (Action(Deed.FILL, "SSN", Secret("NYX_TEST_NUMBER")),)),)
    )
    unlocked_flows([flow])
    assert cleared("it is 123-45-6789") == f"it is {MARK}"
    forget_secrets()


def test_two_sites_that_share_a_host_must_have_the_same_access() -> None:
    one, same, other = (Access(("a.example",), headers=(("X-A", value),)) for value in ("1", "1", "2"))
    assert Accesses.of([one, same]).to("https://a.example/") == one
    with pytest.raises(UsageError, match="two sites share the host"):
        Accesses.of([one, other])


def test_a_client_certificate_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    from nyx_audit.model.access import ClientCertificate

    shown = ClientCertificate(str(tmp_path / "none.pem"), str(tmp_path / "none.key"))
    with pytest.raises(UsageError, match=r"client_certificate: .*none.pem cannot be used"):
        tls_of(Access(("a.example",), client_certificate=shown))


def test_of_a_storage_state_only_what_lets_somebody_in_is_a_secret() -> None:
    state = (
        '{"cookies": [{"value": "0123456789abcdef"}, {"value": "en"}],'
        ' "origins": [{"localStorage": [{"value": "token-of-many-signs"}, {"value": "a text of several words"}]}]}'
    )
    assert session_values(state) == ["0123456789abcdef", "token-of-many-signs"]
