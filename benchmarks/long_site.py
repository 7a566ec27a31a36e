"""Generated pages of a long run: small and large ones, forms, tables, pictures, scripts, each with links on. Pure."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from benchmarks.growth_pages import KINDS
from nyx_audit.examples.server import Answer, Seen, page

LINKS = 10
# One page in so many has some thousand elements, as a table of offices or an act of law has.
LARGE_EACH, LARGE_ELEMENTS = 20, 4000
PICTURES, PICTURE_PIXELS = 7, (1200, 800)
SCRIPT = """<script>
const list = document.querySelector('ul');
for (let number = 0; number < 200; number++) list.append(Object.assign(document.createElement('li'), {textContent: `Item ${number}`}));
</script>"""


def answer(seen: Seen, pages: int) -> Answer:
    """Return what the site of so many pages answers."""
    kind, _, number = seen.path.lstrip("/").removesuffix(".jpg").partition("/")
    if kind == "picture" and number.isdigit():
        return Answer(_picture(int(number)), headers={"Content-Type": "image/jpeg"})
    if kind == "page" and number.isdigit() and int(number) < pages:
        return Answer(_page(int(number), pages).encode())
    return Answer(b"<title>404 Not Found</title>", status=404)


def _page(number: int, pages: int) -> str:
    """Return one of many pages: each leads on, and has content of its own length, and defects."""
    links = "".join(
        f'<li><a href="/page/{to}">Page {to}</a></li>'
        for to in range(number * LINKS + 1, number * LINKS + 1 + LINKS)
        if to < pages
    )
    rows = "".join(f"<tr><td>{number}</td><td>Row {row}</td></tr>" for row in range(number % 40))
    parts = (
        f"<table><tr><th>Page</th><th>Row</th></tr>{rows}</table>",
        f'<form><input name="f{number}"><button>Send {number}</button></form>',
        f'<p style="color: #aaa">Pale words of page {number}.</p>' * (1 + number % 9),
        f'<img src="/picture/{number % PICTURES}.jpg"><h4>Topic {number}</h4>',
        SCRIPT,
    )
    body = f"<h1>Page {number}</h1><ul>{links}</ul>{parts[number % len(parts)]}<p>{'Text. ' * (number % 300)}</p>"
    return page(f"<main>{body}{_large(number)}</main>", title=f"Page {number}")


def _large(number: int) -> str:
    if not number or number % LARGE_EACH:
        return ""
    kinds = list(KINDS.values())
    return kinds[number // LARGE_EACH % len(kinds)].body(LARGE_ELEMENTS)


def _picture(number: int) -> bytes:
    data = BytesIO()
    Image.effect_noise(PICTURE_PIXELS, 20 + number).save(data, "JPEG", quality=70)
    return data.getvalue()
