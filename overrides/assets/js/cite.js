// Citations: one style can be chosen, each citation and sentence is copied with a button, and on a page of citations a
// click on a line puts it behind the address in every style and copies the result. Without this script the reader copies
// a citation and a line. The chosen style holds for the visit; nothing is kept on the device.
(() => {
  const rows = [...document.querySelectorAll("dl.styles > div")];
  if (!rows.length || typeof visit === "undefined") return;
  const slots = [...document.querySelectorAll(".slot")];
  const lines = document.querySelector("ul.lines") ? document.querySelector("article") : null;
  let line = null;

  // What every citation of a document ends with is said once, above them; where there are buttons it ends each of them.
  const tail = document.querySelector(".cite .tail");
  for (const cited of tail?.nextElementSibling.querySelectorAll("dd") ?? []) {
    const end = tail.querySelector(".as-of").cloneNode(true);
    end.dataset.script = ""; // the page says it without a script too, in the line that is hidden
    cited.append(" ", end);
  }
  if (tail) tail.hidden = true;

  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const words = (text) => text.replace(/\s+/g, " ").trim();
  // The text that a reader copies: without the buttons of a line and the ways to its card.
  const plain = (element) =>
    words([...element.childNodes].map((node) => (node.matches?.("button, .card-ways") ? "" : node.textContent)).join(""));
  const styleOf = (row) => words(row.querySelector("dt").textContent);
  const slug = (label) => label.toLowerCase().replace(/[^a-z0-9]+/g, "-");

  // The bar with the styles: beside the citations of a page; where there are lines, at the foot of the window, with the
  // citation that the last line makes.
  const bar = make("form", { className: "style-bar" });
  const select = make("select", {});
  const labels = [...new Set(rows.map(styleOf))];
  select.append(new Option("all styles", ""), ...labels.map((label) => new Option(label, slug(label))));
  const label = make("label", { textContent: "Style " });
  const status = make("output", {});
  const result = make("p", { className: "result", hidden: true, tabIndex: 0 });
  label.append(select);
  bar.append(label, status);
  if (lines) {
    bar.prepend(result);
    lines.append(bar);
    bar.classList.add("floating");
  } else {
    rows[0].closest("details, article").querySelector("dl.styles, h3").before(bar);
  }
  select.addEventListener("change", () => choose());
  bar.addEventListener("submit", (event) => event.preventDefault());

  const chosen = () => rows.find((row) => slug(styleOf(row)) === select.value) ?? rows[0];

  async function copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
      status.value = `Copied: ${what}`;
    } catch {
      status.value = "The browser did not allow copying; select the text instead.";
    }
  }

  function button(text, name, action) {
    const made = make("button", { type: "button", className: "copy", textContent: text });
    made.setAttribute("aria-label", name);
    made.addEventListener("click", action);
    return made;
  }

  // The style is in the address too, so that a page that is loaded again still has it; a place that a link led to stays.
  function choose(write = true) {
    visit.style = select.value;
    for (const row of rows) row.hidden = Boolean(select.value) && slug(styleOf(row)) !== select.value;
    show();
    if (!write) return;
    if (!visit.style) return choices.read()?.has("style") && choices.write(new URLSearchParams(at()), true);
    choices.write(new URLSearchParams([["style", visit.style], ...at()]), true);
  }

  const at = () => (line ? [["at", line.id]] : []);

  // What the bar shows: the citation in the chosen style, else in the first.
  function show() {
    if (!line) return;
    result.textContent = plain(chosen().querySelector("dd"));
    status.value = `${place()} in ${styleOf(chosen())}`;
    for (const each of [result, whole, noted]) each.hidden = false;
    noted.hidden = !sentence();
  }

  // Puts a line behind the address in every style.
  function fill(chosenLine) {
    line?.classList.remove("chosen");
    line = chosenLine;
    line.classList.add("chosen");
    for (const slot of slots) slot.textContent = plain(line);
    show();
  }

  // A line is the place and, of a claim, behind the first colon, the sentence.
  const place = () => plain(line).split(": ")[0].replace(/\.$/, "");
  const sentence = () => plain(line).slice(place().length + 2);

  function note() {
    for (const slot of slots) slot.textContent = `${place()}.`;
    const text = `${sentence()}¹\n¹ ${plain(chosen().querySelector("dd"))}`;
    fill(line);
    return text;
  }

  const copyLine = () => copy(plain(chosen().querySelector("dd")), `${place()} in ${styleOf(chosen())}`);
  const whole = button("Copy", "Copy the citation", copyLine);
  const noted = button("Copy the sentence and its note", "Copy the sentence and its note", () =>
    copy(note(), `sentence and note in ${styleOf(chosen())}`),
  );

  for (const row of rows) {
    const citation = row.querySelector("dd");
    citation.append(" ", button("Copy", `Copy: ${styleOf(row)}`, () => copy(plain(citation), styleOf(row))));
  }
  for (const block of document.querySelectorAll("blockquote.write")) {
    const text = () => [...block.querySelectorAll("p")].map(plain).join("\n");
    block.append(button("Copy", "Copy: the sentences and their note", () => copy(text(), "sentences and note")));
  }

  if (lines) {
    label.after(whole, noted);
    whole.hidden = noted.hidden = true;
    status.value = "Choose a line to fill in the citation.";
    for (const each of document.querySelectorAll("ul.lines > li")) {
      each.append(" ", button("Copy", `Copy the citation of ${plain(each).split(/[:,.]/)[0]}`, () => {}));
    }
    lines.addEventListener("click", (event) => {
      const found = event.target.closest("ul.lines > li");
      if (!found || String(getSelection())) return;
      fill(found);
      copyLine();
      if (visit.style) choose();
    });
    const arrive = () => {
      const found = document.getElementById(location.hash.slice(1))?.closest("ul.lines > li");
      if (found) fill(found);
    };
    addEventListener("hashchange", arrive);
    arrive();
  }

  select.value = visit.style;
  if (!select.value) select.selectedIndex = 0;
  if (select.value) choose(Boolean(lines));
})();
