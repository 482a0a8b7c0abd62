// Field work on a phone: the position of a house, and photos that are shrunk, sent one by one and sent again.
// Every page works without this file. "Tersimpan" is said only after the server's receipt came back.
"use strict";
(() => {
  const SIDE = 1600, SMALL_ENOUGH = 400 * 1024, QUALITY = 0.85;
  const GOOD_M = 10, ROUGH_M = 20, SEARCH_MS = 20000, SEND_MS = 180000;
  const RECEIPT = "X-Tersimpan", NEXT = "X-Lanjut", HEAD = { "X-Lapangan": "1" };
  const CUT = "Belum tersimpan. Sambungan terputus.";

  const kabar = document.getElementById("kabar");
  const say = (words) => { if (kabar) kabar.textContent = words; };

  function newKey() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64;
    b[8] = (b[8] & 63) | 128;
    return [...b].map((n, i) => ([4, 6, 8, 10].includes(i) ? "-" : "") + n.toString(16).padStart(2, "0")).join("");
  }

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

  // --- Photos ---------------------------------------------------------------------------------------------------

  /** The EXIF segment of a JPEG, which the canvas drops: when and where the photo was taken. Set upright. */
  async function exifOf(file) {
    const bytes = new Uint8Array(await file.slice(0, 256 * 1024).arrayBuffer());
    const view = new DataView(bytes.buffer);
    if (view.getUint16(0) !== 0xffd8) return null;
    for (let at = 2; view.getUint8(at) === 0xff && view.getUint8(at + 1) !== 0xda; at += 2 + view.getUint16(at + 2)) {
      if (view.getUint16(at) !== 0xffe1 || view.getUint32(at + 4) !== 0x45786966) continue;
      const segment = bytes.slice(at, at + 2 + view.getUint16(at + 2));
      const part = new DataView(segment.buffer), tiff = 10, little = part.getUint16(tiff) === 0x4949;
      const start = tiff + part.getUint32(tiff + 4, little);
      for (let i = 0; i < part.getUint16(start, little); i++) {
        const entry = start + 2 + 12 * i;
        if (part.getUint16(entry, little) === 0x0112) part.setUint16(entry + 8, 1, little);
      }
      return segment;
    }
    return null;
  }

  /** At most 1600 px; what the browser cannot open or make smaller goes as it is. */
  async function shrunk(file) {
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const factor = Math.min(1, SIDE / Math.max(picture.width, picture.height));
      if (factor === 1 && file.size <= SMALL_ENOUGH) return file;
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * factor);
      canvas.height = Math.round(picture.height * factor);
      const brush = canvas.getContext("2d");
      brush.fillStyle = "#fff";
      brush.fillRect(0, 0, canvas.width, canvas.height);
      brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
      if (!small || small.size >= file.size) return file;
      const exif = await exifOf(file).catch(() => null);
      return exif ? new Blob([small.slice(0, 2), exif, small.slice(2)], { type: "image/jpeg" }) : small;
    } catch {
      return file;
    }
  }

  const jobs = new Map();
  let line = Promise.resolve();

  function show(job, words, share) {
    const part = job.form.querySelector("[data-jalan]"), bar = part.querySelector("progress");
    part.hidden = false;
    part.querySelector("[data-kata]").textContent = words;
    bar.hidden = share === undefined;
    if (share !== undefined) bar.value = share;
  }

  function post(job) {
    return new Promise((done) => {
      const request = new XMLHttpRequest(), data = new FormData(job.form);
      data.set("photo", job.blob, job.name);
      data.set("client_key", job.key);
      request.open("POST", job.form.action);
      request.setRequestHeader("X-Lapangan", "1");
      request.timeout = SEND_MS;
      request.upload.onprogress = (event) => {
        if (!event.lengthComputable) return;
        const share = Math.round((100 * event.loaded) / event.total);
        show(job, share < 100 ? `Mengirim, ${share}%` : "Terkirim, menunggu jawaban server…", share);
      };
      request.onload = () => done(request);
      request.onerror = request.ontimeout = request.onabort = () => done(null);
      request.send(data);
    });
  }

  function put(job, text) {
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-sisi]");
    const old = job.form.closest("[data-sisi]");
    if (!fresh || fresh.dataset.sisi !== old.dataset.sisi) return false;
    old.replaceWith(fresh);
    setUpPhoto(fresh);
    fresh.querySelector("h2").focus();
    const count = document.querySelector("[data-terisi]");
    if (count) count.textContent = document.querySelectorAll("[data-sisi][data-ada]").length;
    return true;
  }

  function failed(job, words) {
    job.failed = true;
    show(job, words);
    const button = job.form.querySelector(".btn");
    button.hidden = false;
    button.textContent = "Kirim lagi";
  }

  async function work(job) {
    if (jobs.get(job.form) !== job) return;
    show(job, "Mengecilkan foto…");
    job.blob = job.blob || (await shrunk(job.file));
    show(job, "Mengirim…", 0);
    const answer = await post(job);
    if (jobs.get(job.form) !== job) return;
    if (!answer) return failed(job, `${CUT} Foto masih ada di halaman ini; tekan Kirim lagi saat ada sinyal.`);
    const title = job.form.closest("[data-sisi]").querySelector("h2").textContent;
    const saved = answer.status === 201 && answer.getResponseHeader(RECEIPT) === job.key;
    if ((saved || [403, 409, 422].includes(answer.status)) && put(job, answer.responseText)) {
      jobs.delete(job.form);
      return say(saved ? `${title} tersimpan.` : `${title} belum tersimpan. Baca keterangannya.`);
    }
    failed(job, "Belum tersimpan. Server tidak menjawab seperti biasa. Tekan Kirim lagi; bila tetap gagal, muat ulang halaman.");
  }

  function queue(job) {
    job.failed = false;
    jobs.set(job.form, job);
    job.form.querySelector(".btn").hidden = true;
    show(job, "Menunggu giliran…");
    line = line.then(() => work(job));
  }

  function setUpPhoto(section) {
    const form = section.querySelector("form[data-kirim]");
    if (!form) return;
    form.querySelector(".btn").hidden = true;
    const chosen = () => {
      const file = form.elements.photo.files[0];
      // A key for each photo that is chosen: another photo must not pass for one that arrived without our knowing.
      if (file) queue({ form, file, name: file.name, key: newKey() });
    };
    form.elements.photo.addEventListener("change", chosen);
    // On a slow line a photo may be chosen before this script is here.
    if (!("ada" in section.dataset)) chosen();
    form.addEventListener("submit", (event) => {
      const job = jobs.get(form);
      if (!job) return;
      event.preventDefault();
      if (job.failed) queue(job);
    });
  }

  const again = () => [...jobs.values()].filter((job) => job.failed).forEach(queue);
  addEventListener("online", again);
  addEventListener("beforeunload", (event) => { if (jobs.size) event.preventDefault(); });
  document.querySelectorAll("form[data-kunjungan]").forEach((form) => { setUpPosition(form); setUpReport(form); });
  document.querySelectorAll("[data-foto] [data-sisi]").forEach(setUpPhoto);
})();
