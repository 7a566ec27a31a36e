"""What the links, films and recordings of examples lead to."""

from __future__ import annotations

import struct

from nyx_audit.examples.server import Answer, Seen, page


def what_examples_lead_to(seen: Seen) -> Answer:
    """Below /about/, another page for every path; below /sound/ and /silence/, so many seconds; captions."""
    folder, _, name = seen.path.removeprefix("/").partition("/")
    if folder == "about":
        words = name.replace("-", " ")
        return Answer(page(f"<main><h1>{words}</h1><p>All about {words}.</p></main>", title=words).encode())
    if folder in ("sound", "silence"):
        return Answer(
            wave(int(name.partition(".")[0]), silent=folder == "silence"), headers={"Content-Type": "audio/wav"}
        )
    if folder == "captions":
        cues = b"WEBVTT\n\n00:00.000 --> 00:03.000\nWelcome to the counter of the harbour office.\n"
        return Answer(cues, headers={"Content-Type": "text/vtt"})
    return Answer(status=404)


def wave(seconds: int, *, silent: bool) -> bytes:
    """A WAV file of 8 bits at 4 kHz: a buzz, or nothing."""
    samples = (b"\x80" * 8 if silent else b"\x20\x20\x20\x20\xe0\xe0\xe0\xe0") * (500 * seconds)
    layout = struct.pack("<IHHIIHH", 16, 1, 1, 4000, 4000, 1, 8)
    return (
        b"RIFF"
        + struct.pack("<I", 36 + len(samples))
        + b"WAVEfmt "
        + layout
        + b"data"
        + struct.pack("<I", len(samples))
        + samples
    )
