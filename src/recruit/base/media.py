"""What is in a file? Its content decides; a name that says something else is refused.

A browser or a viewer acts on what a file is, so that one which lies about it is not kept.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

import puremagic
from django.utils.translation import gettext as _

from recruit.base.errors import Refusal

MOST_BYTES: Final = 6 * 1024 * 1024
_LONGEST_NAME: Final = 150
#: How sure the recogniser has to be that a content is of the kind that the name says.
_SURE_ENOUGH: Final = 0.4


class FileNotTaken(Refusal):
    code = "file_not_taken"


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024]


def _is_docx(content: bytes) -> bool:
    """Every kind of Office file is a zip file: what is inside makes it a text."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = set(parts.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return {"[Content_Types].xml", "word/document.xml"} <= names and not any(
        name.endswith("vbaProject.bin") for name in names
    )


def _is_doc(content: bytes) -> bool:
    """A compound file whose directory names Word's own stream, as UTF-16."""
    return (
        content.startswith(bytes.fromhex("d0cf11e0a1b11ae1"))
        and "WordDocument".encode("utf-16-le") in content
    )


def _is_png(content: bytes) -> bool:
    return content.startswith(b"\x89PNG\r\n\x1a\n")


def _is_jpeg(content: bytes) -> bool:
    return content.startswith(b"\xff\xd8\xff")


def _is_plain_text(content: bytes) -> bool:
    """UTF-8 without control characters. It is never sent to a browser as anything but text."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(each) == "Cc" and each not in "\n\r\t\f" for each in text)


@dataclass(frozen=True)
class Medium:
    """One kind of file that is taken. ``is_marked``: its bytes tell what it is."""

    media_type: str
    matches: Callable[[bytes], bool]
    is_marked: bool = True


_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MEDIA: Final[Mapping[str, Medium]] = {
    ".pdf": Medium("application/pdf", _is_pdf),
    ".doc": Medium("application/msword", _is_doc),
    ".docx": Medium(_DOCX, _is_docx),
    ".png": Medium("image/png", _is_png),
    ".jpg": Medium("image/jpeg", _is_jpeg),
    ".jpeg": Medium("image/jpeg", _is_jpeg),
    ".txt": Medium("text/plain", _is_plain_text, is_marked=False),
}
#: As which a résumé is taken.
TEXTS: Final = frozenset({".pdf", ".doc", ".docx"})
EVERYTHING: Final = frozenset(_MEDIA)


def media_type_of(name: str, content: bytes, *, among: Collection[str] = EVERYTHING) -> str:
    """Its media type. Refuses with ``FileNotTaken``: too large, empty, of no kind in ``among``, or not what it says."""
    if not content:
        raise FileNotTaken(_("The file is empty. Choose it once more."))
    if len(content) > MOST_BYTES:
        raise FileNotTaken(
            _("The file is larger than {number} MB. Choose a smaller one.").format(number=MOST_BYTES // 2**20)
        )
    ending = PurePosixPath(name.lower()).suffix
    kinds = listed(among)
    if ending not in among:
        raise FileNotTaken(
            _("A file of this kind is not taken. Choose one of these: {kinds}.").format(kinds=kinds)
        )
    medium = _MEDIA[ending]
    if not (medium.matches(content) and (not medium.is_marked or _is_recognised(ending, content))):
        raise FileNotTaken(
            _(
                "The file's name ends in {ending}, but that is not what is in it. "
                "Open it, save it as one of these and choose that: {kinds}."
            ).format(ending=ending, kinds=kinds)
        )
    return medium.media_type


def is_text(name: str) -> bool:
    """Would a file of that name be taken as a résumé?"""
    return PurePosixPath(name.lower()).suffix in TEXTS


def _is_recognised(ending: str, content: bytes) -> bool:
    wanted = {".jpg", ".jpeg"} if ending in {".jpg", ".jpeg"} else {ending}
    try:
        found = puremagic.magic_string(content, f"file{ending}")
    except (puremagic.PureError, ValueError):
        return False
    return any(match.extension in wanted and match.confidence >= _SURE_ENOUGH for match in found)


def listed(endings: Collection[str]) -> str:
    """For people: ``DOC, DOCX, PDF``."""
    return ", ".join(sorted(ending.removeprefix(".").upper() for ending in endings if ending != ".jpeg"))


def clean_name(name: str) -> str:
    """As it may be shown and saved: no folders, no control characters, not too long; its ending stays."""
    text = unicodedata.normalize("NFC", name.replace("\\", "/")).rpartition("/")[2]
    text = "".join(each for each in text if unicodedata.category(each)[0] != "C")
    text = re.sub(r"\s+", " ", text).strip(" .") or "file"
    path = PurePosixPath(text)
    suffix = path.suffix[:20]
    return path.name.removesuffix(path.suffix)[: _LONGEST_NAME - len(suffix)] + suffix
