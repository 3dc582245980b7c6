// What a reader chooses (words, facets, an order) is after the # of the address, which browsers never send.
// A fragment that holds "=" is such a choice, `#q=Tumen&kind=Claim`; every other fragment is a place on the page, and
// leaves the choice as it is. Nothing is kept on the device.
const choices = {
  // The choice in the address, empty without a fragment; null where the fragment is a place on the page.
  read() {
    const fragment = location.hash.slice(1);
    return fragment && !fragment.includes("=") ? null : new URLSearchParams(fragment);
  },

  // The words of a choice, no longer than somebody would type: a long link would keep the browser busy for minutes.
  words: (chosen) => (chosen.get("q") ?? "").slice(0, 200),

  // Puts a choice into the address, as a new entry of the history or in place of the present one.
  write(chosen, replace = false) {
    const address = location.pathname + (chosen.size ? `#${chosen}` : "");
    const { of, open } = history.state ?? {};
    history[replace ? "replaceState" : "pushState"](open ? { of, open } : null, "", address);
  },

  // Turns an old address, `?q=Tumen`, into the one with the fragment. A choice in the fragment wins.
  adopt(names) {
    if (!location.search) return;
    const old = [...new URLSearchParams(location.search)].filter(([name, value]) => names.includes(name) && value);
    const fragment = location.hash.slice(1);
    const chosen = fragment.includes("=") ? fragment : new URLSearchParams(old).toString() || fragment;
    history.replaceState(null, "", location.pathname + (chosen && `#${chosen}`));
  },
};

// Where a reader was, for who goes back or loads the page again. The history of this tab has it, and nothing else: which folded
// parts were open, and on a page whose content comes after it was loaded the height and how much of a list was shown. A browser
// scrolls before such content is there, and ends elsewhere.
const whereabouts = {
  arrived: history.state,
  folded: () => [...document.querySelectorAll("main details:not(.rail *)")],
  note: (more) => history.replaceState({ ...history.state, ...more }, ""),

  // The open parts by their number, and how many parts there are: where a page has more or fewer by now, all stay as they are.
  unfolded() {
    const all = whereabouts.folded();
    return { of: all.length, open: all.flatMap((one, at) => (one.open ? [at] : [])) };
  },
  unfold(state = whereabouts.arrived) {
    const all = whereabouts.folded();
    if (state?.of === all.length) all.forEach((one, at) => (one.open = state.open.includes(at) || Boolean(one.querySelector(":target"))));
  },

  keep(shown = () => 0) {
    const PAUSE = 300; // milliseconds; Safari accepts 100 changes of the history in half a minute
    let timer = 0;
    history.scrollRestoration = "manual";
    addEventListener("scroll", () => {
      clearTimeout(timer);
      timer = setTimeout(() => whereabouts.note({ height: scrollY, shown: shown() }), PAUSE);
    });
  },
  shown: () => history.state?.shown ?? 0,
  restore(state = history.state) {
    whereabouts.unfold(state);
    if (state?.height) scrollTo({ top: state.height, behavior: "instant" });
  },
};

// Many parts may open at once. A place on the page is an entry of its own in the history, where the same parts are open.
const asMade = whereabouts.unfolded();
let folding = 0;
whereabouts.unfold();
function noteFolds() {
  const [now, noted] = [whereabouts.unfolded(), history.state?.open ? history.state : asMade];
  if (now.of !== noted.of || `${now.open}` !== `${noted.open}`) whereabouts.note(now);
}
document.addEventListener("toggle", ({ target }) => target.closest("main") && (clearTimeout(folding), (folding = setTimeout(noteFolds))), true);
addEventListener("hashchange", noteFolds);

// The form that narrows a list is shown by a script of its own. Where that did not come, its place is not kept, and the page says
// what is missing; the list is whole without it. Search and compare say that themselves, below their form.
addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form.ledger[hidden]");
  form?.replaceWith(Object.assign(document.createElement("p"), { className: "hint", role: "status", textContent: form.dataset.lost }));
  document.querySelector(":is(.search-form, .compare-form)[hidden]")?.remove();
});

// The content of a JSON file that is packed with gzip. A server may have unpacked it on the way. Where a browser cannot unpack it
// (Safari before 16.4, Firefox before 113), fflate does, which packs Word files.
const unpacked = (() => {
  const src = new URL("assets/js/fflate.js", new URL("../../", document.currentScript.src));
  const PACKED = 0x1f;
  let fetched;
  const library = () => (fetched ??= new Promise((done, lost) => document.head.append(Object.assign(document.createElement("script"), { src, onload: done, onerror: lost }))).catch((lost) => ((fetched = null), Promise.reject(lost))));
  return async (bytes) => {
    if (bytes[0] !== PACKED) return JSON.parse(new TextDecoder().decode(bytes));
    if (globalThis.DecompressionStream) return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
    await library();
    return JSON.parse(fflate.strFromU8(fflate.gunzipSync(bytes)));
  };
})();

// The style of citation and the dossier that a reader chose hold for the visit. They are handed on in the fragment of the
// links that are followed, `#style=oscola&at=c-returned-41`; on arrival the page keeps them in mind and its address is
// plain again. `ticks.js` knows what a dossier is; here it is a text.
const visit = {
  style: "",
  dossier: "",

  arrive() {
    const chosen = choices.read();
    if (!chosen?.has("style") && !chosen?.has("dossier")) return;
    const [style, at] = ["style", "at"].map((name) => (/^[\w-]+$/.exec(chosen.get(name) ?? "") ?? [""])[0]);
    visit.style = style;
    visit.dossier = (chosen.get("dossier") ?? "").slice(0, 40_000);
    ["style", "dossier", "at"].forEach((name) => chosen.delete(name));
    if (at) location.replace(`#${at}`);
    else choices.write(chosen, true);
  },

  // What is handed on, in the form of a fragment.
  own: () => Object.entries({ style: visit.style, dossier: visit.dossier }).filter(([, value]) => value),

  // Another language of the page opens at the same place, or with the same words and choices.
  handOn(event) {
    const link = event.target.closest?.("a[href]:not([download])");
    if (!link || link.origin !== location.origin || link.pathname === location.pathname) return;
    const before = link.hash;
    const place = (before || (link.closest(".languages") ? location.hash : "")).slice(1);
    const own = visit.own();
    if (own.length) {
      const chosen = new URLSearchParams(place.includes("=") ? place : place && { at: place });
      for (const [name, value] of own) chosen.set(name, value);
      link.hash = chosen;
    } else link.hash = place;
    setTimeout(() => (link.hash = before));
  },
};
visit.arrive();
for (const kind of ["click", "auxclick"]) addEventListener(kind, visit.handOn, true);

// The search field of every page. Its field has no name: a browser without scripts would ask for the search page
// and send no words with it.
const box = document.querySelector("form.search-box");
const asked = box?.querySelector("input");
function ask() {
  const words = asked.value.trim();
  const chosen = new URLSearchParams([...(words ? [["q", words]] : []), ...visit.own()]);
  location.assign(new URL(chosen.size ? `#${chosen}` : "", box.action));
}
if (box) {
  Object.assign(asked, { maxLength: 200, spellcheck: false });
  box.querySelector("a").remove();
  box.addEventListener("submit", (event) => (event.preventDefault(), ask()));
  // Who pressed Enter before this script was there gets an answer now. A browser says so of a field, unless it is an old one; there
  // the words stay, and Enter works. A field that a browser filled again, on the way back, is not where the reader is.
  if (asked === document.activeElement && asked.value.trim() && CSS.supports("selector(:user-valid)") && asked.matches(":user-valid")) ask();
}

// What opens over the page closes with Escape, which leads back to where it was opened; when the keyboard goes on to the page that it
// hides; and when one of its links is followed, which may lead to a place on the page.
const over = (element, more = "") => element.closest?.(`header details[open], .rail details[open]${more}`);
addEventListener("keydown", ({ key, target }) => {
  const open = key === "Escape" && over(target, ", details.ways[open]");
  if (!open) return;
  open.open = false;
  open.firstElementChild.focus();
});
addEventListener("focusout", ({ target, relatedTarget }) => {
  for (let open = over(target); open && relatedTarget && !open.contains(relatedTarget); open = over(open.parentElement)) open.open = false;
});
addEventListener("click", ({ target }) => {
  const open = target.closest?.("a[href]") && over(target);
  if (open) open.open = false;
});

// A slash leads to the search field, as on many sites; nothing else is bound.
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const field = document.querySelector("#q, .search-box input");
  if (!field) return;
  event.preventDefault();
  field.focus();
});
