// Short links beside a claim or a passage ("cite", "link") are told apart by what they stand at. Who hears them without
// seeing that gets it as their name; it is written here once and not in HTML at each link. Other scripts read it, so this
// one comes before them.
(() => {
  const text = (element) => element?.textContent.trim().replace(/\s+/g, " ") ?? "";
  const without = (element, selector) => {
    const copy = element.cloneNode(true);
    for (const part of copy.querySelectorAll(selector)) part.remove();
    return text(copy);
  };
  const WORDS = { link: "link to", cite: "cite", card: "card of", report: "report something wrong in" };

  function call(links, what) {
    for (const link of links) if (link.textContent in WORDS) link.ariaLabel ??= `${WORDS[link.textContent]} ${what}`;
  }

  // A row of the ledger, in the words of the language of its page: "cite about 30 (Returned), CECC 2012, passage 4".
  function callRow(row, said) {
    const where = row.cells[6];
    const claim = `${text(row.querySelector("a"))} (${without(row.cells[1], "p")}), ${text(where.querySelector("a"))}`;
    const [cite, link] = [...where.querySelectorAll("small > a")].slice(-2);
    cite.ariaLabel = said.cite.replace("{claim}", claim);
    link.ariaLabel = said.link.replace("{claim}", claim);
  }

  function callAll() {
    for (const ways of document.querySelectorAll("details.ways"))
      call(ways.querySelectorAll(".links > a"), ways.firstElementChild.ariaLabel.replace(/^links of /, ""));
    for (const passage of document.querySelectorAll("section.passage"))
      call(passage.querySelectorAll(".out > a"), passage.querySelector(".pn > a").ariaLabel.toLowerCase());
    for (const where of document.querySelectorAll(".told-by th ~ td:last-child:has(small)"))
      call(where.querySelectorAll("small > a"), `${text(where.parentElement.querySelector("a"))}, ${text(where.querySelector("a"))}`);
    for (const table of document.querySelectorAll("table.ledger[data-cite]"))
      for (const row of table.tBodies[0].rows) callRow(row, table.dataset);
  }

  // Whoever was sent a link to a passage is told so in the passage, with its number and chapter.
  const told = document.querySelector("article > p.told");
  function tell() {
    const passage = document.getElementById(location.hash.slice(1))?.closest(".passage");
    if (!told || !passage) return;
    const number = text(passage.querySelector(".pn > a"));
    let chapter = passage;
    while (chapter && !chapter.matches("h3.chapter")) chapter = chapter.previousElementSibling;
    chapter = text(passage.closest("details")?.querySelector("summary > span") ?? chapter);
    told.querySelector("span").textContent = `passage${/^\d+$/.test(number) ? "" : "s"} ${number}${chapter && `, “${chapter}”,`}`;
    passage.querySelector(".text").prepend(told);
  }

  addEventListener("hashchange", tell);
  tell();
  document.addEventListener("rows", callAll);
  callAll();
})();
