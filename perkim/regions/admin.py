"""A look at the regions in Django's admin site."""

from django.contrib import admin

from perkim.lib.read_only_admin import ReadOnlyAdmin
from perkim.regions.models import Region


@admin.register(Region)
class RegionAdmin(ReadOnlyAdmin):
    list_display = ["code", "name", "kind"]
    search_fields = ["name", "code"]
