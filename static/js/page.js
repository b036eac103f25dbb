const notice = () => document.getElementById("notice");

// After an answer took the focused control away, the keyboard goes on at the field that was refused, at what the
// answer names (`data-focus`), or at the notice, which says what was done.
addEventListener("htmx:after:swap", () => {
  if (document.activeElement !== document.body) return;
  const named = document.querySelector("main [data-focus]");
  const wanted = document.querySelector("main [aria-invalid='true']") ?? named;
  named?.removeAttribute("data-focus");
  const next = wanted ?? (notice()?.firstElementChild ? notice() : document.getElementById("main"));
  next?.focus({ preventScroll: next !== wanted });
});

// No answer at all: the server was stopped, or the network is gone.
addEventListener("htmx:error", () => {
  const said = document.createElement("p");
  said.textContent = "Followup does not answer just now. Is it running? Then try again; nothing is saved twice.";
  notice()?.replaceChildren(said);
});

// An open menu closes with Escape, or with a click elsewhere.
const openMenus = () => document.querySelectorAll("details.drop[open]");
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
// A form in its place is left with Escape, unless something was written: then Escape leads to the link that leaves it.
addEventListener("keydown", (event) => {
  const form = event.key === "Escape" && document.activeElement.closest(".editing form");
  const leave = form && form.querySelector(".leave");
  if (!leave) return;
  const written = ({ type, value, defaultValue, checked, defaultChecked }) =>
    /checkbox|radio/.test(type) ? checked !== defaultChecked : defaultValue !== undefined && value !== defaultValue;
  if ([...form.elements].some(written)) leave.focus();
  else leave.click();
});
addEventListener("click", ({ target }) => {
  for (const menu of openMenus()) if (!menu.contains(target)) menu.open = false;
});
