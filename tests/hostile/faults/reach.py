"""Pages that lead the program to where it must not go, or bear secrets."""

from __future__ import annotations

from nyx_audit.examples.server import Answer, page
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Finding, Page
from nyx_audit.model.reason import ReasonCode
from tests.hostile.fault import Check, Fault, audited, failed

SECRET = "geheim"
HERE = "<h1>A page</h1>"


def findings(rule: str, found: Page) -> list[Finding]:
    """Return the failed findings of a rule."""
    return [one for row in found.outcomes if row.rule == rule for one in row.findings if one.outcome is Outcome.FAILED]


def keeps_the_secret_of(rule: str) -> Check:
    """Expect that the rule fails, and that the secret stands nowhere in what is kept of the page."""

    def check(found: Page) -> None:
        assert findings(rule, found)
        assert SECRET not in repr(found)

    return check


def shows(rule: str, words: str) -> Check:
    """Expect that the rule fails on an element that is shown with these words."""

    def check(found: Page) -> None:
        assert any(words in one.html for one in findings(rule, found))

    return check


def keeps_the_secret(found: Page) -> None:
    """Expect that the secret stands nowhere in what is kept of the page."""
    assert SECRET not in repr(found)


def _away(location: str) -> Answer:
    return Answer(status=302, headers={"Location": location})


def _field(attributes: str) -> str:
    return page(f"{HERE}<form><input {attributes}></form>")


FAULTS: tuple[Fault, ...] = (
    failed("a redirect to the metadata of a cloud", _away("http://169.254.169.254/latest/"), ReasonCode.REDIRECTS_AWAY),
    failed("a redirect to a private network", _away("http://10.0.0.1/"), ReasonCode.REDIRECTS_AWAY),
    failed("a redirect to a private network by NAT64", _away("http://[64:ff9b::a00:1]/"), ReasonCode.REDIRECTS_AWAY),
    failed("a redirect to a private network by IPv6", _away("http://[fd00::1]/"), ReasonCode.REDIRECTS_AWAY),
    failed("a redirect to a host that does not exist", _away("http://nobody.invalid/"), ReasonCode.HOST_UNKNOWN),
    failed("a redirect to a port that is closed", _away("http://127.0.0.1:1/"), ReasonCode.UNREACHABLE),
    audited("a redirect within this machine", {"": _away("there"), "there": page(HERE)}),
    audited("a frame of a private network", page(f'{HERE}<iframe src="http://10.0.0.1/" title="A frame"></iframe>')),
    audited("a script of the metadata of a cloud", page(f'{HERE}<script src="http://169.254.169.254/"></script>')),
    audited("a password in a field", _field(f'type="password" value="{SECRET}"'), keeps_the_secret_of("label")),
    audited("a text in a field", _field(f'value="{SECRET}"'), keeps_the_secret_of("label")),
    audited("a token in an attribute", _field(f'data-csrf-token="{SECRET}"'), keeps_the_secret_of("label")),
    audited(
        "a text in a field of several lines",
        page(f"{HERE}<textarea>{SECRET}</textarea>"),
        keeps_the_secret_of("label"),
    ),
    audited(
        "a password in a link",
        page(f'{HERE}<a href="https://anna:{SECRET}@a.example/"></a>'),
        keeps_the_secret_of("link-name"),
    ),
    audited(
        "a password in the address of a picture",
        page(f'{HERE}<img src="https://anna:{SECRET}@a.example/a.png">'),
        keeps_the_secret_of("image-alt"),
    ),
    audited(
        "a signature in the address of a picture",
        page(f'{HERE}<img src="https://a.example/a.png?X-Amz-Signature={SECRET}">'),
        keeps_the_secret_of("image-alt"),
    ),
    audited(
        "a way on with a password",
        page(f"{HERE}<script>location.href = 'https://anna:{SECRET}@a.example/'</script>"),
        keeps_the_secret,
    ),
    audited(
        "the address of a picture without a secret",
        page(f'{HERE}<img src="/a.png?size=3">'),
        shows("image-alt", 'src="/a.png?size=3"'),
    ),
    audited(
        "a button that says nothing",
        page(f'{HERE}<form><input type="submit" value=" "></form>'),
        shows("input-button-name", 'value=" "'),
    ),
)
