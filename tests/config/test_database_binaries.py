"""Are PostgreSQL's programs found, and is a person told what to do when they are not or are too old?"""

from __future__ import annotations

from pathlib import Path

import pytest

from config.database import find_binaries
from config.trouble import Trouble


def _programs(folder: Path, answer: str) -> Path:
    program = folder / "postgres"
    program.write_text(f"#!/bin/sh\necho '{answer}'\n")
    program.chmod(0o755)
    return folder


def test_it_takes_the_embedded_programs_when_nothing_is_named():
    found = find_binaries(None)

    assert found.major >= 18
    assert (found.folder / "initdb").exists()


@pytest.mark.parametrize(
    ("answer", "major"),
    [
        ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", 15),  # a distribution's words come after
        ("postgres (PostgreSQL) 18.6", 18),
        ("postgres (PostgreSQL) 19beta2", 19),  # not released yet, and still of a version
        ("postgres (PostgreSQL) 17devel", 17),
    ],
)
def test_it_reads_the_version(tmp_path: Path, answer: str, major: int):
    assert find_binaries(_programs(tmp_path, answer)).major == major


def test_it_chooses_words_for_the_locale_that_the_version_understands(tmp_path: Path):
    old = find_binaries(_programs(tmp_path, "postgres (PostgreSQL) 15.18"))

    assert old.locale_options == ["--locale=C.UTF-8"]
    assert "--builtin-locale=C.UTF-8" in find_binaries(None).locale_options


def test_a_folder_without_programs_is_answered_with_a_sentence(tmp_path: Path):
    with pytest.raises(Trouble, match="no PostgreSQL programs in .*RECRUIT_PG_BIN"):
        find_binaries(tmp_path)


@pytest.mark.parametrize(
    "answer", ["postgres (PostgreSQL) 14.9", "postgres (PostgreSQL) 9.6.24", "something else"]
)
def test_programs_that_are_too_old_are_refused_with_a_sentence(tmp_path: Path, answer: str):
    with pytest.raises(Trouble, match="Recruit needs PostgreSQL 15 or newer"):
        find_binaries(_programs(tmp_path, answer))
