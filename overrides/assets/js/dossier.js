// The page of the dossier: order, headings and title, the document as it will be, and the ways to take it away.
(() => {
  const frame = document.querySelector("div.dossier");
  // Without a script before this one the page stays as it is without any.
  if (!frame || typeof gathering === "undefined" || typeof composing === "undefined" || !dossier?.items) return;
  const part = (name) => frame.querySelector(`[data-part="${name}"]`);
  const { make } = dossier;
  const say = (text) => (part("status").textContent = text);
  let made = null;
  let turn = 0;
  let fresh = "";

  // Runs as text, where forms are elements; nothing of a record or an address is ever read as markup.
  const runs = (found) =>
    found.map((run) => (Array.isArray(run) ? make(run[0] === "em" ? "em" : "span", { className: run[0] === "em" ? "" : run[0], textContent: run[1] }) : run));

  function address(text) {
    const web = /^https?:\/\/\S+$/.test(text);
    return web ? make("a", { href: text, textContent: text, rel: "external" }) : text;
  }

  // The document as elements, the same on the screen, on paper and in the file.
  function shown(doc) {
    const body = make("section", { className: "document" });
    body.append(make("h2", { textContent: doc.title || "Dossier" }), make("p", { className: "origin" }, ...origin(doc)));
    for (const one of doc.parts) {
      if (one.heading !== undefined) body.append(make("h3", { textContent: one.heading }));
      else body.append(paragraph(one));
    }
    if (doc.notes.length) body.append(make("h3", { textContent: "Notes" }), notes(doc));
    if (doc.matters.length) body.append(make("h3", { textContent: "Figures relied on, and what else is said" }), make("p", { className: "hint", textContent: composing.told(doc) }), figures(doc));
    if (doc.remarks.size) body.append(make("h3", { textContent: "Editorial notes of the archive at the passages used" }), remarks(doc));
    if (doc.documents.size) body.append(make("h3", { textContent: "Evidence" }), ...evidence(doc));
    return body;
  }

  const origin = (doc) => [
    `Assembled on ${doc.day} from ${doc.archive.name}, `,
    address(doc.archive.address),
    `${doc.archive.revision && `, revision ${doc.archive.revision}`}. The sentences are those of the archive, under CC BY 4.0; title, headings and order are not.`,
  ];

  function paragraph(one) {
    const lines = one.lines.map(([line, item]) => make(item ? "li" : "p", {}, ...runs(line)));
    const block = make("div", { className: "numbered", id: `paragraph-${one.number}` }, make("span", { className: "number", textContent: `${one.number}.` }));
    if (one.lead) block.append(make("p", { className: "of-whom", textContent: one.lead }));
    for (const line of lines) {
      if (line.nodeName !== "LI") block.append(line);
      else (block.lastChild.nodeName === "UL" ? block.lastChild : block.appendChild(make("ul", {}))).append(line);
    }
    lines.at(-1).append(make("sup", {}, make("a", { href: `#note-${one.note}`, id: `to-${one.note}`, textContent: one.note, ariaLabel: `Note ${one.note}` })));
    return block;
  }

  const notes = (doc) =>
    make("ol", { className: "endnotes" }, ...doc.notes.map((note, index) => make("li", { id: `note-${index + 1}` }, ...runs(note), " ", make("a", { href: `#to-${index + 1}`, textContent: "↩", ariaLabel: `Back to note ${index + 1}` }))));

  const HEADS = ["Figure", "What it counts", "Who says it, and when", "Limits, and level of evidence", "Where"];

  function figures(doc) {
    const table = make("table", { className: "data relied" });
    table.append(make("thead", {}, make("tr", {}, ...HEADS.map((text) => make("th", { scope: "col", textContent: text })))));
    for (const matter of doc.matters) {
      const body = make("tbody", {}, make("tr", { className: "group" }, make("th", { colSpan: HEADS.length, scope: "rowgroup", textContent: matter.title })));
      body.append(...matter.relied.map((one) => row(one, doc)));
      if (matter.others.length) body.append(make("tr", { className: "also" }, make("td", { colSpan: HEADS.length, textContent: matter.relied.length ? "Also said, and not relied on above:" : "Not relied on above:" })), ...matter.others.map((one) => others(one, doc)));
      table.append(body);
    }
    const scroll = make("div", { className: "table-scroll", tabIndex: 0, ariaLabel: "Figures relied on" }, table);
    scroll.setAttribute("role", "region");
    return scroll;
  }

  const shortened = (at, doc) => make("a", { href: at, textContent: composing.short(at, doc.archive), rel: "external" });

  function row(one, doc) {
    const cells = [make("td", { textContent: one.what }), make("td", { textContent: `${one.saidBy}, ${one.when}` }), make("td", { textContent: [...one.doubts, ...one.limits, one.level].join("; ") }), make("td", { className: "at" }, composing.paragraphs(one), shortened(one.address, doc))];
    return make("tr", { className: "used" }, make("th", { scope: "row", textContent: one.figure }), ...cells);
  }

  function others(one, doc) {
    const by = one.by.flatMap(([text, at], index) => [`${index ? "; " : ""}${text} `, shortened(at, doc)]);
    return make("tr", {}, make("th", { scope: "row", textContent: one.figure }), make("td", { colSpan: HEADS.length - 1, className: "others" }, ...by));
  }

  const remarks = (doc) => make("ul", {}, ...[...doc.remarks.values()].map(([topic, at]) => make("li", {}, `${topic}. `, address(at))));

  const evidence = (doc) =>
    [...doc.documents.values()].map((one) =>
      make("div", { className: "evidence" }, make("h4", { textContent: one.name }), make("dl", {}, ...composing.evidence(one).map(([label, text]) => make("div", {}, make("dt", { textContent: label }), make("dd", {}, address(text)))))),
    );

  // The list in which the reader puts things in order. A button keeps the focus after its row has moved.
  function rows(got) {
    const list = part("items");
    const had = document.activeElement?.dataset?.does && [document.activeElement.dataset.does, document.activeElement.closest("li").dataset.item];
    list.replaceChildren(...order().map((item) => line(item, got)));
    const at = (item) => [...list.children].find((one) => one.dataset.item === item);
    const field = at(fresh)?.querySelector("input");
    fresh = "";
    if (field) field.select();
    else if (had) (at(had[1])?.querySelector(`[data-does="${had[0]}"]`) ?? list.querySelector("button"))?.focus();
    field?.focus();
  }

  function line(item, got) {
    const found = got.parts.find((one) => one.item === item);
    const name = found?.title ?? (item.startsWith("_h") ? item.slice(2) : got.twice.has(item) ? "the same as an entry above" : "not found");
    const field = make("input", { type: "text", value: item.slice(2), maxLength: dossier.LONGEST, ariaLabel: "Heading" });
    field.addEventListener("change", () => swap(item, `_h${clean(field.value)}`));
    const shownAs = item.startsWith("_h") ? field : make("span", { className: "called", textContent: name });
    const made = make("li", { className: item.startsWith("_h") ? "heading" : "" }, shownAs);
    made.dataset.item = item;
    const acts = make("span", { className: "acts" }, act("up", "↑", `Move up: ${name}`, () => move(item, -1)), act("down", "↓", `Move down: ${name}`, () => move(item, 1)));
    if (!item.startsWith("_h")) acts.append(act("head", "+ heading", `Add a heading above: ${name}`, () => heading(item)));
    acts.append(act("out", "×", `Take out: ${name}`, () => take(item)));
    made.append(acts);
    return made;
  }

  function act(does, text, name, action) {
    const button = make("button", { type: "button", textContent: text, ariaLabel: name });
    button.dataset.does = does;
    button.addEventListener("click", action);
    return button;
  }

  const clean = (text) => text.replace(/[*\s]+/g, " ").trim().slice(0, dossier.LONGEST);
  const order = () => dossier.items().filter((item) => !/^_[ts]/.test(item));
  const settings = () => dossier.items().filter((item) => /^_[ts]/.test(item));

  function move(item, by) {
    const items = order();
    const from = items.indexOf(item);
    const to = Math.min(items.length - 1, Math.max(0, from + by));
    items.splice(to, 0, ...items.splice(from, 1));
    dossier.change([...settings(), ...items]);
    say(`Now ${to + 1} of ${items.length}`);
  }

  function take(item) {
    dossier.change(dossier.items().filter((one) => one !== item));
    say("Taken out");
  }

  function swap(item, next) {
    const others = dossier.items();
    if (next === "_h") return take(item);
    dossier.change(others.includes(next) ? others : others.map((one) => (one === item ? next : one)));
  }

  function heading(before) {
    const items = order();
    const names = new Set(items);
    let name = "_hHeading";
    for (let number = 2; names.has(name); number += 1) name = `_hHeading ${number}`;
    items.splice(items.indexOf(before), 0, name);
    fresh = name;
    dossier.change([...settings(), ...items]);
  }

  function set(sign, value) {
    dossier.change([...(value ? [`_${sign}${value}`] : []), ...dossier.items().filter((item) => !item.startsWith(`_${sign}`))]);
  }

  // What could not be found, in words; entries of an address are shown as text, and few of them.
  function told(got) {
    const lines = [];
    const gone = got.missing.filter(([, why]) => why);
    const [unknown, unread] = [false, true].map((lost) => got.missing.filter(([, why, missed]) => !why && missed === lost));
    const few = (some) => `${some.slice(0, 5).map(([item]) => item).join(", ")}${some.length > 5 ? ` and ${some.length - 5} more` : ""}`;
    if (got.lost.length) lines.push(`A part of the site did not load: ${got.lost.join(", ")}. Without it the document would lack what contradicts its figures, so it is not shown. Load this page again.`);
    for (const [item, why] of gone.slice(0, 10)) lines.push(`${item} is no longer in the archive: ${why}.`);
    for (const [item, to] of got.moved.slice(0, 10)) lines.push(`${item} has moved to ${to}.`);
    if (unknown.length) lines.push(`Not found in the archive: ${few(unknown)}.`);
    if (unread.length) lines.push(`Not in the archive, or not loaded: ${few(unread)}. Load this page again to be sure.`);
    const left = dossier.left();
    if (left) lines.push(`${left === 1 ? "1 entry of the address was" : `${left} entries of the address were`} left out: a dossier holds at most ${dossier.MOST}, and only places of this archive.`);
    part("told").replaceChildren(...lines.map((text) => make("li", { textContent: text })));
    part("told").hidden = !lines.length;
  }

  async function show() {
    const now = (turn += 1);
    const items = dossier.items();
    part("empty").hidden = Boolean(items.length);
    frame.classList.toggle("coming", items.length > 0 && !made);
    const slow = setTimeout(() => now === turn && say("The dossier is being loaded …"), 500);
    const got = await gathering.gather(items);
    clearTimeout(slow);
    if (now !== turn) return;
    if (part("status").textContent.endsWith("…")) say("");
    const archive = { name: frame.dataset.archive, address: frame.dataset.address, revision: frame.dataset.revision };
    const style = Object.hasOwn(composing.STYLES, dossier.style()) ? dossier.style() : "oscola";
    made = composing.compose(got, { title: dossier.title(), style, archive });
    made.day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    part("title").value = dossier.title();
    part("style").value = style;
    rows(got);
    told(got);
    const any = got.parts.some((one) => one.place);
    const whole = any && !got.lost.length;
    part("edit").hidden = !any;
    part("take").hidden = !whole;
    part("document").replaceChildren(...(whole ? [shown(made)] : []));
    frame.classList.remove("coming");
    part("keep").hidden = dossier.kept();
    part("held").hidden = !items.length && !dossier.kept() && !dossier.other();
    part("state").textContent = dossier.kept() ? "Kept in this browser until you press Forget." : dossier.other() ? "This dossier came with a link. The one that is kept here is not changed by it." : "Not kept: it is gone when you close this tab.";
    if (!dossier.kept()) choices.write(new URLSearchParams(items.length ? { dossier: dossier.text() } : {}), true);
    else if (choices.read()?.has("dossier")) choices.write(new URLSearchParams(), true);
  }

  // The ways to take it away.
  const named = (ending) => `${(made.title || "dossier").toLowerCase().replace(/[^a-z0-9가-힣一-鿿]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "dossier"}.${ending}`;

  function download(content, type, ending) {
    const link = make("a", { href: URL.createObjectURL(new Blob(content, { type })), download: named(ending) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    say(`Saved as ${link.download}`);
  }

  function html() {
    const body = shown(made);
    for (const [old, level] of [["h2", "h1"], ["h3", "h2"], ["h4", "h3"]]) {
      for (const one of body.querySelectorAll(old)) one.replaceWith(make(level, { textContent: one.textContent }));
    }
    const head = [make("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }), make("title", { textContent: made.title || "Dossier" })];
    const text = `<!doctype html><html lang="en"><meta charset="utf-8">${head.map((one) => one.outerHTML).join("")}<style>${LOOKS}</style><body>${body.outerHTML}</body></html>\n`;
    download([text], "text/html;charset=utf-8", "html");
  }

  const LOOKS =
    "body{font:1rem/1.5 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem}.numbered{position:relative;padding-left:2.5rem}.number{position:absolute;left:0}.numbered p{margin:.3rem 0}.of-whom{font-style:italic}table{border-collapse:collapse;width:100%;font-size:.85rem}th,td{border-top:1px solid #999;padding:.2rem .4rem;text-align:left;vertical-align:top;font-weight:400;overflow-wrap:anywhere}.group th,.used th,thead th,dt{font-weight:700}.also td{font-style:italic}.smallcaps{font-variant:small-caps}dl div{display:flex;gap:.6rem}dt{flex:0 0 10rem}dd{margin:0;overflow-wrap:anywhere;min-width:0}.endnotes{overflow-wrap:anywhere}";

  // Word: what writes such a file is loaded when it is asked for.
  async function word() {
    say("The Word file is being made …");
    try {
      for (const path of ["assets/js/fflate.js", "assets/js/dossier-word.js"]) await gathering.script(path);
      const look = await gathering.file("word", "dossier/");
      download([wordFile(made, look)], "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx");
    } catch {
      say("The Word file could not be made: a part of the site did not load. Try again, or take HTML, which Word opens too.");
    }
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(dossier.link());
      say("The link is copied. Whoever opens it sees this dossier.");
    } catch {
      say("The browser did not allow copying; the address of this page holds the dossier.");
    }
  }

  const WAYS = { print: () => print(), html, word, copy };
  for (const button of frame.querySelectorAll("[data-way]")) button.addEventListener("click", WAYS[button.dataset.way]);
  part("keep").addEventListener("click", () => {
    say(dossier.keep() ? "Kept in this browser" : "This browser does not allow keeping anything.");
    part("forget").focus();
  });
  part("forget").addEventListener("click", () => {
    dossier.forget();
    say("Forgotten: nothing is ticked, and nothing is kept here.");
    part("status").focus();
  });
  part("title").addEventListener("change", (event) => set("t", clean(event.target.value)));
  part("style").addEventListener("change", (event) => set("s", event.target.value));
  frame.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("dossier", show);
  addEventListener("hashchange", () => {
    const given = choices.read()?.get("dossier");
    if (given && given !== dossier.text()) dossier.open(given);
  });
  part("start").hidden = false;
  whereabouts.keep();
  frame.querySelector(".no-script").remove();
  show().then(() => whereabouts.restore(whereabouts.arrived));
})();
