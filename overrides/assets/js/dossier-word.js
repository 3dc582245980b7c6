// A dossier as a Word file (Office Open XML, ECMA-376): real footnotes, headings and numbered paragraphs. The build hands
// over the styles; fflate packs the file. Texts become nodes, never markup.
const wordFile = (() => {
  const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
  const KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml";
  const WIDTHS = [1250, 2100, 2150, 2200, 1938];
  const INDENT = 567;
  // A file of XML has no other control characters than these two, and no half of a pair.
  const sound = (text) => String(text).replace(/[^\t\n -\uffff]|[\ufffe\uffff]/gu, (sign) => (sign.codePointAt(0) > 0xffff ? sign : ""));
  let file = null;

  function w(name, values = {}, ...inside) {
    const made = file.createElementNS(W, `w:${name}`);
    for (const [key, value] of Object.entries(values)) made.setAttributeNS(W, `w:${key}`, value);
    made.append(...inside.filter(Boolean));
    return made;
  }

  const val = (name, value) => w(name, { val: value });

  function run(text, ...looks) {
    const made = w("t", {}, sound(text));
    made.setAttribute("xml:space", "preserve");
    return w("r", {}, looks.length && w("rPr", {}, ...looks), made);
  }

  const hyperlink = (address, text) => w("fldSimple", { instr: ` HYPERLINK "${address}" ` }, run(text, val("rStyle", "Hyperlink")));

  // A text in which addresses can be followed.
  const linked = (text) =>
    sound(text).split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:)])/).filter(Boolean).map((piece) =>
      /^https?:/.test(piece) ? hyperlink(piece, piece) : run(piece));

  const runs = (found) =>
    found.flatMap((one) => (Array.isArray(one) ? [run(one[1], one[0] === "em" ? w("i") : w("smallCaps"))] : linked(one)));

  const p = (style, inside, ...more) => w("p", {}, w("pPr", {}, val("pStyle", style), ...more), ...inside);
  const numbering = (id) => w("numPr", {}, val("ilvl", 0), val("numId", id));
  const indented = () => w("ind", { left: INDENT });

  const mark = (number) => w("r", {}, w("rPr", {}, val("rStyle", "FootnoteReference")), w("footnoteReference", { id: number + 1 }));

  // A numbered paragraph: the first line has the number, those after it stand below it, notes are behind the last.
  function paragraph(one) {
    const lines = [...(one.lead ? [[[["em", one.lead]], 0]] : []), ...one.lines];
    return lines.map(([line, item], index) => {
      const last = index === lines.length - 1;
      const place = index === 0 ? numbering(1) : item ? numbering(2) : indented();
      return p("BodyText", [...runs(line), ...(last ? [mark(one.note)] : [])], !last && index === 0 && w("keepNext"), place);
    });
  }

  function cell(text, width, ...looks) {
    const inside = looks.length ? [run(text, ...looks)] : linked(text);
    return w("tc", {}, w("tcPr", {}, w("tcW", { w: width, type: "dxa" })), p("Compact", inside));
  }

  const whole = (text, ...looks) =>
    w("tr", {}, w("trPr", {}, w("cantSplit")), w("tc", {}, w("tcPr", {}, w("tcW", { w: WIDTHS.reduce((a, b) => a + b), type: "dxa" }), val("gridSpan", WIDTHS.length)), p("Compact", [run(text, ...looks)], w("keepNext"))));

  function row(one, doc) {
    const texts = [one.figure, one.what, `${one.saidBy}, ${one.when}`, [...one.doubts, ...one.limits, one.level].join("; ")];
    const cells = texts.map((text, index) => cell(text, WIDTHS[index], ...(index ? [] : [w("b")])));
    const where = p("Compact", [run(composing.paragraphs(one)), hyperlink(one.address, composing.short(one.address, doc.archive))]);
    return w("tr", {}, w("trPr", {}, w("cantSplit")), ...cells, w("tc", {}, w("tcPr", {}, w("tcW", { w: WIDTHS[4], type: "dxa" })), where));
  }

  function others(one, doc) {
    const span = WIDTHS.slice(1).reduce((a, b) => a + b);
    const by = one.by.flatMap(([text, at], index) => [run(`${index ? "; " : ""}${text} `), hyperlink(at, composing.short(at, doc.archive))]);
    return w("tr", {}, cell(one.figure, WIDTHS[0]), w("tc", {}, w("tcPr", {}, w("tcW", { w: span, type: "dxa" }), val("gridSpan", WIDTHS.length - 1)), p("Compact", by)));
  }

  function figures(doc) {
    const edge = (name) => w(name, { val: "single", sz: 4, space: 0, color: "999999" });
    const heads = ["Figure", "What it counts", "Who says it, and when", "Limits, and level of evidence", "Where"];
    const table = w("tbl", {},
      w("tblPr", {}, w("tblW", { w: WIDTHS.reduce((a, b) => a + b), type: "dxa" }), w("tblBorders", {}, edge("top"), edge("bottom"), edge("insideH")), w("tblLayout", { type: "fixed" }), w("tblCellMar", {}, w("left", { w: 70, type: "dxa" }), w("right", { w: 70, type: "dxa" }))),
      w("tblGrid", {}, ...WIDTHS.map((width) => w("gridCol", { w: width }))),
      w("tr", {}, w("trPr", {}, w("cantSplit"), w("tblHeader")), ...heads.map((text, index) => cell(text, WIDTHS[index], w("b")))));
    for (const matter of doc.matters) {
      table.append(whole(matter.title, w("b")), ...matter.relied.map((one) => row(one, doc)));
      if (matter.others.length) table.append(whole(matter.relied.length ? "Also said, and not relied on above:" : "Not relied on above:", w("i")), ...matter.others.map((one) => others(one, doc)));
    }
    return table;
  }

  function body(doc) {
    const parts = [p("Title", [run(doc.title || "Dossier")]), p("FirstParagraph", linked(`Assembled on ${doc.day} from ${doc.archive.name}, ${doc.archive.address}${doc.archive.revision && `, revision ${doc.archive.revision}`}. The sentences are those of the archive, under CC BY 4.0; title, headings and order are not.`))];
    for (const one of doc.parts) parts.push(...(one.heading === undefined ? paragraph(one) : [p("Heading1", [run(one.heading)])]));
    if (doc.matters.length) parts.push(p("Heading1", [run("Figures relied on, and what else is said")]), p("FirstParagraph", linked(composing.told(doc)), w("keepNext")), figures(doc));
    if (doc.remarks.size) parts.push(p("Heading1", [run("Editorial notes of the archive at the passages used")]));
    for (const [topic, at] of doc.remarks.values()) parts.push(p("Compact", linked(`${topic}. ${at}`), numbering(2)));
    if (doc.documents.size) parts.push(p("Heading1", [run("Evidence")]));
    for (const one of doc.documents.values()) {
      const told = composing.evidence(one).flatMap(([label, found]) => [run(` ${label}: `, w("i")), ...linked(found), run(/\.$/.test(found) ? "" : ".")]);
      parts.push(p("Compact", [run(`${one.name}.`, w("b")), ...told], w("spacing", { after: 100 })));
    }
    const below = w("footerReference", { type: "default" });
    below.setAttributeNS(R, "r:id", `rId${PARTS.length}`);
    parts.push(w("sectPr", {}, below, w("pgSz", { w: 11906, h: 16838 }), w("pgMar", { top: 1417, right: 1134, bottom: 1417, left: 1134, header: 709, footer: 709, gutter: 0 })));
    return parts;
  }

  const NEW = (root) => (file = document.implementation.createDocument(W, `w:${root}`));
  const text = (doc) => fflate.strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${new XMLSerializer().serializeToString(doc)}`);

  function made(root, ...inside) {
    const doc = NEW(root);
    doc.documentElement.append(...inside.flatMap((make) => make()));
    return text(doc);
  }

  function footnotes(doc) {
    const bare = (id, type, name) => w("footnote", { type, id }, w("p", {}, w("r", {}, w(name))));
    const note = (found, index) => w("footnote", { id: index + 2 }, p("FootnoteText", [w("r", {}, w("rPr", {}, val("rStyle", "FootnoteReference")), w("footnoteRef")), run(" "), ...runs(found)]));
    return [bare(-1, "separator", "separator"), bare(0, "continuationSeparator", "continuationSeparator"), ...doc.notes.map(note)];
  }

  function lists() {
    const level = (format, sign, left) => w("lvl", { ilvl: 0 }, val("start", 1), val("numFmt", format), val("lvlText", sign), val("lvlJc", "left"), w("pPr", {}, w("ind", { left, hanging: INDENT })));
    const list = (id, ...inside) => w("abstractNum", { abstractNumId: id }, val("multiLevelType", "singleLevel"), ...inside);
    return [list(1, level("decimal", "%1.", INDENT)), list(2, level("bullet", "–", 2 * INDENT)), ...[1, 2].map((id) => w("num", { numId: id }, val("abstractNumId", id)))];
  }

  const field = (name) => w("fldSimple", { instr: ` ${name} ` }, run("1"));
  const foot = () => [p("Footer", [field("PAGE"), run(" / "), field("NUMPAGES")], val("jc", "right"))];

  function properties(doc) {
    const CP = `${PACKAGE}/metadata/core-properties`;
    const DC = "http://purl.org/dc/elements/1.1/";
    const found = document.implementation.createDocument(CP, "cp:coreProperties");
    const title = found.createElementNS(DC, "dc:title");
    const language = found.createElementNS(DC, "dc:language");
    title.append(sound(doc.title || "Dossier"));
    language.append("en-GB");
    found.documentElement.append(title, language);
    return text(found);
  }

  // The parts of the file, each with its kind and how the document or the package points to it.
  const PARTS = [
    ["word/styles.xml", `${KINDS}.styles+xml`, "styles"],
    ["word/footnotes.xml", `${KINDS}.footnotes+xml`, "footnotes"],
    ["word/numbering.xml", `${KINDS}.numbering+xml`, "numbering"],
    ["word/foot.xml", `${KINDS}.footer+xml`, "footer"],
  ];
  const WHOLE = ["word/document.xml", `${KINDS}.document.main+xml`, `${R}/officeDocument`];
  const CORE = ["docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", `${PACKAGE}/relationships/metadata/core-properties`];

  function plain(space, root, children) {
    const doc = document.implementation.createDocument(space, root);
    for (const [name, values] of children) {
      const made = doc.createElementNS(space, name);
      for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
      doc.documentElement.append(made);
    }
    return text(doc);
  }

  const kinds = () => [
    ["Default", { Extension: "rels", ContentType: "application/vnd.openxmlformats-package.relationships+xml" }],
    ["Default", { Extension: "xml", ContentType: "application/xml" }],
    ...[WHOLE, CORE, ...PARTS].map(([name, kind]) => ["Override", { PartName: `/${name}`, ContentType: kind }]),
  ];
  const led = (parts) => parts.map(([name, type], index) => ["Relationship", { Id: `rId${index + 1}`, Type: type, Target: name }]);
  const below = (parts) => led(parts.map(([name, , kind]) => [name.slice(5), `${R}/${kind}`]));

  // The bytes of the file. `look` has the styles as XML.
  return (doc, look) =>
    fflate.zipSync({
      "[Content_Types].xml": plain(`${PACKAGE}/content-types`, "Types", kinds()),
      "_rels/.rels": plain(`${PACKAGE}/relationships`, "Relationships", led([WHOLE, CORE].map(([name, , type]) => [name, type]))),
      "docProps/core.xml": properties(doc),
      "word/_rels/document.xml.rels": plain(`${PACKAGE}/relationships`, "Relationships", below(PARTS)),
      "word/document.xml": made("document", () => [w("body", {}, ...body(doc))]),
      "word/footnotes.xml": made("footnotes", () => footnotes(doc)),
      "word/numbering.xml": made("numbering", lists),
      "word/foot.xml": made("ftr", foot),
      "word/styles.xml": fflate.strToU8(look.styles),
    });
})();
