"""Which words describe a person and the ways to reach them?"""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProspectStatus(models.TextChoices):
    SOURCED = "sourced", _("Sourced")
    CONTACTED = "contacted", _("Contacted")
    RESPONDED = "responded", _("Responded")
    INTERESTED = "interested", _("Interested")
    NOT_INTERESTED = "not_interested", _("Not interested")
    DO_NOT_CONTACT = "do_not_contact", _("Do not contact")


class ContactKind(models.TextChoices):
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")
    LINK = "link", _("Link")


class FileKind(models.TextChoices):
    RESUME = "resume", _("Résumé")
    COVER_LETTER = "cover_letter", _("Cover letter")
    OTHER = "other", _("Other file")


#: What a file is called within a sentence.
KIND_WORDS: Final = {
    FileKind.RESUME: _("résumé"),
    FileKind.COVER_LETTER: _("cover letter"),
    FileKind.OTHER: _("other file"),
}


class Provenance(models.TextChoices):
    """How a value came to us; ``external`` is an outside system, named in the origin beside it."""

    MANUAL = "manual", _("Typed by a teammate")
    CAREERS_FORM = "careers_form", _("Careers form")
    FILE_IMPORT = "file_import", _("File import")
    EXTERNAL = "external", _("Outside system")
