"""The lists that RTLH reads in: the village's candidates. Source: `domain.md` §3.4."""

from perkim.imports.declarations import register
from perkim.swadaya.bnba import bnba_kind

BNBA = register(bnba_kind(programme="rtlh", process="penerima"))
