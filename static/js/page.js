const notice = () => document.getElementById("notice");

// After an answer took the focused control away, the keyboard goes on at the notice, which says what was done.
addEventListener("htmx:after:swap", () => {
  if (document.activeElement === document.body) notice()?.focus({ preventScroll: true });
});

// No answer at all: the server was stopped, or the network is gone.
addEventListener("htmx:error", () => {
  const said = document.createElement("p");
  said.textContent = "Followup does not answer just now, so nothing was changed. Is it running? Then try again.";
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
addEventListener("click", ({ target }) => {
  for (const menu of openMenus()) if (!menu.contains(target)) menu.open = false;
});
