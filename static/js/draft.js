// Whoever leaves the page in the middle of a word keeps it: what was typed in the last moment is saved on the way.
const form = document.querySelector("form.drafting");
const MOMENT = 3000; // ms; longer than the page waits after the last letter
let typed = -Infinity;
let sent = false;

form?.addEventListener("input", () => { typed = performance.now(); });
form?.addEventListener("submit", () => { sent = true; });
// What still waits to be kept would come after the button, and bring a draft back that is done.
form?.addEventListener("htmx:before:request", (event) => { if (sent) event.preventDefault(); });
// Back from another page, as it was left.
addEventListener("pageshow", () => { sent = false; });
addEventListener("pagehide", () => {
  if (!form || sent) return;
  // Two texts, and no choice yet: nothing of this page has been kept since.
  const diverged = document.getElementById("kept").hasAttribute("data-diverged");
  if (!diverged && performance.now() - typed > MOMENT) return;
  const body = new URLSearchParams(new FormData(form));
  // Whoever leaves without a choice has chosen to lose neither.
  body.set("keep", "both");
  if (diverged) body.set("version", "");
  fetch(form.action, {
    method: "POST",
    body,
    headers: { "HX-Request": "true" },
    // A browser lets 64 KB go on after the page is closed.
    keepalive: body.toString().length < 60000,
  }).catch(() => null);
});
