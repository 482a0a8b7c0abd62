"""Why an import does not go on, as sentences for the screen."""

from perkim.imports.declarations import ImportRefused
from perkim.imports.models import Batch


class StaleImport(ImportRefused):
    """The page showed something that is no longer so."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or "Impor ini sudah berubah sejak halaman ini dibuka. Periksa lagi isinya.")


class AlreadyImporting(ImportRefused):
    """Somebody else prepares an import for the same subject."""

    def __init__(self, batch: Batch) -> None:
        who = batch.created_by.name
        super().__init__(
            f"{who} sedang menyiapkan impor untuk ini dengan {batch.file_name}. "
            "Lanjutkan impor itu, atau ganti filenya."
        )
        self.batch = batch
