"""The stored words of what households plan to spend."""

from django.db import models


class OwnerNumber(models.TextChoices):
    """By which number the owner of a shop is known."""

    NIK = "NIK", "NIK"
    NPWP = "NPWP", "NPWP"
