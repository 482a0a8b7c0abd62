"""What field work declares is known to every process, also to one that never loads an address."""

import subprocess
import sys

SCRIPT = """
import django; django.setup()
import sys
from perkim.notices.kinds import topic
from perkim.parameters.kinds import kind
assert "perkim.visits.views" not in sys.modules
print(topic("foto.dikembalikan").title, kind("kunjungan.akurasi").unit, kind("kunjungan.jarak_foto").unit)
"""


def test_parameters_and_topics_are_known_without_the_addresses() -> None:
    answer = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "Foto perlu diulang meter meter"
