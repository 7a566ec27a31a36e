"""Text that costs more than it should: without end, written against patterns, or against what shows it."""

from __future__ import annotations

from nyx_audit.examples.server import page
from nyx_audit.model.page import Page
from tests.hostile.fault import Fault, audited

LONG = 1_000_000
# What the million is made of: a letter, a digit, an at sign, white space and signs have each cost patterns their time.
UNITS = {
    "letters": "x",
    "digits": "7",
    "at signs": "x@",
    "spaces": " ",
    "full stops": ".",
    "brackets": "<(",
    "dashes": "-1",
}


def _bounded(audited_page: Page) -> None:
    assert len(audited_page.title) <= 300
    for row in audited_page.outcomes:
        for finding in row.findings:
            assert len(finding.html) + len(finding.selector) + len(finding.message) + len(finding.name) < 10_000


def _long(name: str, html: str) -> Fault:
    return audited(f"{name} of a million signs", page(html), _bounded)


FAULTS: tuple[Fault, ...] = (
    *(
        audited(f"a title of a million {what}", page("<h1>Fine</h1>", title=unit * (LONG // len(unit))), _bounded)
        for what, unit in UNITS.items()
    ),
    *(
        audited(
            f"a paragraph of a million {what}",
            page(f"<h1>Fine</h1><p>{(unit * (LONG // len(unit))).replace('<', '&lt;')}</p>"),
            _bounded,
        )
        for what, unit in UNITS.items()
    ),
    _long("a heading", f"<h1>{'x' * LONG}</h1>"),
    _long("a link's text", f'<h1>Fine</h1><a href="/">{"!" * LONG}a</a>'),
    _long("a link's address", f'<h1>Fine</h1><a href="/{"a" * LONG}">Far</a>'),
    _long("a link's parameters", f'<h1>Fine</h1><a href="/?{"a=1&" * (LONG // 4)}">Far</a>'),
    _long("a picture's alternative", f'<h1>Fine</h1><img src="data:," alt="{"a." * (LONG // 2)}">'),
    _long("a name", f'<h1>Fine</h1><button aria-label="{"a b " * (LONG // 4)}">Go</button>'),
    _long("an id", f'<h1 id="{"i" * LONG}">Fine</h1><img src="data:,">'),
    _long("a class", f'<h1 class="{"c " * (LONG // 2)}">Fine</h1><img src="data:," class="{"c" * LONG}">'),
    _long("a style", f'<h1 style="{"color: red; " * (LONG // 12)}">Fine</h1>'),
    _long("a language", f'<h1>Fine</h1><p lang="{"en-" * (LONG // 3)}">Text in some language</p>'),
    _long("a role", f'<h1>Fine</h1><p role="{"button " * (LONG // 7)}">Text</p>'),
    _long("a comment", f"<h1>Fine</h1><!--{'-' * LONG}-->"),
    _long("a field's value", f'<h1>Fine</h1><label>Name <input value="{"v" * LONG}"></label>'),
    _long("a viewport", f'<h1>Fine</h1><meta name="viewport" content="{"a" * LONG}">'),
    _long("a refresh", f'<h1>Fine</h1><meta http-equiv="refresh" content="{"1" * LONG}">'),
    _long("a word of another script", f"<h1>Fine</h1><p>{'漢' * LONG}</p>"),
    audited("ten thousand marks upon one letter", page(f"<h1>Fine</h1><p>a{chr(0x301) * 10_000}</p>"), _bounded),
    audited("elements in two thousand elements", page("<h1>Fine</h1>" + "<div>" * 2000 + "deep"), _bounded),
    audited("ten thousand attributes", page(f"<h1 {' '.join(f'a{n}=1' for n in range(10_000))}>Fine</h1>"), _bounded),
    audited(
        "ten thousand choices", page(f"<h1>Fine</h1><select aria-label=A>{'<option>One' * 10_000}</select>"), _bounded
    ),
    audited(
        "signs that move a cursor", page("<h1>\x1b[2J\x1b[31mFine\x07\x9b</h1>", title="\x1b]0;gone\x07 \u202etitle")
    ),
    audited("half signs", page("<h1>\ufffe\uffff Fine</h1><script>document.title = '\\ud83d half'</script>")),
    audited("a formula as a title", page("<h1>Fine</h1>", title="=HYPERLINK(&quot;http://a.example&quot;)")),
    audited("markup as a title", page("<h1>Fine</h1>", title="</title><script>alert(1)</script>")),
)
