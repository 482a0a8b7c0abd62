"""One file of two things: rows of their own over the same bytes, fetched by each thing's own readers, and erased when
neither needs them any more."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError
from django.utils import timezone

from perkim.files.actions import erase_removed, note_damage, remove, share, sweep_orphans
from perkim.files.models import Upload
from perkim.files.storing import open_stored
from tests.perkim.files.samples import phone_photo, sent

NOW = timezone.now()
LATER = timedelta(days=31)


@pytest.fixture
def two(keep_as) -> tuple[Upload, Upload]:
    upload = keep_as(sent(phone_photo()), now=NOW)
    (other,) = share([(upload, "berkas:2")])
    return upload, Upload.objects.get(pk=other.pk)


def is_there(upload: Upload) -> bool:
    try:
        open_stored(upload.stored).close()
    except FileNotFoundError:
        return False
    return True


def test_it_has_an_address_and_a_subject_of_its_own(two) -> None:
    upload, other = two
    assert (other.subject, other.same_as) == ("berkas:2", upload)
    assert other.public_id != upload.public_id
    same = ("purpose", "name", "sha256", "original_sha256", "stored", "thumbnail", "taken_at", "uploaded_by_id", "size")
    assert [getattr(other, name) for name in same] == [getattr(upload, name) for name in same]


def test_the_bytes_stay_until_the_last_was_removed_for_thirty_days(two, sri, folder: Path) -> None:
    upload, other = two
    remove(upload, actor=sri, now=NOW)
    assert erase_removed(now=NOW + LATER) == 0
    assert is_there(other)
    remove(other, actor=sri, now=NOW + LATER)
    assert erase_removed(now=NOW + LATER) == 0
    assert erase_removed(now=NOW + 2 * LATER) == 2
    assert not is_there(other)
    assert sweep_orphans(now=NOW + 2 * LATER) == 0


def test_shared_on_it_still_names_the_first(two) -> None:
    upload, other = two
    (third,) = share([(other, "berkas:3")])
    assert third.same_as_id == upload.pk


def test_damaged_bytes_are_damaged_for_both(two) -> None:
    upload, _ = two
    assert note_damage([upload.stored], now=NOW) == 2
    assert note_damage([], now=NOW) == 0
    assert not Upload.objects.damaged().exists()


def test_what_was_removed_is_not_shared(two, sri) -> None:
    upload, _ = two
    remove(upload, actor=sri, now=NOW)
    with pytest.raises(ValueError, match="removed"):
        share([(upload, "berkas:3")])


def test_two_files_never_claim_the_same_bytes_as_their_own(two) -> None:
    _, other = two
    with pytest.raises(IntegrityError, match="upload_has_bytes_of_its_own_or_shares"):
        Upload.objects.filter(pk=other.pk).update(same_as=None)
