"""Documents that shadow what scripts read them by, or whose frames cannot be entered."""

from __future__ import annotations

from nyx_audit.examples.server import Answer, page
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Page
from nyx_audit.model.reason import ReasonCode
from tests.hostile.fault import Check, Fault, audited, failed

# A form whose picture has no alternative: what stands beside the shadowing must still be found.
PICTURE = '<img name="{}" alt="A map" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="40" height="40">'
FORM = '<form name="{}" action="/go"><button>Go</button></form>'
FRAME = '<iframe name="{0}" title="The frame {0}" srcdoc="<p>Text</p>"></iframe>'
PART = '<p id="{}">Part</p>'
DEFECT = '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="40" height="40">'
BROKEN = (ReasonCode.RULE_BROKE, ReasonCode.SCRIPT_FAILED, ReasonCode.FAULT)
OF_NODES = "nodeName nodeType nodeValue ownerDocument parentNode childNodes firstChild nextSibling contains cloneNode"
OF_ELEMENTS = "tagName localName attributes getAttribute hasAttribute children id className matches closest shadowRoot"
OF_FORMS = "name title style role lang hidden innerText method target elements length"
OF_DOCUMENTS = "body head documentElement title getElementById querySelectorAll createElement defaultView forms links"


def _of(rule: str, outcome: Outcome) -> Check:
    def check(page: Page) -> None:
        found = next(one for one in page.outcomes if one.rule == rule)
        assert found.outcome is outcome, found

    return check


def _read_in_full(page: Page) -> None:
    """Expect that no rule broke, and that the picture without an alternative was found."""
    broken = [f"{one.rule}: {one.reason}" for one in page.outcomes if one.reason and one.reason.code in BROKEN]
    assert not broken, broken[:3]
    _of("image-alt", Outcome.FAILED)(page)


def _unentered(page: Page) -> None:
    """Expect the rules of the page itself judged, and a doubt about the frame alone."""
    _of("document-title", Outcome.PASSED)(page)
    _of("link-name", Outcome.PASSED)(page)
    _of("image-alt", Outcome.FAILED)(page)
    _of("frame-tested", Outcome.CANT_TELL)(page)
    assert [note for note in page.notes if "could not be entered" in note]


def _entered(page: Page) -> None:
    _of("image-alt", Outcome.FAILED)(page)
    assert not [note for note in page.notes if "could not be entered" in note]


def _framed(frame: str, body: str = DEFECT) -> str:
    return page(f'<main><h1>Find us</h1><p><a href="/">All offices of the department</a></p>{body}{frame}</main>')


def _form(names: str) -> str:
    fields = "".join(f'<p><label>{name} <input type="text" name="{name}"></label></p>' for name in names.split())
    return page(f'<main><h1>Apply</h1><form action="/send">{fields}{DEFECT}<button>Send</button></form></main>')


def _named(element: str, names: str) -> str:
    """A page of elements that the document bears under these names; `element` has a place for one."""
    return page(f"<main><h1>Offices</h1>{DEFECT}{''.join(element.format(name) for name in names.split())}</main>")


def _policed(policy: str, body: str = DEFECT) -> Answer:
    """A page whose header Content-Security-Policy is this."""
    content = page(f'<main><h1>Offices</h1><p><a href="/">All offices of the department</a></p>{body}</main>')
    headers = {"Content-Type": "text/html", "Content-Security-Policy": policy}
    return Answer(content.encode(), headers=headers)


POLICIES: tuple[Fault, ...] = (
    failed("a page whose sandbox forbids scripts", _policed("sandbox"), ReasonCode.UNREADABLE),
    failed("a page whose sandbox allows forms only", _policed("sandbox allow-forms"), ReasonCode.UNREADABLE),
    failed("a page of its own origin in a sandbox", _policed("SandBox allow-same-origin"), ReasonCode.UNREADABLE),
    failed("a page with two sandboxes", _policed("sandbox allow-scripts, sandbox"), ReasonCode.UNREADABLE),
    audited("a page whose sandbox allows scripts", _policed("sandbox allow-scripts"), _of("image-alt", Outcome.FAILED)),
    audited("a page that allows no script", _policed("script-src 'none'"), _read_in_full),
    audited("a page that allows nothing at all", _policed("default-src 'none'; img-src data:"), _read_in_full),
    audited(
        "a page that demands trusted types",
        _policed("require-trusted-types-for 'script'; trusted-types 'none'"),
        _read_in_full,
    ),
    audited(
        "a page whose markup names a sandbox, which browsers ignore",
        page(f'<meta http-equiv="Content-Security-Policy" content="sandbox"><main><h1>Offices</h1>{DEFECT}</main>'),
        _read_in_full,
    ),
    audited(
        "a page whose markup allows no script",
        page(f'<meta http-equiv="Content-Security-Policy" content="script-src none"><main><h1>A</h1>{DEFECT}</main>'),
        _read_in_full,
    ),
    audited("a policy that no browser can read", _policed("sandbox-all; ;;; script-src"), _read_in_full),
)

FAULTS: tuple[Fault, ...] = (
    *POLICIES,
    audited("a field that is named nodeName", _form("nodeName"), _read_in_full),
    audited("fields that are named like what nodes are read by", _form(OF_NODES), _read_in_full),
    audited("fields that are named like what elements are read by", _form(OF_ELEMENTS), _read_in_full),
    audited("fields that are named like what forms are read by", _form(OF_FORMS), _read_in_full),
    audited("pictures that are named like what documents are read by", _named(PICTURE, OF_DOCUMENTS), _read_in_full),
    audited("forms that are named like what documents are read by", _named(FORM, OF_DOCUMENTS), _read_in_full),
    audited("frames that are named like what documents are read by", _named(FRAME, OF_DOCUMENTS), _read_in_full),
    audited(
        "ids that are those of the program's globals", _named(PART, "nyx axe module define nyxRead"), _read_in_full
    ),
    audited(
        "frames without an address",
        page(f'{DEFECT}<iframe title="An advert"></iframe><object></object>'),
        _read_in_full,
    ),
    audited(
        "a frame whose host does not answer",
        _framed('<iframe title="Map" src="http://127.0.0.1:9/"></iframe>'),
        _unentered,
    ),
    audited(
        "a frame that may not be framed",
        {
            "": _framed('<iframe title="Map" src="map"></iframe>'),
            "map": Answer(b"<p>Map</p>", headers={"X-Frame-Options": "DENY"}),
        },
        _unentered,
    ),
    audited(
        "a frame whose sandbox forbids scripts",
        _framed("<iframe title='Map' sandbox srcdoc='<p>Map</p>'></iframe>"),
        _unentered,
    ),
    audited(
        "a frame whose sandbox allows scripts",
        _framed(f"<iframe title='Map' sandbox='allow-scripts' srcdoc='{DEFECT}'></iframe>", ""),
        _entered,
    ),
    audited(
        "a frame with a form that shadows what it is read by",
        {"": _framed('<iframe title="Form" src="form"></iframe>', ""), "form": _form(f"{OF_NODES} {OF_ELEMENTS}")},
        _entered,
    ),
    audited("a sound form beside a shadowed one", _form("email city"), _read_in_full),
)
