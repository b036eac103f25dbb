// The chosen theme, before the page is painted; the buttons come to life once they are there.
const root = document.documentElement;
const stored = () => {
  try { return localStorage.getItem("theme") || "system"; } catch { return "system"; }
};
const apply = (choice) => {
  if (choice === "system") root.removeAttribute("data-theme");
  else root.setAttribute("data-theme", choice);
  for (const button of document.querySelectorAll("[data-theme-choice]"))
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
};
apply(stored());
addEventListener("DOMContentLoaded", () => {
  for (const group of document.querySelectorAll(".theme")) group.hidden = false;
  apply(stored());
  addEventListener("click", ({ target }) => {
    const button = target.closest("[data-theme-choice]");
    if (!button) return;
    try { localStorage.setItem("theme", button.dataset.themeChoice); } catch { /* the choice lasts for this page */ }
    apply(button.dataset.themeChoice);
  });
});
