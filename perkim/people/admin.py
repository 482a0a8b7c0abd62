"""A look at persons, households and earlier aid in Django's admin site, numbers masked."""

from typing import Any

from django.contrib import admin
from django.utils.safestring import SafeString

from perkim.lib.read_only_admin import ReadOnlyAdmin
from perkim.people.models import Aid, Family, Person
from perkim.people.templatetags.identitas import kk_samar, nik_samar


@admin.register(Person)
class PersonAdmin(ReadOnlyAdmin):
    list_display = ["name", "masked_nik", "sex", "registered_at"]
    fields = ["name", "masked_nik", "sex", "birth_place", "birth_date", "registered_at"]
    readonly_fields = ["masked_nik"]
    show_full_result_count = False

    @admin.display(description="NIK")
    def masked_nik(self, row: Any) -> SafeString:
        return nik_samar(row)


@admin.register(Family)
class FamilyAdmin(ReadOnlyAdmin):
    list_display = ["id", "masked_kk", "registered_at"]
    fields = ["masked_kk", "registered_at"]
    readonly_fields = ["masked_kk"]
    show_full_result_count = False

    @admin.display(description="nomor KK")
    def masked_kk(self, row: Any) -> SafeString:
        return kk_samar(row)


@admin.register(Aid)
class AidAdmin(ReadOnlyAdmin):
    list_display = ["holder_name", "masked_nik", "programme", "year", "region", "origin", "withdrawn_at"]
    list_select_related = ["region"]
    readonly_fields = ["masked_nik", "masked_kk"]
    exclude = [f"{name}_{column}" for name in ("nik", "kk", "spouse") for column in ("sealed", "index", "index_next")]
    show_full_result_count = False

    @admin.display(description="NIK")
    def masked_nik(self, row: Any) -> SafeString:
        return nik_samar(row)

    @admin.display(description="nomor KK")
    def masked_kk(self, row: Any) -> SafeString:
        return kk_samar(row)
