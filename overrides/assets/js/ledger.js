// Narrows an index by choices and words, and sorts the ledger of claims. Without this script the page holds the same list,
// whole and in order. Nothing that is chosen is sent: it is in the fragment of the address.
(() => {
  const LISTS = "table.ledger > tbody, .narrowed";
  const form = document.querySelector("form.ledger");
  // Without one of the scripts that this one rests on the page is as it is without scripts, and says so; find.js does where it came.
  if (typeof choices === "undefined") return form?.replaceWith(Object.assign(document.createElement("p"), { className: "hint", role: "status", textContent: form.dataset.lost }));
  if (typeof parts === "undefined") return;

  // The page of an index that cannot be narrowed: an old address of the whole list keeps its choice, in the fragment too.
  if (!form) {
    if (!parts.links().length) return;
    choices.adopt([...new URLSearchParams(location.search).keys()]);
    addEventListener("hashchange", parts.carry);
    parts.carry();
    return parts.find(location.hash.slice(1));
  }

  const fields = Object.fromEntries([...form.querySelectorAll("[data-choice]")].map((one) => [one.dataset.choice, one]));
  const { order, q, ...narrowing } = fields;
  const facets = Object.keys(narrowing);
  const status = form.querySelector("output");
  const total = Number(form.dataset.total ?? 0); // where the list is in parts and this page has none of it
  const values = (row, facet) => (row.dataset[facet] ?? "").split("|").filter(Boolean);
  // A choice from a closed list has its id in the address, so that the address outlives a change of the label.
  const named = (list) => Object.fromEntries(list ? list.split("|").map((one) => one.split("=")) : []);
  const names = Object.fromEntries(facets.map((one) => [one, named(fields[one].dataset.names)]));
  const labelOf = (facet, value) => names[facet][value] ?? value;
  const idOf = (facet, value) => {
    const ids = Object.keys(names[facet] ?? {});
    const old = value.toLowerCase().replaceAll(" ", "-"); // addresses used to have labels: "At risk" is at-risk
    return ids.find((id) => id === value || names[facet][id] === value) ?? (ids.includes(old) ? old : value);
  };
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const usual = (field) => (field.options ? field.options[0].value : "");
  // How much of the list is shown, in the words of the form.
  const tell = (words, shown, all) => (status.value = form.dataset[words].replace("{shown}", shown).replace("{all}", all));
  let rows = [];
  let loading = null;
  let missing = 0; // parts that did not load

  // Takes the rows of the page in. The choices of a facet are the values in the rows, with their number.
  function take() {
    rows = [...document.querySelectorAll(LISTS)].flatMap((list) => [...list.children]);
    rows.forEach((row, number) => Object.assign(row, { at: number, words: plain(row.textContent) }));
    for (const row of rows) if (row.matches(".ledger tr")) complete(row);
    for (const row of rows) if (row.matches(".titles > li")) titled(row);
    for (const facet of facets) {
      const counts = new Map();
      for (const row of rows) for (const value of values(row, facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
      const named = [...counts].map(([value, count]) => [labelOf(facet, value), value, count]);
      const sorted = named.sort(([a], [b]) => a.localeCompare(b, document.documentElement.lang));
      const options = sorted.map(([label, value, count]) => new Option(`${label} (${count})`, value));
      fields[facet].replaceChildren(fields[facet].options[0], ...options);
    }
  }

  // Nor is what the line of a title says: its kind, and behind the title of a note its source.
  function titled({ dataset, parentElement, children }) {
    const [kind, source] = [...children].filter((one) => one.matches(".role")).map((one) => one.textContent.trim());
    dataset.kind ??= kind;
    dataset.incident ??= parentElement.dataset.incident ?? "";
    if (source) dataset.source ??= source;
  }

  // What the cells of a claim say is not in its data a second time, nor what the table says of most claims.
  function complete(row) {
    const [, what, incident, who, how, when, where] = row.cells;
    const said = (cell, without = "p") => {
      const copy = cell.cloneNode(true);
      for (const part of copy.querySelectorAll(without)) part.remove();
      return copy.textContent.trim().replace(/\s+/g, " ");
    };
    const data = row.dataset;
    data.measure ??= idOf("measure", said(what));
    data.incident ??= said(incident);
    data.speaker ??= [...new Set([...who.querySelectorAll(":scope > a:not(.replied)")].map((one) => said(one)))].join("|");
    data.stance ??= idOf("stance", said(how, ".hedge"));
    data.year ??= /\d{4}/.exec(when.textContent)?.[0] ?? "";
    data.evidence ??= said(where.lastElementChild);
    data.origin ??= row.closest("table").dataset.origin;
  }

  const orders = {
    date: (row) => row.at, // lists are in the order of days
    figure: (row) => Number((row.dataset.count ?? "").split(":")[1] ?? Infinity),
    speaker: (row) => values(row, "speaker")[0] ?? "",
  };

  function show() {
    const chosen = facets.filter((facet) => fields[facet].value);
    const words = plain(q?.value.slice(0, 200) ?? "").split(/\s+/).filter(Boolean);
    const fits = (row) =>
      chosen.every((facet) => values(row, facet).includes(fields[facet].value)) &&
      words.every((word) => row.words.includes(word));
    for (const row of rows) row.hidden = !fits(row);
    sort();
    for (const group of document.querySelectorAll("section.group")) {
      group.hidden = !group.querySelector(".narrowed > :not([hidden])");
      const link = document.querySelector(`.chunks a[href="#${group.querySelector("h2").id}"]`);
      if (link) link.parentElement.hidden = group.hidden;
    }
    tell("shown", rows.filter((row) => !row.hidden).length, missing ? total : rows.length);
    parts.carry();
    const whole = form.querySelector(".scope a");
    if (whole) whole.hash = chosenAs([["all", "yes"]]);
  }

  // The choice as it is in an address, behind what else is to be there.
  function chosenAs(before) {
    const chosen = Object.entries(fields).filter(([, field]) => field.value !== usual(field));
    return new URLSearchParams([...before, ...chosen.map(([name, field]) => [name, field.value])]);
  }

  function sort() {
    const key = order && orders[order.value];
    const body = document.querySelector(LISTS);
    if (!key || !body) return;
    const keys = new Map(rows.map((row) => [row, key(row)]));
    const sorted = [...rows].sort((a, b) => {
      const [x, y] = [keys.get(a), keys.get(b)];
      return x < y ? -1 : x > y ? 1 : a.at - b.at;
    });
    if (sorted.some((row, index) => row !== body.children[index])) body.append(...sorted);
  }

  // Reads all parts into this page, once.
  async function load() {
    let have = 0;
    for await (const [address, found] of parts.all()) {
      const list = found?.querySelector(LISTS);
      if (!list) missing += 1;
      else add(list.closest(".groups, .table-scroll") ?? list, address);
      have += found?.querySelectorAll("table.ledger > tbody > tr, .narrowed > *").length ?? 0;
      tell("loading", have, total);
    }
    take();
    document.dispatchEvent(new Event("rows"));
    const pressed = document.activeElement.matches(".all");
    form.classList.remove("asking");
    if (pressed) q?.focus({ preventScroll: true }); // the button is gone, and the keyboard goes on at the form
    if (missing) form.append(form.dataset.missing);
  }

  // The first part brings the frame with it; of the others the rows are added, or the groups. The link to a part whose
  // groups are here leads to them.
  function add(shell, address) {
    const frame = document.querySelector("main .loaded");
    const heading = shell.matches(".groups") && shell.querySelector("h2");
    const link = parts.links().find((one) => one.href.split("#")[0] === address);
    if (heading && link) link.href = `#${heading.id}`;
    if (!frame) {
      shell.classList.add("loaded");
      form.after(document.adoptNode(shell));
    } else if (heading) {
      for (const group of [...shell.children]) {
        const same = document.getElementById(group.querySelector("h2").id)?.closest(".group");
        if (same) rowsOf(same).append(...rowsOf(group).children);
        else frame.append(group);
      }
    } else {
      rowsOf(frame).append(...rowsOf(shell).children);
    }
  }

  const rowsOf = (element) => (element.matches(LISTS) ? element : element.querySelector(LISTS));

  // The choice is in the fragment of the address: a filtered list can be linked to, and the choice is sent to nobody.
  function remember(replace = false) {
    choices.write(chosenAs(loading ? [["all", "yes"]] : []), replace);
    show();
  }

  const target = () => document.getElementById(location.hash.slice(1));
  const hidden = () => Boolean(target()?.closest("[hidden]"));

  // A place on the page does not change the choice, unless the choice hides it.
  async function read() {
    const chosen = choices.read() ?? (hidden() ? new URLSearchParams() : null);
    if (!chosen) return parts.find(location.hash.slice(1));
    if (total && chosen.size) await (loading ??= load());
    else if (total && !loading) {
      whereabouts.restore();
      return parts.carry();
    }
    for (const [name, field] of Object.entries(fields)) {
      const value = idOf(name, (chosen.get(name) ?? "").slice(0, 200));
      const known = !field.options || [...field.options].some((option) => option.value === value);
      field.value = known ? value : usual(field);
    }
    show();
    if (!choices.read()) target()?.scrollIntoView();
    else if (total) whereabouts.restore();
  }

  let typing = 0;
  form.addEventListener("input", (event) => {
    if (event.target !== q) return;
    clearTimeout(typing);
    typing = setTimeout(remember, 150, true);
  });
  form.addEventListener("change", (event) => event.target !== q && remember());
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(remember));
  addEventListener("hashchange", read);
  choices.adopt(Object.keys(fields));
  if (total) whereabouts.keep();
  form.hidden = false;
  if (location.protocol === "file:") form.querySelector(".scope")?.remove(); // a page on a disk may not read others
  if (total && !form.querySelector(".scope")) {
    form.remove(); // what is only hidden keeps its place
    return parts.carry();
  }
  if (total) {
    form.classList.add("asking");
    form.querySelector(".all").addEventListener("click", () => (location.hash = "all=yes"));
  } else {
    take();
    show();
  }
  read();
})();
