"""What a page is made of, as the browser saw it: the ground for everything that is judged beyond one element.

`browser/js/library/facts.js` fills the records, and is checked against them (`tools/shapes.py`). They hold plain values, so that they can be kept while a run is under way
and judged when all pages of a site are known. Imports nothing of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its address (empty for one of the web that no browser can read), and the words in it. `landmark` is the part of the page that it stands in, `shown` whether it can be seen.

    `component` is the web component that draws it.
    """

    href: str
    raw: str
    text: str
    landmark: str
    selector: str
    rel: str = ""
    hreflang: str = ""
    shown: bool = True
    component: str = ""


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A link of a navigation."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Menu:
    """A navigation with its links, in their order."""

    key: str
    selector: str
    name: str = ""
    links: tuple[MenuLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6."""

    level: int
    text: str
    landmark: str = ""


@dataclass(frozen=True, slots=True)
class FormField:
    """A control that takes an answer. `label_by` says what names it: label, aria-label, aria-labelledby, title, or nothing.

    `group` is the legend around it, `form` the selector of its form, `component` the web component it is part of.
    `seen_label` are the words of its label that can be seen, `around` those around the field, `section` the
    heading above it, `filled` whether an answer stands there.
    """

    key: str
    selector: str
    tag: str
    type: str
    name: str = ""
    id: str = ""
    label: str = ""
    label_by: str = ""
    placeholder: str = ""
    description: str = ""
    group: str = ""
    required: bool = False
    autocomplete: str = ""
    inputmode: str = ""
    pattern: str = ""
    accept: str = ""
    disabled: bool = False
    shown: bool = True
    landmark: str = ""
    form: str = ""
    search: bool = False
    component: str = ""
    refuses_paste: bool = False
    seen_label: str = ""
    around: str = ""
    section: str = ""
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A form: where it goes, and how; `stated` is whether its address is written down, or it goes where it stands."""

    selector: str
    method: str
    action: str
    search: bool
    landmark: str
    novalidate: bool
    shown: bool
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press; `form` is the selector of its form, empty outside of one."""

    selector: str
    text: str
    type: str
    landmark: str
    form: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or the like of the page's own part; `linked` characters of it are links.

    `lines` are its lines as they are drawn, where line breaks or inner blocks make it more than one.
    """

    tag: str
    text: str
    lang: str = ""
    linked: int = 0
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Updated:
    """A line that says when the page was updated or reviewed."""

    text: str
    datetime: str
    selector: str


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language, as the page's head says."""

    lang: str
    href: str
    selector: str = ""


@dataclass(frozen=True, slots=True)
class Translator:
    """What translates a page where it stands: `google` (nothing `offered` is all its languages), or a `select` of languages.

    `google-dead` has the place for Google's element, and not its script.
    """

    kind: str
    selector: str
    offered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """A page shown inside of this one."""

    src: str
    title: str
    selector: str


@dataclass(frozen=True, slots=True)
class Insecure:
    """What a page loads from, or sends to, another host without encryption."""

    selector: str
    address: str
    tag: str


@dataclass(frozen=True, slots=True)
class Component:
    """A web component by its tag; `dead` of the `count` never came to life."""

    count: int
    dead: int
    selector: str


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """What a page says of a limit of time; `buttons` are those of the dialog that says it."""

    text: str
    selector: str
    buttons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Puzzle:
    """A test for people: recaptcha, recaptcha-unseen, hcaptcha, turnstile, or `drawn` letters; `around` are the words beside it."""

    kind: str
    selector: str
    around: str = ""
    shown: bool = True


@dataclass(frozen=True, slots=True)
class ShellPart:
    """A part of the state's page shell; `drawn` is whether anything came to be in it."""

    part: str
    tag: str
    selector: str
    id: str = ""
    drawn: bool = True
    href: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """One page. `skeleton` is the outline of its boxes: pages of one template have the same.

    `line_length` is the characters a line of running text in a desktop window, 0 where there is no running text.
    `first_byte` is the seconds until the host began to answer, `strict_transport` and `refresh` its headers of these names.
    `key` is the root element's, `ids` the places that a link can lead to, `scripted` whether any script is in the page, `types` the kinds of structured data,
    `canonical` the address that it says is its own, `dir` the direction of its own part, `around` the visible lines that are in none of the `blocks`,
    `progress` the signs that tell how far a person has come.
    """

    lang: str = ""
    dir: str = "ltr"
    key: str = ""
    title: str = ""
    links: tuple[Link, ...] = ()
    links_total: int = 0
    menus: tuple[Menu, ...] = ()
    headings: tuple[Heading, ...] = ()
    fields: tuple[FormField, ...] = ()
    forms: tuple[Form, ...] = ()
    buttons: tuple[Button, ...] = ()
    blocks: tuple[Block, ...] = ()
    around: str = ""
    has_main: bool = False
    line_length: int = 0
    updated: tuple[Updated, ...] = ()
    metas: Mapping[str, str] = field(default_factory=dict)
    types: tuple[str, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    canonical: str = ""
    translators: tuple[Translator, ...] = ()
    scripts: tuple[str, ...] = ()
    frames: tuple[Frame, ...] = ()
    insecure: tuple[Insecure, ...] = ()
    components: Mapping[str, Component] = field(default_factory=dict)
    ids: tuple[str, ...] = ()
    scripted: bool = True
    skeleton: str = ""
    first_byte: float = 0.0
    strict_transport: str = ""
    refresh: str = ""
    progress: tuple[str, ...] = ()
    limits: tuple[TimeLimit, ...] = ()
    puzzles: tuple[Puzzle, ...] = ()
    shell: tuple[ShellPart, ...] = ()

    @property
    def text(self) -> str:
        """The page's own text, a line a block."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def whole_text(self) -> str:
        """All that can be read on the page, as far as it was kept."""
        return f"{self.text}\n{self.around}"

    @property
    def is_cut(self) -> bool:
        """Whether the page may have more text than was kept: that a word is missing is not sure then."""
        return len(self.text) >= BLOCKS_KEPT or len(self.around) >= AROUND_KEPT

    @property
    def has_all_ids(self) -> bool:
        """Whether a place that is not among the `ids` is surely not on the page."""
        return len(self.ids) < IDS_KEPT

    @property
    def names(self) -> tuple[str, ...]:
        """The words on the page's links and buttons, whether or not they can be seen."""
        return (*(link.text for link in self.links), *(button.text for button in self.buttons))

    @property
    def language(self) -> str:
        """The primary language that the page declares, such as `en`; empty where it declares none."""
        return self.lang.strip().lower().partition("-")[0]

    @property
    def questions(self) -> tuple[FormField, ...]:
        """The visible fields that a person has to think about: a set of buttons or boxes once, search boxes not at all."""
        questions: dict[tuple[str, str], FormField] = {}
        for one in self.fields:
            if one.search or not one.shown or one.disabled or one.type in PRESSED:
                continue
            questions.setdefault((one.form, _set_of(one) or one.key), one)
        return tuple(questions.values())


def _set_of(field: FormField) -> str:
    """What holds buttons or boxes together: the name of radio buttons, the legend of boxes; empty for single fields."""
    together = {"radio": field.name, "checkbox": field.group}.get(field.type, "")
    return f"{field.type} {together}" if together else ""


# A little less than `browser/js/library/blocks.js` keeps at most, in characters.
BLOCKS_KEPT, AROUND_KEPT = 19_000, 5_500
# As many elements, and characters of each name, as `browser/js/library/facts.js` keeps.
IDS_KEPT, ID_KEPT = 500, 80
PRESSED = frozenset({"submit", "button", "reset", "image", "hidden"})
