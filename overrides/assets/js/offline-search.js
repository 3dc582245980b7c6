// The search of a copy that is read from a disk: every word must be in a record, whatever its case or accents.
// Records that have the words in their title come first.
(() => {
  const form = document.querySelector("form.search-form");
  const list = document.querySelector(".search-results");
  const status = document.querySelector(".search-status");
  if (!form || !list) return;

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const up = new URL("..", location.href);
  const field = form.elements.q;
  const STEP = 50;

  const script = document.createElement("script");
  script.src = new URL("search/offline-index.js", up);
  script.addEventListener("load", start);
  document.head.append(script);

  function start() {
    const records = window.archiveRecords.map((record) => ({
      ...record,
      name: plain(record.title),
      plain: plain(`${record.title} ${record.text}`),
    }));
    form.addEventListener("submit", (event) => event.preventDefault());
    field.addEventListener("input", () => {
      choices.write(new URLSearchParams(field.value.trim() && { q: field.value.trim() }), true);
      show(records);
    });
    addEventListener("hashchange", () => read(records));
    form.querySelector(".narrow")?.remove();
    form.hidden = false;
    choices.adopt(["q"]);
    read(records);
  }

  function read(records) {
    const chosen = choices.read();
    if (!chosen) return;
    field.value = choices.words(chosen);
    show(records);
  }

  function show(records) {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    const all = (record) => words.every((word) => record.plain.includes(word));
    const titled = ({ name }) => words.every((word) => name.includes(word));
    const found = words.length ? records.filter(all).sort((a, b) => titled(b) - titled(a)) : [];
    list.replaceChildren(...found.slice(0, STEP).map(item));
    if (!status) return;
    const more = found.length > STEP ? `; the first ${STEP} are shown` : "";
    status.textContent = words.length ? `${found.length} found${more}` : "";
  }

  function item(record) {
    const [path, anchor] = record.address.split("#");
    const link = document.createElement("a");
    link.href = new URL(`${path}index.html${anchor ? `#${anchor}` : ""}`, up);
    link.textContent = record.title;
    const kind = document.createElement("p");
    kind.className = "kicker";
    kind.textContent = record.kind;
    const text = document.createElement("p");
    text.textContent = record.text.length > 240 ? `${record.text.slice(0, 239)}…` : record.text;
    const entry = document.createElement("li");
    entry.append(kind, link, text);
    return entry;
  }
})();
