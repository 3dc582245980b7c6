// What a dossier holds, gathered from the files of its records: paragraphs with their notes, the figures that they rely
// on, all that is said against these, and the documents. A file is a script that calls `archiveDossier`, so that a copy on
// a disk can be read too. Nothing here makes markup.
const gathering = (() => {
  const files = new Map();
  const failed = new Set();
  const waiting = new Map();
  const RECORDS = "dossier/records/";
  globalThis.archiveDossier = (name, content) => waiting.get(name)?.(content);

  // The content of a file; null where there is none, or where it did not load: it is asked for again when something has changed.
  function file(name, folder = RECORDS) {
    if (files.has(name)) return files.get(name);
    const loading = new Promise((done) => {
      waiting.set(name, (content) => done(folder === RECORDS ? unpacked(bytes(content)).then((found) => whole(name, found)).catch(() => null) : content));
      const script = document.createElement("script");
      script.src = new URL(`${folder}${name}.js`, dossier.root);
      script.onload = script.onerror = () => (script.remove(), done(null));
      document.head.append(script);
    });
    files.set(name, loading);
    loading.then((content) => content ?? failed.add(name));
    return loading;
  }

  // What a record's file hands over is written as base64.
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

  // A script of the site, loaded once; asked for again where it did not load.
  const scripts = new Map();
  function script(path) {
    const load = () => new Promise((done, lost) => document.head.append(dossier.make("script", { src: new URL(path, dossier.root), onload: done, onerror: lost })));
    if (!scripts.has(path)) scripts.set(path, load().catch((lost) => (scripts.delete(path), Promise.reject(lost))));
    return scripts.get(path);
  }

  // The file of a record with what it leaves out: what is empty, the beginning of addresses, what its passages are called.
  function whole(owner, { base, documents, claims, matters, items, homes, called }) {
    const lists = ({ doubts = [], limits = [], figures = [], remarks = [], ...one }) => ({ doubts, limits, figures, remarks: remarks.map(([place, topic, at]) => [place, topic, base + at]), ...one });
    const page = (one) => ({ level: "", read: "", originals: [], fingerprint: "", revision: "", described: "", ...one, page: base + one.page });
    const item = (one, anchor) => (one.at ? { title: called[0] + one.at, lead: called[1] + one.at + called[2], notes: [[owner, `#${anchor}, ${one.at}`]], ...one } : one);
    const each = (some, change) => Object.fromEntries(Object.entries(some).map(([key, one]) => [key, change(one, key)]));
    return { documents: each(documents, page), claims: each(claims, (one) => ({ repeats: 0, matters: [], ...lists(one) })), matters, items: each(items, (one, anchor) => (one.same ? one : lists(item(one, anchor)))), homes };
  }

  const split = (place) => [place.slice(0, place.indexOf(".")), place.slice(place.indexOf(".") + 1)];
  const home = (content, owner, ref) => content?.homes[ref] ?? (content?.claims[ref] && owner);

  // The paragraph at a place, with the name of the file that has it; null where there is none.
  async function paragraph(place) {
    const [owner, anchor] = split(place);
    const content = await file(owner);
    if (!anchor.startsWith("c-")) {
      const item = content?.items[anchor];
      if (item?.same) return paragraph(`${owner}.${item.same}`);
      return item && { ...item, place, homes: Object.fromEntries(item.figures.map((ref) => [ref, home(content, owner, ref)])) };
    }
    const ref = `${owner}.${anchor.slice(2)}`;
    const at = home(content, owner, ref);
    const row = at && (await file(at))?.claims[ref];
    return row && claim(place, ref, row, at);
  }

  const claim = (place, ref, row, at) => ({
    place,
    title: row.title,
    lead: "",
    lines: [[[row.sentence], 0]],
    notes: [row.note],
    figures: [ref],
    remarks: row.remarks,
    homes: { [ref]: at },
  });

  // What became of a place: its new one, the reason, or neither. A retired id is followed as often as it moved.
  async function moved(place) {
    const retired = await file("moved", "dossier/");
    if (!retired) return null;
    let [found, why] = [place, ""];
    for (let steps = 0; steps < 5; steps += 1) {
      const [owner, anchor] = split(found);
      const kind = { c: "claims", n: "notes" }[anchor[0]];
      const names = [`${kind}/${owner}.${anchor.slice(2)}`, ...["sources", "incidents", "instruments"].map((plural) => `${plural}/${owner}`)];
      const entry = names.map((name) => Object.hasOwn(retired, name) && retired[name]).find(Boolean);
      if (!entry) break;
      why = entry.why;
      const [, plural, to] = /^(claims|notes)\/(.+)$/.exec(entry.to) ?? [];
      if (!to) return { why };
      found = `${split(to)[0]}.${plural[0]}-${split(to)[1]}`;
    }
    return found === place ? null : { to: found, why };
  }

  // Everything for these items: paragraphs in their order between the headings, and what they rest on. `lost` names the
  // files without which a paragraph would stand without what contradicts it.
  async function gather(items) {
    const got = { parts: [], documents: new Map(), claims: new Map(), matters: new Map(), missing: [], moved: [], twice: new Set(), lost: [] };
    failed.forEach((name) => files.delete(name));
    failed.clear();
    const places = items.filter((item) => !item.startsWith("_"));
    places.forEach((place) => file(split(place)[0]));
    for (const item of items) {
      if (item.startsWith("_h")) got.parts.push({ item, heading: item.slice(2) });
      if (item.startsWith("_")) continue;
      const found = (await paragraph(item)) ?? (await followed(item, got));
      if (found && got.parts.some((part) => part.place === found.place)) got.twice.add(item);
      else if (found) got.parts.push({ item, ...found });
    }
    const names = got.parts.flatMap((part) => [split(part.place ?? ".")[0], ...Object.values(part.homes ?? {})]);
    for (const name of new Set(names.filter(Boolean))) {
      const content = await file(name);
      if (!content) got.lost.push(name);
      for (const kind of ["documents", "claims", "matters"]) {
        for (const [key, value] of Object.entries(content?.[kind] ?? {})) got[kind].set(key, value);
      }
    }
    return got;
  }

  // Whether all is here that can say what a place is: the file of its record, that of its claim, and the retired ids.
  async function loaded(place) {
    const [owner, anchor] = split(place);
    const content = await file(owner);
    const at = home(content, owner, `${owner}.${anchor.slice(2)}`);
    return Boolean(content && (!at || (await file(at))) && (await file("moved", "dossier/")));
  }

  async function followed(item, got) {
    const where = await moved(item);
    const found = where?.to && (await paragraph(where.to));
    if (found) got.moved.push([item, where.to]);
    else got.missing.push([item, where?.why ?? "", !(await loaded(item))]);
    return found;
  }

  return { gather, file, script };
})();
