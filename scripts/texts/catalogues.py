"""What are our texts called in another language? A catalogue for each package, kept in step with its code."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from scripts.texts.found import PACKAGES, SOURCE, texts_of

#: The languages besides English, in which the code is written.
LANGUAGES: Final = ("de",)


def place(package: str, language: str) -> Path:
    return SOURCE / package / "locale" / language / "LC_MESSAGES" / "django.po"


def read(package: str, language: str) -> Catalog:
    """The catalogue as it is kept; empty where there is none yet."""
    file = place(package, language)
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as lines:
        return read_po(lines, locale=language)


def template(package: str) -> Catalog:
    """Every text of the package, each once, with the files where it stands."""
    catalogue = Catalog()
    for text in texts_of(package):
        catalogue.add(text.id, locations=[(text.file, 0)], context=text.context or None)
    return catalogue


def update() -> None:
    """Add what is new, without a translation; drop what is said no more."""
    for package in PACKAGES:
        for language in LANGUAGES:
            catalogue = read(package, language)
            found = template(package)
            found.creation_date = catalogue.creation_date  # or every update would be a change
            catalogue.update(found, no_fuzzy_matching=True, update_header_comment=False)
            catalogue.obsolete.clear()
            write(catalogue, package, language)


def write(catalogue: Catalog, package: str, language: str) -> None:
    name = catalogue.locale.english_name if catalogue.locale else language
    catalogue.header_comment = f"# The texts of {package} in {name}."
    file = place(package, language)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as lines:
        write_po(lines, catalogue, width=116, include_lineno=False, omit_header=False, sort_by_file=True)


def compile_all() -> None:
    """What Django reads, beside what people read: written anew where it is older."""
    for package in PACKAGES:
        for language in LANGUAGES:
            written, compiled = (place(package, language).with_suffix(kind) for kind in (".po", ".mo"))
            if not written.exists() or (
                compiled.exists() and compiled.stat().st_mtime_ns > written.stat().st_mtime_ns
            ):
                continue
            half = compiled.with_suffix(".half")
            with half.open("wb") as file:
                write_mo(file, read(package, language))
            half.replace(compiled)


def missing(package: str, language: str) -> list[Message]:
    """What has no translation yet, or one that a person has to look at."""
    return [
        message for message in read(package, language) if message.id and (not said(message) or message.fuzzy)
    ]


def said(message: Message) -> bool:
    """Whether every form of it is translated."""
    forms = (message.string,) if isinstance(message.string, str) else message.string
    return all(forms)
