// The claims that are shown as a table for a spreadsheet, made on this device from the rows of the page: nothing is asked
// of a server. Names of columns and the guard against formulas are those of data/claims.csv.
(() => {
  const button = document.querySelector("button.csv");
  if (!button || (document.querySelector("form.ledger")?.hidden ?? true)) return; // rows are completed by ledger.js
  button.hidden = false;
  const { base, revision } = button.dataset;
  const root = new URL(button.dataset.root, location.href).href;

  const text = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";
  const without = (element, selector) => {
    const copy = element.cloneNode(true);
    for (const part of copy.querySelectorAll(selector)) part.remove();
    return text(copy);
  };
  const all = (row, selector) => [...row.querySelectorAll(selector)].map(text).join("; ");
  // The permanent address of a link, wherever this copy of the site is: that on the page of an incident, also where its
  // tables are pages of their own.
  const permanent = (link) => link.href.replace(root, base).replace(/index\.html(?=#|$)/, "").replace(/(\/incidents\/[^/]+\/)claims\/(?:\d+\/)?(?=#)/, "$1");
  // The word for the limit of a figure, and its number.
  const counted = (row) => (row.dataset.count ?? "").split(":");

  const columns = {
    figure: (row) => without(row.querySelector("a"), ".when"),
    modifier: (row) => counted(row)[0],
    number: (row) => counted(row)[1] ?? "",
    date: (row) => text(row.querySelector(".when")).replace(/^[(（]|[)）]$/g, ""),
    measure: (row) => row.dataset.measure,
    who: (row) => text(row.cells[1].querySelector("p")),
    aside_reason: (row) => text(row.querySelector(".aside-why")),
    incident: (row) => row.dataset.incident,
    owner: (row) => row.dataset.speaker.split("|")[0],
    said_by: (row) => without(row.cells[3], ".rests, .may-share, .own").replace(/[;；\s]+$/, ""),
    stance: (row) => row.dataset.stance,
    hedge: (row) => text(row.querySelector(".hedge")).replace(/^[(（]“|”[)）]$/g, ""),
    said: (row) => text(row.cells[5]),
    origin: (row) => all(row, ".rests, .may-share") || row.dataset.origin,
    stated_at: (row) => text(row.cells[6].querySelector("a")),
    evidence: (row) => text(row.cells[6].lastElementChild),
    address: (row) => permanent(row.querySelector("a")),
    revision: () => revision,
  };

  function cell(value) {
    const guarded = /^[=+\-@\t\r']/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
  }

  button.addEventListener("click", () => {
    const rows = [...document.querySelectorAll("table.ledger > tbody > tr:not([hidden])")];
    const lines = rows.map((row) => Object.values(columns).map((column) => cell(column(row) ?? "")));
    const table = [Object.keys(columns), ...lines].map((line) => `${line.join(",")}\r\n`).join("");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", table], { type: "text/csv" }));
    link.download = "claims-chosen.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  });
})();
