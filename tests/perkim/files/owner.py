"""A purpose of uploads as an owning app declares it: only the uploader may fetch."""

from perkim.files.kinds import DRAWING, PDF, PHOTO, SPREADSHEET
from perkim.files.purposes import Purpose, declare

OWN = declare(
    Purpose(
        key="uji.milik_sendiri",
        title="Unggahan uji",
        accepts=(PHOTO, PDF, DRAWING, SPREADSHEET),
        may_fetch=lambda user, upload: upload.uploaded_by_id == user.pk,
    )
)
