"""What may each role do? The very tables that every screen and service asks, read by everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from recruit.base.matrix import Cell, Matrix, Reach
from recruit.company import selectors
from recruit.company.enums import CompanyRole, ExportRequires
from recruit.company.rules import COMPANY_MATRIX
from recruit.positions.enums import HiringRole, PositionCapability
from recruit.positions.rules import ADJUSTABLE, ON_POSITIONS, ON_THE_TEAM
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

#: The mark in the cell, and what a screen reader says for it.
_SHOWN = {
    Reach.YES: ("outline/check", _("Yes")),
    Reach.NO: ("", _("No")),
    Reach.WITH_POSITION_ROLE: ("outline/briefcase", _("Only with a role on the position")),
    Reach.OWN: ("outline/user", _("Own ones only")),
    Reach.AFTER_OWN: ("outline/clock", _("After giving one's own")),
    Reach.INVITING: ("outline/mail", _("While inviting")),
}


@dataclass(frozen=True)
class ShownCell:
    """``is_adjustable``: a setting of the company can open or close it."""

    icon: str
    word: str
    is_documented: bool
    is_adjustable: bool = False


@dataclass(frozen=True)
class ShownRow:
    title: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True)
class ShownMatrix:
    title: str
    about: str
    roles: tuple[str, ...]
    rows: tuple[ShownRow, ...]


@require_safe
def roles(request: SignedInRequest) -> HttpResponse:
    company = selectors.company_of(company_id=request.user.company_id)
    is_closed = company.export_requires == ExportRequires.CONTRIBUTE
    is_opened = company.opens_evaluations
    tables = [
        _shown(
            COMPANY_MATRIX,
            CompanyRole,
            gettext("In the company"),
            gettext("What a company role opens by itself."),
            is_closed=is_closed,
            is_opened=is_opened,
        ),
        _shown(
            ON_POSITIONS,
            CompanyRole,
            gettext("On positions, by company role"),
            gettext("On every position that one can see. A role on the position adds to it."),
            is_closed=is_closed,
            is_opened=is_opened,
        ),
        _shown(
            ON_THE_TEAM,
            HiringRole,
            gettext("On one position, by role on it"),
            gettext("What a place on the hiring team opens there, in addition to the company role."),
            is_closed=is_closed,
            is_opened=is_opened,
        ),
    ]
    legend = [(icon, word) for icon, word in _SHOWN.values() if icon]
    context = {
        "tables": tables,
        "legend": legend,
        "export_requires": company.get_export_requires_display(),
        "opens_evaluations": is_opened,
    }
    return show(request, "recruit_web/roles.html", context)


def _shown(
    matrix: Matrix[Any], names: Any, title: str, about: str, *, is_closed: bool, is_opened: bool
) -> ShownMatrix:
    rows = tuple(
        ShownRow(
            _begun_large(gettext(row.title)),
            tuple(
                _cell(cell, _is_adjustable(matrix, role, row.capability), is_closed, is_opened)
                for role, cell in zip(matrix.roles, row.cells, strict=True)
            ),
        )
        for row in matrix
    )
    return ShownMatrix(title, about, tuple(str(names(role).label) for role in matrix.roles), rows)


def _begun_large(title: str) -> str:
    return title[0].upper() + title[1:]


def _is_adjustable(matrix: Matrix[Any], role: str, capability: Any) -> bool:
    if matrix.reach(role, capability) == Reach.AFTER_OWN:
        return True
    if not isinstance(capability, PositionCapability) or capability not in ADJUSTABLE:
        return False
    return matrix.allows(role, capability) and not matrix.allows(role, ADJUSTABLE[capability])


def _cell(cell: Cell, is_adjustable: bool, is_closed: bool, is_opened: bool) -> ShownCell:
    icon, word = _SHOWN[cell.reach]
    if cell.reach == Reach.AFTER_OWN and is_opened:
        return ShownCell("outline/check", gettext("Yes, by the company's setting"), cell.is_documented, True)
    if cell.reach == Reach.YES and is_adjustable and is_closed:
        return ShownCell("", gettext("No, by the company's setting"), cell.is_documented, True)
    return ShownCell(icon, str(word), cell.is_documented, is_adjustable)
