"""How is the sandbox started? ``linkedin-sandbox serve``: one process, several threads, one SQLite file.

The other commands steer a running one: see ``commands.steering``.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linkedin_sandbox.commands.places import Place, free_place, kept_in
from linkedin_sandbox.commands.steering import add_steering

if TYPE_CHECKING:
    from collections.abc import Callable

_BEGAN = time.monotonic()


def main() -> None:
    parser = argparse.ArgumentParser(prog="linkedin-sandbox", description="LinkedIn's Talent API, emulated.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="answer as LinkedIn would")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8100, help="0: any that is free")
    serve.add_argument("--data", type=Path, default=Path(".data/sandbox"), help="where the world is kept")
    serve.add_argument(
        "--in-memory", action="store_true", help="keep nothing: the world ends with the process"
    )
    serve.add_argument(
        "--seed", default="default", help="of a new world: default, none, or a file with a seed document"
    )
    serve.add_argument("--members", type=int, default=1500, help="how many people the default world has")
    serve.set_defaults(run=_serve)
    generate = commands.add_parser("generate", help="write a world of any size as a seed document")
    generate.add_argument("--members", type=int, default=1500)
    generate.add_argument("--seed", type=int, default=1, help="one number is one world, to the letter")
    generate.add_argument("--out", type=Path, default=Path("-"), help="a file; - is the standard output")
    generate.set_defaults(run=_generate)
    reference = commands.add_parser("reference", help="print the tables of docs/sandbox-reference.md")
    reference.set_defaults(run=_reference)
    coverage = commands.add_parser("coverage", help="print, as JSON, what of LinkedIn's contract is offered")
    coverage.set_defaults(run=_coverage)
    add_steering(commands)
    arguments = parser.parse_args()
    arguments.run(arguments)


def _generate(arguments: argparse.Namespace) -> None:
    from linkedin_sandbox.world.seeding.seeds import generate_world  # noqa: PLC0415 -- the lists take a moment to read

    document = json.dumps(
        generate_world(seed=arguments.seed, members=arguments.members), ensure_ascii=False, indent=1
    )
    if str(arguments.out) == "-":
        print(document)
    else:
        arguments.out.write_text(f"{document}\n", encoding="utf-8")


def _serve(arguments: argparse.Namespace) -> None:
    place = free_place(arguments.host, arguments.port)
    with kept_in(None if arguments.in_memory else arguments.data) as folder:
        _serve_at(place, folder, arguments)


def _serve_at(place: Place, folder: Path, arguments: argparse.Namespace) -> None:
    os.environ["LINKEDIN_SANDBOX_ADDRESS"] = place.address
    _set_up(folder)
    # A large world takes memory while it is read in: a process of its own gives that back when it ends.
    preparing = get_context("fork").Process(target=_prepare_world, args=(arguments,))
    preparing.start()
    preparing.join()
    if preparing.exitcode:
        raise SystemExit(preparing.exitcode)
    from linkedin_sandbox.commands.greeting import greeting  # noqa: PLC0415 -- after Django's set-up

    print(greeting(place.address, folder if not arguments.in_memory else None))
    print(f"  prepared in          {time.monotonic() - _BEGAN:.1f} s", flush=True)
    _answer_until_stopped(place.host, place.port)


def _reference(_arguments: argparse.Namespace) -> None:
    _set_up(Path(".data/sandbox"))
    from linkedin_sandbox.control.reference import reference  # noqa: PLC0415 -- after Django's set-up
    from linkedin_sandbox.control.urls import CALLS  # noqa: PLC0415 -- after Django's set-up

    print(reference(CALLS), end="")


def _coverage(_arguments: argparse.Namespace) -> None:
    _set_up(Path(".data/sandbox"))
    import linkedin_sandbox.urls  # noqa: F401, PLC0415 -- the wire declares what it offers when it is imported
    from linkedin_sandbox.world.steering.coverage import coverage  # noqa: PLC0415 -- after Django's set-up

    print(json.dumps(coverage(), indent=1))


def _set_up(data: Path) -> None:
    os.environ["LINKEDIN_SANDBOX_DATA"] = str(data.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "linkedin_sandbox.settings"
    import django  # noqa: PLC0415 -- reads the two variables above

    django.setup()


def _prepare_world(arguments: argparse.Namespace) -> None:
    from linkedin_sandbox.world.seeding import seed, seed_files, seed_form  # noqa: PLC0415 -- after Django's set-up
    from linkedin_sandbox.world.steering import schema  # noqa: PLC0415 -- likewise

    name = arguments.seed
    if not schema.prepare_database() or name == "none":
        return
    try:
        seed.load_world(
            seed.named_world(name, members=arguments.members)
            if name == "default"
            else seed_files.read_seed_file(Path(name))
        )
    except seed_form.SeedRefused as refusal:
        schema.discard_database()
        raise SystemExit(f"linkedin-sandbox: {refusal}") from None


def _answer_until_stopped(host: str, port: int) -> None:
    from granian import Granian  # noqa: PLC0415 -- slow to import, and needed only here
    from granian.constants import Interfaces  # noqa: PLC0415 -- the same
    from granian.log import LogLevels  # noqa: PLC0415 -- the same

    Granian(
        "linkedin_sandbox",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        workers=1,
        websockets=False,
        log_level=LogLevels.error,
    ).serve(target_loader=load_application, wrap_loader=False)


def load_application() -> Callable[..., Any]:
    """The application, with the threads that send beside it; called in the process that answers."""
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 -- after Django's set-up

    from linkedin_sandbox.commands.serving import Door  # noqa: PLC0415 -- commands have no need of it

    application = get_wsgi_application()
    from linkedin_sandbox.push.sender import start_push_thread  # noqa: PLC0415 -- after Django's set-up
    from linkedin_sandbox.push.webhooks import start_webhook_thread  # noqa: PLC0415 -- after Django's set-up
    from linkedin_sandbox.world.steering.limits import load_counters  # noqa: PLC0415 -- after Django's set-up
    from linkedin_sandbox.world.steering.settings_table import load_settings  # noqa: PLC0415 -- after Django's set-up

    load_settings()
    load_counters()
    start_push_thread()
    start_webhook_thread()
    return Door(application).__rsgi__


if __name__ == "__main__":
    main()
