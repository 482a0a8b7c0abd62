"""Django's admin site as a place that shows rows and changes none: changes go through the actions of each app.

Only pages made with `ReadOnlyAdmin` stand on it, and its lists are narrowed only by what a page declares. Django itself
would let an address filter by any column of a row and of the rows around it (`?password__startswith=`): by asking again
and again, whoever may open the list reads what no page shows.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpRequest

# What the links of a declared filter say after its name.
LINKED = frozenset({"exact", "isnull", "in", "gte", "lt", "year", "month", "day"})


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows rows and changes none."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_active and request.user.is_staff)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only the filters and the date hierarchy of this page; Django would allow every column of the row."""
        declared = [name for name in (*self.list_filter, self.date_hierarchy) if isinstance(name, str)]
        return any(
            lookup == name or (lookup.startswith(name + LOOKUP_SEP) and lookup[len(name + LOOKUP_SEP) :] in LINKED)
            for name in declared
        )

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """No page of this site picks rows for another; by the column named here a row could be asked for, too."""
        return to_field == self.opts.pk.name


class ReadOnlySite(admin.AdminSite):
    """Leaves out what libraries would put on it: authenticators with their secrets, groups, addresses."""

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        if admin_class is not None and issubclass(admin_class, ReadOnlyAdmin):
            super().register(model_or_iterable, admin_class, **options)


class ReadOnlyAdminConfig(AdminConfig):
    """Puts this site in the place of Django's own."""

    default_site = "perkim.lib.read_only_admin.ReadOnlySite"
