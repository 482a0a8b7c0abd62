"""The kinds of log entries about what a household plans to spend. Known from the start, in every process."""

from perkim.audit.kinds import declare

ENTERED = declare("rab.diisi", "Nilai RAB dan DRPB diisi")
CHECKED = declare("rab.diperiksa", "RAB dan DRPB diperiksa")
SHOP_CHOSEN = declare("toko.dipilih", "Toko dipilih")
SHOP_CHANGED = declare("toko.diubah", "Toko pilihan diubah")
SHOP_OPENED = declare("toko.dibuka", "Nomor toko dibuka")
