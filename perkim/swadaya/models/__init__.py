"""What is stored about household aid."""

from perkim.swadaya.models.candidates import Calon

__all__ = ["Calon"]
