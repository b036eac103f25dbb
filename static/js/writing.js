// Private writing: the text is kept as it is typed, and the time runs calmly. Without this the page has its Save.
const PAUSE = 1000;
const PATIENCE = 5000;

const form = document.querySelector("form.writing");
const text = form.elements.text;
const kept = () => document.getElementById("kept");
let saved = text.value;
let waiting = 0;
let busy = false;
// Two texts are shown and wait for a choice; the form itself is on its way.
let diverged = false;
let sent = false;

// One at a time, since each answer brings the version that the next one is written from; who leaves does not wait.
async function save({ leaving = false, asked = false } = {}) {
  clearTimeout(waiting);
  const value = text.value;
  if (sent || (value === saved && !asked) || ((busy || diverged) && !leaving)) return;
  busy = true;
  const { version, request_id } = form.elements;
  const body = new URLSearchParams({ text: value, version: version.value, request_id: request_id.value });
  // Whoever leaves without a choice has chosen to lose neither.
  if (diverged) body.set("keep", "both");
  // A browser lets 64 KB go on after the page is closed.
  const keepalive = (leaving || document.hidden) && body.toString().length < 60000;
  const headers = { "HX-Request": "true" };
  const answer = await fetch(form.action, { method: "POST", body, headers, keepalive }).catch(() => null);
  busy = false;
  if (sent || diverged) return;
  if (answer?.ok) {
    saved = value;
    show(await answer.text());
    if (text.value !== saved) later(PAUSE);
  } else if (answer?.status === 409) {
    diverged = true;
    kept().outerHTML = await answer.text();
  } else if (answer?.status === 422) {
    show(await answer.text());
  } else {
    dispatchEvent(new Event("htmx:error"));
    later(PATIENCE);
  }
}

// What it says and the version are taken over; the button stays the same one, since somebody may be on it.
function show(answer) {
  const given = new DOMParser().parseFromString(answer, "text/html");
  form.elements.version.value = given.querySelector("[name=version]").value;
  const said = given.querySelector("[role=status]").textContent;
  const status = kept().querySelector("[role=status]");
  if (status.textContent !== said) status.textContent = said;
}

function later(pause) {
  clearTimeout(waiting);
  waiting = setTimeout(save, pause, {});
}

text.addEventListener("input", () => later(PAUSE));
document.addEventListener("visibilitychange", () => document.hidden && save());
addEventListener("pagehide", () => save({ leaving: true }));
form.addEventListener("submit", (event) => {
  if (diverged) {
    // The form itself sends the choice, and nothing must come after it.
    sent = true;
  } else {
    event.preventDefault();
    save({ asked: true });
  }
});
addEventListener("pageshow", (event) => event.persisted && location.reload());

// The time: whole minutes, looked at a few times in each, from the clock, so that a sleeping tab is right again.
const timer = document.getElementById("timer");
const end = Date.now() + 1000 * (timer?.dataset.seconds ?? 0);
function tick() {
  const left = Math.max(0, Math.round((end - Date.now()) / 1000));
  const minutes = Math.ceil(left / 60);
  timer.querySelector("[data-minutes]").textContent = minutes;
  timer.querySelector("[data-unit]").textContent = minutes === 1 ? "minute" : "minutes";
  for (const said of timer.querySelectorAll("[data-left]")) said.hidden = left === 0;
  timer.querySelector("[data-over]").hidden = left !== 0;
  timer.querySelector("progress").value = timer.querySelector("progress").max - left;
  if (left) setTimeout(tick, 5000);
}
if (timer) tick();
