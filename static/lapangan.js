// Field work on a phone: the position of a house, and the report of a visit that is sent again on a broken line.
// Every page works without this file. "Tersimpan" is said only after the server's receipt came back.
"use strict";
(() => {
  const GOOD_M = 10, ROUGH_M = 20, SEARCH_MS = 20000, SEND_MS = 180000;
  const RECEIPT = "X-Tersimpan", NEXT = "X-Lanjut", HEAD = { "X-Lapangan": "1" };
  const CUT = "Belum tersimpan. Sambungan terputus.";

  const kabar = document.getElementById("kabar");
  const say = (words) => { if (kabar) kabar.textContent = words; };

  // --- Position -------------------------------------------------------------------------------------------------

  function setUpPosition(form) {
    const room = form.querySelector("[data-dengan-gps]");
    if (!room || !navigator.geolocation) return;
    const { latitude, longitude, accuracy_m: accuracy, why_not_gps: why, day, at } = form.elements;
    const words = room.querySelector("[data-kata]"), button = room.querySelector("[data-ambil]");
    const typedPart = form.querySelector("[data-tanpa-gps]");
    let own = false, watch = null, timer = null, best = Infinity;
    room.hidden = false;
    typedPart.hidden = accuracy.value !== "";

    // A position that was changed by hand is no longer the phone's.
    const typed = () => { accuracy.value = ""; typedPart.hidden = false; };
    [latitude, longitude].forEach((field) => field.addEventListener("input", typed));
    [day, at].forEach((field) => field.addEventListener("input", () => { own = true; }));

    function stop() {
      navigator.geolocation.clearWatch(watch);
      clearTimeout(timer);
      watch = null;
      button.removeAttribute("aria-disabled");
    }

    function finish() {
      if (watch === null) return;
      stop();
      if (best === Infinity) return fail({ code: 3 });
      words.textContent = best > ROUGH_M
        ? `Posisi terisi, akurasi ±${best} m masih kasar. Pindah ke tempat terbuka, lalu ambil sekali lagi.`
        : `Posisi terisi, akurasi ±${best} m.`;
    }

    function take(reading) {
      const metres = Math.ceil(reading.coords.accuracy);
      if (metres < best) {
        best = metres;
        latitude.value = reading.coords.latitude.toFixed(6).replace(".", ",");
        longitude.value = reading.coords.longitude.toFixed(6).replace(".", ",");
        accuracy.value = metres;
        why.value = "";
        typedPart.hidden = true;
        if (!own) {
          const now = new Date().toLocaleString("sv-SE", { timeZone: "Asia/Jakarta" });
          [day.value, at.value] = [now.slice(0, 10), now.slice(11, 16)];
        }
        words.textContent = `Akurasi ±${metres} m, masih diperbaiki…`;
      }
      if (best <= GOOD_M) finish();
    }

    function fail(error) {
      if (watch !== null) stop();
      if (best < Infinity) return;
      const denied = error.code === 1;
      typedPart.hidden = false;
      if (!why.value) why.value = denied ? "izin" : "sinyal";
      words.textContent = denied
        ? "Izin lokasi ditolak. Izinkan lokasi untuk situs ini di setelan peramban, atau ketik posisinya di bawah."
        : "Posisi belum didapat. Pindah ke tempat terbuka lalu ambil lagi, atau ketik posisinya di bawah.";
    }

    button.addEventListener("click", () => {
      if (watch !== null) return;
      best = Infinity;
      button.setAttribute("aria-disabled", "true");
      words.textContent = "Mencari posisi…";
      watch = navigator.geolocation.watchPosition(take, fail, { enableHighAccuracy: true, timeout: SEARCH_MS, maximumAge: 0 });
      timer = setTimeout(finish, SEARCH_MS);
    });
  }

  // --- The report of a visit ------------------------------------------------------------------------------------

  function setUpReport(form) {
    const cut = form.querySelector("[data-putus]"), button = form.querySelector(".pk-acts .btn-primary");
    let sending = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (sending) return;
      sending = true;
      cut.hidden = true;
      button.setAttribute("aria-disabled", "true");
      say("Sedang mengirim…");
      let answer = null;
      try {
        const signal = AbortSignal.timeout ? AbortSignal.timeout(SEND_MS) : undefined;
        answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: HEAD, redirect: "manual", signal });
      } catch {
        cut.querySelector("p").textContent = `${CUT} Isian Anda masih ada, tekan Simpan sekali lagi.`;
        cut.hidden = false;
      }
      sending = false;
      button.removeAttribute("aria-disabled");
      say("");
      if (!answer) return;
      const saved = answer.status === 201 && answer.headers.get(RECEIPT) === form.elements.client_key.value;
      // Anything but the receipt is shown by the browser itself; the same key makes sending twice harmless.
      if (saved) location.assign(answer.headers.get(NEXT));
      else form.submit();
    });
  }

  document.querySelectorAll("form[data-kunjungan]").forEach((form) => { setUpPosition(form); setUpReport(form); });
})();
