"""Which words describe a person and the ways to reach them?"""

from __future__ import annotations

from django.db import models


class ProspectStatus(models.TextChoices):
    SOURCED = "sourced", "Sourced"
    CONTACTED = "contacted", "Contacted"
    RESPONDED = "responded", "Responded"
    INTERESTED = "interested", "Interested"
    NOT_INTERESTED = "not_interested", "Not interested"
    DO_NOT_CONTACT = "do_not_contact", "Do not contact"


class ContactKind(models.TextChoices):
    EMAIL = "email", "E-mail"
    PHONE = "phone", "Phone"
    LINK = "link", "Link"


class FileKind(models.TextChoices):
    RESUME = "resume", "Résumé"
    COVER_LETTER = "cover_letter", "Cover letter"
    OTHER = "other", "Other file"


class Provenance(models.TextChoices):
    """How a value came to us; ``external`` is an outside system, named in the origin beside it."""

    MANUAL = "manual", "Typed by a teammate"
    CAREERS_FORM = "careers_form", "Careers form"
    FILE_IMPORT = "file_import", "File import"
    EXTERNAL = "external", "Outside system"
