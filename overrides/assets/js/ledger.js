// Sorts and filters the ledger of claims. Without this script the page holds the same table, in order of date.
(() => {
  const form = document.querySelector("form.ledger");
  const table = document.querySelector("table.ledger");
  if (!form || !table) return;

  const body = table.tBodies[0];
  const rows = [...body.rows];
  const facets = ["measure", "incident", "speaker", "stance", "year"];
  const status = form.querySelector("output");
  const values = (row, facet) => (row.dataset[facet] ?? "").split("|").filter(Boolean);

  // The choices of a facet are what stands in the rows, with how often.
  for (const facet of facets) {
    const counts = new Map();
    for (const row of rows) for (const value of values(row, facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
    const select = form.elements[facet];
    for (const [value, count] of [...counts].sort(([a], [b]) => a.localeCompare(b, "en"))) {
      select.add(new Option(`${value} (${count})`, value));
    }
  }

  const orders = {
    date: (row) => row.dataset.said ?? "",
    figure: (row) => (row.dataset.figure ? Number(row.dataset.figure) : Infinity),
    speaker: (row) => values(row, "speaker")[0] ?? "",
  };

  function show() {
    const chosen = facets.filter((facet) => form.elements[facet].value);
    const key = orders[form.elements.order.value];
    const sorted = [...rows].sort((a, b) => {
      const [x, y] = [key(a), key(b)];
      return x < y ? -1 : x > y ? 1 : rows.indexOf(a) - rows.indexOf(b);
    });
    let number = 0;
    for (const row of sorted) {
      row.hidden = !chosen.every((facet) => values(row, facet).includes(form.elements[facet].value));
      number += row.hidden ? 0 : 1;
    }
    if (sorted.some((row, index) => row !== body.rows[index])) body.append(...sorted);
    status.value = `${number} of ${rows.length} claims`;
  }

  // The choice stands in the address, so that a filtered list can be linked to.
  function remember() {
    const query = new URLSearchParams([...new FormData(form)].filter(([name, value]) => value && !(name === "order" && value === "date")));
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
    show();
  }

  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements[name];
    if (field && [...field.options].some((option) => option.value === value)) field.value = value;
  }
  form.addEventListener("change", remember);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(remember));
  form.hidden = false;
  show();
})();
