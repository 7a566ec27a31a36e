"""Has scripts read elements by what no page can shadow.

A control that is named `nodeName` or `attributes` takes the place of that property of its form, and an image or a
form that is named `body` of that of the document. It does so in our isolated world too: such names are the document's,
not a script's. No page can name a symbol. So each read of such a property in our scripts and in axe-core is made one
of a symbol, under which forms and documents bear what their prototypes say, and all else answers as before.
"""

from __future__ import annotations

import re

# What our scripts and axe-core read of elements and documents; a test in the browser says where a name is lacking.
PROPERTIES = """
    DOCUMENT_FRAGMENT_NODE DOCUMENT_NODE DOCUMENT_POSITION_CONTAINED_BY DOCUMENT_POSITION_CONTAINS
    DOCUMENT_POSITION_DISCONNECTED DOCUMENT_POSITION_FOLLOWING DOCUMENT_POSITION_PRECEDING ELEMENT_NODE TEXT_NODE
    URL accessKey activeElement addEventListener adoptedStyleSheets after all alt append appendChild
    ariaLabelledByElements assignedSlot attributes baseURI bgColor blur body checkValidity checkVisibility checked
    childElementCount childNodes children classList className clear click clientHeight clientLeft clientTop clientWidth cloneNode close
    closest compareDocumentPosition computedName computedRole contains contentType createElement createRange createTextNode createTreeWalker
    defaultView disabled dispatchEvent doctype documentElement domain elementFromPoint elements elementsFromPoint
    evaluate fgColor firstChild focus fonts form forms getAnimations getAttribute getAttributeNS getAttributeNames
    getBoundingClientRect getClientRects getElementById getElementsByName getElementsByTagName getRootNode
    hasAttribute hasAttributes head hidden href id implementation inert innerHTML innerText inputMode isConnected isContentEditable labels lang
    lastChild lastElementChild links localName matches method name namespaceURI nextElementSibling nextSibling noValidate
    nodeName nodeType nodeValue normalize offsetHeight offsetWidth onclick onfocus open outerHTML ownerDocument
    parentElement parentNode part plugins previousElementSibling previousSibling querySelector querySelectorAll
    readyState rel remove removeAttribute removeChild removeEventListener reset role scripts scroll scrollHeight scrollIntoView
    scrollLeft scrollTop scrollWidth scrollingElement setAttribute shadowRoot src style styleSheets tabIndex tagName
    target textContent timeline title translate type write
"""
NAMES = tuple(PROPERTIES.split())
# Texts, comments, patterns and deletions stay as they are written; a quotation mark in a template begins no text.
KEPT = r"""
    "(?!\#?\$\{CSS\b)(?:[^"\\\n]|\\.)*+" | '(?:[^'\\\n]|\\.)*+' | //[^\n]*+ | /\*.*?(?:\*/|\Z)
    | (?:[(,=:\[!&|?{};+>]|\breturn)\s*+/(?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*+\]?)*+/?
    | \bdelete\s++[\w$.]++ | \bnew\.target\b
"""
READ = re.compile(rf"{KEPT}|(?<![.\\])(?P<maybe>\?)?\.(?P<name>{'|'.join(NAMES)})\b(?!\$)", re.VERBOSE | re.DOTALL)
PREAMBLE = """
const nyxRead = Object.create(null);
for (const [name, plain] of Object.entries({%s})) {
  // Of the registry: a frame's document, read from without, answers to the same symbols.
  nyxRead[name] = Symbol.for(`nyx.${name}`);
  Object.defineProperty(Object.prototype, nyxRead[name], {...plain, configurable: true});
  for (const interface of [HTMLFormElement, Document]) {
    let at = interface.prototype;
    while (at !== Object.prototype && !Object.hasOwn(at, name)) at = Object.getPrototypeOf(at);
    const own = at === Object.prototype ? {value: undefined} : Object.getOwnPropertyDescriptor(at, name);
    Object.defineProperty(interface.prototype, nyxRead[name], own);
  }
}
"""


def unshadowed(source: str) -> str:
    """Return a script that reads what `NAMES` lists by symbols, in a scope of its own."""
    plain = ",".join(f"{name}:{{get(){{return this.{name}}},set(value){{this.{name}=value}}}}" for name in NAMES)
    symbols = ",".join(f"${_symbol(name)}=nyxRead.{name}" for name in NAMES)
    return f"(() => {{{PREAMBLE % plain}const {symbols};\n{READ.sub(_by_symbol, source)}\n}})();"


def _by_symbol(found: re.Match[str]) -> str:
    name = found["name"]
    return f"{'?.' if found['maybe'] else ''}[${_symbol(name)}]" if name else found[0]


def _symbol(name: str) -> str:
    return f"nyx_{name}"
