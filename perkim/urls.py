"""All addresses of the portal, put together: of every app of ours with a module `urls`, in the order of the settings.

An app whose addresses begin alike says so there: `prefix = "impor/"`.
"""

from functools import partial
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.utils.module_loading import module_has_submodule

from perkim.accounts.access import Rule, access, holders_of
from perkim.accounts.roles import Role


def ruled(patterns: list[URLPattern | URLResolver], rule: Rule) -> list[URLPattern | URLResolver]:
    """State one rule for every view of a library's patterns."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            # A partial, as some of these views are bound methods, which take no attributes.
            pattern.callback = access(rule)(partial(pattern.callback))
        else:
            ruled(pattern.url_patterns, rule)
    return patterns


def own_urls() -> list[ModuleType]:
    """The modules of addresses of our own apps; a programme's stand before those of the rooms it is built on."""
    own = [
        config
        for config in apps.get_app_configs()
        if config.name in settings.PROGRAMME_APPS or config.name.startswith("perkim.")
    ]
    return [
        import_module(f"{config.name}.urls")
        for config in own
        if config.module is not None and module_has_submodule(config.module, "urls")
    ]


_admin_patterns, _admin_app, _admin_name = admin.site.urls

urlpatterns = [
    *(path(getattr(module, "prefix", ""), include(module)) for module in own_urls()),
    path("admin/", (ruled(_admin_patterns, holders_of(Role.ADMIN)), _admin_app, _admin_name)),
]

handler400 = "perkim.portal.errors.bad_request"
handler403 = "perkim.portal.errors.permission_denied"
handler404 = "perkim.portal.errors.page_not_found"
handler500 = "perkim.portal.errors.server_error"
