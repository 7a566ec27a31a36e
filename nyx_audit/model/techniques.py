"""The failure techniques of WCAG 2.2, by number, each in a few words of our own (https://www.w3.org/WAI/WCAG22/Techniques/)."""

from __future__ import annotations

from dataclasses import dataclass

FAILURES = "https://www.w3.org/WAI/WCAG22/Techniques/failures/"

_TABLE = """
F1 1.3.2 an order that only the style sheet makes
F2 1.3.1 text that only looks like a heading or the like
F3 1.1.1 information in a background image
F4 2.2.2 text-decoration: blink
F7 2.2.2 a plug-in that blinks
F8 1.2.2 captions that leave something out
F9 3.2.5 a change when a field is left
F10 2.1.2 formats that keep the keyboard
F12 2.2.5 a session that ends and loses what was entered
F13 1.1.1 1.4.1 a text alternative without what colours say
F14 1.3.3 instructions by shape or place alone
F15 4.1.2 controls of one's own that assistive software does not know
F16 2.2.2 text that scrolls and cannot be paused
F19 5.2.1 an alternative version that nobody finds
F20 1.1.1 4.1.2 a text alternative that is out of date
F22 3.2.5 windows that nobody asked for
F23 1.4.2 sound that cannot be switched off
F24 1.4.3 1.4.6 1.4.8 a colour of text without one of the background, or the other way round
F25 2.4.2 a title that does not say what the page is
F26 1.3.3 a symbol that alone says something
F30 1.1.1 1.2.1 a file name or filler as text alternative
F31 3.2.4 two names for one function
F32 1.3.2 spaces within a word
F33 1.3.1 1.3.2 columns made with spaces
F34 1.3.1 1.3.2 tables made with spaces
F36 3.2.2 a form that its last field sends
F37 3.2.2 a window that a choice opens
F38 1.1.1 decoration that is not marked as such
F39 1.1.1 a text alternative for decoration
F40 2.2.1 2.2.4 a redirect after a time
F41 2.2.1 2.2.4 3.2.5 a page that loads again after a time
F42 1.3.1 2.1.1 2.1.3 4.1.2 links made by script
F43 1.3.1 markup for its looks
F44 2.4.3 an order of the keyboard by numbers
F46 1.3.1 headers in tables that arrange the page
F47 2.2.2 the blink element
F48 1.3.1 a table in a pre element
F49 1.3.2 a layout table that makes no sense row by row
F50 2.2.2 a script that makes something blink
F52 3.2.5 a window that opens with the page
F54 2.1.1 functions for pointers only
F55 2.1.1 2.4.7 2.4.13 3.2.1 a focus that is taken away
F58 2.2.1 a redirect by the host after a time
F59 4.1.2 a control made of div or span without a role
F60 3.2.5 a window that an entry opens
F61 3.2.5 content that is replaced by itself
F63 2.4.4 a link that only unrelated text explains
F65 1.1.1 an image without a text alternative
F66 3.2.3 navigation in another order on another page
F67 1.1.1 1.2.1 a long description that says something else
F68 4.1.2 a control without a name
F69 1.4.4 text that is cut off when it is enlarged
F70 4.1.1 tags that are not closed
F71 1.1.1 letters that only look like those of the word
F72 1.1.1 drawings made of characters
F73 1.4.1 links that only a colour shows
F74 1.2.2 1.2.8 a video for a text, not named as such
F75 1.2.2 a video for a text that says more than the text
F77 4.1.1 an id that is there twice
F78 1.4.11 2.4.7 2.4.13 a focus that cannot be seen
F79 4.1.2 a focus that assistive software is not told of
F80 1.4.4 fields that do not grow with the text
F81 1.4.1 required or wrong fields that only a colour shows
F82 3.3.2 fields for a telephone number without a label
F83 1.4.3 1.4.6 text over an image without contrast
F84 2.4.9 links that say "more"
F85 2.4.3 dialogs and menus far from what opens them
F86 4.1.2 parts of a field without names
F87 1.3.1 content that the style sheet adds
F88 1.4.8 text set to both margins
F89 2.4.4 2.4.9 4.1.2 a linked image without a name
F90 1.3.1 cells with the wrong headers
F91 1.3.1 data tables without headers
F92 1.3.1 the role presentation on what says something
F93 1.4.2 media that play by themselves and cannot be stopped
F94 1.4.4 text sized by the window
F95 1.4.13 content on hover that the pointer cannot reach
F96 2.5.3 a name without the words that can be seen
F97 1.3.4 a page locked to one orientation
F98 2.5.6 controls for touch only
F99 2.1.4 single keys that cannot be switched off
F100 1.3.4 a message to turn the device
F101 2.5.2 a control that acts when it is pressed
F102 1.4.10 content that is lost in a narrow window
F103 4.1.3 status messages that nothing announces
F104 1.4.12 text that is cut off when it is spaced
F105 2.5.1 gestures along a path only
F106 2.5.4 motion of the device that cannot be switched off
F107 1.3.5 wrong autocomplete values
F108 2.5.7 dragging only
F109 3.3.8 3.3.9 a password or code that cannot be entered as a whole
F110 2.4.11 a focus behind fixed bars
F111 1.3.1 2.5.3 4.1.2 a visible label that is not the name
F112 2.2.2 content that blinks for more than five seconds
F113 1.2.5 pauses that audio description does not use
"""


@dataclass(frozen=True, slots=True)
class Technique:
    """A failure that WCAG describes: what fails, and the criteria that fail by it."""

    id: str
    name: str
    criteria: tuple[str, ...]

    @property
    def url(self) -> str:
        """The W3C's page about it."""
        return FAILURES + self.id


def _read(line: str) -> Technique:
    id, *words = line.split()
    criteria = tuple(word for word in words if word[0].isdigit())
    return Technique(id, " ".join(words[len(criteria) :]), criteria)


TECHNIQUES = {technique.id: technique for technique in map(_read, _TABLE.strip().splitlines())}
