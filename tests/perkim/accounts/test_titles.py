"""How people and desks are called, in history, choices and refusals."""

import pytest

from perkim.accounts.titles import with_post


@pytest.mark.parametrize(
    ("name", "post", "called"),
    [
        ("Rahayu Wulandari, S.T.", "Staf bidang", "Rahayu Wulandari, S.T., Staf bidang"),
        ("Operator Desa Penanggal", "Operator Desa Penanggal", "Operator Desa Penanggal"),
        ("Rahayu Wulandari", "", "Rahayu Wulandari"),
    ],
)
def test_a_post_is_said_once_and_never_alone_with_a_comma(name: str, post: str, called: str) -> None:
    assert with_post(name, post) == called
