// Whoever leaves the page in the middle of a word keeps it: what was typed in the last moment is saved on the way.
const form = document.querySelector("form.drafting");
const MOMENT = 3000; // ms; longer than the page waits after the last letter
let typed = -Infinity;
let sent = false;

form?.addEventListener("input", () => { typed = performance.now(); });
form?.addEventListener("submit", () => { sent = true; });
// Back from another page, as it was left.
addEventListener("pageshow", () => { sent = false; });
addEventListener("pagehide", () => {
  if (!form || sent || performance.now() - typed > MOMENT) return;
  fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    headers: { "HX-Request": "true" },
    keepalive: true,
  }).catch(() => null);
});
