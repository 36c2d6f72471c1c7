// Lists by keyboard: j and k walk the rows, x selects, Enter follows the focused link by itself.
(() => {
  const rows = () => [...document.querySelectorAll(".ui-table tbody tr")];
  const current = () => document.querySelector(".ui-table tr.cursor");

  const walk = (by) => {
    const all = rows();
    const at = all.indexOf(current());
    const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    if (!next) return;
    current()?.classList.remove("cursor");
    next.classList.add("cursor");
    next.querySelector("a")?.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  const count = (list) => {
    const boxes = [...list.querySelectorAll("tbody input[type=checkbox]")];
    const chosen = boxes.filter((box) => box.checked).length;
    const all = list.querySelector("thead input[type=checkbox]");
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
    list.querySelector(".ui-bulk b span").textContent = chosen;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.matches("input:not([type=checkbox]), textarea, select") || localStorage.getItem("single-keys-off")) return;
    if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
    else if (event.key === "]" && following()) location.assign(following());
    else if (event.key === "x") current()?.querySelector("input[type=checkbox]")?.click();
  });

  // The record page leads on with "]": the list one came from is remembered in this tab.
  const remember = () => {
    const links = rows().map((row) => row.querySelector("a")?.pathname).filter(Boolean);
    if (links.length) sessionStorage.setItem("rows", JSON.stringify(links));
  };
  const following = () => {
    const links = JSON.parse(sessionStorage.getItem("rows") || "[]");
    const at = links.indexOf(location.pathname);
    return at < 0 ? undefined : links[at + 1];
  };
  document.addEventListener("DOMContentLoaded", remember);
  document.addEventListener("htmx:afterSettle", remember);

  document.addEventListener("change", ({ target }) => {
    const list = target.matches(".ui-table input[type=checkbox]") && target.closest(".ui-tablewrap");
    if (!list) return;
    if (target.closest("thead")) list.querySelectorAll("tbody input[type=checkbox]").forEach((box) => (box.checked = target.checked));
    count(list);
  });
  document.addEventListener("click", ({ target }) => {
    const list = target.closest("[data-unselects]")?.closest(".ui-tablewrap");
    if (!list) return;
    list.querySelectorAll("input[type=checkbox]").forEach((box) => (box.checked = false));
    count(list);
  });
})();
