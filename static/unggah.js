// Sends a chosen file by itself, in parts, while the form is filled in: says how far it is, goes on where a line broke,
// holds the button until the file is there. Every page works without this file; its form then carries the file whole.
"use strict";
window.perkimUnggah = (() => {
  const SIDE = 1600, SMALL_ENOUGH = 400 * 1024, QUALITY = 0.85, PART = 256 * 1024, PATIENCE = 120000;
  const AGAIN_AFTER = [2000, 5000, 10000];
  const CUT = "Belum terkirim. Sambungan terputus. File masih ada di halaman ini; tekan Kirim lagi saat ada sinyal.";
  const OUT = "Belum terkirim. Anda sudah keluar, mungkin di tab lain. Masuk lagi di tab lain, lalu tekan Kirim lagi.";
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

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

  /** At most 1600 px, as the server keeps it; what the browser cannot open or make smaller goes as it is. */
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
      brush.imageSmoothingQuality = "high";
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

  /** The same content has the same key: chosen again after a broken line or a new page, it goes on where it was. */
  async function keyOf(blob) {
    const bytes = crypto.subtle
      ? new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()))
      : crypto.getRandomValues(new Uint8Array(16));
    return [...bytes.slice(0, 16)].map((each) => each.toString(16).padStart(2, "0")).join("");
  }

  function post(job, start) {
    return new Promise((done) => {
      const request = (job.request = new XMLHttpRequest());
      const asked = new URLSearchParams({ kunci: job.key, nama: job.name.slice(-200), ukuran: job.blob.size, mulai: start });
      request.open("POST", `${job.url}?${asked}`);
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.setRequestHeader("X-CSRFToken", job.form.elements.csrfmiddlewaretoken.value);
      request.timeout = PATIENCE;
      request.upload.onprogress = (event) => job.show((100 * (start + event.loaded)) / job.blob.size);
      request.onload = () => done(request);
      request.onerror = request.ontimeout = request.onabort = () => done(null);
      request.send(job.blob.slice(start, start + PART));
    });
  }

  /** Signed in again in another tab: the token of the form is stale. That of a page of the same person is taken over. */
  async function renewed(form) {
    const owner = form.elements.atas_nama;
    const text = await fetch(location.href, { headers: { Accept: "text/html" } }).then((answer) => answer.text(), () => "");
    const page = new DOMParser().parseFromString(text, "text/html");
    const fresh = page.querySelector("[name=csrfmiddlewaretoken]"), theirs = page.querySelector("[name=atas_nama]");
    if (!owner || !fresh || !theirs || theirs.value !== owner.value) return false;
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = fresh.value; });
    return true;
  }

  /** Sends `job.blob`; returns its token, or the sentence that says why not, or nothing if this way of sending is not
   * to be had and the form has to carry the file. */
  async function send(job) {
    job.key = job.key || (await keyOf(job.blob));
    let start = 0, failures = 0, asked = false;
    while (!job.stopped) {
      const answer = await post(job, start);
      if (job.stopped) break;
      if (!answer || answer.status === 503) { // late
        if (failures === AGAIN_AFTER.length || navigator.onLine === false) return { failed: CUT };
        job.say("Sambungan terputus, dicoba lagi…");
        await pause(AGAIN_AFTER[failures++]);
        continue;
      }
      const token = answer.getResponseHeader("X-Titipan"), received = answer.getResponseHeader("X-Diterima");
      if (answer.status === 200 && token) return { token };
      if (answer.status === 200 && received) {
        start = Number(received);
        failures = 0;
      } else if ([422, 507].includes(answer.status)) {
        return { refused: answer.responseText };
      } else if (answer.status === 403 || answer.responseURL.includes("/masuk/")) {
        if (asked || !(await renewed(job.form))) return { failed: OUT };
        asked = true;
      } else {
        return {};
      }
    }
    return { stopped: true };
  }

  function setUp(room) {
    const input = room.querySelector("input[type=file]"), form = input.form;
    const named = room.querySelector("input[type=hidden]"), before = named.value;
    const words = room.querySelector("[data-kata]"), bar = room.querySelector("progress"), again = room.querySelector("[data-lagi]");
    const had = room.querySelector("[data-sudah]");
    let job = null, wanted = null, face = null;

    function say(text, share, wrong) {
      room.querySelector("[data-jalan]").hidden = false;
      words.textContent = text;
      words.classList.toggle("pk-err", !!wrong);
      bar.hidden = share === undefined;
      if (share !== undefined) bar.value = share;
    }

    function hold(text) {
      if (!wanted) return;
      face = face || [...wanted.childNodes];
      wanted.setAttribute("aria-disabled", "true");
      wanted.textContent = text;
    }

    function free() {
      if (wanted && face) {
        wanted.replaceChildren(...face);
        wanted.removeAttribute("aria-disabled");
      }
      wanted = face = null;
    }

    async function work(mine) {
      job = mine;
      mine.state = "sending";
      again.hidden = true;
      if (!mine.blob) {
        if (mine.shrinks) say("Mengecilkan foto…");
        mine.blob = mine.shrinks ? await shrunk(mine.file) : mine.file;
      }
      mine.say = say;
      mine.show = (share) => {
        const whole = Math.min(99, Math.floor(share));
        say(`Mengirim file, ${whole}%`, whole);
        hold(`Menunggu file, ${whole}%`);
      };
      if (job === mine) mine.show(0);
      const end = await send(mine);
      if (job !== mine || end.stopped) return;
      mine.state = end.token ? "there" : end.failed ? "failed" : end.refused ? "refused" : "plain";
      again.hidden = !end.failed;
      if (end.token) {
        named.value = end.token;
        say(`File sudah sampai: ${mine.name}. Tekan tombol di bawah untuk menyimpan.`);
      } else say(end.failed || end.refused || "File ikut terkirim saat Anda menyimpan.", undefined, end.failed || end.refused);
      const button = wanted;
      free();
      if (button && (end.token || mine.state === "plain")) form.requestSubmit(button);
      else if (button) (end.failed ? again : input).focus();
    }

    function chosen() {
      if (job) {
        job.stopped = true;
        if (job.request) job.request.abort();
      }
      job = null;
      free();
      named.value = before;
      if (had) had.hidden = input.files.length > 0;
      room.querySelector("[data-jalan]").hidden = true;
      const file = input.files[0];
      if (!file) return;
      const shrinks = "kecilkan" in room.dataset && file.type.startsWith("image/");
      work({ form, file, shrinks, name: file.name, url: room.dataset.berkas });
    }

    input.addEventListener("change", chosen);
    again.addEventListener("click", () => work(job));
    addEventListener("online", () => { if (job && job.state === "failed") work(job); });
    form.addEventListener("submit", (event) => {
      if (!job || job.state === "there" || job.state === "plain") return;
      event.preventDefault();
      if (job.state === "refused") return input.focus();
      wanted = wanted || event.submitter || form.querySelector(".btn-primary");
      if (job.state === "failed") work(job);
      else hold("Menunggu file…");
    });
    // What is there already does not go over the line a second time.
    form.addEventListener("formdata", (event) => { if (job && job.state === "there") event.formData.delete(input.name); });
    addEventListener("beforeunload", (event) => { if (job && job.state === "sending") event.preventDefault(); });
    // On a slow line a file may be chosen before this script is here.
    chosen();
  }

  document.querySelectorAll("form:not([data-kirim]) [data-berkas]").forEach(setUp);
  return { shrunk, send };
})();
