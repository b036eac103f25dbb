// Copies a field. Over plain HTTP there is no clipboard: then the text is selected, and one more press copies it.
const how = () => {
  if (matchMedia("(pointer: coarse)").matches) return "Selected: hold it, then choose Copy.";
  return `Selected: copy it with ${/Mac/.test(navigator.platform) ? "⌘" : "Ctrl+"}C.`;
};

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    const said = document.getElementById("copied");
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "Copied.";
    } catch {
      field.focus();
      field.select();
      said.textContent = how();
    }
  });
}
