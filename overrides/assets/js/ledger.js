// Narrows an index, and sorts the ledger of claims. Without this script the page holds the same list, whole and in order.
(() => {
  const parts = [...document.querySelectorAll("nav.chunks a")];
  const form = document.querySelector("form.ledger");
  const body = document.querySelector("table.ledger > tbody, .narrowed");

  // The links to the parts of a split index carry the choice on; a place on the page stays behind.
  function carry() {
    for (const part of parts) part.hash = choices.read() ? location.hash : "";
  }

  // The index of the parts has no form: an old address of the whole list keeps its choice, in the fragment too.
  if (!form || !body) {
    if (!parts.length) return;
    choices.adopt([...new URLSearchParams(location.search).keys()]);
    addEventListener("hashchange", carry);
    carry();
    return find(location.hash.slice(1));
  }

  // An old address of an entry, from when the list was one page, leads on to the part that has the entry now. The part
  // whose year or letter is in the anchor is asked first.
  async function find(anchor) {
    if (!anchor || anchor.includes("=") || document.getElementById(anchor)) return;
    const likely = (part) => anchor.includes(part.textContent);
    for (const part of [...parts].sort((a, b) => likely(b) - likely(a))) {
      const answer = await fetch(part.href).catch(() => null);
      const page = new DOMParser().parseFromString((await answer?.text()) ?? "", "text/html");
      if (page.getElementById(anchor)) return location.replace(`${part.href}#${anchor}`);
    }
  }

  const rows = [...body.children];
  const fields = Object.fromEntries([...form.querySelectorAll("select")].map((field) => [field.dataset.choice, field]));
  const { order, ...narrowing } = fields;
  const facets = Object.keys(narrowing);
  const status = form.querySelector("output");
  const values = (row, facet) => (row.dataset[facet] ?? "").split("|").filter(Boolean);

  // The choices of a facet are the values in the rows, with their number.
  for (const facet of facets) {
    const counts = new Map();
    for (const row of rows) for (const value of values(row, facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
    const select = fields[facet];
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
    const chosen = facets.filter((facet) => fields[facet].value);
    const key = orders[order?.value] ?? (() => 0);
    const sorted = [...rows].sort((a, b) => {
      const [x, y] = [key(a), key(b)];
      return x < y ? -1 : x > y ? 1 : rows.indexOf(a) - rows.indexOf(b);
    });
    let number = 0;
    for (const row of sorted) {
      row.hidden = !chosen.every((facet) => values(row, facet).includes(fields[facet].value));
      number += row.hidden ? 0 : 1;
    }
    if (sorted.some((row, index) => row !== body.children[index])) body.append(...sorted);
    status.value = `${number} of ${rows.length} ${form.dataset.of}`;
    carry();
  }

  // The choice is in the fragment of the address: a filtered list can be linked to, and the choice is sent to nobody.
  function remember() {
    const chosen = Object.entries(fields).filter(([, field]) => field.value !== field.options[0].value);
    choices.write(new URLSearchParams(chosen.map(([name, field]) => [name, field.value])));
    show();
  }

  const target = () => document.getElementById(location.hash.slice(1));
  const hidden = () => Boolean(target()?.closest("tr[hidden], li[hidden]"));

  // A place on the page does not change the choice, unless the choice hides it.
  function read() {
    const chosen = choices.read() ?? (hidden() ? new URLSearchParams() : null);
    if (!chosen) return;
    for (const [name, field] of Object.entries(fields)) {
      const value = chosen.get(name) ?? "";
      field.value = [...field.options].some((option) => option.value === value) ? value : field.options[0].value;
    }
    show();
    if (!choices.read()) target().scrollIntoView();
  }

  form.addEventListener("change", remember);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(remember));
  addEventListener("hashchange", read);
  choices.adopt(Object.keys(fields));
  form.hidden = false;
  show();
  read();
})();
