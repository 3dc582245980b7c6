// Two documents or speakers side by side. What is chosen is in the fragment of the address: a comparison can be sent to
// somebody, and no server sees it. Two small files are loaded, one for each side; `side_files.py` says what is in them.
(async () => {
  const form = document.querySelector("form.compare-form");
  const status = document.querySelector(".search-status");
  const shown = document.querySelector(".compared");
  const picks = document.querySelector("form.side-by-side");
  if (picks) inFull(picks);
  if (!form) return;
  if (typeof choices === "undefined") return form.remove(); // find.js did not load: the page is as it is without scripts
  const up = new URL(form.dataset.up, location.href.split(/[?#]/)[0]);
  const [among, first, second] = form.querySelectorAll("select");
  const EMPTY = first.options[0].text;
  const KINDS = { document: "Annotated documents", report: "Other reports", speaker: "Speakers" };
  const TITLE = document.title;
  const printed = document.querySelector(".site-foot .print-only");
  const PRINTED = printed.textContent.trim();
  const KEY = /^[a-z0-9.-]{1,120}$/;
  const OLDER = "of.older"; // in place of the older incidents, which are loaded for who chooses it
  const LOST = "The list could not be loaded. Load the page again, or choose an incident below.";
  const loaded = new Map();
  let asked = 0;
  let missed = ""; // What of the address or of the lists cannot be shown, in words

  form.hidden = false;
  whereabouts.keep();
  document.querySelector(".no-script").remove();
  among.addEventListener("change", async () => {
    const told = await older();
    write();
    await list(undefined, told);
    await compare();
  });
  for (const one of [first, second]) one.addEventListener("change", () => write() || compare());
  addEventListener("hashchange", () => choices.read() && read());
  await read();

  // Applies what the address says.
  async function read() {
    const chosen = choices.read() ?? new URLSearchParams();
    const given = ["a", "b"].map((name) => (chosen.get(name) ?? "").trim().toLowerCase());
    if (given.some(Boolean)) status.textContent = "Loading …";
    shown.classList.toggle("coming", given.every(Boolean));
    const [a, b] = await Promise.all(given.map(current));
    const from = chosen.get("among");
    const told = (from ? await offer(from) : "") || (await older());
    if (a && (!from || told)) await narrow(a);
    await list([a, b], told);
    await compare();
    shown.classList.remove("coming");
  }

  // Chooses a list, which the page need not name: its file does. What is given back says why it is not chosen.
  async function offer(name) {
    try {
      if (!KEY.test(name)) throw new Error("unknown");
      const { value } = among;
      among.value = name;
      if (among.value === name) return "";
      among.value = value;
      among.add(new Option((await load(`lists/${name}`)).name, name), optionOf(OLDER));
      among.value = name;
      return "";
    } catch ({ message }) {
      return message === "unknown" ? `This page has no list called ${quoted(name)}; choose another one.` : LOST;
    }
  }

  // Where the older incidents are chosen: each of them takes its place in the list, and the newest of them is chosen.
  async function older() {
    const stand = among.value === OLDER && optionOf(OLDER);
    if (!stand) return "";
    status.textContent = "Loading …";
    try {
      const more = await load(`lists/${OLDER}`);
      stand.replaceWith(...more.filter(([id]) => !optionOf(id)).map(([id, name]) => new Option(name, id)));
      among.value = more[0][0];
      return "";
    } catch {
      among.selectedIndex = 0;
      return LOST;
    }
  }

  function optionOf(name) {
    return [...among.options].find(({ value }) => value === name) ?? null;
  }

  // The key that took the place of a retired one; any other as it is.
  async function current(key) {
    const side = key ? await load(`sides/${key}`, key).catch(() => null) : null;
    return side?.moved ?? key;
  }

  // Where the address names no list, it is that of the newest incident of the first side: shorter than the list of all.
  async function narrow(key) {
    const side = await load(`sides/${key}`, key).catch(() => null);
    const [newest] = Object.entries(side?.incidents ?? {}).filter(([, one]) => one.day && !one.loose).sort(([, one], [, other]) => other.day.localeCompare(one.day));
    if (newest) await offer(newest[0]);
  }

  function write() {
    const state = new URLSearchParams();
    if (first.value) state.set("a", first.value);
    if (second.value) state.set("b", second.value);
    if (among.selectedIndex) state.set("among", among.value);
    choices.write(state);
  }

  // Fills both lists. What is chosen stays, also where the list does not have it, and where it was chosen meanwhile.
  async function list(given, told = "") {
    const unknown = [];
    const name = among.value;
    status.textContent = "Loading …";
    const found = await load(`lists/${name}`).catch(() => null);
    if (among.value !== name) return; // another list was chosen meanwhile, and it is that one that comes
    const sides = found?.sides ?? [];
    const chosen = given ?? [first.value, second.value];
    missed = found ? told : LOST;
    for (const [at, select] of [first, second].entries()) {
      const groups = Object.entries(KINDS).map(([kind, label]) => {
        const group = element("optgroup", sides.filter((one) => one[1] === kind).map(([key, , name, day]) => new Option(day && kind !== "speaker" ? `${name} · ${day}` : name, key)));
        group.label = label;
        return group;
      });
      select.replaceChildren(new Option(EMPTY, ""), ...groups.filter((group) => group.children.length));
      if (chosen[at] && ![...select.options].some(({ value }) => value === chosen[at])) await added(select, chosen[at], unknown);
      select.value = chosen[at] || "";
      if (select.selectedIndex < 0) select.value = "";
    }
    if (unknown.length) missed = `${told} Nothing is called ${[...new Set(unknown)].join(" or ")} here; choose from the lists.`.trim();
  }

  // Puts a side into a list that does not have it. A name that is nowhere is not the same as a file that did not come.
  async function added(select, key, unknown) {
    try {
      select.add(new Option((await load(`sides/${key}`, key)).name, key));
    } catch ({ message }) {
      if (message === "unknown") unknown.push(quoted(key));
      else missed = "The comparison could not be loaded. Load the page again, or choose an incident below.";
    }
  }

  function quoted(name) {
    return `“${name.length > 60 ? `${name.slice(0, 60)} …` : name}”`;
  }

  // The content of a file; that of a side has to have its `key`. Fails with "unknown" where there is no such side.
  async function load(path, key = "") {
    if (key && !KEY.test(key)) throw new Error("unknown");
    if (!loaded.has(path)) {
      const answer = fetch(new URL(`compare/${path}.json.gz`, up)).then(async (found) => (found.ok ? unpacked(new Uint8Array(await found.arrayBuffer())) : Promise.reject(new Error(found.status === 404 ? "unknown" : path))));
      loaded.set(path, answer);
      answer.catch(() => loaded.delete(path));
    }
    const content = await loaded.get(path);
    if (key && content.key !== key) throw new Error("unknown");
    return content;
  }

  async function compare() {
    const turn = ++asked;
    if (!first.value || !second.value || first.value === second.value) {
      shown.replaceChildren();
      call();
      const [one, other] = [first.value, second.value];
      status.textContent = missed || (!one && !other ? "" : one === other ? "Choose two that are not the same." : `Choose a ${one ? "second" : "first"} one to compare with.`);
      return;
    }
    status.textContent = "Loading …";
    try {
      const sides = await Promise.all([first, second].map(({ value }) => load(`sides/${value}`)));
      const both = shared(sides);
      const parts = await Promise.all(sides.map((side) => whole(side, both)));
      if (turn !== asked) return;
      show(sides, parts, both);
      if (missed) status.textContent += `${status.textContent.endsWith(".") ? "" : "."} ${missed}`;
      whereabouts.restore();
    } catch {
      if (turn === asked) status.textContent = "The comparison could not be loaded. Load the page again, or choose an incident below.";
    }
  }

  // The incidents on which both make claims, in time order; the general situation is last.
  function shared([a, b]) {
    return Object.keys(a.incidents)
      .filter((id) => id in b.incidents)
      .sort((one, other) => (a.incidents[one].day || "9").localeCompare(a.incidents[other].day || "9"));
  }

  // The claims of a side on some incidents; of a side with many they are in further files.
  async function whole(side, incidents) {
    if (side.rows) return filled(side, side);
    const numbers = [...new Set(incidents.map((id) => side.incidents[id].part))];
    const parts = (await Promise.all(numbers.map((number) => load(`sides/${side.key}.${number}`)))).map((part) => filled(side, part));
    return { rows: parts.flatMap(({ rows }) => rows), topics: Object.assign({}, ...parts.map(({ topics }) => topics)), named: Object.assign({}, ...parts.map(({ named }) => named)) };
  }

  // The claims of a file with what it leaves out: what is empty, the side in an id, the incident of the claim before, what a
  // claim gives where that follows from what is shown, and addresses that follow from ids.
  function filled(side, { columns, rows, topics, named }) {
    const address = (ref) => {
      const [owner, ...anchor] = ref.split(".");
      return `${Object.hasOwn(side.incidents, owner) ? "incidents" : "archive"}/${owner}/#c-${anchor.join(".")}`;
    };
    const keys = Object.keys(topics);
    let incident = "";
    const claim = (cells) => {
      const told = Object.fromEntries(columns.map((name, place) => [name, cells[place]]).filter(([, cell]) => cell !== 0));
      const ref = told.ref.startsWith(".") ? side.key + told.ref : told.ref;
      const topic = keys[told.topic ?? 0];
      incident = told.incident ?? incident;
      return { href: address(ref), given: `${told.shown} ${topic.split(":")[1]}`, ...told, ref, topic, incident };
    };
    return {
      rows: rows.map(claim),
      topics,
      named: Object.fromEntries(Object.entries(named).map(([ref, [words, at]]) => [ref, [words, at ?? address(ref)]])),
    };
  }

  function show(sides, parts, both) {
    const counts = { law: {} };
    const numbers = { alike: 0, asked: 0 };
    const bodies = both.map((id) => incident(id, sides, parts, counts, numbers));
    const provisions = laws(sides, counts);
    const [a, b] = sides;
    const title = element("h2", [`${a.name} and ${b.name}`]);
    title.id = "compared";
    const summary = counted(counts, sides);
    const words = !both.length ? "They share no incident: no figure of one can be compared with one of the other." : numbers.asked && !numbers.alike ? "No figure of people is the same in both." : "";
    const heads = element("thead", [element("tr", [head("Topic"), sideHead(a), head("Verdict"), sideHead(b)])]);
    heads.firstChild.querySelectorAll("th").forEach((cell) => (cell.scope = "col"));
    const table = element("table", [element("caption", [`What ${a.name} and ${b.name} say, topic by topic`], "visually-hidden"), heads, ...bodies, ...provisions], "cmp");
    shown.replaceChildren(title, element("p", [...summary, words && element("span", [words], "words")].filter(Boolean), "sums"), ...(bodies.length || provisions.length ? [table] : []), ...others(sides, both), ...notes(sides), swapper());
    document.dispatchEvent(new Event("rows"));
    call(`${a.name} and ${b.name}`);
    status.textContent = `${a.name} and ${b.name}: ${shown.querySelector(".sums").innerText.replace(/\s+/g, " ")}`;
  }

  // The tab says what is compared, and the foot on paper also where: the address with its choice.
  function call(name = "") {
    const [page, site] = TITLE.split(" · ");
    document.title = `${name || page} · ${site}`;
    printed.textContent = name ? PRINTED.replace(page, () => name).replace(/\S+$/, (address) => address + location.hash) : PRINTED;
  }

  function counted(counts, [a, b]) {
    const words = { both: "with the same figure or date", repeats: "one repeats the other", partly: "partly the same", differ: "told differently", against: "denied or disputed by one", a: `only in ${a.name}`, b: `only in ${b.name}`, apart: "not compared" };
    const law = { both: "of law named by both", a: `of law named only by ${a.name}`, b: `of law named only by ${b.name}` };
    const told = (some, from) => Object.entries(some).filter(([kind]) => from[kind]).flatMap(([kind, said]) => [element("span", [element("b", [`${from[kind]}`]), ` ${said.startsWith("of law") ? `provision${from[kind] > 1 ? "s" : ""} ` : ""}${said}`]), " "]);
    return [...told(words, counts), ...told(law, counts.law)];
  }

  function incident(id, sides, parts, counts, numbers) {
    const about = sides[0].incidents[id];
    const topics = Object.assign({}, ...parts.map(({ topics: some }) => some));
    const rows = parts.map(({ rows: all }) => all.filter((row) => (row.incident ?? "") === id));
    const keys = [...new Set(rows.flat().map(({ topic }) => topic))].sort((one, other) => topics[one][0] - topics[other][0]);
    const body = group(about.href ? link(about.href, about.title) : about.title, keys.map((key) => {
      const [left, right] = rows.map((some) => some.filter(({ topic }) => topic === key));
      const [kind, word, ...lines] = verdict(left, right, sides, parts, key, topics[key][2] || about.loose);
      counts[kind] = (counts[kind] ?? 0) + 1;
      if (key.endsWith(":people") && left.length && right.length && ["both", "repeats", "partly", "differ"].includes(kind)) {
        numbers.asked += 1;
        numbers.alike += kind === "differ" ? 0 : 1;
      }
      return row(topics[key][1], left.map((one) => claim(one, sides[0])), [kind, word, lines], right.map((one) => claim(one, sides[1])), sides);
    }));
    return body;
  }

  // Whether two claims give the same. Of a part, of other people and of no single event, a figure for another day is another.
  function same(one, other, apart) {
    return one.given === other.given && (!apart || (one.day ?? "") === (other.day ?? ""));
  }

  // What the records allow to be said of a topic: the kind, its word, and lines on origins and on what was lost. Claims
  // that are `apart` may count other people, so a difference between them says nothing, and what is the same says little.
  function verdict(left, right, sides, parts, key, apart) {
    const [a, b] = sides;
    if (!right.length) return ["a", `only ${a.name}`];
    if (!left.length) return ["b", `only ${b.name}`];
    const alike = (some, others) => some.filter((one) => others.some((other) => same(one, other, apart)));
    const all = alike(left, right).length === left.length && alike(right, left).length === right.length;
    const against = [left, right].map((some) => some.every((one) => one.against));
    const lines = [...denials(left, right, sides, against), ...links(left, right, parts, sides)];
    if (against[0] !== against[1]) return ["against", `${against[0] ? denied(left) : denied(right)} in ${(against[0] ? a : b).name}`, ...lines];
    if (all) {
      const copied = [repeating(right, left) && b, repeating(left, right) && a].find(Boolean);
      if (copied) return ["repeats", `${copied.name} repeats ${(copied === a ? b : a).name}`, ...lines];
      const word = against[0] ? "denied in both" : key.endsWith(":when") ? "same date" : "same figure";
      return ["both", word, ...(apart ? ["They may count different people."] : days(left, right)), ...lines];
    }
    if (alike(left, right).length) return ["partly", "partly the same", ...lines];
    if (apart) return ["apart", "not compared", ...lines];
    return ["differ", "differ", ...room(left, right), ...lines];
  }

  function denied(some) {
    return some.some((one) => one.against === "denies") ? "denied" : "disputed";
  }

  // Which side holds a denial as well, where it also gives figures.
  function denials(left, right, sides, against) {
    return [left, right].flatMap((some, at) => {
      const also = against[at] ? [] : some.filter((one) => one.against);
      return also.length ? [`${sides[at].name} also holds ${denied(also) === "denied" ? "a denial" : "a claim that disputes a figure"}.`] : [];
    });
  }

  // The same figure with other dates: one may be within the other.
  function days(left, right) {
    const [one, other] = [left, right].map((some) => some.map(({ day }) => day).filter(Boolean));
    return one.length && other.length && !one.some((day) => other.includes(day)) ? ["They date it differently."] : [];
  }

  // Whether each claim of one side rests on a claim of the other.
  function repeating(some, others) {
    return some.every((one) => others.some(({ ref }) => one.ref !== ref && one.repeats && ref in one.repeats));
  }

  // Which figure leaves room for the other: "more than 500" for 600.
  function room(left, right) {
    const pairs = left.flatMap((one) => right.map((other) => [one, other])).filter(([one, other]) => one.span && other.span && !(one.day && other.day && one.day !== other.day));
    const fits = ([low, high], [from, to]) => (high === null || (to !== null && from <= high)) && (to === null || low <= to);
    if ([left, right].some((some) => some.every(({ word }) => word))) return ["One side gives a word, not a number."];
    const all = left.length * right.length;
    return all && pairs.length === all && pairs.every(([one, other]) => fits(one.span, other.span)) ? ["The one leaves room for the other."] : [];
  }

  // What is known of the origins of what both say: one claim, a repeat with what it lost, a third claim, a possible link.
  function links(left, right, parts, [a, b]) {
    const named = Object.assign({}, ...parts.map(({ named: some }) => some));
    const found = [];
    const thirds = new Set();
    for (const one of left) {
      for (const other of right) {
        if (one.ref === other.ref) found.push(["One and the same claim."]);
        for (const [later, earlier, by, from] of [[one, other, a, b], [other, one, b, a]]) {
          const gone = later.repeats?.[earlier.ref];
          if (gone && later.ref !== earlier.ref) found.push([`“${later.shown}” of ${by.name} rests on “${earlier.shown}” of ${from.name}.${gone.length ? ` Not carried over: ${gone.join("; ")}.` : ""}`]);
        }
        if (one.ref === other.ref || one.repeats?.[other.ref] || other.repeats?.[one.ref]) continue;
        for (const ref of Object.keys(one.repeats ?? {})) if (other.repeats?.[ref] && named[ref]) thirds.add(ref);
        const why = one.shares?.[other.ref];
        if (why) found.push([`They may share an origin: ${why}.`]);
      }
    }
    for (const ref of thirds) found.push(["Both rest on ", link(named[ref][1], named[ref][0]), "."]);
    return found.filter((line, at) => at === found.findIndex((other) => text(other) === text(line)));
  }

  function text(parts) {
    return parts.map((one) => one.textContent ?? one).join("");
  }

  function claim(one, side) {
    const parts = [element("b", [one.position ?? one.shown ?? "no figure"], one.position ? "fg position" : "fg")];
    if (one.position && one.shown !== one.position) parts.push(" ", element("span", [one.shown], "when"));
    if (one.dated && !one.position) parts.push(" ", element("span", [one.dated], "when"));
    parts.push(" ", element("span", [one.who], "who"), " ", element("span", [`${one.stance ? `${one.stance}: ` : ""}${one.by}`, ...(one.when ? [`, ${one.when}`] : [])], "by"));
    if (one.hedge) parts.push(" ", element("span", [`(“${one.hedge}”)`], "hedge"));
    const passage = link(one.href, one.at);
    passage.className = "pp";
    passage.ariaLabel = side.kind === "speaker" ? `${one.at}: open the claim` : `${side.name}, ${/^\d/.test(one.at) ? `passage ${one.at}` : one.at}`;
    return element("p", [...parts, " ", passage]);
  }

  // Provisions, each with the passages that name it; a broken frame where the archive says which law it is.
  function laws(sides, counts) {
    const found = new Map();
    for (const [at, side] of sides.entries()) for (const one of side.law) found.set(one.on, Object.assign(found.get(one.on) ?? { shown: one.shown, href: `instruments/${one.on.split("/")[0]}/` }, { [at]: one }));
    const rows = [...found.values()].sort((one, other) => one.shown.localeCompare(other.shown, "en"));
    if (!rows.length) return [];
    const made = rows.map((one) => {
      const [left, right] = [one[0], one[1]];
      const names = [left?.named, right?.named];
      const kind = names[0] && names[1] ? "both" : names[0] ? "a" : names[1] ? "b" : "ours";
      const word = { both: "both name it", a: `only ${sides[0].name} names it`, b: `only ${sides[1].name} names it`, ours: "neither names it" }[kind];
      if (kind !== "ours") counts.law[kind] = (counts.law[kind] ?? 0) + 1;
      return row(link(one.href, one.shown), left ? [places(left, sides[0])] : [], [kind, word, []], right ? [places(right, sides[1])] : [], sides, "not mentioned");
    });
    const ours = made.filter((one) => one.className === "is-ours");
    const named = made.filter((one) => !ours.includes(one));
    const hint = "A broken frame: the passage does not name it, the archive says which law it is.";
    return [...(named.length ? [group("The law that each names", named, hint)] : []), ...(ours.length ? [group("Law that the archive identifies in them (ours)", ours)] : [])];
  }

  function places({ named, at, more }, side) {
    const marks = at.flatMap(([words, href, ours], place) => {
      const mark = link(href || `${side.href}#p${words}`, words);
      mark.className = ours ? "pp id" : "pp";
      mark.ariaLabel = `${side.kind === "speaker" ? words : `${side.name}, passage ${words}`}: ${ours ? "not named, identified by the archive" : "named"}`;
      return place ? [" ", mark] : [mark];
    });
    return element("p", [named ? "named " : "not named, ours ", ...marks, ...(more ? [` and ${more} more`] : [])]);
  }

  // Incidents that one alone speaks of, with the number of its claims.
  function others(sides, both) {
    return sides.flatMap((side) => {
      const alone = Object.entries(side.incidents).filter(([id]) => !both.includes(id)).sort(([, one], [, other]) => (one.day || "9").localeCompare(other.day || "9"));
      if (!alone.length) return [];
      const items = alone.map(([, one]) => element("li", [one.href ? link(one.href, one.title) : one.title, ` ${one.n} claim${one.n > 1 ? "s" : ""}`]));
      return [element("h3", [`Of what only ${side.name} speaks`]), element("ul", items, "alone")];
    });
  }

  function notes([a, b]) {
    const refs = new Set(a.notes.map(([ref]) => ref));
    const both = b.notes.filter(([ref]) => refs.has(ref));
    return both.length ? [element("h3", ["Our notes on both"]), element("ul", both.map(([, topic, href]) => element("li", [link(href, topic)])), "alone")] : [];
  }

  function swapper() {
    const button = element("button", ["Change sides"], "copy");
    button.type = "button";
    button.addEventListener("click", async () => {
      await list([second.value, first.value]);
      write();
      await compare();
      shown.querySelector("button.copy").focus();
    });
    return element("p", [button]);
  }

  function group(name, rows, hint = "") {
    const cell = element("th", [name, ...(hint ? [" ", element("span", [hint])] : [])]);
    cell.colSpan = 4;
    cell.scope = "rowgroup";
    return element("tbody", [element("tr", [cell], "group"), ...rows]);
  }

  function row(name, left, [kind, word, lines], right, sides, none = "no claim in our records") {
    const topic = element("th", [name]);
    topic.scope = "row";
    const judged = element("td", [element("span", [word]), ...lines.map((line) => element("p", Array.isArray(line) ? line : [line]))], "mk");
    return element("tr", [topic, cell(left, sides[0], none), judged, cell(right, sides[1], none)], `is-${kind}`);
  }

  function cell(parts, side, none) {
    const made = element("td", parts.length ? parts : [element("p", [none], "none")]);
    made.dataset.l = side.name;
    return made;
  }

  function head(name) {
    return element("th", [name]);
  }

  function sideHead({ name, about, href }) {
    return element("th", [link(href, name), element("span", [about])]);
  }

  function link(address, words) {
    const made = element("a", [words]);
    const [path, place] = address.split("#");
    const page = path.endsWith("/") && globalThis.onDisk ? `${path}index.html` : path;
    made.href = new URL(page + (place ? `#${place}` : ""), up).href;
    return made;
  }

  function element(tag, parts, style = "") {
    const made = document.createElement(tag);
    made.append(...parts);
    if (style) made.className = style;
    return made;
  }

  // On the page of an incident: a link to the comparison of the two that are ticked.
  function inFull(boxes) {
    const way = element("a", ["Compare these two, with verdicts"]);
    const start = boxes.dataset.to + (globalThis.onDisk ? "index.html" : "");
    boxes.querySelector(".pick-ways").append(way);
    const tell = () => {
      const [a, b, ...more] = [...boxes.querySelectorAll(".pick input:checked")].map(({ value }) => value);
      way.hidden = !b || more.length > 0;
      if (!way.hidden) way.setAttribute("href", `${start}#${new URLSearchParams({ a, b, among: boxes.dataset.among })}`);
    };
    boxes.addEventListener("change", tell);
    boxes.addEventListener("reset", () => setTimeout(tell));
    tell();
  }
})();
