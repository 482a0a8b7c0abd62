"""How papers are asked for."""

from typing import Self

from django.db import models


class DokumenQuerySet(models.QuerySet):
    def live(self) -> Self:
        """Those that hold: neither withdrawn nor replaced."""
        return self.filter(withdrawn_at=None)

    def with_details(self) -> Self:
        """Ready to be shown: with the scan and who did what."""
        return self.select_related("upload", "recorded_by", "withdrawn_by")


class KonsepQuerySet(models.QuerySet):
    def current(self) -> Self:
        """The newest of each case and paper."""
        return self.filter(superseded_at=None)
