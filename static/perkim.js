// Guards a form against a second press while the first is on its way. Every page works without this file.
"use strict";
(() => {
  // Long enough for a slow line, short enough that a form answered by a download is free again soon.
  const RELEASE_AFTER = 12000;
  const sending = new Map();

  function say(words) {
    const kabar = document.getElementById("kabar");
    if (kabar) kabar.textContent = words;
  }

  function release(form) {
    const held = sending.get(form);
    if (!held) return;
    clearTimeout(held.timer);
    sending.delete(form);
    if (held.button) {
      held.button.replaceChildren(...held.face);
      held.button.removeAttribute("aria-disabled");
    }
    say("");
  }

  addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (sending.has(form)) {
      event.preventDefault();
      return;
    }
    // aria-disabled, not disabled: a disabled button would not send its own name and value.
    const button = event.submitter && event.submitter.matches(".btn") ? event.submitter : null;
    sending.set(form, {
      button,
      face: button ? [...button.childNodes] : [],
      timer: setTimeout(() => release(form), RELEASE_AFTER),
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
