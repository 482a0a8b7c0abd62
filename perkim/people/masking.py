"""Numbers and names as everybody may see them. Plain Python, no Django."""

DOT = "\u2022"


def mask_number(number: str, first: int = 4, last: int = 4) -> str:
    """The first and last digits with dots between; only dots if so little is there that they would tell the rest."""
    if len(number) < first + last + 4:
        return DOT * len(number)
    return f"{number[:first]}{DOT * (len(number) - first - last)}{number[-last:]}"


def mask_nik(nik: str) -> str:
    """`3508••••••••9901`, also for a No. KK."""
    return mask_number(nik)


def mask_phone(phone: str) -> str:
    """`0812•••••417`."""
    return mask_number("".join(phone.split()), last=3)


def mask_name(name: str) -> str:
    """`D••• K••••••` of Dewi Kartika: initials. A word of one letter is all dots, since its initial is all of it."""
    return " ".join(word[0] + DOT * (len(word) - 1) if len(word) > 1 else DOT for word in name.split())
