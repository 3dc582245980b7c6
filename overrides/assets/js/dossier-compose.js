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
    const note = part.notes.flatMap(([key, place], index) => [...(index ? [" "] : []), ...cited(made, got.documents.get(key), key, place)]);
    made.notes.push(note);
    for (const ref of part.figures) {
      made.used.set(ref, [...(made.used.get(ref) ?? []), number]);
      const key = got.claims.get(ref)?.note[0];
      if (key) made.documents.set(key, got.documents.get(key));
    }
    for (const [place, topic, address] of part.remarks) made.remarks.set(place, [topic, address]);
    return { number, lead: part.lead, lines: part.lines, note: made.notes.length };
  }

  // The citation of a document, then where the archive describes it. A paragraph has one note, whatever it rests on.
  function cited(made, found, key, place) {
    made.documents.set(key, found);
    const runs = found.cited[made.style] ?? [];
    const end = runs.map((run) => (Array.isArray(run) ? run[1] : run)).join("");
    const where = [found.described, found.page + place].filter(Boolean).join(", ");
    return [...runs, `${/[.!?]$/.test(end) ? "" : "."} ${where}.`];
  }

  // The table of figures: for each matter those that are relied on, then every other figure with all who give it; last, for
  // each incident and practice, who denies or disputes something. A claim that belongs to no matter stands alone.
  function matters(made, got) {
    const refs = [...made.used.keys()].filter((ref) => got.claims.has(ref));
    const found = [...new Set(refs.flatMap((ref) => got.claims.get(ref).matters))].map((id) => got.matters.get(id));
    const denials = found.flatMap((one) => one.denied);
    const denied = new Map(denials.map(([name]) => [name, new Set(denials.filter(([other]) => other === name).flatMap(([, some]) => some))]));
    const alone = refs.filter((ref) => !got.claims.get(ref).matters.length);
    const groups = [
      ...found.map((one) => ({ ...one, alike: true, title: `${one.about}: ${one.measure}${one.apart ? " (parts of a group, other people or other days)" : ""}` })),
      ...[...denied].map(([name, some]) => ({ title: `${name}: denied or disputed`, apart: true, given: [...some].map((ref) => ["", [ref]]) })),
      { title: "Nothing else is recorded about the same thing", given: alone.map((ref) => ["", [ref]]) },
    ];
    return groups.map((group) => divided(group, made, got)).filter((one) => one.relied.length + one.others.length);
  }

  function divided({ title, given, apart, alike }, made, got) {
    const rows = given.map(([figure, refs]) => refs.map((ref) => row(figure, ref, made, got, alike)));
    const others = rows.map((some) => some.filter((one) => !one.numbers.length)).filter((some) => some.length);
    return {
      title,
      relied: rows.flat().filter((one) => one.numbers.length),
      others: others.map((some) => ({ figure: some[0].figure, by: some.map((one) => [also(one, apart), one.address]) })),
    };
  }

  // A row; under the name of a measure it says only of whom.
  function row(figure, ref, made, got, alike) {
    const claim = got.claims.get(ref);
    const [key, place] = claim.note;
    return { ...claim, what: alike ? claim.who : claim.what, figure: figure || claim.figure, address: got.documents.get(key).page + place.split(",")[0], numbers: made.used.get(ref) ?? [] };
  }

  // Another figure in short: who says it, when, how firmly, and of whom where it counts others.
  const also = (one, apart) => [`${one.saidBy}, ${one.when}`, ...one.doubts, ...(apart ? [one.what] : []), ...(one.repeats ? ["repeats another claim"] : [])].join("; ");

  // Addresses of the archive are short where many stand together: their beginning is said once.
  const short = (address, archive) => address.replace(archive.address, "");
  const paragraphs = ({ numbers }) => `Paragraph${numbers.length > 1 ? "s" : ""} ${numbers.join(", ")}: `;

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

  const told = ({ archive }) =>
    `Each figure is in the table with every other figure and every denial that the archive records about the same thing. They may count different people on different days: they are not added up. Short addresses are below ${archive.address}.`;

  return { STYLES, compose, evidence, short, paragraphs, told };
})();
