"""What a programme declares of something that it announces: how sentences call it, and for how long it hangs out."""

from dataclasses import dataclass

from perkim.parameters.kinds import ParameterKind


@dataclass(frozen=True, kw_only=True)
class Announced:
    """`key` is that of the requirement whose result is announced, `noun` what that is called. `length` is the parameter
    with the days; `page` the address of the requirements, which takes the case's public id and their keys. `remedy`
    says what an objection that was upheld asks for, as the end of a sentence."""

    key: str
    noun: str
    length: ParameterKind
    page: str
    remedy: str
