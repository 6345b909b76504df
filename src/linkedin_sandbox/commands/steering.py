"""How is a running sandbox steered from a shell? One command for what control does often, ``call`` for the rest."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from linkedin_sandbox.commands.printing import shown
from linkedin_sandbox.remote import USUAL_ADDRESS, Remote, SandboxSaidNo, SandboxUnreachable, named
from linkedin_sandbox.world.seeding.seed_files import read_seed_file
from linkedin_sandbox.world.seeding.seed_form import SeedRefused

Act = Callable[[Remote, argparse.Namespace], Any]
_SETTING = "NAME=VALUE"


def add_steering(commands: Any) -> None:
    """Every command that speaks to a running sandbox."""
    for add in (_add_world, _add_time, _add_faults, _add_journal, _add_acts, _add_call):
        add(commands)


def _command(commands: Any, name: str, act: Act, about: str, *columns: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    parser.add_argument(
        "--url", default=os.environ.get("LINKEDIN_SANDBOX_URL", USUAL_ADDRESS), help="where the sandbox is"
    )
    parser.add_argument("--json", action="store_true", help="the answer as it came, for programs")
    parser.set_defaults(run=_run, act=act, columns=columns)
    return parser


def _run(arguments: argparse.Namespace) -> None:
    try:
        answer = arguments.act(Remote(arguments.url), arguments)
    except (SandboxUnreachable, SandboxSaidNo) as reason:
        raise SystemExit(f"linkedin-sandbox: {reason}") from None
    except (KeyboardInterrupt, BrokenPipeError):
        raise SystemExit(130) from None
    if answer is not None:
        text = (
            json.dumps(answer, ensure_ascii=False, indent=1)
            if arguments.json
            else shown(answer, columns=arguments.columns)
        )
        print(text)


def _add_world(commands: Any) -> None:
    _command(
        commands,
        "state",
        lambda to, _: to.get("state"),
        "how many rows there are, and the parent application",
    )
    reset = _command(commands, "reset", _reset, "forget everything, then seed")
    reset.add_argument("--seed", default="default", help="default, none, or a file")
    seed = _command(commands, "seed", _seed, "add a world to what is there")
    seed.add_argument("world", help="default, or a file (.json or .toml)")
    snapshot = _command(commands, "snapshot", _snapshot, "keep the world under a name; without a name list them",
                        "name", "taken_at", "bytes")  # fmt: skip
    snapshot.add_argument("name", nargs="?")
    snapshot.add_argument("--delete", action="store_true", help="forget it")
    restore = _command(commands, "restore", _restore, "put a snapshot in the world's place")
    restore.add_argument("name")
    for name, about in (
        ("switches", "what LinkedIn does where nobody knows"),
        ("limits", "throttles and other numbers"),
    ):
        parser = _command(commands, name, _settings(name), f"show, or set: {about}")
        parser.add_argument("settings", nargs="*", metavar=_SETTING)
    _command(commands, "usage", lambda to, _: to.get("limits/usage"), "how much each application has used up")


def _reset(to: Remote, arguments: argparse.Namespace) -> Any:
    return to.call("POST", "reset", {} if arguments.seed == "none" else _world(arguments.seed))


def _seed(to: Remote, arguments: argparse.Namespace) -> Any:
    return to.call("POST", "seed", _world(arguments.world))


def _world(name: str) -> dict[str, Any]:
    if name == "default":
        return {"seed": "default"}
    try:
        return dict(read_seed_file(Path(name)))
    except SeedRefused as refusal:
        raise SystemExit(f"linkedin-sandbox: {refusal}") from None


def _snapshot(to: Remote, arguments: argparse.Namespace) -> Any:
    if arguments.name is None:
        return to.get("snapshots")
    if arguments.delete:
        return to.delete(f"snapshots/{named(arguments.name)}")
    return to.post("snapshots", name=arguments.name)


def _restore(to: Remote, arguments: argparse.Namespace) -> Any:
    return to.post(f"snapshots/{named(arguments.name)}/restore")


def _settings(path: str) -> Act:
    def act(to: Remote, arguments: argparse.Namespace) -> Any:
        said = _pairs(arguments.settings)
        return to.call("POST", path, said) if said else to.get(path)

    return act


def _pairs(texts: list[str]) -> dict[str, Any]:
    """``name=value``: a value that is JSON is that (5, true, [1]), any other is a text."""
    found: dict[str, Any] = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign:
            raise SystemExit(f"linkedin-sandbox: '{text}' is not of the form {_SETTING}.")
        try:
            found[name] = json.loads(value)
        except ValueError:
            found[name] = value
    return found


def _add_time(commands: Any) -> None:
    clock = _command(
        commands,
        "clock",
        _clock,
        "show the time, or: advance 3600, at 2026-05-04T09:00Z, freeze [moment], thaw",
    )
    clock.add_argument("change", nargs="?", choices=["advance", "at", "freeze", "thaw"])
    clock.add_argument("value", nargs="?")
    transitions = _command(
        commands, "transitions", _transitions, "when LinkedIn's own work is done: job_task=now matching=2"
    )
    transitions.add_argument("settings", nargs="*", metavar="KIND=SECONDS|now|looks:N")


def _clock(to: Remote, arguments: argparse.Namespace) -> Any:
    if arguments.change is None:
        return to.get("clock")
    if arguments.change in ("advance", "at") and arguments.value is None:
        raise SystemExit(f"linkedin-sandbox: say what to {arguments.change}: clock {arguments.change} …")
    value = True if arguments.value is None else _pairs([f"value={arguments.value}"])["value"]
    return to.call("POST", "clock", {arguments.change: value})


def _transitions(to: Remote, arguments: argparse.Namespace) -> Any:
    said = {name: _wait(value) for name, value in _pairs(arguments.settings).items()}
    return to.call("POST", "transitions", said) if said else to.get("transitions")


def _wait(value: Any) -> dict[str, Any]:
    text = str(value)
    if text == "now":
        return {}
    if text.startswith("looks:"):
        return {"after_looks": _pairs([f"n={text.removeprefix('looks:')}"])["n"]}
    return {"after_seconds": value}


def _add_faults(commands: Any) -> None:
    faults = _command(
        commands, "faults", _faults,
        "list faults, or: kinds; add KIND resource=atsCandidates status=503 times=2; remove NUMBER; clear",
        "id", "kind", "resource", "method", "nth", "times", "probability", "seen", "struck", "details",
    )  # fmt: skip
    faults.add_argument(
        "change", nargs="?", choices=["list", "kinds", "add", "remove", "clear"], default="list"
    )
    faults.add_argument("what", nargs="?", help="a kind to add, a number to remove")
    faults.add_argument("settings", nargs="*", metavar=_SETTING)


def _faults(to: Remote, arguments: argparse.Namespace) -> Any:
    change, what = arguments.change, arguments.what
    if change in ("add", "remove") and what is None:
        raise SystemExit(f"linkedin-sandbox: say which: faults {change} …")
    if change == "add":
        answer = to.call("POST", "faults", {"kind": what} | _pairs(arguments.settings))
    elif change == "remove":
        answer = to.delete(f"faults/{named(what)}")
    else:
        answer = to.delete("faults") if change == "clear" else to.get("faults")
    if change == "kinds":
        return {"kinds": answer["kinds"]}
    return answer if arguments.json else {name: answer[name] for name in ("faults", "spent")}


def _add_journal(commands: Any) -> None:
    journal = _command(
        commands, "journal", _journal, "what was said on the wire, newest first",
        "id", "at", "verb", "path", "method", "status", "rule", "why", "faults",
    )  # fmt: skip
    for name in (
        "text",
        "resource",
        "method",
        "status",
        "client_id",
        "kind",
        "rule",
        "fault",
        "since",
        "until",
    ):
        journal.add_argument(f"--{name.replace('_', '-')}")
    journal.add_argument("--limit", type=int, default=20)
    journal.add_argument("--entry", type=int, help="one entry, whole")
    journal.add_argument("--follow", action="store_true", help="go on with what comes, until Ctrl-C")
    journal.add_argument("--har", type=Path, help="write what is found into a HAR file")
    journal.add_argument("--replay", type=int, help="send this push once more, word for word")


def _journal(to: Remote, arguments: argparse.Namespace) -> Any:
    if arguments.replay is not None:
        return to.post(f"journal/{arguments.replay}/replay")
    if arguments.entry is not None:
        return to.get(f"journal/{arguments.entry}")
    if arguments.follow:
        return _follow(to, arguments)
    names = ("text", "resource", "method", "status", "client_id", "kind", "rule", "fault", "since", "until")
    asked = {name: getattr(arguments, name) for name in names}
    if arguments.har is not None:
        arguments.har.write_text(
            json.dumps(to.get("journal/har", **asked), ensure_ascii=False), encoding="utf-8"
        )
        return {"written": str(arguments.har)}
    return to.get("journal", limit=arguments.limit, **asked)


def _follow(to: Remote, arguments: argparse.Namespace) -> None:
    for entry in to.follow():
        line = json.dumps(entry, ensure_ascii=False) if arguments.json else _line(entry)
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def _line(entry: dict[str, Any]) -> str:
    way = "→" if entry["kind"] == "push" else "←"
    why = f"  rule {entry['rule']}: {entry['why']}" if entry["why"] else ""
    struck = f"  [{', '.join(entry['faults'])}]" if entry["faults"] else ""
    said = f"{entry['id']:>6} {way} {entry['verb']} {entry['path']} {entry['method']} {entry['status'] or 'none'}"
    return said + why + struck


def _add_acts(commands: Any) -> None:
    _command(commands, "applications", lambda to, _: to.get("applications"), "the child applications",
             "unique_foreign_id", "client_id", "client_secret", "organization", "contract")  # fmt: skip
    _command(commands, "seats", lambda to, _: to.get("seats"), "the Recruiter licences")
    authorize = _command(commands, "authorize", _authorize, "what the admin does in the configuration plugin",
                         "integrationContext", "integrationType", "status")  # fmt: skip
    for name in ("client_id", "organization", "contract"):
        authorize.add_argument(name)
    for name in ("enable", "disable"):
        parser = _command(commands, name, _integrations(name), f"the admin {name}s the application's integrations",
                          "integrationContext", "integrationType", "status")  # fmt: skip
        parser.add_argument("client_id")
    export = _command(commands, "export", _export, "what the recruiter's Export button does")
    for name in ("seat", "member", "job"):
        export.add_argument(f"--{name}", required=True)
    export.add_argument("--email")
    export.add_argument("--client-id")
    push = _command(commands, "push", _push, "the notifications, newest first; with an id, deliver that once more",
                    "request_id", "type", "state", "attempts", "last_status", "last_problem")  # fmt: skip
    push.add_argument("again", nargs="?", metavar="REQUEST_ID")


def _authorize(to: Remote, arguments: argparse.Namespace) -> Any:
    names = ("client_id", "organization", "contract")
    return to.post("plugin/authorize", **{name: getattr(arguments, name) for name in names})


def _integrations(verb: str) -> Act:
    return lambda to, arguments: to.post(f"integrations/{verb}", client_id=arguments.client_id)


def _export(to: Remote, arguments: argparse.Namespace) -> Any:
    return to.post(
        "exports", seat=arguments.seat, member=arguments.member, job=arguments.job, email=arguments.email,
        client_id=arguments.client_id,
    )  # fmt: skip


def _push(to: Remote, arguments: argparse.Namespace) -> Any:
    return to.post(f"push/{named(arguments.again)}/again") if arguments.again else to.get("push", limit=50)


def _add_call(commands: Any) -> None:
    call = _command(commands, "call", _call, "any call of control: call GET records/jobs limit=3")
    call.add_argument("verb", choices=["GET", "POST", "DELETE"])
    call.add_argument("path", help="below /_sandbox/")
    call.add_argument("settings", nargs="*", metavar=_SETTING)


def _call(to: Remote, arguments: argparse.Namespace) -> Any:
    said = _pairs(arguments.settings)
    return (
        to.get(arguments.path, **said)
        if arguments.verb == "GET"
        else to.call(arguments.verb, arguments.path, said)
    )
