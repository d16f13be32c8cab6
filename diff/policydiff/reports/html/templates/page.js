(() => {
  "use strict";
  const bar = document.querySelector("[data-filters]");
  if (!bar) return;
  bar.hidden = false;

  const items = [...document.querySelectorAll("[data-item]")];
  const groups = [...document.querySelectorAll("[data-group]")];
  const stops = [...document.querySelectorAll("[data-stop]")];
  const buttons = [...bar.querySelectorAll("[data-facet]")];
  const columns = [...document.querySelectorAll("[data-column]")];
  const find = bar.querySelector("[data-find]");
  const status = bar.querySelector("[data-status]");
  const keys = bar.querySelector("[data-keys]");
  const texts = new Map();

  // The text of an item, read once; words of a table row stand apart.
  const textOf = (item) => {
    if (!texts.has(item)) {
      const heading = item.matches("tr") ? item.closest("[data-named]") || item.closest("[data-group]") : null;
      const title = heading ? heading.querySelector("h2, h3, h4") : null;
      texts.set(item, `${item.textContent} ${title ? title.textContent : ""}`.toLowerCase());
    }
    return texts.get(item);
  };

  const chosen = (facet) =>
    buttons.filter((each) => each.dataset.facet === facet && each.getAttribute("aria-pressed") === "true")
      .map((each) => each.dataset.value);

  const passes = (item, words, facets) =>
    facets.every(([facet, values]) => !values.length || values.some((value) => (item.dataset[facet] || "").split(" ").includes(value))) &&
    words.every((word) => textOf(item).includes(word));

  const apply = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const facets = [...new Set(buttons.map((each) => each.dataset.facet))].filter((facet) => facet !== "column")
      .map((facet) => [facet, chosen(facet)]);
    let shown = 0;
    for (const item of items) {
      const passed = passes(item, words, facets);
      item.classList.toggle("filtered", !passed);
      shown += passed ? 1 : 0;
    }
    for (const group of groups) {
      const inside = [...group.querySelectorAll("[data-item]")];
      group.classList.toggle("filtered", inside.length > 0 && inside.every((item) => item.classList.contains("filtered")));
    }
    const kept = chosen("column");
    for (const cell of columns) cell.classList.toggle("filtered", kept.length > 0 && !kept.includes(cell.dataset.column));
    const what = status.dataset.what;
    status.textContent = shown === items.length ? `All ${shown} ${what} are shown.` : `${shown} of ${items.length} ${what} are shown.`;
  };

  const clear = () => {
    find.value = "";
    for (const button of buttons) button.setAttribute("aria-pressed", "false");
    apply();
  };

  const step = (by) => {
    const visible = stops.filter((stop) => stop.getClientRects().length);
    if (!visible.length) return;
    const at = visible.findIndex((stop) => stop === document.activeElement || stop.contains(document.activeElement));
    const to = at < 0 ? (by > 0 ? 0 : visible.length - 1) : Math.min(Math.max(at + by, 0), visible.length - 1);
    visible[to].focus({ preventScroll: true });
    visible[to].scrollIntoView({ block: "start" });
  };

  for (const button of buttons) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") === "true" ? "false" : "true");
      apply();
    });
  }
  find.addEventListener("input", apply);
  bar.querySelector("[data-clear]").addEventListener("click", clear);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (keys && !keys.checked)) return;
    if (event.key === "Escape") {
      clear();
      if (document.activeElement === find) find.blur();
      return;
    }
    if (event.target.closest("input, textarea, select")) return;
    const moves = { j: 1, k: -1 };
    if (event.key === "/") {
      event.preventDefault();
      find.focus();
    } else if (event.key in moves) {
      event.preventDefault();
      step(moves[event.key]);
    }
  });

  // On paper nothing is folded away.
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const each of folded) each.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
    folded = [];
  });

  apply();
})();
