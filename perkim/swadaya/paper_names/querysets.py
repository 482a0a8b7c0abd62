"""Queries on the lists of names that papers from outside bring."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef

from perkim.documents.models import Dokumen


class PaperListQuerySet(models.QuerySet):
    def current(self) -> Self:
        """The newest of each paper of a year, unless it was taken back."""
        return self.filter(superseded_at=None)

    def compared(self) -> Self:
        """Current ones that came with the paper that holds: a list of before that paper was recorded is another's."""
        papers = Dokumen.objects.live().filter(berkas=OuterRef("berkas"), key=OuterRef("key"))
        return self.current().filter(Exists(papers.filter(recorded_at__lte=OuterRef("stored_at"))))

    def live(self) -> Self:
        """Not taken back."""
        return self.filter(withdrawn_at=None)

    def of_list(self, batch: object) -> Self:
        """The one that this import brought."""
        return self.filter(batch=batch)
