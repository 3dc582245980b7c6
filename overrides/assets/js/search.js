// The search page: Pagefind's index with a form of our own. The state stands in the address, so a search can be sent.
const form = document.querySelector("form.search-form");
const list = document.querySelector(".search-results");
const status = document.querySelector(".search-status");
const more = document.querySelector(".search-more");
const up = new URL("..", location.href.split(/[?#]/)[0]);
const facets = [...form.querySelectorAll("select")];
const field = form.elements.q;
const STEP = 20;

let found = [];
let shown = 0;
let asked = 0;

const pagefind = await import(new URL("search/pagefind/pagefind.js", up)).catch(() => null);
if (pagefind) await start();
else status.textContent = "The search could not be loaded; the lists below hold everything.";

async function start() {
  await pagefind.options({ excerptLength: 32 });
  await pagefind.init();
  offer(await pagefind.filters());
  read();
  form.hidden = false;
  document.querySelector(".search-fallback").hidden = true;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => search({ replace: true }));
  for (const facet of facets) facet.addEventListener("change", () => search({}));
  more.addEventListener("click", () => show().then(() => list.children[shown - 1]?.querySelector("a").focus()));
  addEventListener("popstate", () => {
    read();
    search({ keep: true });
  });
  if (field.value || facets.some((facet) => facet.value)) await search({ keep: true });
}

// The choices of a facet; the count beside each is that of the whole archive, later of the results.
function offer(counts) {
  for (const facet of facets) {
    const values = Object.entries(counts[facet.name] ?? {});
    const chosen = facet.value;
    facet.replaceChildren(new Option("any", ""));
    values.sort(([a], [b]) => (facet.name === "year" ? b.localeCompare(a) : a.localeCompare(b, "en")));
    for (const [value, count] of values) if (count || value === chosen) facet.add(new Option(`${value} (${count})`, value));
    facet.value = chosen;
  }
}

function read() {
  const asked = new URLSearchParams(location.search);
  field.value = asked.get("q") ?? "";
  for (const facet of facets) {
    const value = asked.get(facet.name) ?? "";
    if (value && ![...facet.options].some((option) => option.value === value)) facet.add(new Option(value, value));
    facet.value = value;
  }
}

function write(replace) {
  const state = new URLSearchParams();
  if (field.value.trim()) state.set("q", field.value.trim());
  for (const facet of facets) if (facet.value) state.set(facet.name, facet.value);
  const address = `${location.pathname}${state.size ? `?${state}` : ""}`;
  history[replace ? "replaceState" : "pushState"](null, "", address);
}

async function search({ replace = false, keep = false }) {
  const turn = ++asked;
  if (!keep) write(replace);
  const filters = Object.fromEntries(facets.filter((facet) => facet.value).map((facet) => [facet.name, [facet.value]]));
  const words = field.value.trim();
  if (!words && !Object.keys(filters).length) {
    found = [];
    offer(await pagefind.filters());
    return show(true);
  }
  const answer = await pagefind.search(words || null, { filters });
  if (turn !== asked) return;
  found = answer.results;
  offer(answer.filters);
  await show(true);
  status.textContent = found.length === 1 ? "1 result" : `${found.length} results`;
}

async function show(anew = false) {
  if (anew) {
    shown = 0;
    list.replaceChildren();
    status.textContent = "";
  }
  const turn = asked;
  const next = await Promise.all(found.slice(shown, shown + STEP).map((result) => result.data()));
  if (turn !== asked) return;
  list.append(...next.map(item));
  shown += next.length;
  more.hidden = shown >= found.length;
}

function item({ meta, excerpt }) {
  const kind = document.createElement("p");
  kind.className = "kicker";
  kind.textContent = meta.kind;
  const link = document.createElement("a");
  link.href = new URL(meta.address, up);
  link.textContent = meta.title;
  const text = document.createElement("p");
  text.append(...marked(excerpt));
  const entry = document.createElement("li");
  entry.append(kind, link, text);
  return entry;
}

// Excerpts are escaped text with <mark> around what was found. They are parsed, and only those marks are taken over.
function marked(excerpt) {
  const parsed = new DOMParser().parseFromString(excerpt, "text/html").body;
  return [...parsed.childNodes].map((node) => {
    if (node.nodeName !== "MARK") return document.createTextNode(node.textContent);
    const mark = document.createElement("mark");
    mark.textContent = node.textContent;
    return mark;
  });
}
