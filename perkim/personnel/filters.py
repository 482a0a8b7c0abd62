"""The filter of the list of accounts."""

import django_filters
from django import forms
from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.querysets import UserQuerySet
from perkim.accounts.roles import Role
from perkim.regions.models import Region

LONGEST_WORDS = 100


class AccountFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        method="by_words",
        label="Nama atau nama pengguna",
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    role = django_filters.ChoiceFilter(method="by_role", label="Peran", choices=Role.choices, empty_label="Semua peran")
    kecamatan = django_filters.ModelChoiceFilter(
        method="by_kecamatan", label="Kecamatan", queryset=Region.objects.kecamatan(), empty_label="Semua kecamatan"
    )
    state = django_filters.ChoiceFilter(
        method="by_state",
        label="Keadaan",
        choices=[("active", "Aktif"), ("waiting", "Menunggu aktivasi"), ("closed", "Ditutup")],
        empty_label="Semua keadaan",
    )

    class Meta:
        model = User
        fields: list[str] = []

    def by_words(self, accounts: UserQuerySet, name: str, value: str) -> UserQuerySet:
        return accounts.search(value.strip())

    def by_role(self, accounts: UserQuerySet, name: str, value: str) -> UserQuerySet:
        """With a kecamatan beside it, one assignment must have both."""
        place = self.form.cleaned_data.get("kecamatan")
        return accounts.assigned(timezone.localdate(), role=Role(value), within=place.code if place else "")

    def by_kecamatan(self, accounts: UserQuerySet, name: str, value: Region) -> UserQuerySet:
        return accounts.assigned(timezone.localdate(), within=value.code)

    def by_state(self, accounts: UserQuerySet, name: str, value: str) -> UserQuerySet:
        return accounts.in_state(value)
