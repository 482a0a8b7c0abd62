"""A look at the log in Django's admin site."""

from django.contrib import admin

from perkim.audit.models import Entry, Seal
from perkim.lib.read_only_admin import ReadOnlyAdmin


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    list_display = ["at", "actor", "action", "subject"]
    list_select_related = ["actor"]
    exclude = ["previous", "mac", "personal_digest"]
    show_full_result_count = False


@admin.register(Seal)
class SealAdmin(ReadOnlyAdmin):
    list_display = ["number", "entries", "sealed_at"]
    exclude = ["digest"]
