// The search page: Pagefind's index with our own form. What is chosen is in the
// fragment of the address: a search can be sent to somebody, and the server with the index does not see the words.
const form = document.querySelector("form.search-form");
const list = document.querySelector(".search-results");
const status = document.querySelector(".search-status");
const more = document.querySelector(".search-more");
const up = new URL("..", location.href.split(/[?#]/)[0]);
const facets = [...form.querySelectorAll("select")];
const narrow = form.querySelector("details");
const field = form.elements.q;
const STEP = 8;
const WORDS = 32;
const name = (facet) => facet.dataset.choice;

let found = [];
let shown = 0;
let asked = 0;
let offered = false;

choices.adopt(["q", ...facets.map(name)]);
const pagefind = await import(new URL("search/pagefind/pagefind.js", up)).catch(() => null);
if (pagefind) await start();
else status.textContent = "The search could not be loaded; the lists below hold everything.";

async function start() {
  await pagefind.options({ excerptLength: WORDS });
  await pagefind.init();
  read();
  form.hidden = false;
  document.querySelector(".search-fallback").hidden = true;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => search({ replace: true }));
  narrow.addEventListener("toggle", () => narrow.open && !offered && search({ keep: true }));
  for (const facet of facets) facet.addEventListener("change", () => search({}));
  more.addEventListener("click", () => {
    const before = shown;
    show().then(() => list.children[before]?.querySelector("a").focus());
  });
  addEventListener("hashchange", () => read() && search({ keep: true }));
  if (field.value || narrow.open) await search({ keep: true });
}

// The choices of a facet; the count beside each is that of the whole archive, later of the results. All
// choices together are as large as the rest of a search, and are loaded only for readers who want to narrow one.
function offer(counts) {
  for (const facet of facets) {
    const values = Object.entries(counts[name(facet)] ?? {});
    const chosen = facet.value;
    facet.replaceChildren(new Option("any", ""));
    values.sort(([a], [b]) => (name(facet) === "year" ? b.localeCompare(a) : a.localeCompare(b, "en")));
    for (const [value, count] of values) if (count || value === chosen) facet.add(new Option(`${value} (${count})`, value));
    facet.value = chosen;
  }
}

// Applies what the address says; false for a place on the page, which does not change the search.
function read() {
  const chosen = choices.read();
  if (!chosen) return false;
  field.value = choices.words(chosen);
  for (const facet of facets) {
    const value = chosen.get(name(facet)) ?? "";
    if (value && ![...facet.options].some((option) => option.value === value)) facet.add(new Option(value, value));
    facet.value = value;
  }
  narrow.open ||= facets.some((facet) => facet.value);
  return true;
}

function write(replace) {
  const state = new URLSearchParams();
  if (field.value.trim()) state.set("q", field.value.trim());
  for (const facet of facets) if (facet.value) state.set(name(facet), facet.value);
  choices.write(state, replace);
}

async function search({ replace = false, keep = false }) {
  const turn = ++asked;
  if (!keep) write(replace);
  const filters = Object.fromEntries(facets.filter((facet) => facet.value).map((facet) => [name(facet), [facet.value]]));
  const words = field.value.trim();
  offered ||= narrow.open;
  const whole = offered ? await pagefind.filters() : {};
  const nothing = !words && !Object.keys(filters).length;
  const answer = nothing ? { results: [], filters: whole } : await pagefind.search(words || null, { filters });
  if (turn !== asked) return;
  found = answer.results;
  if (offered) offer(answer.filters);
  await show(true);
  if (turn !== asked) return;
  status.textContent = nothing ? "" : found.length === 1 ? "1 result" : `${found.length} results`;
}

// What was found before stays until the new results are there.
async function show(anew = false) {
  const turn = asked;
  const from = anew ? 0 : shown;
  const next = await Promise.all(found.slice(from, from + STEP).map((result) => result.data()));
  if (turn !== asked) return;
  if (anew) list.replaceChildren();
  list.append(...next.map(result));
  shown = from + next.length;
  more.hidden = shown >= found.length;
}

// A result is everything of one kind on one page: its best place, and the others folded below.
function result(page) {
  const [best, ...others] = places(page).map(item);
  best.prepend(kicker(page.meta.kind));
  if (!others.length) return best;
  const summary = document.createElement("summary");
  summary.textContent = `${others.length} more on the same page`;
  const rest = document.createElement("ol");
  rest.append(...others);
  const folded = document.createElement("details");
  folded.append(summary, rest);
  best.append(folded);
  return best;
}

// Where on a page the words are, best first, or without words every place. A page that has both the words and what
// was chosen usually has them together; if it does not, the words count.
function places({ meta, sub_results, anchors, content }) {
  const sections = JSON.parse(meta.sections);
  const place = (anchor, title, excerpt) => {
    const [at, has] = sections[Number(anchor.id.slice(1))];
    return { address: meta.page + (at && `#${at}`), has: { ...has, kind: [meta.kind] }, title, excerpt };
  };
  const weight = ({ weighted_locations: all }) => all.reduce((sum, word) => sum + word.balanced_score, 0);
  const hits = [...sub_results].sort((a, b) => weight(b) - weight(a));
  const all = hits.length
    ? hits.map((hit) => place(hit.anchor, hit.title, marked(below(hit))))
    : anchors.map((anchor, number) => place(anchor, anchor.text, [opening(content, anchors, number)]));
  const chosen = all.filter(({ has }) => facets.every((facet) => !facet.value || has[name(facet)]?.includes(facet.value)));
  return chosen.length ? chosen : all;
}

// An excerpt without the heading, which is already above it; a word, marked or not, contains no space.
function below({ title, excerpt, plain_excerpt: plain }) {
  return plain.startsWith(title.trim()) ? excerpt.split(" ").slice(title.trim().split(/\s+/).length).join(" ") : excerpt;
}

// The first words below a heading.
function opening(content, anchors, number) {
  const words = content.split(/\s+/);
  const start = anchors[number].location + anchors[number].text.trim().split(/\s+/).length;
  return words.slice(start, Math.min(start + WORDS, anchors[number + 1]?.location ?? words.length)).join(" ");
}

function kicker(kind) {
  const line = document.createElement("p");
  line.className = "kicker";
  line.textContent = kind;
  return line;
}

function item({ address, title, excerpt }) {
  const link = document.createElement("a");
  link.href = new URL(address, up);
  link.textContent = title;
  const text = document.createElement("p");
  text.append(...excerpt);
  const entry = document.createElement("li");
  entry.append(link, text);
  return entry;
}

// Excerpts are escaped text with <mark> around what was found. They are parsed, and only those marks are kept.
function marked(excerpt) {
  const parsed = new DOMParser().parseFromString(excerpt, "text/html").body;
  return [...parsed.childNodes].map((node) => {
    if (node.nodeName !== "MARK") return document.createTextNode(node.textContent);
    const mark = document.createElement("mark");
    mark.textContent = node.textContent;
    return mark;
  });
}
