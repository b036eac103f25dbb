// Private writing: the text is kept as it is typed, and the time runs calmly. Without this the page has its Save.
const PAUSE = 1000;
const LONGEST = 5000; // ms; who types without a pause is kept as well
const PATIENCE = 5000;

const form = document.querySelector("form.writing");
const text = form.elements.text;
const kept = () => document.getElementById("kept");
const notice = () => document.getElementById("notice");
// What the page comes with is kept, but not where it was refused, or where another text stands below.
let saved = form.querySelector(".wrong, #other") ? null : text.value;
// What was sent and has no answer yet, or whose answer was lost.
let unanswered = null;
let since = null;
let waiting = 0;
let busy = false;
// Two texts are shown and wait for a choice; the day was destroyed elsewhere; the form itself is on its way.
let diverged = Boolean(document.getElementById("other"));
let gone = false;
let sent = false;

// One at a time, since each answer brings the version that the next one is written from; who leaves does not wait.
async function save({ leaving = false, asked = false } = {}) {
  clearTimeout(waiting);
  if (sent || (gone && !asked) || ((busy || diverged) && !leaving)) return;
  // What has no answer goes once more, so that no more than one text may be kept without this page knowing.
  const value = leaving ? text.value : (unanswered ?? text.value);
  if (value === saved && unanswered === null && !asked) return;
  const shown = form.elements;
  const body = new URLSearchParams({ text: value, version: shown.version.value, request_id: shown.request_id.value });
  // Whoever leaves without a choice has chosen to lose neither.
  if (diverged) body.set("keep", "both");
  // Another tab did not write it, though its version is a newer one.
  if (unanswered !== null && !value.startsWith(unanswered)) body.set("sent", unanswered);
  unanswered = value;
  since = null;
  busy = true;
  const answer = await send(body, leaving || document.hidden);
  busy = false;
  if (sent || diverged) return;
  const version = answer?.page.querySelector("#kept [name=version]");
  if (version && answer.status === 409 && answer.page.getElementById("other")) {
    diverged = true;
    unanswered = null;
    kept().replaceWith(answer.page.getElementById("kept"));
  } else if (version && (answer.status === 200 || answer.status === 422)) {
    unanswered = null;
    form.elements.version.value = version.value;
    notice().replaceChildren();
    if (answer.status === 200) saved = value;
    if (answer.status === 422 || text.value === saved) say(answer.page.querySelector("[role=status]").textContent);
    else soon();
  } else {
    fail(answer);
  }
}

// The status and the page of the answer; null where there is none.
async function send(body, last) {
  // A browser lets 64 KB go on after the page is closed.
  const keepalive = last && body.toString().length < 60000;
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" }, keepalive });
    return { status: answer.status, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
  } catch {
    return null;
  }
}

// The text stays in its field and is tried again, but for a day that is not here any more.
function fail(answer) {
  say("");
  const why = answer?.page.querySelector("#notice p");
  if (why) notice().replaceChildren(why);
  else dispatchEvent(new Event("htmx:error"));
  gone = Boolean(why) && answer.status === 404;
  if (!gone) later(PATIENCE);
}

// The button beside it stays the same one, since somebody may be on it.
function say(words) {
  const status = kept().querySelector("[role=status]");
  if (status.textContent !== words) status.textContent = words;
}

function later(pause) {
  clearTimeout(waiting);
  waiting = setTimeout(save, pause, {});
}

function soon() {
  since ??= performance.now();
  later(Math.max(0, Math.min(PAUSE, since + LONGEST - performance.now())));
}

text.addEventListener("input", () => {
  if (diverged) return;
  // It says "kept" only of what is.
  say("");
  soon();
});
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
