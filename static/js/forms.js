// Forms: one press counts once, questions come before harm, and half-written text is not lost by accident.
(() => {
  const buttons = (form) => form.querySelectorAll("button:not([type=button]), input[type=submit]");
  const release = (form) => {
    delete form.dataset.sent;
    buttons(form).forEach((button) => (button.disabled = false));
  };
  const hold = (form) => {
    form.dataset.sent = "yes";
    buttons(form).forEach((button) => (button.disabled = true));
  };

  const ask = (form, submitter) => {
    const dialog = document.getElementById("confirm");
    dialog.querySelector("p").textContent = form.dataset.confirm;
    dialog.returnValue = "";
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "yes") return;
      form.dataset.sure = "yes";
      form.requestSubmit(submitter);
    }, { once: true });
    dialog.showModal();
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.confirm && !form.dataset.sure && document.getElementById("confirm")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return ask(form, event.submitter);
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return event.stopImmediatePropagation();
    }
    delete form.dataset.dirty;
    if (form.method === "post" && !event.defaultPrevented) setTimeout(() => hold(form)); // after the values are taken
  }, true);

  document.addEventListener("htmx:beforeRequest", ({ target }) => target.matches("form") && hold(target));
  document.addEventListener("htmx:afterRequest", ({ target }) => target.matches("form") && release(target));
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

  document.addEventListener("input", ({ target }) => {
    if (target.form?.matches("[data-guard]")) target.form.dataset.dirty = "yes";
  });
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-dirty]")) event.preventDefault();
  });
  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-submits]")) target.form.requestSubmit();
  });
})();
