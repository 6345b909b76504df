"""Which faults does one want most often? Each fills the form, so that it can be looked at and changed first."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Preset:
    """``typed`` is what the form is filled with."""

    name: str
    label: str
    kind: str
    typed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Group:
    label: str
    presets: tuple[Preset, ...]


GROUPS = (
    Group(
        label="Calls of an ATS",
        presets=(
            Preset(name="minute", label="429, the minute's records", kind="throttled", typed={"limit": "minute"}),
            Preset(name="day", label="429, the day's calls", kind="throttled", typed={"limit": "day", "times": "0"}),
            Preset(name="once", label="503, once", kind="status", typed={"status": "503"}),
            Preset(
                name="shaky", label="503, one call in three", kind="status",
                typed={"status": "503", "times": "0", "probability": "0.33"},
            ),
            Preset(
                name="stored", label="500, though it was stored", kind="status",
                typed={"status": "500", "after_storing": "yes"},
            ),
            Preset(name="lost", label="Stored, and the answer lost", kind="cut"),
            Preset(name="silence", label="30 seconds of silence", kind="silence", typed={"seconds": "30"}),
            Preset(
                name="slow", label="Every answer 5 seconds late", kind="latency",
                typed={"seconds": "5", "times": "0"},
            ),
            Preset(
                name="expired", label="Token run out, after 10 calls", kind="token",
                typed={"form": "expired", "nth": "11"},
            ),
            Preset(name="unknown", label="Token unknown", kind="token", typed={"form": "unknown"}),
            Preset(name="html", label="A page of HTML instead of JSON", kind="malformed", typed={"form": "html"}),
            Preset(name="half", label="Half of the answer", kind="malformed", typed={"form": "truncated"}),
            Preset(name="key", label="One record of a batch refused", kind="per_key", typed={"status": "422"}),
            Preset(name="batch", label="A whole batch refused", kind="whole_batch", typed={"status": "422"}),
            Preset(name="foreign", label="Exported for another company", kind="foreign_context"),
        ),
    ),
    Group(
        label="Notifications to an ATS",
        presets=(
            Preset(name="twice", label="Sent twice", kind="push_twice"),
            Preset(name="late", label="A minute late", kind="push_late", typed={"seconds": "60"}),
            Preset(name="reordered", label="Overtaken by the next", kind="push_reordered"),
            Preset(name="dropped", label="Never sent", kind="push_dropped"),
            Preset(name="outage", label="Outage, three tries", kind="push_outage", typed={"times": "3"}),
            Preset(name="signature", label="Signed wrongly", kind="wrong_signature"),
            Preset(name="garbled", label="Not JSON", kind="push_malformed", typed={"form": "not_json"}),
            Preset(name="stranger", label="Of an unknown type", kind="push_malformed", typed={"form": "unknown_type"}),
        ),
    ),
    Group(
        label="Applications of members",
        presets=(
            Preset(name="no-email", label="Without the e-mail address", kind="no_email"),
            Preset(name="no-file", label="The résumé cannot be fetched", kind="media_expired"),
        ),
    ),
)  # fmt: skip


def preset_named(name: str) -> Preset | None:
    return next((one for group in GROUPS for one in group.presets if one.name == name), None)
