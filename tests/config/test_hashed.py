"""No script is asked for under a name that stays the same when its content changes."""

import gzip
import re

from django.core.management import call_command


def test_our_modules_import_each_other_under_names_with_a_digest(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "config.hashed.HashedFiles"}}

    call_command("collectstatic", interactive=False, verbosity=0)

    [start] = tmp_path.glob("recruit_web/recruit.*.js")
    modules = re.findall(r'from "\./(.+)"', start.read_text("utf-8"))
    assert len(modules) >= 5
    for name in modules:
        assert re.fullmatch(r"[a-z_]+\.[0-9a-f]{12}\.js", name), name
        assert (tmp_path / "recruit_web" / name).exists()
    for name in (start.name, *modules):
        packed = tmp_path / "recruit_web" / f"{name}.gz"
        assert gzip.decompress(packed.read_bytes()) == (tmp_path / "recruit_web" / name).read_bytes()
