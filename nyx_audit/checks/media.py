"""Audio and video: what starts by itself, and what stands in for what cannot be heard or seen."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from nyx_audit.checks.engine import PASSED, Said, judge_nodes
from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.axe import ENGINE, AxeNode, AxeRule
from nyx_audit.model.evidence.read import read_optional
from nyx_audit.model.outcome import Outcome, Verdict

BRIEF = 3.0
# Nobody speaks so slowly that a shorter text could hold all that is said.
WORDS_A_SECOND = 0.8
LEAST_SECONDS = 8.0
FEW_WORDS = 4

STOPS = re.compile(
    r"\b(?:pause|stop|mute|unmute|sound|audio|volume|silence|quiet|play"
    r"|pausa|parar|detener|silenciar|sonido|arr[êe]ter|muet|son|anhalten|stumm|ton|pausieren|silenzia|ferma|dempen|geluid)\b",
    re.IGNORECASE,
)
FILM = re.compile(
    r"video|v[ií]deo|film|movie|clip|animation|footage|recording|watch|pel[ií]cula|grabaci[oó]n|enregistrement|aufnahme|filmato"
    r"|видео|фильм|视频|視頻|影片|영상|비디오|فيديو|ভিডিও|ווידעא",
    re.IGNORECASE,
)
SOUND = re.compile(
    r"audio|listen|hear|sound|podcast|recording|speech|escuch|sonido|grabaci[oó]n|[ée]cout|enregistrement|h[öo]ren|aufnahme|ascolt"
    r"|аудио|слушать|音频|音頻|收听|오디오|صوت|অডিও",
    re.IGNORECASE,
)
TRANSCRIPT = re.compile(
    r"transcri|text version|full text|in writing|descripti|texte int[ée]gral|abschrift|textfassung|trascrizione|расшифровк|文字记录|逐字稿|녹취",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Track:
    """A track of a film; `text` is None where it could not be read."""

    kind: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Control:
    """What could stop a sound: its name and role."""

    name: str
    role: str | None


@dataclass(frozen=True, slots=True)
class Around:
    """The page's text beside its media: what is both seen and read out, what is only read out, links, recordings."""

    both: str
    only_read: str
    links: tuple[str, ...]
    audios: int


@dataclass(frozen=True, slots=True)
class Media:
    """A film or recording, as `shared/media.js` describes it.

    `sound` is heard, silent, none, some (some, not known how much) or empty (not known); `known` is whether it began
    to load, `seconds` its length where that is known.
    """

    kind: str
    known: bool
    sound: str
    tracks: tuple[Track, ...]
    seconds: float | None
    autoplay: bool
    muted: bool
    paused: bool
    controls: bool
    hidden: bool
    seen: bool
    source: bool
    instruments: tuple[Control, ...]
    around: Around


@check("autoplay-sound", ENGINE, in_page=True)
def judge_autoplay_sound(case: Case, found: AxeRule) -> Verdict:
    """Fail sound that starts by itself, lasts, and that nothing on the page could stop."""
    return _judge(case, found, _starts_without_a_stop)


@check("autoplay-sound-lasts", ENGINE, in_page=True)
def judge_autoplay_sound_lasts(case: Case, found: AxeRule) -> Verdict:
    """Fail sound that starts by itself and lasts for more than three seconds."""
    return _judge(case, found, _lasts)


@check("silent-video-alternative", ENGINE, in_page=True)
def judge_silent_video(case: Case, found: AxeRule) -> Verdict:
    """Fail a film without sound on a page that holds no text, link or recording that could stand in for it."""
    return _judge(case, found, _silent_video)


@check("audio-alternative", ENGINE, in_page=True)
def judge_audio(case: Case, found: AxeRule) -> Verdict:
    """Fail a recording on a page whose text is too short to hold what is said, and that links to nothing."""
    return _judge(case, found, _audio)


@check("video-captions", ENGINE, in_page=True)
def judge_captions(case: Case, found: AxeRule) -> Verdict:
    """Fail a film whose captions are empty; one without a track may show its captions in the picture."""
    return _judge(case, found, _captions)


@check("video-transcript", ENGINE, in_page=True)
def judge_transcript(case: Case, found: AxeRule) -> Verdict:
    """Fail a film on a page without any text or link that could be its transcript."""
    return _judge(case, found, _transcript)


@check("media-text-named", ENGINE, in_page=True)
def judge_media_named(case: Case, found: AxeRule) -> Verdict:
    """Fail a film or recording that no word on the page speaks of, so that no text is known to stand in for it."""
    return _judge(case, found, lambda media: None if _is_silent(media) else _named(media))


@check("silent-video-text-named", ENGINE, in_page=True)
def judge_silent_video_named(case: Case, found: AxeRule) -> Verdict:
    """Fail a film without sound that no word on the page speaks of."""
    return _judge(case, found, lambda media: _named(media) if _is_silent(media) else None)


@check("video-description", ENGINE, in_page=True)
def judge_description(case: Case, found: AxeRule) -> Verdict:
    """Ask a person whether what a film shows is also said."""
    return _judge(case, found, _description)


def _judge(case: Case, found: AxeRule, judge: Callable[[Media], Said | None]) -> Verdict:
    def said(node: AxeNode) -> Said | None:
        media = read_optional(Media, node.data)
        return None if media is None else judge(media)

    return judge_nodes(case, found, said)


def _starts(media: Media) -> bool | None:
    """Return whether sound of more than three seconds has started by itself; None where that is not known."""
    if not media.autoplay or media.muted or not media.source:
        return False
    if not media.known or media.sound in ("", "some"):
        return None
    if media.paused or media.sound in ("none", "silent"):
        return False
    return bool(media.seconds is None or media.seconds > BRIEF)


def _starts_without_a_stop(media: Media) -> Said | None:
    starts = _starts(media)
    if starts is False:
        return None if not media.autoplay or media.muted else PASSED
    if media.controls and media.seen and not media.hidden:
        return PASSED
    names = [one.name for one in media.instruments]
    if any(map(STOPS.search, names)):
        return PASSED
    length = f"{media.seconds:.0f} seconds of sound" if media.seconds else "sound"
    if starts is None:
        return Outcome.CANT_TELL, "starts by itself, and it is not known whether there is sound, and for how long"
    if [one for one in media.instruments if one.role != "link"]:
        return Outcome.CANT_TELL, f"{length} start by themselves; no control speaks of stopping them"
    return Outcome.FAILED, f"{length} start by themselves, and nothing on the page stops them"


def _lasts(media: Media) -> Said | None:
    starts = _starts(media)
    if starts is None:
        return Outcome.CANT_TELL, "starts by itself; how long its sound lasts is not known"
    if not starts:
        return None if not media.autoplay or media.muted else PASSED
    return Outcome.FAILED, f"{media.seconds or 0:.0f} seconds of sound start by themselves"


def _is_video(media: Media) -> bool:
    return bool(media.kind == "video" and media.seen and not media.hidden and media.source)


def _is_silent(media: Media) -> bool:
    return bool(media.kind == "video" and media.sound in ("none", "silent"))


def _has_start(media: Media) -> bool:
    return bool(media.controls)


def _words(media: Media, *, seen: bool = False) -> int:
    around = media.around
    return len(WORD.findall(around.both if seen else f"{around.both} {around.only_read}"))


def _links_to_transcript(media: Media) -> bool:
    return any(map(TRANSCRIPT.search, media.around.links))


def _silent_video(media: Media) -> Said | None:
    if not _is_video(media) or not _has_start(media) or media.sound in ("heard", "some"):
        return None
    if _links_to_transcript(media):
        return PASSED
    if not media.known or not media.sound:
        return Outcome.CANT_TELL, "it is not known whether this film has sound"
    around = media.around
    if _words(media) < FEW_WORDS and not around.links and not around.audios:
        return Outcome.FAILED, "a film without sound, and no text, link or recording that says what it shows"
    return Outcome.CANT_TELL, "a film without sound: does a text or recording say what it shows?"


def _audio(media: Media) -> Said | None:
    if media.kind != "audio" or not media.source or media.sound == "silent":
        return None
    if (media.hidden or not media.controls) and not (media.autoplay and not media.paused):
        return None
    if _links_to_transcript(media):
        return PASSED
    seconds, around = media.seconds, media.around
    short = seconds and seconds >= LEAST_SECONDS and _words(media) < WORDS_A_SECOND * seconds
    if media.sound == "heard" and short and not around.links:
        words = _words(media)
        return (
            Outcome.FAILED,
            f"{seconds:.0f} seconds of sound, and {words} words of text on the page, and no link to more",
        )
    return Outcome.CANT_TELL, "does a text on the page, or behind a link, say what is heard?"


def _captions(media: Media) -> Said | None:
    if not _is_video(media) or media.sound in ("none", "silent"):
        return None
    tracks = [one for one in media.tracks if one.kind in ("captions", "subtitles")]
    if any(one.text is None or len(WORD.findall(one.text)) >= FEW_WORDS for one in tracks):
        return PASSED
    if tracks and media.sound == "heard":
        return Outcome.CANT_TELL, "its track of captions is empty; are there captions in the picture?"
    return Outcome.CANT_TELL, "there is no track of captions; are there captions in the picture?"


def _transcript(media: Media) -> Said | None:
    if not _is_video(media):
        return None
    if _links_to_transcript(media):
        return PASSED
    if media.known and _has_start(media) and _words(media) < FEW_WORDS and not media.around.links:
        return (
            Outcome.FAILED,
            "there is no text on the page, and no link, that could describe what the film shows and says",
        )
    return Outcome.CANT_TELL, "does a text describe all that the film shows and says?"


def _named(media: Media) -> Said | None:
    if not media.known or not media.controls or media.hidden or not media.seen or media.sound in ("", "some"):
        return None
    told = [one for one in media.tracks if one.kind in ("captions", "subtitles") and one.text != ""]
    if told:
        return None
    words = FILM if media.kind == "video" else SOUND
    said = f"{media.around.both} {' '.join(media.around.links)}"
    if words.search(said) or TRANSCRIPT.search(said):
        return PASSED
    what = "film" if media.kind == "video" else "recording"
    return Outcome.FAILED, f"no word on the page speaks of this {what}, or says which text has the same content"


def _description(media: Media) -> Said | None:
    if not _is_video(media) or media.sound in ("none", "silent"):
        return None
    if _links_to_transcript(media):
        return PASSED
    return Outcome.CANT_TELL, "is all that matters in the picture also said, or written beside it?"
