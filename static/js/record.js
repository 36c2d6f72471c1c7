// A record page that is looked at asks now and then whether the record has moved; Escape leaves a fact as it was.
(() => {
  const EVERY = 5000;

  setInterval(() => {
    const pulse = document.querySelector("[data-pulse]");
    if (pulse && !document.hidden) htmx.trigger(pulse, "pulse");
  }, EVERY);

  document.addEventListener("keydown", (event) => {
    const form = event.key === "Escape" && event.target.closest(".ui-factform");
    if (!form) return;
    delete form.dataset.dirty;
    htmx.trigger(document.body, "moved");
  });
})();
