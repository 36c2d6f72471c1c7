// Toasts: those the page came with fade by themselves; HTMX answers bring more as the event "toasts".
(() => {
  const STAY = 10000;
  const ICONS = { error: "alert-triangle", warning: "alert-triangle", info: "info-circle" };
  const region = () => document.getElementById("toasts");

  const leave = (toast) => {
    const later = () => setTimeout(() => (toast.matches(":hover, :focus-within") ? later() : toast.remove()), STAY);
    later();
  };

  const show = ({ text, level = "success", undo = "" }) => {
    const toast = document.getElementById("toast").content.firstElementChild.cloneNode(true);
    toast.classList.add(level);
    toast.querySelector("p").textContent = text;
    const sign = toast.querySelector("use");
    if (ICONS[level]) sign.setAttribute("href", sign.getAttribute("href").replace(/#.*/, `#${ICONS[level]}`));
    if (undo) Object.assign(toast.querySelector("form"), { action: undo, hidden: false });
    region().append(toast);
    leave(toast);
  };

  document.addEventListener("DOMContentLoaded", () => region()?.querySelectorAll(".ui-toast").forEach(leave));
  document.addEventListener("toasts", ({ detail }) => detail.value.forEach(show));
  document.addEventListener("htmx:responseError", () => show({ text: region().dataset.failed, level: "error" }));
  document.addEventListener("htmx:sendError", () => show({ text: region().dataset.unreachable, level: "error" }));
  document.addEventListener("click", ({ target }) => target.closest("[data-closes]")?.closest(".ui-toast")?.remove());
})();
