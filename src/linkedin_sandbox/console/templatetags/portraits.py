"""How does a page show a member's picture? ``{% load portraits %}``, then ``{% photo member 48 %}``."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from linkedin_sandbox.world.models import Member

register = template.Library()


@register.simple_tag
def photo(member: Member, size: int) -> SafeString:
    """The name stands beside it, so the picture itself is silent for screen readers."""
    return format_html(
        '<img class="avatar" src="{0}" width="{1}" height="{1}" alt="" loading="lazy">',
        reverse("console:photo", args=[member.slug]),
        size,
    )
