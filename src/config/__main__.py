"""What can one tell Recruit from the command line?

recruit run       everything on this machine: database, web server, worker, LinkedIn's sandbox, demo
recruit web       the web server alone
recruit worker    a worker alone
recruit migrate   bring the database up to date and collect the static files (--plan: only tell what is to come)
recruit demo      fill an empty installation with the demo's company
recruit seed      one company more, with as many candidates as you say
recruit company …  add a company with its first owner, or change its plan
recruit backup …  make a backup, try whether it holds, bring it back
recruit import …  bring in rows of a file, or a whole company
recruit export …  write everything of a company into one file
recruit privacy … erase again whoever a restored backup has brought back
recruit check     look whether everything is set up as it must be
recruit doctor    examine an installation that others use, and say what is wrong and what to do
recruit linkedin …  how LinkedIn stands, its history, comparison and stuck records
recruit certify   run LinkedIn's certification rules against this installation, and write the report
recruit manage …  Django's own commands
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from config.data import prepare_folder, prepare_keys, the_only_one
from config.environment import Environment, read_environment
from config.linkedin.arguments import add_words
from config.transfer.arguments import add_export_words, add_import_words
from config.trouble import Trouble

Command = Callable[[Environment, argparse.Namespace], None]


def main(arguments: list[str] | None = None) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    options = _parser().parse_args(arguments)
    command: Command = options.command
    try:
        command(read_environment(), options)
    except Trouble as trouble:
        print(f"\n{trouble}\n", file=sys.stderr)
        sys.exit(1)


def run(environment: Environment, options: argparse.Namespace) -> None:
    from config.supervisor import supervise  # noqa: PLC0415 -- each command loads what it needs

    supervise(environment, with_demo=not options.no_demo, ready_file=options.ready_file)


def web(environment: Environment, _options: argparse.Namespace) -> None:
    from config.web import serve  # noqa: PLC0415 -- each command loads what it needs

    _prepare(environment)
    with _database(environment):
        _refuse_unfit(environment)
        serve(environment)


def worker(environment: Environment, _options: argparse.Namespace) -> None:
    _prepare(environment)
    _set_up_django()
    from config.worker import run_worker  # noqa: PLC0415 -- the queue must be set up before it is imported

    run_worker(concurrency=environment.worker_concurrency)


def migrate(environment: Environment, options: argparse.Namespace) -> None:
    from django.core.management import call_command  # noqa: PLC0415 -- each command loads what it needs

    _prepare(environment)
    with _database(environment):
        _refuse_unfit(environment)
        _set_up_django()
        _check_everything(environment)
        if options.plan:
            from config.upgrade import tell_plan  # noqa: PLC0415 -- the settings must be there first

            sys.exit(tell_plan())
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)


def demo(environment: Environment, _options: argparse.Namespace) -> None:
    from config import demo as scenery  # noqa: PLC0415 -- each command loads what it needs

    _prepare(environment)
    with _database(environment):
        _set_up_django()
        lines = scenery.prepare()
    (environment.data / "demo.txt").write_text("\n".join(lines or []) + "\n", "utf-8")


def seed(environment: Environment, options: argparse.Namespace) -> None:
    # By this name, which libpq reads, the command knows its own sessions from others.
    os.environ["PGAPPNAME"] = f"recruit seed {os.getpid()}"
    _prepare(environment)
    with _database(environment):
        _refuse_unfit(environment)
        _set_up_django()
        from config.seed.command import seed as fill  # noqa: PLC0415 -- the settings must be there first

        told = environment.data / f"seed-{options.domain}.txt"
        lines = fill(size=options.size, name=options.company, domain=options.domain, told=told)
    print("\n" + "\n".join(lines))


def check(environment: Environment, _options: argparse.Namespace) -> None:
    _prepare(environment)
    with _database(environment):
        _refuse_unfit(environment)
        _set_up_django()
        _check_everything(environment)
    print("Everything is set up as it must be.")


def doctor(environment: Environment, options: argparse.Namespace) -> None:
    with _database(environment):
        _set_up_django()
        from config.doctor.command import run_doctor  # noqa: PLC0415 -- the settings must be there first

        status = run_doctor(environment, is_json=options.json)
    sys.exit(status)


def linkedin(environment: Environment, options: argparse.Namespace) -> None:
    with _database(environment):
        _set_up_django()
        from config.linkedin.commands import run_linkedin  # noqa: PLC0415 -- the settings must be there first

        status = run_linkedin(options)
    if status:
        sys.exit(status)


def certify(environment: Environment, options: argparse.Namespace) -> None:
    if options.alone:
        from config.certification.alone import certify_alone  # noqa: PLC0415 -- each command loads what it needs

        sys.exit(certify_alone([word for word in sys.argv[2:] if word != "--alone"]))
    with _database(environment):
        _set_up_django()
        from config.certification.command import certify as run_rules  # noqa: PLC0415 -- the settings must be there first

        status = run_rules(environment, options)
    sys.exit(status)


def backup(environment: Environment, options: argparse.Namespace) -> None:
    _prepare(environment)
    with _database(environment):
        _set_up_django()
        from config.backups.command import run_backup  # noqa: PLC0415 -- the settings must be there first

        print("\n".join(run_backup(environment, options)))


def company(environment: Environment, options: argparse.Namespace) -> None:
    with _database(environment):
        _set_up_django()
        from config.companies import add_company, put_on_plan  # noqa: PLC0415 -- the settings must be there first

        print(add_company(options) if options.verb == "add" else put_on_plan(options))


def bring_in(environment: Environment, options: argparse.Namespace) -> None:
    with _database(environment):
        _set_up_django()
        from config.transfer.commands import run_import  # noqa: PLC0415 -- the settings must be there first

        told, status = run_import(options)
    print(told)
    if status:
        sys.exit(status)


def take_out(environment: Environment, options: argparse.Namespace) -> None:
    with _database(environment):
        _set_up_django()
        from config.transfer.commands import run_export  # noqa: PLC0415 -- the settings must be there first

        print(run_export(options))


def privacy(environment: Environment, options: argparse.Namespace) -> None:
    with _database(environment):
        _set_up_django()
        from config.privacy import re_erase  # noqa: PLC0415 -- the settings must be there first

        print(re_erase(options))


def manage(environment: Environment, options: argparse.Namespace) -> None:
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- each command loads what it needs

    with _database(environment):
        execute_from_command_line(["recruit manage", *options.rest])


def _prepare(environment: Environment) -> None:
    environment.data = prepare_folder(environment.data)
    prepare_keys(environment.data)


def _refuse_unfit(environment: Environment) -> None:
    from config.database import embedded_url, refuse_unfit  # noqa: PLC0415 -- each command loads what it needs

    refuse_unfit(environment.database_url or embedded_url(environment.data))


def _check_everything(environment: Environment) -> None:
    from django.core.checks import ERROR, run_checks  # noqa: PLC0415 -- each command loads what it needs

    messages = run_checks(include_deployment_checks=True, databases=["default"])
    found = [message for message in messages if message.level >= ERROR]
    if found:
        raise Trouble("\n".join(f"{message.msg}\n  {message.hint or ''} ({message.id})" for message in found))
    if environment.debug:
        print(
            "RECRUIT_DEBUG is on: error pages show the inside of the program to everybody.", file=sys.stderr
        )


def _set_up_django() -> None:
    import django  # noqa: PLC0415 -- each command loads what it needs

    django.setup()


@contextmanager
def _database(environment: Environment) -> Iterator[None]:
    """The embedded server for the time of one command, unless it runs already or another one is named."""
    from config.database import Cluster, find_binaries  # noqa: PLC0415 -- each command loads what it needs

    if environment.database_url or os.environ.get("RECRUIT_SUPERVISED"):
        yield
        return
    environment.data = prepare_folder(environment.data)
    with the_only_one(environment.data) as mine:
        if not mine:
            yield
            return
        cluster = Cluster(environment.data, binaries=find_binaries(environment.pg_bin))
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            cluster.start()
            yield
        finally:
            cluster.stop()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="recruit", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, function: Command, caption: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=caption)
        added.set_defaults(command=function)
        return added

    everything = add("run", run, "everything on this machine")
    everything.add_argument("--no-demo", action="store_true", help="do not fill an empty installation")
    everything.add_argument(
        "--ready-file", type=Path, help="write addresses and process ids here when all is up"
    )
    add("web", web, "the web server alone")
    add("worker", worker, "a worker alone")
    updated = add("migrate", migrate, "bring the database up to date")
    updated.add_argument(
        "--plan", action="store_true", help="only tell what is to come, and whether it needs a pause"
    )
    add("demo", demo, "fill an empty installation with the demo's company")
    _add_company_words(add("company", company, "add a company with its first owner, or change its plan"))
    seeded = add("seed", seed, "one company more, with as many candidates as you say")
    seeded.add_argument("--size", type=int, default=1_000_000, help="how many candidates (1000000)")
    seeded.add_argument("--company", default="Meridian Works", help="its name")
    seeded.add_argument(
        "--domain", default="meridian.example", help="where its teammates' e-mail addresses are"
    )
    add("check", check, "look whether everything is set up as it must be")
    examined = add("doctor", doctor, "examine an installation that others use, and say what to do")
    examined.add_argument("--json", action="store_true", help="answer with one JSON object")
    add_words(add("linkedin", linkedin, "how LinkedIn stands, its history, comparison and stuck records"))
    _add_certification_words(
        add("certify", certify, "run LinkedIn's certification rules, and write the report")
    )
    _add_backup_words(add("backup", backup, "make a backup, try whether it holds, bring it back"))
    add_import_words(add("import", bring_in, "bring in rows of a file, or a whole company"))
    add_export_words(add("export", take_out, "write everything of a company into one file"))
    _add_privacy_words(add("privacy", privacy, "erase again whoever a restored backup has brought back"))
    passed_on = add("manage", manage, "Django's own commands")
    passed_on.add_argument("rest", nargs=argparse.REMAINDER)
    return parser


def _add_certification_words(parser: argparse.ArgumentParser) -> None:
    from rsc_certification.command import add_words as add_rules  # noqa: PLC0415 -- the one place that knows of it

    parser.add_argument("--against", default="", metavar="URL", help="Recruit, if not where the settings say")
    parser.add_argument("--sandbox", default="", metavar="URL", help="LinkedIn's sandbox, if elsewhere")
    parser.add_argument(
        "--alone", action="store_true", help="start an installation for it, and stop that at the end"
    )
    add_rules(parser)


def _add_company_words(parser: argparse.ArgumentParser) -> None:
    plans = ("starter", "growth", "enterprise")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    added = verbs.add_parser("add", help="a new company and its first owner")
    added.add_argument("name", help="what the company is called")
    added.add_argument("--owner", required=True, metavar="EMAIL", help="the owner's e-mail address")
    added.add_argument("--first-name", required=True, help="the owner's first name")
    added.add_argument("--last-name", default="", help="the owner's last name")
    added.add_argument("--plan", choices=plans, default="enterprise")
    moved = verbs.add_parser("plan", help="put a company on another plan")
    moved.add_argument("name", help="what the company is called, or its id")
    moved.add_argument("plan", choices=plans)


def _add_backup_words(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    made = verbs.add_parser("make", help="a new one in RECRUIT_BACKUPS")
    made.add_argument("--keep", type=int, default=0, metavar="N", help="of all only the newest N stay")
    verbs.add_parser("list", help="which there are")
    tried = verbs.add_parser("drill", help="restore one into a server that is thrown away, and compare")
    tried.add_argument("backup", nargs="?", type=Path, metavar="BACKUP", help="its folder; else the newest")
    back = verbs.add_parser("restore", help="bring one back into this installation's empty database")
    back.add_argument("backup", type=Path, metavar="BACKUP", help="its folder")


def _add_privacy_words(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    again = verbs.add_parser("re-erase", help="after a restore: erase whoever is on the list and here again")
    again.add_argument(
        "list",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="the list of erasures that was kept; “-” reads it from standard input",
    )


if __name__ == "__main__":
    main()
