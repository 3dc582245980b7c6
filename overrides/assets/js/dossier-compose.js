// The document that a dossier makes, without the form of any format: numbered paragraphs, notes, the table of figures with
// all that is said against them, what is noted at the passages, and the evidence. The screen, HTML and Word show this.
const composing = (() => {
  const STYLES = { oscola: "OSCOLA", bluebook: "Bluebook", "chicago-note": "Chicago" };

  function compose(got, { title, style, archive }) {
    const made = { title, style, archive, parts: [], notes: [], remarks: new Map(), used: new Map(), documents: new Map() };
    let number = 0;
    for (const part of got.parts) {
      if (part.heading !== undefined) made.parts.push({ heading: part.heading });
      else made.parts.push(numbered(part, (number += 1), made, got));
    }
    made.matters = matters(made, got);
    return made;
  }

  function numbered(part, number, made, got) {
    const notes = part.notes.map(([key, place]) => note(made, got.documents.get(key), key, place));
    for (const ref of part.figures) {
      made.used.set(ref, [...(made.used.get(ref) ?? []), number]);
      const key = got.claims.get(ref)?.note[0];
      if (key) made.documents.set(key, got.documents.get(key));
    }
    for (const [place, topic, address] of part.remarks) made.remarks.set(place, [topic, address]);
    return { number, lead: part.lead, lines: part.lines, notes };
  }

  // A note is the citation, then where the archive describes the document; its number is that in the whole document.
  function note(made, found, key, place) {
    made.documents.set(key, found);
    const cited = found.cited[made.style] ?? [];
    const last = cited.map((run) => (Array.isArray(run) ? run[1] : run)).join("");
    const where = [found.described, found.page + place].filter(Boolean).join(", ");
    made.notes.push([...cited, `${/[.!?]$/.test(last) ? "" : "."} ${where}.`]);
    return made.notes.length;
  }

  // The table of figures: for each matter those that are relied on, then every other figure; last, for each incident, who
  // denies or disputes something. A claim that belongs to no matter stands alone.
  function matters(made, got) {
    const refs = [...made.used.keys()].filter((ref) => got.claims.has(ref));
    const alone = refs.filter((ref) => !got.claims.get(ref).matters.length).map((ref) => ["", ref]);
    const found = [...new Set(refs.flatMap((ref) => got.claims.get(ref).matters))].map((id) => got.matters.get(id));
    const groups = found.map((one) => [`${one.about}: ${one.measure}${one.apart ? " (parts of a group, other people or other days)" : ""}`, given(one)]);
    const about = grouped(found);
    for (const [name, some] of about) groups.push([`${name}: denied or disputed`, [...new Set(some.flatMap((one) => one.denied))].map((ref) => ["", ref])]);
    groups.push(["Nothing else is recorded about the same thing", alone]);
    return groups.map(([title, some]) => split(title, some.map(([figure, ref]) => row(figure, ref, made, got)))).filter((one) => one.relied.length + one.others.length);
  }

  function grouped(found) {
    const groups = new Map();
    for (const one of found) groups.set(one.about, [...(groups.get(one.about) ?? []), one]);
    return groups;
  }

  const given = (matter) => matter.given.flatMap(([figure, refs]) => refs.map((ref) => [figure, ref]));
  const split = (title, rows) => ({ title, relied: rows.filter((one) => one.numbers.length), others: rows.filter((one) => !one.numbers.length) });

  function row(figure, ref, made, got) {
    const claim = got.claims.get(ref);
    const [key, place] = claim.note;
    return { ...claim, figure: figure || claim.figure, address: got.documents.get(key).page + place.split(",")[0], numbers: made.used.get(ref) ?? [] };
  }

  // The evidence for a document, as pairs of a label and a text.
  const evidence = (one) =>
    [
      ["Level of evidence", one.level],
      ["What was read", one.read],
      ...one.originals.flatMap(([name, address, label, copy]) => [
        [name[0].toUpperCase() + name.slice(1), address],
        [label[0].toUpperCase() + label.slice(1), copy],
      ]),
      ["SHA-256 of the captured text", one.fingerprint],
      ["Described at", one.page],
      ["Revision", one.revision],
    ].filter(([, text]) => text);

  return { STYLES, compose, evidence };
})();
