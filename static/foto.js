// The photos of a house: each is shrunk, sent one after the other (static/unggah.js) and sent again.
// Every page works without this file. "Tersimpan" is said only after the server's receipt came back.
"use strict";
(() => {
  const SEND_MS = 180000;
  const CUT = "Belum tersimpan. Sambungan terputus. Foto masih ada di halaman ini; tekan Kirim lagi saat ada sinyal.";
  const kabar = document.getElementById("kabar");
  const jobs = new Map();
  let line = Promise.resolve();

  function newKey() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64;
    b[8] = (b[8] & 63) | 128;
    return [...b].map((n, i) => ([4, 6, 8, 10].includes(i) ? "-" : "") + n.toString(16).padStart(2, "0")).join("");
  }

  function show(job, words, share) {
    const part = job.form.querySelector("[data-jalan]"), bar = part.querySelector("progress");
    part.hidden = false;
    part.querySelector("[data-kata]").textContent = words;
    bar.hidden = share === undefined;
    if (share !== undefined) bar.value = share;
  }

  /** The form itself: with the token of the photo that was sent before, or with the photo if that way was not to be had. */
  function post(job) {
    const data = new FormData(job.form);
    if (job.token) {
      data.delete("photo");
      data.set("photo_titipan", job.token);
    } else data.set("photo", job.blob, job.name);
    data.set("client_key", job.photo);
    const signal = AbortSignal.timeout ? AbortSignal.timeout(SEND_MS) : undefined;
    return fetch(job.form.action, { method: "POST", body: data, headers: { "X-Lapangan": "1" }, signal }).catch(() => null);
  }

  function put(job, text) {
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-sisi]");
    const old = job.form.closest("[data-sisi]");
    if (!fresh || fresh.dataset.sisi !== old.dataset.sisi) return false;
    old.replaceWith(fresh);
    setUp(fresh);
    fresh.querySelector("h2").focus();
    const count = document.querySelector("[data-terisi]");
    if (count) count.textContent = document.querySelectorAll("[data-sisi][data-ada]").length;
    return true;
  }

  function failed(job, words) {
    job.failed = true;
    show(job, words);
    const button = job.form.querySelector(".pk-acts .btn");
    button.hidden = false;
    button.textContent = "Kirim lagi";
  }

  async function work(job) {
    const old = () => jobs.get(job.form) !== job;
    if (old()) return;
    show(job, "Mengecilkan foto…");
    job.blob = job.blob || (await perkimUnggah.shrunk(job.file));
    if (!job.token) {
      job.show(0);
      const sent = await perkimUnggah.send(job);
      if (old()) return;
      if (sent.failed || sent.refused) return failed(job, sent.failed || sent.refused);
      job.token = sent.token;
    }
    show(job, "Terkirim, menunggu jawaban server…", 100);
    const answer = await post(job);
    const text = answer && (await answer.text().catch(() => null));
    if (old()) return;
    if (text === null) return failed(job, CUT);
    const title = job.form.closest("[data-sisi]").querySelector("h2").textContent;
    const saved = answer.status === 201 && answer.headers.get("X-Tersimpan") === job.photo;
    if ((saved || [403, 409, 422].includes(answer.status)) && put(job, text)) {
      jobs.delete(job.form);
      kabar.textContent = saved ? `${title} tersimpan.` : `${title} belum tersimpan. Baca keterangannya.`;
      return;
    }
    failed(job, "Belum tersimpan. Server tidak menjawab seperti biasa. Tekan Kirim lagi; bila tetap gagal, muat ulang halaman.");
  }

  function queue(job) {
    job.failed = false;
    jobs.set(job.form, job);
    job.form.querySelector(".pk-acts .btn").hidden = true;
    show(job, "Menunggu giliran…");
    line = line.then(() => work(job));
  }

  function setUp(section) {
    const form = section.querySelector("form[data-kirim]");
    if (!form) return;
    const input = form.elements.photo;
    form.querySelector(".pk-acts .btn").hidden = !form.querySelector("[data-sudah]");
    const chosen = () => {
      const file = input.files[0], before = jobs.get(form);
      if (!file) return;
      if (before) before.stopped = true;
      // A key for each photo that is chosen: another photo must not pass for one that arrived without our knowing.
      const job = { form, file, name: file.name, photo: newKey(), url: input.closest("[data-berkas]").dataset.berkas };
      job.say = (words) => show(job, words);
      job.show = (share) => show(job, `Mengirim, ${Math.min(99, Math.floor(share))}%`, share);
      queue(job);
    };
    input.addEventListener("change", chosen);
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
  document.querySelectorAll("[data-foto] [data-sisi]").forEach(setUp);
})();
