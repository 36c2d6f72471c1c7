// Dialogs and menus. A link with data-dialog opens its page in the one dialog; without script it is simply a page.
(() => {
  const FIELD = "form :is(input:not([type=hidden], [type=radio]), [type=radio]:checked, select, textarea)";
  const frame = () => document.getElementById("dialog");

  const mayClose = (dialog) => !dialog.querySelector("form[data-dirty]") || confirm(dialog.dataset.question);

  document.addEventListener("DOMContentLoaded", () => {
    frame().addEventListener("cancel", (event) => mayClose(frame()) || event.preventDefault());
    frame().addEventListener("close", () => frame().replaceChildren());
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-dialog]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      htmx.ajax("GET", link.href, { target: "#dialog", swap: "innerHTML" });
    }
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens).showModal();
    if (event.target.matches("dialog") && mayClose(event.target)) event.target.close(); // the backdrop
    const dialog = event.target.closest("[data-closes]")?.closest("dialog");
    if (dialog) {
      event.preventDefault(); // a Cancel that leads back to a page where there is no dialog
      dialog.close();
    }
    document.querySelectorAll("details.ui-menu[open]").forEach((menu) => {
      if (!menu.contains(event.target) || opener) menu.open = false;
    });
  });

  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target !== frame()) return;
    frame().querySelectorAll("form[method=post]").forEach((form) => {
      form.setAttribute("hx-post", form.getAttribute("action") || detail.pathInfo.requestPath);
      form.setAttribute("hx-target", "#dialog");
      if (form.enctype === "multipart/form-data") form.setAttribute("hx-encoding", form.enctype);
    });
    htmx.process(frame());
    if (!frame().open) frame().showModal();
    const first = ["[aria-invalid=true]", ".ui-errors", "[autofocus]", FIELD].map((it) => frame().querySelector(it));
    first.find(Boolean)?.focus();
  });

  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.ui-menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
