"""What takes time, memory or the tab from the pages that come after."""

from nyx_audit.examples.server import page
from nyx_audit.model.reason import ReasonCode
from tests.hostile.fault import Fault, audited, failed


def _script(source: str) -> str:
    return page(f"<h1>Fine</h1><script>{source}</script>")


def _on(event: str, source: str = "while (true);") -> str:
    return _script(f"addEventListener('{event}', () => {{ {source} }});")


FAULTS: tuple[Fault, ...] = (
    failed("a script without end", _script("while (true);"), ReasonCode.TIMEOUT),
    failed("a script without end after the load", _on("load"), ReasonCode.TIMEOUT),
    failed("a timer without end", _script("setTimeout(() => { while (true); }, 300)"), ReasonCode.TIMEOUT),
    audited("a loop on leaving", _on("pagehide")),
    audited("a loop on unload", _on("unload")),
    audited("a loop when hidden", _on("visibilitychange", "if (document.hidden) while (true);")),
    audited("a question on leaving", _on("beforeunload", "event.preventDefault(); return '';")),
    audited("questions without end", _script("setInterval(() => alert('again'), 10)")),
    audited("a page that prints itself", _script("print(); setInterval(print, 50)")),
    audited("another address on leaving", _on("pagehide", "location = '/sound/1';")),
    audited("changes without end", _script("setInterval(() => document.body.append(' '), 5)")),
    audited("a history without end", _script("for (let i = 0; i < 300; i++) history.pushState({}, '', '?' + i);")),
    failed(
        "memory without end",
        _script("const all = []; setTimeout(() => { for (;;) all.push(new Uint8Array(50_000_000).fill(1)); }, 100)"),
        ReasonCode.TOO_LARGE,
        ReasonCode.CRASHED,
    ),
    failed(
        "elements without end",
        _script(
            "setInterval(() => { for (let i = 0; i < 20000; i++) "
            "document.body.append(Object.assign(document.createElement('p'), {textContent: 'word '.repeat(20000)})) }, 0)"
        ),
        ReasonCode.TOO_LARGE,
        ReasonCode.CRASHED,
        ReasonCode.TIMEOUT,
    ),
    audited("a popup a moment", _script("setInterval(() => window.open('/sound/1'), 20)")),
    audited("frames within frames", {"": page('<h1>Fine</h1><iframe title="Itself" src="?"></iframe>')}),
    audited(
        "a hundred frames",
        page("<h1>Fine</h1>" + '<iframe title="Empty" srcdoc="<p>Empty</p>"></iframe>' * 100),
    ),
    audited(
        "rules for a pointer without end",
        page(
            "<h1>Fine</h1><style>"
            + "".join(f".a .b:nth-child({number}):hover > a {{ color: #{number % 999:03} }}" for number in range(20000))
            + "</style>"
            + '<ul class="a">'
            + '<li class="b"><a href="/sound/1">Fine</a></li>' * 500
            + "</ul>"
        ),
    ),
    audited(
        "a thousand tips that never go",
        _script(
            "for (let i = 0; i < 1000; i++) { const one = document.createElement('button'); one.className = 'c' + i; "
            "one.textContent = 'Fine'; one.onmouseenter = () => { for (let j = 0; j < 500; j++) "
            "document.body.append(Object.assign(document.createElement('p'), {textContent: 'Help'})) }; "
            "document.body.append(one) }"
        ),
    ),
    audited(
        "a page that is gone once a field is answered",
        page('<h1>Fine</h1><label>E-mail <input type="email" oninput="document.documentElement.remove()"></label>'),
    ),
    audited(
        "a field that answers for ever",
        page(
            '<h1>Fine</h1><label>E-mail <input type="email" onblur="this.focus()" oninput="this.value += 1" '
            "oninvalid=\"this.dispatchEvent(new Event('input'))\"></label>"
        ),
    ),
)
