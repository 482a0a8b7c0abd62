"""Files on slow and broken lines: how far they are, what a second tap does, where they go on, and what stays."""

import io
import random
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, Route, expect

from perkim.accounts.models import User
from perkim.documents.models import Dokumen
from perkim.files.models import HeldFile
from perkim.files.pieces import joined
from tests.cast import PASSWORD, employ
from tests.e2e.conftest import OpenPage
from tests.e2e.looking import look, look_closely
from tests.e2e.test_papers_in_browser import office  # noqa: F401
from tests.perkim.documents.conftest import folder  # noqa: F401
from tests.perkim.files.samples import pdf
from tests.samples.office import ROLES
from tests.samples.papers import sent_letter

pytestmark = pytest.mark.slow
KILOBYTE = 1024
# Of the parts in which static/unggah.js sends.
PART = 256 * KILOBYTE


@pytest.fixture
def open_paper(open_page: OpenPage, office: SimpleNamespace, uploads_folder: Path) -> Callable[..., Page]:  # noqa: F811
    """Opens the page on which the team records its paper."""
    path = f"{sent_letter(office).get_absolute_url()}naskah/ba/"
    return lambda size="phone": open_page(path, size, user=office.tim)


def large_pdf(size: int = 600 * KILOBYTE) -> bytes:
    """A PDF with a comment as long as a scan."""
    whole = pdf()
    comment = random.Random(7).randbytes(size).translate(bytes.maketrans(b"\r\n", b"--"))  # noqa: S311
    return whole + b"%" + comment + b"\n" + whole[whole.rindex(b"startxref") :]


def sheet(width: int = 4000, height: int = 3000) -> bytes:
    """A photo of a sheet as a phone makes it: large, noisy, with small print."""
    image = Image.effect_noise((width, height), 40).convert("RGB")
    draw = ImageDraw.Draw(image)
    for line in range(40, height, 60):
        draw.text(
            (80, line), "Berita acara kunjungan nomor 600/7/2026, desa Sumberwuluh " * 3, fill="black", font_size=36
        )
    output = io.BytesIO()
    image.save(output, "JPEG", quality=88)
    return output.getvalue()


def choose(page: Page, content: bytes, name: str = "ba.pdf", media_type: str = "application/pdf") -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": media_type, "buffer": content})


def slow_down(page: Page, bytes_a_second: int) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 100, "downloadThroughput": 400_000, "uploadThroughput": bytes_a_second},
    )


def fill(page: Page, number: str = "600/7/2026") -> None:
    page.get_by_label("Nomor naskah").first.fill(number)
    page.get_by_label("Tanggal naskah").first.fill("2026-06-22")


def press(page: Page) -> None:
    page.locator("section form .btn-primary").click()


def press_again(page: Page) -> None:
    """While the button is held. Forced, as Playwright itself would wait until it is free; and only on a page that does
    not move, as nothing waits until the button stands still."""
    page.locator("section form .btn-primary").click(force=True)


def test_on_a_slow_line_the_file_moves_and_a_second_tap_does_nothing(open_paper) -> None:
    page = open_paper()
    left: list[str] = []
    page.on("request", lambda request: left.append(request.url) if request.method == "POST" else None)
    slow_down(page, 150_000)
    choose(page, large_pdf())
    fill(page)
    bar = page.locator("[data-berkas] progress")
    expect(bar).to_be_visible()
    press(page)
    expect(page.locator("section form .btn-primary")).to_contain_text("Menunggu file")
    look(page, "unggah-berjalan-phone")
    shares = [bar.evaluate("bar => bar.value")]
    for _ in range(3):
        press_again(page)
        page.wait_for_timeout(700)
        if bar.is_visible():
            shares.append(bar.evaluate("bar => bar.value"))
    assert shares == sorted(shares)
    assert len(set(shares)) > 2
    expect(page.get_by_text("sudah dicatat.")).to_be_visible(timeout=20_000)
    assert sum("/berkas/" in url for url in left) == 1
    assert sum("/titipan/" in url for url in left) == 3
    assert Dokumen.objects.get(key="ba").upload.size == len(large_pdf())


def test_a_broken_line_goes_on_where_it_was(open_paper) -> None:
    page = open_paper("desk")
    starts: list[str] = []

    def break_the_line(route: Route) -> None:
        starts.append(route.request.url.rpartition("mulai=")[2])
        if len(starts) == 2:
            route.abort()
        elif len(starts) == 4:
            # The part arrives, the answer does not.
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/titipan/**", break_the_line)
    choose(page, large_pdf())
    expect(page.get_by_text("Sambungan terputus, dicoba lagi…")).to_be_visible()
    expect(page.get_by_text("File sudah sampai: ba.pdf.")).to_be_visible(timeout=15_000)
    assert starts == ["0", str(PART), str(PART), str(2 * PART), str(2 * PART)]
    look_closely(page, "unggah-diterima")


def test_a_line_that_stays_away_frees_the_button_with_a_way_to_go_on(open_paper) -> None:
    page = open_paper()
    page.clock.install()
    tries: list[Route] = []
    page.route("**/titipan/**", lambda route: (tries.append(route), route.abort()))
    choose(page, large_pdf())
    fill(page)
    press(page)
    for count in (1, 2, 3):
        while len(tries) < count:
            page.wait_for_timeout(50)
        expect(page.get_by_text("Sambungan terputus, dicoba lagi…")).to_be_visible()
        page.wait_for_timeout(100)
        page.clock.fast_forward(11_000)
    expect(page.get_by_text("Belum terkirim. Sambungan terputus.")).to_be_visible()
    expect(page.locator("section form .btn-primary")).to_have_text("Catat naskah")
    look_closely(page, "unggah-putus")
    page.unroute("**/titipan/**")
    page.get_by_role("button", name="Kirim lagi").click()
    expect(page.get_by_text("File sudah sampai: ba.pdf.")).to_be_visible()
    press(page)
    expect(page.get_by_text("sudah dicatat.")).to_be_visible(timeout=20_000)


def test_a_wrong_date_keeps_the_file_and_points_to_its_field(open_paper) -> None:
    page = open_paper()
    choose(page, pdf())
    fill(page)
    page.get_by_label("Tanggal naskah").first.fill("")
    press(page)
    expect(page.locator("#galat")).to_be_focused()
    expect(page.get_by_text("File sudah sampai: ba.pdf")).to_be_visible()
    look_closely(page, "unggah-isian-salah")
    page.locator("#galat a").first.click()
    expect(page.locator("#id_dated")).to_be_focused()
    page.locator("#id_dated").fill("2026-06-22")
    press(page)
    expect(page.get_by_text("sudah dicatat.")).to_be_visible(timeout=20_000)


def test_a_photo_of_a_sheet_is_made_small_before_it_goes(open_paper) -> None:
    page = open_paper()
    photo = sheet()
    choose(page, photo, "ba.jpg", "image/jpeg")
    expect(page.get_by_text("File sudah sampai: ba.jpg.")).to_be_visible(timeout=15_000)
    held = HeldFile.objects.get()
    assert held.size < len(photo) / 3
    with Image.open(joined(held.parts, held.size)) as small:
        assert small.size == (1600, 1200)
    fill(page)
    press(page)
    expect(page.get_by_text("sudah dicatat.")).to_be_visible(timeout=20_000)
    assert Dokumen.objects.get(key="ba").upload.media_type == "image/jpeg"


def test_too_large_a_file_is_told_before_it_is_sent(open_paper) -> None:
    page = open_paper()
    choose(page, b"%PDF-1.7" + bytes(20 * KILOBYTE * KILOBYTE))
    expect(page.get_by_text("paling besar 20 MB. Pindai dengan")).to_be_visible()
    press(page)
    expect(page.locator("input[type=file]")).to_be_focused()
    look_closely(page, "unggah-terlalu-besar")


def sign_in_elsewhere(page: Page, username: str) -> None:
    """Out and in again in another tab of the same browser: the token of the open form is stale from then on."""
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_role("button", name="Keluar").click()
    other.goto(f"{page.url.partition('/berkas/')[0]}/masuk/")
    other.get_by_label("Nama pengguna").fill(username)
    other.get_by_label("Kata sandi").fill(PASSWORD)
    other.get_by_role("button", name="Masuk", exact=True).click()
    other.wait_for_load_state()


def test_signed_in_again_in_another_tab_the_file_goes_on_with_a_fresh_token(open_paper) -> None:
    page = open_paper("desk")
    stale: list[int] = []
    page.on("response", lambda answer: stale.append(answer.status) if "/titipan/" in answer.url else None)
    sign_in_elsewhere(page, User.objects.get(assignments__role=ROLES["tim"]).username)
    choose(page, large_pdf())
    expect(page.get_by_text("File sudah sampai: ba.pdf.")).to_be_visible(timeout=15_000)
    assert stale == [403, 200, 200, 200]
    fill(page)
    press(page)
    expect(page.get_by_text("sudah dicatat.")).to_be_visible(timeout=20_000)


def test_signed_in_as_another_person_the_file_is_not_sent_in_his_name(open_paper) -> None:
    page = open_paper("desk")
    sign_in_elsewhere(page, employ(ROLES["kades"], username="orang.lain").username)
    choose(page, pdf())
    expect(page.get_by_text("Belum terkirim. Anda sudah keluar, mungkin di tab lain.")).to_be_visible()
    assert not HeldFile.objects.exists()


def test_signed_out_in_another_tab_the_file_and_the_number_are_still_there(open_paper) -> None:
    page = open_paper("desk")
    choose(page, pdf())
    expect(page.get_by_text("File sudah sampai: ba.pdf.")).to_be_visible()
    fill(page)
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_role("button", name="Keluar").click()
    other.wait_for_load_state()
    press(page)
    expect(page.get_by_text("Anda sudah keluar, mungkin di tab lain. Isian Anda masih ada.")).to_be_visible()
    look(page, "unggah-sudah-keluar")
    page.get_by_label("Nama pengguna").fill(User.objects.get(assignments__role=ROLES["tim"]).username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_text("File yang ikut dipilih juga masih ada.")).to_be_visible()
    look_closely(page, "unggah-isian-masih-ada")
    page.get_by_role("button", name="Kirim isian").click()
    expect(page.get_by_text("sudah dicatat.")).to_be_visible(timeout=20_000)
    assert Dokumen.objects.filter(key="ba").count() == 1
