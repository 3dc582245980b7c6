// A dossier is a list of places of the archive, `icnk-2012.c-returned-41`, which a reader ticks anywhere and takes away as
// one document. It is a text of items between stars: places, and the reader's own headings (`_hWhat is reported`), title
// (`_t…`) and style of footnotes (`_s…`). Nobody is sent it. It is in the fragment of the links that are followed and in
// the history of this tab, so that neither going back nor loading again loses a tick; on the device it is kept only where
// the reader asks for it.
const dossier = (() => {
  if (typeof visit === "undefined") return null;
  const MOST = 300;
  const LONGEST = 200;
  const KEY = "dossier";
  const PLACE = /^[a-z0-9-]{1,120}\.(?:[cn]-[a-z0-9-]{1,120}|p\d{1,5}|passage-\d{1,5}|(?:art|para|sec|dir)[a-z0-9-]{0,80})$/;
  const root = new URL("../../", document.currentScript.src);
  const page = new URL(`dossier/${location.protocol === "file:" ? "index.html" : ""}`, root);
  let items = [];
  let kept = false;
  let left = 0;

  // The items of a text, whatever it holds: what is none is left out, each place is there once, and there are not too many.
  function parse(text) {
    const found = new Map();
    for (const part of text.slice(0, 40_000).split("*")) {
      const own = /^_[hts]./.test(part) && !(part[1] !== "h" && [...found.values()].some((one) => one.startsWith(part.slice(0, 2))));
      if (PLACE.test(part)) found.set(part, part);
      else if (own) found.set(`${part}${found.size}`, part.slice(0, LONGEST + 2));
      else left += part ? 1 : 0;
    }
    left += Math.max(0, found.size - MOST);
    return [...found.values()].slice(0, MOST);
  }

  const text = () => items.join("*");
  const places = () => items.filter((item) => !item.startsWith("_"));
  const own = (sign) => items.find((item) => item.startsWith(`_${sign}`))?.slice(2) ?? "";

  // What is kept on the device; null where nothing is, or where the browser does not allow it.
  const stored = {
    read() {
      try {
        return localStorage.getItem(KEY);
      } catch {
        return null;
      }
    },
    write(value) {
      try {
        if (value === null) localStorage.removeItem(KEY);
        else localStorage.setItem(KEY, value);
        return true;
      } catch {
        return false;
      }
    },
  };

  // The history of this tab: each page remembers the dossier as it was there, and the newest counts.
  const tab = {
    newest() {
      const states = globalThis.navigation?.entries().map((entry) => entry.getState()?.dossier) ?? [];
      return states.filter(Boolean).sort((a, b) => b.at - a.at)[0];
    },
    remember(value, at = Date.now()) {
      globalThis.navigation?.updateCurrentEntry({ state: { dossier: { value, at } } });
    },
  };

  // A link brings a dossier of its own, which never replaces the kept one by itself.
  function arrive() {
    const [keep, newest] = [stored.read(), tab.newest()];
    const given = visit.dossier || newest?.value || "";
    left = 0;
    kept = keep !== null && (!given || given === keep);
    items = parse(kept ? keep : given);
    visit.dossier = kept ? "" : text();
    if (given && !kept) tab.remember(text(), visit.dossier === newest?.value ? newest.at : undefined);
    else if (newest) tab.remember(newest.value, newest.at);
    show();
  }

  function change(next) {
    items = next.slice(0, MOST);
    visit.dossier = kept ? "" : text();
    if (kept) stored.write(text());
    tab.remember(visit.dossier);
    show();
  }

  const make = (name, properties, ...inside) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  };

  // The ticks of this page. A place is read from the link to its citation, from the anchor of a note or a provision, or from
  // what leads to it: a result of a search, a claim in a comparison, in the table or list of origins or among what is known, a note
  // in the list of notes. "rows" says that there are more of them.
  const ticks = new Map();
  const inside = (address) => address.href.slice(root.href.length);
  const CITED = /^(?:archive|incidents)\/([a-z0-9-]+)\/cite\/(?:[a-z0-9-]+\/)?(?:index\.html)?#([\w-]+)$/;
  const FOUND = /^(?:archive|incidents|instruments)\/([a-z0-9-]+)\/(?:from-passage-\d+\/)?(?:index\.html)?#([\w-]+)$/;
  const LEADING = ".search-results a[href*='#'], .said-lines li > a:first-child, .cell a.pp, .cmp a.pp, .tree-table th[scope=row] > a, .tree-list li[id] > a:first-child";
  const LISTED = "section.known dd li > a[href*='#c-'], .titles > li > a[href*='#n-']";
  const NOTED = /^(?:archive|incidents)\/([a-z0-9-]+)\/(?:from-passage-\d+\/)?(?:index\.html)?#(n-[\w-]+)$/;
  const [, KIND, OWNER] = /^(archive|incidents|instruments)\/([a-z0-9-]+)\//.exec(inside(location)) ?? [];

  function* found() {
    for (const link of document.querySelectorAll('main a[href*="cite/"][href*="#"]')) {
      const [, owner, anchor] = CITED.exec(inside(link)) ?? [];
      if (owner) yield [link, `${owner}.${anchor}`, (link.ariaLabel ?? "").replace(/^cite /, "")];
    }
    for (const links of document.querySelectorAll(".side-note .links")) {
      const note = links.closest(".side-note");
      const own = note.id ? note : note.querySelector("[id^='n-']");
      const [, owner, anchor] = own ? ["", OWNER, own.id] : (NOTED.exec(inside(links.querySelector("a") ?? location)) ?? []);
      if (owner) yield [links.lastChild ?? links, `${owner}.${anchor}`, `note: ${note.querySelector(".topic")?.textContent ?? ""}`];
    }
    for (const link of document.querySelectorAll(LEADING)) {
      const [, owner, anchor] = FOUND.exec(inside(link)) ?? [];
      if (owner) yield [link.matches(":first-child") ? (link.parentElement.querySelector(":scope > .by") ?? link) : link, `${owner}.${anchor}`, link.closest("p, th, li")?.innerText ?? link.textContent];
    }
    for (const link of document.querySelectorAll(LISTED)) {
      const [, owner, anchor] = FOUND.exec(inside(link)) ?? [];
      const line = link.parentElement;
      if (owner) yield [line.lastChild, `${owner}.${anchor}`, line.innerText];
    }
    for (const row of KIND === "instruments" ? document.querySelectorAll("#provisions ~ .table-scroll tr[id]") : []) {
      const head = row.querySelector("th");
      yield [head.lastChild, `${OWNER}.${row.id}`, head.textContent.trim()];
    }
  }

  function add() {
    for (const [before, place, name] of [...found()]) {
      if (!PLACE.test(place) || before.nextElementSibling?.matches(".tick") || before.matches?.(".tick")) continue;
      const tick = make("button", { type: "button", className: "tick" });
      tick.addEventListener("click", (event) => {
        event.stopPropagation();
        toggle(place);
      });
      before.after(tick);
      ticks.set(tick, [place, name]);
    }
    mark();
  }

  function toggle(place) {
    const has = items.includes(place);
    const full = !has && items.length >= MOST;
    if (!full) change(has ? items.filter((item) => item !== place) : [...items, place]);
    say.textContent = full ? `The dossier is full: it holds ${MOST} entries.` : has ? "Taken out" : "Added";
  }

  function mark() {
    for (const [tick, [place, name]] of ticks) {
      const has = items.includes(place);
      tick.textContent = has ? "✓ dossier" : "+ dossier";
      tick.ariaPressed = String(has);
      tick.ariaLabel = `Dossier: ${name}`;
    }
  }

  // The bar at the foot of every page but that of the dossier.
  const link = make("a", {});
  const say = make("span", { className: "visually-hidden", ariaLive: "polite" });
  const bar = make("aside", { className: "dossier-bar", ariaLabel: "Your dossier", hidden: true }, link);
  document.body.append(bar, say);

  function show() {
    const number = places().length;
    bar.hidden = !number || location.pathname === page.pathname;
    link.textContent = `${number} in your dossier`;
    link.href = page.href + (visit.dossier ? `#${new URLSearchParams({ dossier: visit.dossier })}` : "");
    mark();
    document.dispatchEvent(new Event("dossier"));
  }

  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    visit.dossier = "";
    arrive();
  });
  addEventListener("storage", (event) => event.key === KEY && kept && (kept = event.newValue !== null, (items = parse(event.newValue ?? "")), show()));
  globalThis.navigation?.addEventListener("currententrychange", () => {
    if (!globalThis.navigation.currentEntry.getState()?.dossier && (items.length || tab.newest())) tab.remember(visit.dossier);
  });
  document.addEventListener("rows", add);
  arrive();
  add();

  return {
    MOST,
    LONGEST,
    root,
    page,
    items: () => [...items],
    left: () => left,
    title: () => own("t"),
    style: () => own("s"),
    text,
    kept: () => kept,
    other: () => !kept && stored.read() !== null,
    change,
    link: () => `${page.href}#${new URLSearchParams({ dossier: text() })}`,
    open(given) {
      visit.dossier = given;
      arrive();
    },
    keep() {
      kept = stored.write(text());
      if (kept) change(items);
      return kept;
    },
    forget() {
      stored.write(null);
      kept = false;
      change([]);
    },
    make,
  };
})();
