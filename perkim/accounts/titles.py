"""How people and desks are called."""

from perkim.accounts.roles import Role
from perkim.regions.models import Region


def short_name(name: str) -> str:
    """The name a person is greeted by: the first word that is no title. `Ir. Bambang Hartono, M.T.` is Bambang."""
    words = [word for word in name.split(",", maxsplit=1)[0].split() if not word.endswith(".")]
    return words[0] if words else name


def with_post(name: str, post: str) -> str:
    """`Rahayu Wulandari, Staf bidang`. The account of a village desk is called by its post, which is said once."""
    return name if post in ("", name) else f"{name}, {post}"


def desk_title(role: Role, village: Region) -> str:
    """What a village desk is called: `Operator Desa Sumberwuluh`, `Kepala Desa Sumberwuluh`, `Lurah Tompokersan`."""
    if role == Role.OPERATOR_DESA:
        return f"Operator {village}"
    return f"Kepala {village}" if village.kind == Region.Kind.DESA else f"Lurah {village.name}"
