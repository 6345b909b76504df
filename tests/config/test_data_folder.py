"""Is the data folder prepared, its keys kept, and a folder that will not do told in a sentence?"""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from config.data import kept_key, prepare_folder, prepare_keys, the_only_one
from config.trouble import Trouble


def test_it_is_made_for_its_owner_only(tmp_path: Path):
    made = prepare_folder(tmp_path / "a" / "data")

    assert stat.S_IMODE(made.stat().st_mode) == 0o700


def test_a_file_in_its_place_is_told(tmp_path: Path):
    (tmp_path / "data").write_text("")

    with pytest.raises(Trouble, match="is not a folder.*RECRUIT_DATA"):
        prepare_folder(tmp_path / "data")


def test_a_file_above_its_place_is_told(tmp_path: Path):
    (tmp_path / "file").write_text("")

    with pytest.raises(Trouble, match="is not a folder.*RECRUIT_DATA"):
        prepare_folder(tmp_path / "file" / "data")


def test_a_folder_that_cannot_be_written_is_told():
    # /proc takes no files, not even from root.
    with pytest.raises(Trouble, match="Nothing can be written.*RECRUIT_DATA"):
        prepare_folder(Path("/proc/self"))


def test_keys_are_made_once_and_for_the_owner_only(tmp_path: Path):
    prepare_keys(tmp_path)
    first = kept_key(tmp_path, "secret_key"), kept_key(tmp_path, "encryption_key")

    prepare_keys(tmp_path)

    assert (kept_key(tmp_path, "secret_key"), kept_key(tmp_path, "encryption_key")) == first
    assert all(len(key) >= 40 for key in first)
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").iterdir()} == {0o600}


def test_no_key_is_an_empty_one(tmp_path: Path):
    assert kept_key(tmp_path, "secret_key") == ""


def test_only_one_may_hold_it(tmp_path: Path):
    with the_only_one(tmp_path) as first, the_only_one(tmp_path) as second:
        assert (first, second) == (True, False)

    with the_only_one(tmp_path) as again:
        assert again


def test_the_lock_is_not_inherited(tmp_path: Path):
    with the_only_one(tmp_path):
        held = [fd for fd in range(3, 64) if _path_of(fd) == str(tmp_path / "lock")]

        assert held
        assert not any(os.get_inheritable(fd) for fd in held)


def _path_of(descriptor: int) -> str:
    try:
        return str(Path(f"/proc/self/fd/{descriptor}").readlink())
    except OSError:
        return ""
