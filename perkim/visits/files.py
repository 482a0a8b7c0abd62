"""The uploads of field work: photos of houses. Who may see the case may fetch them."""

from django.contrib.auth.base_user import AbstractBaseUser

from perkim.accounts.models import User
from perkim.files.kinds import HOUSE_PHOTO
from perkim.files.models import Upload
from perkim.files.purposes import Purpose, declare
from perkim.lib.whole_number import typed_whole
from perkim.sipoc.models import Berkas


def _may_fetch(user: AbstractBaseUser, upload: Upload) -> bool:
    kind, _, pk = upload.subject.partition(":")
    if kind != "berkas" or not isinstance(user, User):
        return False
    return Berkas.objects.seen_whole_by(user).filter(pk=typed_whole(pk) or 0).exists()


FIELD_PHOTO = declare(Purpose(key="foto_lapangan", title="Foto lapangan", accepts=(HOUSE_PHOTO,), may_fetch=_may_fetch))
