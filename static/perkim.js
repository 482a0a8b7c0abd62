// Holds a form until the answer is there. Every page works without it.
"use strict";
(() => {
  // Only a download leaves the page as it is. The server gives up after a minute; a file may be slow.
  const DOWNLOAD = 30e3, ANSWER = 75e3, FILE = 900e3;
  const NONE = "Belum ada jawaban. Buka lagi halaman ini: bila belum tersimpan, kirim sekali lagi.";
  const sending = new Map();

  const kabar = document.getElementById("kabar");
  const say = (words) => { if (kabar) kabar.textContent = words; };

  function release(form) {
    const held = sending.get(form);
    clearTimeout(held.timer);
    sending.delete(form);
    if (held.button) {
      held.button.replaceChildren(...held.face);
      held.button.removeAttribute("aria-disabled");
    }
    say("");
  }

  function giveUp(form, download) {
    release(form);
    if (download) return;
    const note = document.createElement("p");
    note.className = "pk-err pk-none";
    note.role = "alert";
    note.textContent = NONE;
    form.append(note);
  }

  addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (sending.has(form)) return event.preventDefault();
    form.querySelector(".pk-none")?.remove();
    // aria-disabled, not disabled: a disabled button would not send its own name and value.
    const button = event.submitter?.matches(".btn") ? event.submitter : null;
    const download = "unduh" in form.dataset;
    const most = download ? DOWNLOAD : form.querySelector("[type=file]") ? FILE : ANSWER;
    sending.set(form, {
      button,
      face: button ? [...button.childNodes] : [],
      timer: setTimeout(giveUp, most, form, download),
    });
    if (button) {
      button.setAttribute("aria-disabled", "true");
      button.textContent = "Sedang mengirim…";
    }
    say("Sedang mengirim…");
  });

  // The page may come back from the browser's memory exactly as it was left.
  addEventListener("pageshow", () => [...sending.keys()].forEach(release));
})();
