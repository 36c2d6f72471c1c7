// Keys. Single letters press the element that carries data-key; they rest while somebody types or a dialog is open.
(() => {
  const OFF = "single-keys-off";
  const typing = (element) => element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const visible = (element) => element.checkVisibility();
  const search = () => document.getElementById("search");

  const press = (key) => {
    const found = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((e) => visible(e) || e.closest("details"));
    if (!found) return false;
    if (found.matches("[type=radio]")) {
      found.click();
      found.form.querySelector("textarea")?.focus(); // a kind is chosen to write about it
    } else if (found.matches("input, textarea, select")) found.focus();
    else found.click();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && search()) {
      event.preventDefault();
      return search().select();
    }
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") return event.target.form?.requestSubmit();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]") || localStorage.getItem(OFF)) return;
    if (event.key === "/" && search()) search().select();
    else if (event.key === "?") document.getElementById("shortcuts").showModal();
    else if (!press(event.key)) return;
    event.preventDefault();
  });

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.getElementById("single-keys");
    if (!box) return;
    box.checked = !localStorage.getItem(OFF);
    box.addEventListener("change", () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "yes")));
  });
})();
