// The palette under the search field: arrows walk its hits, Enter opens the first or the chosen one, Escape closes it.
(() => {
  const field = () => document.getElementById("search");
  const palette = () => document.getElementById("palette");
  const hits = () => [...palette().querySelectorAll("a")];

  const walk = (by) => {
    const stops = [field(), ...hits()];
    const at = stops.indexOf(document.activeElement);
    stops[(at + by + stops.length) % stops.length].focus();
  };

  document.addEventListener("keydown", (event) => {
    if (!field() || !field().form.contains(event.target)) return;
    if (event.key === "ArrowDown") walk(1);
    else if (event.key === "ArrowUp") walk(-1);
    else if (event.key === "Escape") {
      palette().replaceChildren();
      field().focus();
    } else if (event.key === "Enter" && event.target === field() && palette().dataset.for === field().value && hits()[0]) hits()[0].click();
    else return;
    event.preventDefault();
  });

  document.addEventListener("htmx:afterSwap", ({ target }) => {
    if (target === palette()) target.dataset.for = field().value;
  });
})();
