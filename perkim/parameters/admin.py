"""A look at parameters and days off in Django's admin site."""

from django.contrib import admin

from perkim.lib.read_only_admin import ReadOnlyAdmin
from perkim.parameters.models import DayOff, Parameter


@admin.register(Parameter)
class ParameterAdmin(ReadOnlyAdmin):
    list_display = ["key", "starts", "ends", "basis"]


@admin.register(DayOff)
class DayOffAdmin(ReadOnlyAdmin):
    list_display = ["day", "kind", "title", "tentative"]
