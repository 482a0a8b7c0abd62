"""Why an action on a case is refused. Every message is a sentence for the screen: what is wrong and how to mend it."""

from collections.abc import Mapping, Sequence


class SipocError(Exception):
    """An action that may not be done now."""


class AnswerError(SipocError):
    """One answer cannot be right; `name` is what a form calls the field, so that it is said there."""

    def __init__(self, name: str, sentence: str) -> None:
        self.name = name
        super().__init__(sentence)


class StaleError(SipocError):
    """Somebody else has changed the case since the page was shown."""

    def __init__(self) -> None:
        super().__init__("Berkas ini sudah berubah sejak halaman dibuka. Baca keadaan terbarunya, lalu putuskan lagi.")


class ClockBehindError(SipocError):
    """The clock of this machine says a time before that of what it would follow."""

    def __init__(self) -> None:
        super().__init__(
            "Jam server lebih lambat daripada catatan terakhir berkas ini, jadi tidak ada yang disimpan. Coba lagi "
            "sebentar; bila tetap begini, hubungi admin untuk membetulkan jam server."
        )


class BlockedError(SipocError):
    """Cases that cannot go this way; `blockers` gives each one's sentences by its id, for a screen that lists them."""

    def __init__(self, blockers: Mapping[int, Sequence[str]]) -> None:
        self.blockers = dict(blockers)
        sentences = list(dict.fromkeys(sentence for each in self.blockers.values() for sentence in each))
        super().__init__(" ".join(sentences[:5]))


class RefusedError(BlockedError):
    """The actor may not do this to these cases."""
