"""What one scheme of household aid has and another has not. The rest of its declaration follows from this.

A programme builds its `Scheme` once, hands it to `declare_scheme` (`values.py`), and then to the builders of `stages/`.
Keys are stored in cases and papers: a scheme that is in use keeps them.
"""

from dataclasses import dataclass, field

from perkim.accounts.roles import Role
from perkim.funds.amounts import AidSince
from perkim.schemes.photos import SIDES
from perkim.schemes.reasons import SchemeReasons
from perkim.sipoc.declarations import Sheet
from perkim.visits.declarations import Slot


@dataclass(frozen=True, kw_only=True)
class SchemeRoles:
    """Who does what, whatever the scheme is called; mostly the same people. Source: `domain.md` §1.3."""

    lead: Role = Role.KABID_PRM  # leads the year: team, list, decree, closing
    head: Role = Role.KADIS  # agrees to the list, closes and cancels the year
    desk: Role = Role.STAF  # examines what comes in, records what the office issued
    coordinator: Role = Role.KORFAS  # meetings and groups of the villages, hands out houses
    facilitator: Role = Role.TFL  # surveys a house and stands by its household
    team: Role = Role.TIM_TEKNIS  # examines surveys, plans and results
    orderer: Role = Role.PPK  # orders payments, hands over the house
    treasurer: Role = Role.BENDAHARA
    verifier: Role = Role.VERIFIKATOR  # examines reports on money
    village: Role = Role.OPERATOR_DESA  # writes the proposal
    village_head: Role = Role.KADES  # sends it


@dataclass(frozen=True, kw_only=True)
class DecreeTexts:
    """First values of what the decree rests on: the laws, the first considerations, and the budget that bears it."""

    laws: tuple[str, ...]
    considering: tuple[str, ...]
    budget: str


@dataclass(frozen=True, kw_only=True)
class NamingDecree:
    """The paper that names the recipients. `body` decrees, as sentences say it, and `title` is how the paper is called.

    Without an `officer` the head of the region signs, under the region's own kop: he holds no account, and how he is
    called is a dated value. An officer of the agency signs by his post, as `office`. `requested`: somebody outside of
    the agency decrees. The head of the agency asks for it with the list (a letter of this title), and the decree comes
    back as a paper, if need be with its names.
    """

    body: str
    title: str
    texts: DecreeTexts | None = None  # of a decree that the portal writes
    officer: Role | None = None
    office: str = ""
    requested: str = ""
    request_key: str = "pengajuan_sk"
    key: str = "sk_penerima"
    amended_key: str = "sk_perubahan"

    @property
    def short(self) -> str:
        return f"SK {self.body}"


@dataclass(frozen=True, kw_only=True)
class ValueTier:
    """Regions where a house gets more than elsewhere."""

    key: str
    title: str
    values: tuple[AidSince, ...]


@dataclass(frozen=True, kw_only=True)
class AllocationPaper:
    """The paper by which whoever gives the money says how many houses the regency gets. Its numbers are the quota of
    the year, stated before any village is surveyed; it may be changed until the recipients are named."""

    title: str
    hint: str
    key: str = "sk_alokasi"


@dataclass(frozen=True, kw_only=True)
class StageKeys:
    """Keys of the stages, and of two ways, that papers and rules depend on."""

    team: str = "tim"
    naming: str = "penetapan"
    meetings: str = "sosialisasi"
    closing: str = "penutupan"

    draft: str = "draf"
    intake: str = "pemeriksaan"
    verification: str = "verifikasi"
    running: str = "pelaksanaan"

    listed: str = "daftar"
    undone: str = "impor_dibatalkan"  # the way out of the list that undoing its import takes
    moved: str = "dipindah"  # the way out of a list that another proposal takes, which goes on with the household
    survey: str = "survei"
    eligible: str = "layak"
    awarded: str = "ditetapkan"
    account: str = "rekening"
    plan: str = "rencana"
    work: str = "pengerjaan"  # with the term: pengerjaan_1
    report: str = "lpd"  # with the term: lpd_1
    handover: str = "serah_terima"

    def work_of(self, term: int) -> str:
        return f"{self.work}_{term}"

    def report_of(self, term: int) -> str:
        return f"{self.report}_{term}"


# One object for each scheme: two of them are never equal, so that what is declared of one is not another's.
@dataclass(frozen=True, kw_only=True, eq=False)
class Scheme:
    """One scheme of household aid.

    `activity` is what papers call it, in the middle of a sentence; `aid_title` what its values are called among the
    parameters. `values` are first values by the kind of work; `tiers` are regions where a house gets something else, of
    which the office says whether it lies in one. `announced`: the list of those within the quota always
    hangs out in the villages, and the head of the agency agrees to it, before it is decreed; otherwise it hangs out
    only where the quota leaves somebody out. `groups`: recipients of a village form groups (KPB).
    """

    slug: str
    title: str
    aid_title: str
    activity: str
    house_work: str  # what is done to the house, on the record of its handover
    sheet: Sheet
    schedule: str  # what the lengths of its stages rest on
    decree: NamingDecree
    values: tuple[AidSince, ...]
    bank: str  # pays the aid out; a list of another one says so in its column
    team_by: str  # who appoints the team
    grantor: str  # the ministry, or who else gives the money
    reasons: SchemeReasons
    roles: SchemeRoles = field(default_factory=SchemeRoles)
    tiers: tuple[ValueTier, ...] = ()
    allocation: AllocationPaper | None = None  # without one the year's money is in the agency's own budget (DPA)
    care_months: int = 3
    sides: tuple[Slot, ...] = SIDES
    announced: bool = True
    groups: bool = True
    prefix: str = ""  # begins the keys of its parameters and lists, where a programme has several schemes
    terms: tuple[int, ...] = (1, 2)  # the ledger, the gates and the photos know only these two
    year: str = "kegiatan"
    proposal: str = "usulan"
    household: str = "penerima"
    at: StageKeys = field(default_factory=StageKeys)

    @property
    def named(self) -> str:
        """`bantuan perbaikan rumah tidak layak huni (RTLH)`."""
        return f"{self.activity} ({self.title})"

    @property
    def list_noun(self) -> str:
        """What the list of the year's recipients is called: one that hangs out is a ranking."""
        return "peringkat" if self.announced else "daftar penerima"

    @property
    def heading(self) -> str:
        """As the heading of a paper has it: with a capital letter."""
        return f"{self.activity[:1].upper()}{self.activity[1:]}"

    @property
    def works(self) -> tuple[str, ...]:
        """The stages of the work on the house, from its plan to the handover."""
        terms = [key for term in self.terms for key in (self.at.work_of(term), self.at.report_of(term))]
        return (self.at.plan, *terms, self.at.handover)

    @property
    def last_term(self) -> int:
        return self.terms[-1]

    def parameter(self, name: str) -> str:
        """The key of one of its parameters."""
        return f"{self.prefix or self.slug}.{name}"

    def list_key(self, name: str) -> str:
        """The key of a list that it reads in."""
        return f"{self.prefix or self.slug}-{name}"

    def of_groups(self, *words: str) -> tuple[str, ...]:
        """These, where there are groups."""
        return words if self.groups else ()
