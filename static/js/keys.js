// Single keys. What one does stands on the element that does it: data-key="j", or "g w" for two in a row.
const ROWS = "main :is(.card, .people > li, .lines > li, .timeline > li)";
const SEQUENCE = 1000; // ms
let before = "";
let at = -1; // where the focused row was, should an answer take it away

const seen = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;
const keyed = (key, scope = document) => [...scope.querySelectorAll(`[data-key="${key}"]`)].find(seen);
const rows = () => [...document.querySelectorAll(ROWS)].filter((row) => row.tagName === "LI" && seen(row));

function row() {
  const every = rows();
  const here = every.findLastIndex((one) => one.contains(document.activeElement));
  return { every, here, one: every[here] };
}

function step(by) {
  const { every, here } = row();
  if (!every.length) return;
  // A row that an answer took away has left its place to the next one.
  const next = here >= 0 ? here + by : at < 0 ? 0 : by > 0 ? at : at - 1;
  at = Math.min(Math.max(next, 0), every.length - 1);
  const to = every[at].querySelector("a[href]") ?? every[at];
  if (to === every[at]) to.tabIndex = -1;
  to.focus({ focusVisible: true });
  every[at].scrollIntoView({ block: "nearest" });
}

function press(element) {
  if (!element) return;
  if (element.matches("input")) {
    element.focus();
    element.select();
  } else if (element.matches("summary")) {
    element.parentElement.open = true;
    element.parentElement.querySelector("input:not([type=hidden])")?.focus();
  } else element.click();
}

// On the focused row, else on the page of a contact. A row that only names somebody leads to where it can be done.
function act(key) {
  const { one, here } = row();
  if (one) at = here;
  const found = (one && keyed(key, one)) ?? keyed(key, document.querySelector("#contact .pagehead") ?? new DocumentFragment());
  const link = one?.querySelector('a[href*="/contacts/"]');
  if (found) press(found);
  else if (link) location.assign(`${link.href.split("#")[0]}#key-${key}`);
}

// What was asked for on another page. Nothing is logged by that: one press of Enter does it.
function arrive() {
  const key = /^#key-([ls])$/.exec(location.hash)?.[1];
  const found = key && keyed(key);
  if (!found) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  if (key === "s") press(found);
  else found.focus({ focusVisible: true });
}

async function list(link) {
  const answer = await fetch(link.href, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok) return link.click();
  const shown = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("shortcuts");
  if (!shown || busy()) return;
  const dialog = document.createElement("dialog");
  const title = document.createElement("h2");
  title.id = "keys-title";
  title.textContent = link.textContent;
  dialog.setAttribute("aria-labelledby", title.id);
  const leave = document.createElement("form");
  leave.method = "dialog";
  const close = document.createElement("button");
  close.className = "btn";
  close.textContent = "Close";
  close.autofocus = true;
  leave.append(close);
  dialog.append(title, shown, leave);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  l: () => act("l"),
  s: () => act("s"),
  a: () => press(keyed("a")),
  "/": () => press(keyed("/")),
  "?": () => list(document.querySelector('[data-key="?"]')),
};
for (const place of ["w", "c", "o"]) KEYS[`g ${place}`] = () => press(keyed(`g ${place}`) ?? hidden(place));
// On a phone some of the places are not shown, yet their links are there.
const hidden = (place) => document.querySelector(`[data-key="g ${place}"]`);

const busy = () => document.querySelector("dialog[open], :popover-open");
const writes = ({ target }) => target.closest?.("input, select, textarea") || target.isContentEditable;

addEventListener("keydown", (event) => {
  const { key, ctrlKey, metaKey, altKey, isComposing, keyCode, repeat } = event;
  if (event.defaultPrevented || ctrlKey || metaKey || altKey || isComposing || keyCode === 229) return;
  if (writes(event) || busy() || key === "Shift") return;
  const doing = KEYS[before + key];
  before = "";
  if (key === "g" && !doing) {
    before = "g ";
    setTimeout(() => { before = ""; }, SEQUENCE);
  }
  if (!doing || (repeat && !"jk".includes(key))) return;
  event.preventDefault();
  doing();
});
arrive();
