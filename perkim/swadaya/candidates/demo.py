"""The people whom the villages of the demo office propose. Invented: their serial numbers begin with 99."""

from datetime import date
from decimal import Decimal

from perkim.people.identities import Identity
from perkim.regions.models import Region
from perkim.swadaya.candidates.actions import Proposal
from perkim.visits.demo import HOME, NEXT_DOOR

MEN = (
    "Suwarno", "Ponidi", "Buasan", "Saturi", "Wagiman", "Paidi", "Kasiyan", "Supandi", "Jumadi", "Samirin", "Sukardi",
    "Tohari", "Mulyono", "Bambang Irawan", "Darmaji",
)  # fmt: skip
WOMEN = (
    "Misnati", "Sutiyah", "Ngatemi", "Juminten", "Tumini", "Sulastri", "Marsinah", "Watini", "Poniti", "Sri Mulyani",
    "Rukmini", "Siti Aminah", "Kartini", "Lasmi", "Yatemi",
)  # fmt: skip
FATHERS = ("", " Karso", " Satuman", " Paimin", " Kromo", " Sastro", " Wiryo", " Jais", " Tasrip", " Marto")
DUSUN = ("Krajan", "Kajar Kuning", "Kebonagung", "Poncosumo", "Kampung Renteng")
WORK = ("Buruh tani", "Penambang pasir", "Buruh bangunan", "Pedagang kecil", "Petani", "Serabutan")
ROOFS, FLOORS = ("Genteng rusak", "Seng", "Welit"), ("Tanah", "Plester retak", "Semen")
WALLS = ("Gedek bambu", "Kayu lapuk", "Bata tanpa plester")
STEP = Decimal("0.000900")


def household(number: int, village: Region, *, placed: bool) -> Proposal:
    """The household of this number; `placed`: with the position of its house in Sumberwuluh."""
    man = number % 2 == 0
    name = (MEN if man else WOMEN)[number // 2 % 15] + FATHERS[number // 30 % 10]
    return Proposal(
        identity=_identity(number, name, "L" if man else "P"),
        residents=number % 5 + 2,
        dusun=DUSUN[number % 5],
        rt=f"{number % 9 + 1:03}",
        rw=f"{number % 4 + 1:03}",
        occupation=WORK[number % 6],
        income=900_000 + number % 7 * 200_000,
        land_proof=("LETTER_C", "SHM", "SK_DESA", "AJB")[number % 4],
        land_area=Decimal(70 + number % 9 * 15),
        house_area=Decimal(24 + number % 5 * 4),
        roof=ROOFS[number % 3],
        floor=FLOORS[number // 3 % 3],
        wall=WALLS[number // 2 % 3],
        latitude=HOME[0] + STEP * (number % 6) + NEXT_DOOR * (number // 36 % 4) if placed else None,
        longitude=HOME[1] - STEP * (number // 6 % 6) - NEXT_DOOR * (number // 144 % 4) if placed else None,
        line=None,
    )


def _identity(number: int, name: str, sex: str) -> Identity:
    """Numbers as the register makes them: region, day of birth (women add 40), serial; all of Candipuro."""
    born = date(1955 + number % 35, number % 12 + 1, number % 28 + 1)
    day = born.day + (40 if sex == "P" else 0)
    serial = f"99{number % 100:02}"
    nik = f"350803{day:02}{born:%m%y}{serial}"
    kk = f"350803{number // 100 % 28 + 1:02}{number % 12 + 1:02}{5 + number % 15:02}{serial}"
    return Identity(nik=nik, kk=kk, name=name, sex=sex, birth_place="Lumajang", birth_date=born)
