"""The modules a page will need, in its head: {% load page_modules %}."""

from __future__ import annotations

from django import template
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from payung.web.modules import modules_of


register = template.Library()


@register.simple_tag
def preloaded(first: str) -> SafeString:
    """Return a link for a module and for each that it imports."""
    links = ((static(name),) for name in modules_of(first))
    return format_html_join("\n", '<link rel="modulepreload" href="{}">', links)
