// The search page: its form, its results, and its address. What is chosen is in the fragment of the address: a search can
// be sent to somebody, and the server with the index does not see the words.
(async () => {
  const form = document.querySelector("form.search-form");
  if (!form) return;
  if (typeof choices === "undefined") return form.remove(); // find.js did not load: the page is as it is without scripts
  const said = JSON.parse(form.dataset.words);
  const up = new URL(form.dataset.up, location.href.split(/[?#]/)[0]);
  const list = document.querySelector(".search-results");
  const status = document.querySelector(".search-status");
  const aside = document.querySelector(".search-aside");
  const more = document.querySelector(".search-more");
  const again = document.querySelector(".search-again");
  const lists = document.querySelector(".search-fallback");
  const facets = [...form.querySelectorAll("select")];
  const narrow = form.querySelector("details");
  const field = form.elements.q;
  const early = field === document.activeElement ? field.value : ""; // typed before this script was there
  const edition = form.dataset.edition ? JSON.parse(form.dataset.edition) : null;
  const language = document.documentElement.lang.slice(0, 2);
  const STEP = 8;
  const PATIENT = 500; // milliseconds after which whoever waits is told so
  const WORDS = 45; // of an excerpt, unless its sentence is longer
  const name = (facet) => facet.dataset.choice;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, slot) => values[slot] ?? all);

  let answer = { results: [], direct: [] };
  let shown = 0;
  let asked = 0;
  let offered = false;
  let names = {};
  // The value of a facet in the language of the page, if it has a name there: names of records are in a table of their own.
  // Values come from the address too, where "constructor" is a word and not a part of every object.
  const labelled = (table, key) => (Object.hasOwn(table, key) ? table[key] : null);
  const called = (facet, value) => labelled(said.values, value) ?? labelled(names[name(facet)] ?? {}, value) ?? value;
  let timer = 0;
  let busy = 0;
  let ready = null;
  let failed = false;
  let adding = false;

  choices.adopt(["q", ...facets.map(name)]);
  whereabouts.keep(() => list.children.length);
  read();
  if (early.trim()) {
    field.value = early;
    write(true);
  }
  form.hidden = false;
  lists.hidden = true;
  lists.querySelector(".no-script")?.remove();
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => {
    write(true);
    clearTimeout(timer);
    timer = setTimeout(search, 120);
  });
  narrow.addEventListener("toggle", () => narrow.open && !offered && search());
  for (const facet of facets) facet.addEventListener("change", () => (write(false), search()));
  more.addEventListener("click", async () => {
    if (adding) return; // whoever presses twice gets each result once
    adding = true;
    const before = list.children.length;
    const told = status.textContent;
    const waiting = setTimeout(() => (status.textContent = said.busy), PATIENT);
    await show().then(lessen, fail);
    clearTimeout(waiting);
    if (status.textContent === said.busy) status.textContent = told;
    adding = false;
    list.children[before]?.querySelector("a").focus();
  });
  addEventListener("hashchange", () => read() && search());
  again.addEventListener("click", async () => {
    await search();
    if (again.hidden) (list.querySelector("a") ?? field).focus();
  });
  begin();
  list.classList.toggle("coming", Boolean(field.value));
  if (field.value || narrow.open) await search();
  list.classList.remove("coming");

  // Starts the search program; anew, where it did not come or has lost a part.
  function begin() {
    failed = false;
    ready = (async () => searchIndex.start(up))();
    ready.catch(() => {
      if (typeof searchIndex === "undefined") form.remove();
      fail();
    });
  }

  // Says that the search did not load, in place of what was found for other words.
  function fail() {
    clearTimeout(busy);
    failed = true;
    list.replaceChildren();
    aside.replaceChildren();
    more.hidden = true;
    lists.hidden = false;
    status.textContent = said.unloaded;
    again.hidden = typeof searchIndex === "undefined"; // a script that did not come needs the page to be loaded again
  }

  // Says which part of the search did not load, and that what is shown may not be all.
  function lessen() {
    const parts = searchIndex.lost().map((part) => said.parts[part] ?? said.parts.index);
    again.hidden = !parts.length;
    lists.hidden &&= !parts.length;
    const told = new Intl.ListFormat(language).format(new Set(parts));
    if (parts.length) status.textContent = fill(said.partly, { n: list.children.length, parts: told });
  }

  // The choices of a facet, with the count of each in the results, unless it would have to be guessed. All choices together
  // are as large as the rest of a search, and are loaded only for readers who want to narrow one.
  function offer(counts, sure) {
    for (const facet of facets) {
      const values = Object.entries(counts[name(facet)] ?? {});
      const chosen = facet.value;
      facet.replaceChildren(facet.options[0]);
      const shownValue = ([value]) => called(facet, value);
      values.sort((a, b) => (name(facet) === "year" ? b[0].localeCompare(a[0]) : shownValue(a).localeCompare(shownValue(b), language)));
      for (const [value, count] of values) if (count || value === chosen) facet.add(new Option(called(facet, value) + (sure ? ` (${count})` : ""), value));
      facet.value = chosen;
    }
  }

  // A choice of an address that no record has, or no longer, is left out: with it nothing would be found, and the page would say
  // that nothing matches the words.
  function passOver(everything) {
    const unknown = facets.filter((facet) => facet.value && everything[name(facet)] && !Object.hasOwn(everything[name(facet)], facet.value));
    for (const facet of unknown) facet.value = "";
    if (unknown.length) write(true);
  }

  // Applies what the address says; false for a place on the page, which does not change the search.
  function read() {
    const chosen = choices.read();
    if (!chosen) return false;
    field.value = choices.words(chosen);
    for (const facet of facets) {
      const value = (chosen.get(name(facet)) ?? "").slice(0, 200);
      if (value && ![...facet.options].some((option) => option.value === value)) facet.add(new Option(called(facet, value), value));
      facet.value = value;
    }
    narrow.open ||= facets.some((facet) => facet.value);
    return true;
  }

  // The names of records among the choices, which only readers of an edition need who narrow a search.
  async function load() {
    if (edition) names = (await searchWords.table(`filters-${language}`)) ?? {};
  }

  function write(replace) {
    const state = new URLSearchParams();
    if (field.value.trim()) state.set("q", field.value.trim());
    for (const facet of facets) if (facet.value) state.set(name(facet), facet.value);
    choices.write(state, replace);
  }

  function chosen() {
    return Object.fromEntries(facets.filter((facet) => facet.value).map((facet) => [name(facet), [facet.value]]));
  }

  // Asks for what the form says. Whoever waits is told so, and whoever waits in vain.
  async function search() {
    const turn = ++asked;
    clearTimeout(busy);
    busy = setTimeout(() => (status.textContent = said.busy), PATIENT);
    try {
      if (failed || searchIndex.broken()) begin();
      await ready;
      await find(turn);
    } catch {
      if (turn === asked) fail();
    }
    if (turn !== asked) return;
    clearTimeout(busy);
    form.dataset.answered = field.value.trim();
  }

  async function find(turn) {
    const words = field.value.trim();
    if (narrow.open && !offered) await load();
    if (turn !== asked) return;
    offered ||= narrow.open;
    const everything = offered ? await searchIndex.filters() : {};
    if (turn !== asked) return;
    passOver(everything);
    const found = await searchIndex.ask(words, chosen());
    if (turn !== asked) return;
    answer = found;
    shown = 0;
    const nothing = !words && !Object.keys(chosen()).length;
    if (offered) offer(found.counts ?? everything, nothing || Boolean(found.counts && !found.checked && !searchIndex.lost().length));
    await show(true);
    if (turn === asked && answer.results.length && !list.children.length && searchIndex.broken()) return fail();
    if (turn === asked) await tell(words, turn);
    while (turn === asked && !more.hidden && list.children.length < whereabouts.shown()) await show();
    if (turn === asked) whereabouts.restore();
  }

  // What was found before stays until the new results are there.
  async function show(anew = false) {
    const turn = asked;
    const items = [];
    const direct = new Set(answer.direct.map(({ address }) => address));
    let at = anew ? 0 : shown;
    const about = anew ? await Promise.all(answer.direct.map(first)) : [];
    while (items.length < STEP && at < answer.results.length) {
      const next = answer.results.slice(at, (at += STEP - items.length));
      for (const places of await Promise.all(next.map((one) => searchIndex.best(one, answer, chosen())))) {
        const others = places.filter(({ address }) => !direct.has(address));
        if (others.length) items.push(result(others));
      }
      if (searchIndex.broken()) break; // nobody waits for many pages that may be lost too
    }
    if (turn !== asked) return;
    if (anew) list.replaceChildren();
    list.append(...about, ...items);
    document.dispatchEvent(new Event("rows"));
    shown = at;
    more.hidden = shown >= answer.results.length;
  }

  // Says how many results there are, what was not found, what else was searched for, and what was meant perhaps.
  async function tell(words, turn) {
    const { tokens, exact, missing, results, direct, topics, checked } = answer;
    const number = list.children.length < STEP && more.hidden ? list.children.length : results.length + direct.filter(({ alone }) => alone).length;
    const none = !exact && !direct.length;
    const counted = number === 1 ? said.one : fill(checked && !more.hidden ? said.atMost : said.many, { n: number });
    const nothing = !words && !Object.keys(chosen()).length;
    const unsure = searchIndex.lost().length > 0; // what was not found may be in what did not load
    const lines = [];
    if (none && missing.length && number && !unsure) lines.push([fill(said.missing, { words: missing.map(({ shown: one }) => `“${one}”`).join(", ") })]);
    if (none || (!number && !nothing)) lines.push(...(await meant(words, missing)));
    for (const { topic, shown: one } of topics ?? []) {
      const [before, after] = fill(said.also, { words: one, topic: topic.label[language] ?? topic.label.en }).split("{others}");
      lines.push([before, ...others(topic, one), after]);
    }
    if (turn !== asked) return;
    clearTimeout(busy);
    status.textContent = nothing || unsure ? "" : none || !number ? fill(said.none, { words }) + (number ? ` ${said.near}` : "") : counted;
    aside.replaceChildren(...lines.map((parts) => element("p", parts)));
    lists.hidden = nothing || Boolean(number);
    lessen();
  }

  // A few words of a topic beside the one that was typed: two of each language of the site, marked as such.
  function others({ words }, typed) {
    return ["en", "ko", "zh"].flatMap((tag) => {
      const few = (words[tag] ?? []).filter((word) => searchWords.key(word) !== searchWords.key(typed)).slice(0, 2);
      const shownWords = element("span", [few.join(", ")]);
      shownWords.lang = tag;
      return few.length ? [", ", shownWords] : [];
    }).slice(1);
  }

  async function meant(words, missing) {
    const typed = new Set([words, ...missing.map(({ shown: one }) => one)].map(searchWords.key));
    const near = (await Promise.all([...typed].map(searchWords.near))).flat();
    const found = [...new Map(near.map((one) => [one.row?.[4] ?? one.topic.code, one])).values()].slice(0, 5);
    const links = found.map(({ row, topic, word }) => (row ? anchor(row[3], row[4]) : anchorTo(`#${new URLSearchParams({ q: word })}`, topic.label[language] ?? word)));
    return links.length ? [[`${said.perhaps} `, ...links.flatMap((link, at) => (at ? [", ", link] : [link]))]] : [];
  }

  // Something that was named exactly: as the index has it, or as the table of names has it.
  async function first(row) {
    for (const one of answer.results.slice(0, STEP)) {
      const place = (await searchIndex.data(one)).find(({ address }) => address === row.address);
      if (place) return result([place]);
    }
    row.alone = true;
    return result([{ ...row, claims: [], facets: {} }]);
  }

  // A result is everything of one kind on one page: its best place, and the others folded below.
  function result([best, ...others]) {
    const item = entry(best);
    item.prepend(element("p", [said.values[best.kind] ?? best.kind], "kicker"));
    if (!others.length) return item;
    const folded = element("details", [element("summary", [fill(said.same, { n: others.length })]), element("ol", others.map(entry))]);
    item.append(folded);
    return item;
  }

  // In an edition title and text are those of its language, where the record has them; others are marked as English.
  function entry({ address, title, text, claims, titles = {}, texts = {} }) {
    const told = titles[language] ?? title;
    const item = element("li", [inEnglish(anchor(address, told), told === title)]);
    const prose = texts[language] || text;
    if (prose) item.append(inEnglish(element("p", marked(excerpt(prose))), prose === text));
    const fitting = claims.filter(([, sentence]) => marked(sentence).length > 1);
    for (const [at, sentence, sentences = {}] of (fitting.length ? fitting : claims).slice(0, 2)) {
      const own = sentences[language] ?? sentence;
      item.append(element("p", [`${said.claim} `, inEnglish(anchor(at, own), own === sentence)], "its-claim"));
    }
    return item;
  }

  function inEnglish(made, english) {
    if (edition && english) made.lang = "en";
    return made;
  }

  // The page of an English address in the edition, where it has one; passages and notes are in English alone.
  function inEdition(path, place) {
    const [folder, record, more] = path.split("/");
    const known = edition && (record && more === "" ? edition.records.includes(folder) : edition.pages.includes(path));
    return known && !/^(?:p\d|passage-|n-)/.test(place ?? "") ? edition.folder + path : path;
  }

  function anchor(address, title) {
    const [english, place] = address.split("#");
    const path = inEdition(english, place);
    const page = path.endsWith("/") || !path ? `${path}${globalThis.onDisk ? "index.html" : ""}` : path;
    return anchorTo(new URL(page + (place ? `#${place}` : ""), up).href, title);
  }

  function anchorTo(href, title) {
    const link = element("a", [title]);
    link.href = href;
    return link;
  }

  function element(tag, parts, style = "") {
    const made = document.createElement(tag);
    made.append(...parts);
    if (style) made.className = style;
    return made;
  }

  // Whole sentences: from the first that has most of the words, as far as there is room. Names, which stand between
  // middle dots, count less than prose.
  function excerpt(text) {
    const parts = text.split(/( · )|(?<=[.!?…]["”’)]?)(\s+)(?=[\p{Lu}\p{Lo}\d“"(])|(?<=[。！？])()/u).filter((part) => part !== undefined);
    const sentences = parts.filter((_, at) => at % 2 === 0);
    const size = (one) => one.split(/\s+/).length + (one.match(/[\u3040-\u30ff\u4e00-\u9fff]/g) ?? []).length / 2;
    const worth = sentences.map((one) => (new Set(hits(one).map(({ token }) => token)).size + 0.1) * (/[.!?…。！？]["”’)]?$/.test(one) ? 1 : 0.2));
    let at = worth.indexOf(Math.max(...worth));
    let made = sentences[at] ?? "";
    while (++at < sentences.length && size(made) + size(sentences[at]) <= WORDS) made += parts[2 * at - 1] + sentences[at];
    return made;
  }

  // Where a text has what was asked for: each word, topic or name with its beginning and end.
  function hits(text) {
    const found = [];
    const all = [...text.normalize("NFC").matchAll(searchWords.UNIT)].map((match) => ({ at: match.index, end: match.index + match[0].length, text: searchWords.folded(match[0]) }));
    const wanted = answer.tokens.flatMap((token) => forms(token).map((form) => ({ token, form })));
    for (let from = 0; from < all.length; from++) {
      const hit = wanted.filter(({ form }) => form.every((unit, by) => same(unit, all[from + by]?.text, form.length))).sort((a, b) => b.form.length - a.form.length)[0];
      if (!hit || /\d,$/.test(text.slice(0, all[from].at))) continue; // the end of 2,600 is not 600
      const last = all[from + hit.form.length - 1];
      found.push({ token: hit.token, at: all[from].at, end: last.end });
      from += hit.form.length - 1;
    }
    return found;
  }

  function same(unit, other, length) {
    return other === unit || (length === 1 && unit.length > 2 && Boolean(other?.startsWith(unit)) && /^[a-z]/.test(unit));
  }

  // The words that stand for a token, each as its units.
  function forms(token) {
    if (token.forms) return token.forms;
    const { topic, rows = [], run, word, shown: typed } = token;
    const words = topic ? [...Object.values(topic.words), ...Object.values(topic.nearWords)].flat() : [];
    return (token.forms = [...words, ...rows.map((row) => row[4]), run, word, typed].filter(Boolean).map(searchWords.units).filter(({ length }) => length));
  }

  function marked(text) {
    const parts = [];
    let from = 0;
    for (const { at, end } of hits(text)) {
      parts.push(text.slice(from, at), element("mark", [text.slice(at, end)]));
      from = end;
    }
    return [...parts, text.slice(from)].filter(Boolean);
  }
})();
