"""All addresses of the portal, put together."""

from functools import partial

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

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


_admin_patterns, _admin_app, _admin_name = admin.site.urls

urlpatterns = [
    path("", include("perkim.portal.urls")),
    path("", include("perkim.documents.urls")),
    path("", include("perkim.visits.urls")),
    path("", include("perkim.swadaya.urls")),
    path("", include("perkim.budgets.urls")),
    path("", include("perkim.funds.urls")),
    path("", include("perkim.banking.urls")),
    path("impor/", include("perkim.imports.urls")),
    path("", include("perkim.accounts.urls")),
    path("akun/", include("perkim.personnel.urls")),
    path("sehat/", include("perkim.health.urls")),
    path("admin/", (ruled(_admin_patterns, holders_of(Role.ADMIN)), _admin_app, _admin_name)),
]

handler400 = "perkim.portal.errors.bad_request"
handler403 = "perkim.portal.errors.permission_denied"
handler404 = "perkim.portal.errors.page_not_found"
handler500 = "perkim.portal.errors.server_error"
