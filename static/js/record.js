// A record page that is looked at asks now and then whether the record has moved; a kind chosen by key goes on to the
// text; Escape leaves a fact as it was.
(() => {
  const EVERY = 5000;

  setInterval(() => {
    const pulse = document.querySelector("[data-pulse]");
    if (pulse && !document.hidden) htmx.trigger(pulse, "pulse");
  }, EVERY);

  document.addEventListener("change", ({ target }) => {
    if (target.matches(".ui-composer [name=kind]")) target.form.elements.body.focus();
  });

  document.addEventListener("keydown", (event) => {
    const form = event.key === "Escape" && event.target.closest(".ui-factform");
    if (!form) return;
    delete form.dataset.dirty;
    htmx.trigger(document.body, "moved");
  });
})();
