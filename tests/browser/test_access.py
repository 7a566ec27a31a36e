"""How sites are entered that are not open to everybody, in the real browser against a small agency."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from nyx_audit.browser.axe import load_engine
from nyx_audit.browser.find import find_browser
from nyx_audit.browser.logins import Logins
from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session, open_session
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.catalogue.plan import plan_for
from nyx_audit.errors import PageFailed, PageSkipped
from nyx_audit.model.access import Access, Action, ClientCertificate, Deed, Login, Script, Secret
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.evidence.visit import Plan
from nyx_audit.model.outcome import View
from nyx_audit.model.reason import ReasonCode
from nyx_audit.net.access import Accesses
from nyx_audit.net.addresses import host_of
from nyx_audit.net.client import open_session as fetching
from nyx_audit.net.gate import Ends, dial, open_gate
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.pace import Pace
from nyx_audit.net.policy import FetchPolicy, Limits
from tests.support.agency_app import PASSWORD, USER, Agency, Certificates, serve_agency

NOTHING = Plan({})


def login_of(agency: Agency, password: str = PASSWORD) -> Login:
    """The sign-in of the agency, as a person does it."""
    return Login(
        agency.url + "login",
        (
            Action(Deed.FILL, "E-mail", Secret("USER", value=USER), sends=True),
            Action(Deed.FILL, "Password", Secret("PASSWORD", value=password), sends=True),
            Action(Deed.CLICK, "Sign in", sends=True),
        ),
    )


def access_to(agency: Agency) -> Access:
    return Access((host_of(agency.url),))


@asynccontextmanager
async def entering(catalogue: Catalogue, *accesses: Access) -> AsyncIterator[Session]:
    """A browser that has these accesses."""
    engine = load_engine(catalogue.in_page)
    async with open_session(find_browser(), engine, logins=Logins(Accesses.of(accesses))) as session:
        yield session


def flow(agency: Agency, *actions: Action) -> VisitRequest:
    """A visit of the permit form in the state to which these actions bring it."""
    return VisitRequest(agency.url + "apply/", NOTHING, fresh=True, script=Script(actions, (host_of(agency.url),)))


@contextmanager
def third_party() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Another host; the headers of what came to it."""
    came: list[dict[str, str]] = []

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            came.append({name.lower(): value for name, value in self.headers.items()})
            self.send_response(200)
            self.send_header("Content-Type", "text/javascript")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", came
        server.shutdown()


async def test_a_page_behind_a_login_is_visited_after_one_login_for_all(catalogue: Catalogue) -> None:
    with serve_agency() as agency:
        async with entering(catalogue, replace(access_to(agency), login=login_of(agency))) as session:
            first = await session.visit(VisitRequest(agency.url + "account/", NOTHING))
            second = await session.visit(VisitRequest(agency.url + "account/permits/", NOTHING, fresh=True))
        assert first.title.startswith("Your account")
        assert second.title.startswith("Your permits")
        assert agency.logins == 1


async def test_a_login_that_expired_is_renewed_once_and_then_the_page_fails(catalogue: Catalogue) -> None:
    with serve_agency() as agency:
        async with entering(catalogue, replace(access_to(agency), login=login_of(agency))) as session:
            await session.visit(VisitRequest(agency.url + "account/", NOTHING))
            agency.expire()
            again = await session.visit(VisitRequest(agency.url + "account/permits/", NOTHING))
            assert again.title.startswith("Your permits")
            agency.expire()
            with pytest.raises(PageFailed) as failed:
                await session.visit(VisitRequest(agency.url + "account/", NOTHING, must=False, follows=True))
        assert failed.value.reason.code is ReasonCode.LOGIN
        assert "login needed" in failed.value.reason.text
        assert agency.logins == 2


async def test_a_login_may_begin_on_a_page_that_leads_to_the_sign_in(catalogue: Catalogue) -> None:
    with serve_agency() as agency:
        login = replace(login_of(agency), start=agency.url + "account/")
        async with entering(catalogue, replace(access_to(agency), login=login)) as session:
            page = await session.visit(VisitRequest(agency.url + "account/permits/", NOTHING))
        assert page.title.startswith("Your permits")


async def test_a_login_that_fails_is_not_tried_for_each_page(catalogue: Catalogue) -> None:
    with serve_agency() as agency:
        access = replace(access_to(agency), login=login_of(agency, "wrong"))
        async with entering(catalogue, access) as session:
            for page in ("account/", "news/"):
                with pytest.raises(PageFailed, match="password is wrong"):
                    await session.visit(VisitRequest(agency.url + page, NOTHING))
        assert [one.method for one in agency.came("/login")] == ["GET", "POST"]


async def test_a_login_survives_the_end_of_the_browser(catalogue: Catalogue) -> None:
    with serve_agency() as agency:
        async with entering(catalogue, replace(access_to(agency), login=login_of(agency))) as session:
            await session.visit(VisitRequest(agency.url + "account/", NOTHING))
            await session._browser.close()
            again = await session.visit(VisitRequest(agency.url + "account/permits/", NOTHING))
            alone = await session.visit(VisitRequest(agency.url + "account/letters/", NOTHING, alone=True))
        assert again.title.startswith("Your permits")
        assert alone.title.startswith("Your letters")
        assert agency.logins == 1


async def test_headers_and_basic_auth_reach_every_request_of_the_site_and_no_other_host(catalogue: Catalogue) -> None:
    agency = Agency(header=("X-Staging", "key-of-staging"), basic=("ada", "pass-of-ada"))
    with serve_agency(agency), third_party() as (elsewhere, came):
        agency.pages["/"] += f"<script src='{elsewhere}a.js'></script><img src='/redirect?{elsewhere}b.png' alt='A'>"
        headers = (("X-Staging", Secret("KEY", value="key-of-staging")),)
        access = replace(access_to(agency), headers=headers, basic_auth=("ada", Secret("P", value="pass-of-ada")))
        async with entering(catalogue, access) as session:
            page = await session.visit(VisitRequest(agency.url, NOTHING))
            with pytest.raises(PageSkipped):
                # The page itself leads there, too.
                await session.visit(VisitRequest(f"{agency.url}redirect?{elsewhere}", NOTHING))
        assert page.http_status == 200
        sheets = agency.came("/style.css")
        assert sheets
        assert all(one.headers.get("X-Staging") == "key-of-staging" for one in sheets)
        assert all(one.headers.get("Authorization", "").startswith("Basic ") for one in sheets)
        assert len(came) >= 3
        assert not any("x-staging" in one or "authorization" in one for one in came)


async def test_a_page_that_asks_for_a_header_fails_without_it(catalogue: Catalogue) -> None:
    agency = Agency(header=("X-Staging", "key-of-staging"))
    with serve_agency(agency):
        async with entering(catalogue) as session:
            with pytest.raises(PageFailed, match="403"):
                await session.visit(VisitRequest(agency.url, NOTHING))


async def test_a_certificate_that_nobody_trusts_is_taken_where_the_configuration_says_so(catalogue: Catalogue) -> None:
    with serve_agency(tls=Certificates().server()) as agency:
        async with entering(catalogue, access_to(agency)) as session:
            with pytest.raises(PageFailed) as failed:
                await session.visit(VisitRequest(agency.url, NOTHING))
            assert failed.value.reason.code is ReasonCode.CERTIFICATE
        async with entering(catalogue, replace(access_to(agency), ignore_https_errors=True)) as session:
            page = await session.visit(VisitRequest(agency.url, NOTHING))
        assert page.title.startswith("Permits")


async def test_a_host_that_asks_for_a_client_certificate_is_shown_one(catalogue: Catalogue, tmp_path: Path) -> None:
    issued = Certificates()
    certificate, key = tmp_path / "client.pem", tmp_path / "client.key"
    for file, text in zip((certificate, key), issued.client(), strict=True):
        file.write_bytes(text)
    with serve_agency(tls=issued.server(asks=True)) as agency:
        access = replace(
            access_to(agency),
            ignore_https_errors=True,
            client_certificate=ClientCertificate(str(certificate), str(key)),
        )
        async with entering(catalogue, access) as session:
            page = await session.visit(VisitRequest(agency.url, NOTHING))
        assert page.title.startswith("Permits")
        async with entering(catalogue, replace(access, client_certificate=None)) as session:
            with pytest.raises(PageFailed):
                await session.visit(VisitRequest(agency.url, NOTHING))


async def test_with_a_client_certificate_the_gate_is_still_the_only_way_out(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    issued, dialled = Certificates(), list[int]()
    certificate, key = tmp_path / "client.pem", tmp_path / "client.key"
    for file, text in zip((certificate, key), issued.client(), strict=True):
        file.write_bytes(text)

    async def noted(address: str, port: int) -> Ends:
        dialled.append(port)
        return await dial(address, port)

    with serve_agency(tls=issued.server(asks=True)) as agency, third_party() as (elsewhere, came):
        agency.pages["/"] += f"<script src='{elsewhere}a.js'></script>"
        shown = ClientCertificate(str(certificate), str(key))
        access = replace(access_to(agency), ignore_https_errors=True, client_certificate=shown)
        logins, engine = Logins(Accesses.of([access])), load_engine(catalogue.in_page)
        async with open_session(find_browser(), engine, lambda: open_gate(dialling=noted), logins) as session:
            await session.visit(VisitRequest(agency.url, NOTHING))
        assert came
        assert {int(agency.url.rpartition(":")[2].strip("/")), int(elsewhere.rpartition(":")[2].strip("/"))} <= set(
            dialled
        )


async def test_a_form_is_filled_in_up_to_the_page_before_it_is_sent(catalogue: Catalogue) -> None:
    with serve_agency() as agency:
        async with entering(catalogue) as session:
            page = await session.visit(
                flow(
                    agency,
                    Action(Deed.FILL, "Full name", "Ada Lovelace"),
                    Action(Deed.CLICK, "Continue", sends=True),
                    Action(Deed.FILL, "Street", "1 Main Street"),
                    Action(Deed.PRESS, "Enter", sends=True),
                )
            )
        assert page.title.startswith("Review")
        assert page.final_url == agency.url + "apply/3"
        assert agency.sent == []


async def test_nothing_is_sent_that_no_action_says(catalogue: Catalogue) -> None:
    with serve_agency() as agency:
        async with entering(catalogue) as session:
            with pytest.raises(PageFailed, match=r"`sends: true`"):
                await session.visit(flow(agency, Action(Deed.CLICK, "Continue")))
        assert all(one.method == "GET" for one in agency.requests)


async def test_an_action_that_finds_no_control_says_what_was_searched_and_what_is_there(catalogue: Catalogue) -> None:
    with serve_agency() as agency:
        async with entering(catalogue) as session:
            with pytest.raises(PageFailed) as failed:
                await session.visit(flow(agency, Action(Deed.FILL, "Fulll name", "Ada")))
        text = failed.value.reason.text
        assert failed.value.reason.code is ReasonCode.STEP_FAILED
        assert 'action 1 (fill "Fulll name")' in text
        assert '"Full name"' in text


async def test_two_controls_of_one_name_are_an_error(catalogue: Catalogue) -> None:
    with serve_agency() as agency:
        agency.pages["/twice/"] = "<h1>Twice</h1><button>Go</button><button>Go</button>"
        script = Script((Action(Deed.CLICK, "Go"),), (host_of(agency.url),))
        async with entering(catalogue) as session:
            with pytest.raises(PageFailed, match='2 controls are called "Go"'):
                await session.visit(VisitRequest(agency.url + "twice/", NOTHING, script=script))


async def test_what_another_host_embeds_is_told_nothing(catalogue: Catalogue) -> None:
    with serve_agency() as agency, serve_agency() as other:
        agency.pages["/framed/"] = f"<h1>Framed</h1><iframe title='Ad' src='{other.url}login'></iframe>"
        script = Script((Action(Deed.FILL, "Password", Secret("P", value=PASSWORD)),), (host_of(agency.url),))
        async with entering(catalogue) as session:
            with pytest.raises(PageFailed, match='no field is called "Password"'):
                await session.visit(VisitRequest(agency.url + "framed/", NOTHING, script=script))


async def test_a_start_that_leads_to_another_host_is_told_nothing(catalogue: Catalogue) -> None:
    with serve_agency() as agency, serve_agency() as other:
        login = replace(login_of(agency), start=f"{agency.url}redirect?{other.url}login")
        async with entering(catalogue, replace(access_to(agency), login=login)) as session:
            with pytest.raises(PageFailed, match=r"whose host is not of the site; name it in access\.hosts"):
                await session.visit(VisitRequest(agency.url + "account/", NOTHING))
        assert all(one.method == "GET" for one in other.requests)


async def test_an_action_does_not_lead_off_the_site(catalogue: Catalogue) -> None:
    with serve_agency() as agency, third_party() as (elsewhere, came):
        agency.pages["/away/"] = f"<h1>Away</h1><a href='{elsewhere}'>Go away</a>"
        script = Script((Action(Deed.CLICK, "Go away"),), (host_of(agency.url),))
        async with entering(catalogue) as session:
            with pytest.raises(PageFailed, match="whose host is not of the site"):
                await session.visit(VisitRequest(agency.url + "away/", NOTHING, script=script))
        assert came == []


CONTROLS = """<h1>Controls</h1><form><label for=c>County</label><select id=c><option>Albany<option>Kings</select>
<fieldset><legend>Kind of permit</legend><label><input type=radio name=k> Fishing</label><label><input type=radio name=k>
Hunting</label></fieldset><label><input type=checkbox id=a> I agree</label><label><input type=checkbox id=n checked> Send me news</label>
<button type=button onclick="document.title = [c.value, [...document.querySelectorAll('[name=k]')].findIndex((one) => one.checked),
a.checked, n.checked].join()">Look</button></form>"""


async def test_choose_check_and_uncheck_do_what_a_person_would(catalogue: Catalogue) -> None:
    with serve_agency() as agency:
        agency.pages["/controls/"] = CONTROLS
        actions = (
            Action(Deed.CHOOSE, "County", "Kings"),
            Action(Deed.CHOOSE, "Kind of permit", "Hunting"),
            Action(Deed.CHECK, "I agree"),
            Action(Deed.UNCHECK, "Send me news"),
            Action(Deed.CLICK, "Look"),
        )
        script = Script(actions, (host_of(agency.url),))
        async with entering(catalogue) as session:
            page = await session.visit(VisitRequest(agency.url + "controls/", NOTHING, script=script))
        assert page.title == "Kings,1,true,false"


async def test_a_page_that_says_who_is_not_signed_in_has_the_login_renewed(catalogue: Catalogue) -> None:
    with serve_agency() as agency:
        agency.pages["/mine/"] = "<h1>Mine</h1><p>Please sign in to see this.</p>"
        login = replace(login_of(agency), logged_out="Please sign in")
        async with entering(catalogue, replace(access_to(agency), login=login)) as session:
            with pytest.raises(PageFailed, match='login needed: it shows "Please sign in"'):
                await session.visit(VisitRequest(agency.url + "mine/", NOTHING))
        assert agency.logins == 2


async def test_a_storage_state_that_expired_makes_the_page_fail_also_where_it_was_only_linked(
    catalogue: Catalogue,
) -> None:
    with serve_agency() as agency:
        state = Secret(file="login.json", value='{"cookies": [], "origins": []}')
        async with entering(catalogue, replace(access_to(agency), storage_state=state)) as session:
            with pytest.raises(PageFailed, match="login needed"):
                await session.visit(VisitRequest(agency.url + "account/", NOTHING, must=False, follows=True))


async def test_stated_cookies_let_the_browser_and_other_fetches_in(catalogue: Catalogue) -> None:
    with serve_agency() as agency:
        async with entering(catalogue, replace(access_to(agency), login=login_of(agency))) as session:
            await session.visit(VisitRequest(agency.url + "account/", NOTHING))
        key = next(key for key, one in agency._sessions.items() if one.get("user"))
        access = replace(access_to(agency), cookies=(("session", Secret("S", value=key)),))
        async with entering(catalogue, access) as session:
            page = await session.visit(VisitRequest(agency.url + "account/permits/", NOTHING))
        assert page.title.startswith("Your permits")
        hosts = Hosts(Pace(), accesses=Accesses.of([access]))
        async with fetching(hosts, FetchPolicy(agency.url, 100)) as client:
            answer = await client.get(agency.url + "account/letters/", Limits())
        assert answer.status == 200
        assert "Your letters" in answer.text


async def test_fetches_outside_of_the_browser_take_a_certificate_as_the_browser_does(tmp_path: Path) -> None:
    issued = Certificates()
    certificate, key = tmp_path / "client.pem", tmp_path / "client.key"
    for file, text in zip((certificate, key), issued.client(), strict=True):
        file.write_bytes(text)
    with serve_agency(tls=issued.server(asks=True)) as agency:
        shown = ClientCertificate(str(certificate), str(key))
        access = replace(access_to(agency), ignore_https_errors=True, client_certificate=shown)
        for known, expected in ((Accesses.of([access]), 200), (Accesses(), None)):
            async with fetching(Hosts(Pace(), accesses=known), FetchPolicy(agency.url, 100)) as client:
                assert (await client.get(agency.url, Limits())).status == expected


SCRIPTED = """<h1>One</h1><label>Name <input id=n></label><button onclick="fetch('/login', {method: 'POST', body: n.value})
.finally(() => {document.querySelector('main').innerHTML = '<h1>Two</h1><img src=/a.png>'; history.pushState({}, '', '/two'); document.title = 'Two'})">
Continue</button>"""


@pytest.mark.parametrize("sends", [True, False])
async def test_an_app_that_changes_in_place_sends_only_where_an_action_says_so(
    catalogue: Catalogue, sends: bool
) -> None:
    with serve_agency() as agency:
        agency.pages["/one/"] = SCRIPTED
        actions = (
            Action(Deed.FILL, "Name", "Ada"),
            Action(Deed.CLICK, "Continue", sends=sends),
            Action(Deed.WAIT_FOR, "Two"),
        )
        request = VisitRequest(agency.url + "one/", NOTHING, script=Script(actions, (host_of(agency.url),)))
        async with entering(catalogue) as session:
            page = await session.visit(request)
        assert page.title == "Two"
        assert page.final_url == agency.url + "two"
        assert len([one for one in agency.requests if one.method == "POST"]) == sends


async def test_a_step_of_a_flow_that_asks_for_the_device_is_untested_on_the_phone_and_not_loaded_again(
    catalogue: Catalogue,
) -> None:
    with serve_agency() as agency:
        agency.pages["/device/"] = (
            "<h1>Device</h1><script>if (/Mobile/.test(navigator.userAgent)) document.title = 'Phone'</script>"
        )
        rules = [catalogue.rules["image-alt"], catalogue.rules["target-size"]]
        script = Script((Action(Deed.WAIT_FOR, "Device"),), (host_of(agency.url),))
        request = VisitRequest(agency.url + "device/", plan_for(rules), script=script)
        async with entering(catalogue) as session:
            page = await session.visit(request)
        assert isinstance(page.axe[View.MOBILE], Missing)
        assert not isinstance(page.axe[View.DESKTOP], Missing)
        assert len(agency.came("/device/")) == 1
