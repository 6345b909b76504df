"""Is all that people read marked for translation, and translated?"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from scripts.texts import catalogues, unmarked
from scripts.texts.found import PACKAGES, SOURCE, texts_of

from config import settings
from recruit.company.enums import Language

#: What a value is put into: ``{name}``, ``%(name)s``.
HOLES = re.compile(r"\{\w*(?:[.:!][^}]*)?\}|%\(\w+\)s|%s")
#: An HTML tag; a translation has those of its text.
TAGS = re.compile(r"</?\w+")


def test_the_languages_offered_are_those_that_are_spoken():
    assert [code for code, _ in settings.LANGUAGES] == list(Language) == ["en", *catalogues.LANGUAGES]


def test_the_product_reads_the_catalogues_that_are_kept():
    assert [SOURCE / package / "locale" for package in PACKAGES] == settings.LOCALE_PATHS


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_that_people_read_is_unmarked(package):
    files = sorted((SOURCE / package).rglob("*.html"))
    modules = [path for path in sorted((SOURCE / package).rglob("*.py")) if "migrations" not in path.parts]

    found = [_told(path, each) for path in files for each in unmarked.in_template(path.read_text("utf-8"))]
    found += [_told(path, each) for path in modules for each in unmarked.in_module(path)]

    assert found == [], "mark it (scripts/texts), or say '# English' on the line if nobody reads it on a page"


def _told(path: Path, found: str) -> str:
    return f"{path.relative_to(SOURCE)}:{found}"


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
@pytest.mark.parametrize("package", PACKAGES)
def test_the_catalogue_has_what_the_code_says_and_nothing_else(package, language):
    kept = {(one.id, one.context or "") for one in catalogues.read(package, language) if one.id}

    assert kept == {(text.id, text.context) for text in texts_of(package)}, "python -m scripts.texts update"


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
@pytest.mark.parametrize("package", PACKAGES)
def test_every_text_is_translated_and_takes_the_same_values(package, language):
    assert [one.id for one in catalogues.missing(package, language)] == []

    for one in catalogues.read(package, language):
        if one.id:
            says = (one.id, one.id) if isinstance(one.id, str) else one.id
            said = (one.string, one.string) if isinstance(one.string, str) else one.string
            # The singular of a plural may leave out its number.
            assert _holes(said[-1]) == _holes(says[-1]), one.id
            assert set(_holes(said[0])) <= set(_holes(says[-1])), one.id
            assert sorted(TAGS.findall(said[-1])) == sorted(TAGS.findall(says[-1])), one.id


def _holes(text: str) -> list[str]:
    return sorted(HOLES.findall(text))


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_same_words_are_translated_alike(language):
    """Whichever catalogue is read last would win otherwise. Words of two meanings have a context."""
    found = defaultdict(set)
    for package in PACKAGES:
        for one in catalogues.read(package, language):
            if one.id:
                found[one.id, one.context].add(one.string)

    assert {said: forms for said, forms in found.items() if len(forms) > 1} == {}


@pytest.mark.parametrize(
    ("template", "texts"),
    [
        ("<p>Show earlier</p>", ["1: Show earlier"]),
        ('<p>{% translate "Show earlier" %}</p>', []),
        ("<p>{% blocktranslate %}Of {{ name }}{% endblocktranslate %} · 3</p>", []),
        ("\n<button title='Take off'></button>", ["2: Take off"]),
        ('<c-panel title="About me" />', ["1: About me"]),
        ('<c-panel title="{% translate "About me" %}" />', []),
        ('{{ name|default:"No name" }}', ["1: No name"]),
        ('{% include "part.html" with title="All positions" %}', ["1: All positions"]),
        ('{% include "part.html" with title=_("All positions") %}', []),
        ("<script>const words = 'nobody reads this';</script><code>make run</code>", []),
        ("<b>LinkedIn</b>", []),
    ],
)
def test_what_is_unmarked_in_a_template_is_seen(template, texts):
    assert unmarked.in_template(template) == texts


@pytest.mark.parametrize(
    ("module", "texts"),
    [
        ('raise Refused("There is no such file.")', ["1: There is no such file."]),
        ('raise Refused(_("There is no such file."))', []),
        ('raise Refused(_("{name} is gone.").format(name=name))', []),
        ('raise Refused(f"{name} is gone, and more.")', []),  # it begins with a value: not seen
        ('raise Refused(f"The file {name} is gone.")', ["1: The file {} is gone."]),
        ('raise ValueError("Not a number at all")', []),
        ('log.info("Something that happened")', []),
        ('"""What does it do?"""', []),
        ('class State(models.TextChoices):\n    OPEN = "open", "Open"', ["2: Open"]),
        ('class State(models.TextChoices):\n    OPEN = "open", _("Open")', []),
        ('Entry(label="Open")', ["1: Open"]),
        ('SENT = "The application was received"  # English: sent to LinkedIn', []),
    ],
)
def test_what_is_unmarked_in_a_module_is_seen(tmp_path, module, texts):
    file = tmp_path / "some.py"
    file.write_text(module, "utf-8")

    assert unmarked.in_module(file) == texts
