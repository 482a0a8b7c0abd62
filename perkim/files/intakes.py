"""What forms take files for: the owning app declares it once. A file that was held for one is of no use to another."""

from dataclasses import dataclass

from perkim.files.kinds import FileKind
from perkim.lib.registry import Registry


class UndeclaredIntakeError(LookupError):
    """Somebody sends a file for something that no module declared."""


@dataclass(frozen=True, kw_only=True)
class Intake:
    """`key` stands in addresses and in the hidden field of the form; `accepts` are the kinds that the field takes."""

    key: str
    accepts: tuple[FileKind, ...]

    @property
    def most_bytes(self) -> int:
        return max(each.most_bytes for each in self.accepts)

    @property
    def has_photos(self) -> bool:
        """Whether a picture that is sent for this is kept as a photo, so that the browser may shrink it beforehand."""
        return any(each.is_photo for each in self.accepts)

    @property
    def accept(self) -> str:
        """For the attribute of the same name."""
        return ",".join(each.accept for each in self.accepts)


_intakes: Registry[Intake] = Registry("intake of files", UndeclaredIntakeError)


def declare_intake(intake: Intake) -> Intake:
    """Make an intake known. Called at module level by the app that owns the form."""
    return _intakes.add(intake.key, intake)


def intake_of(key: str) -> Intake:
    """The declared intake; raises UndeclaredIntakeError."""
    return _intakes.get(key)
