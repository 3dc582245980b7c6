"""What a reader takes away as a document, whatever its form: paragraphs, footnotes, figures, evidence.

The model, for everything that writes a document:

- `paragraphs.paragraphs(view, record)` gives every `Paragraph` of a source, an incident or an instrument in the order
  of its page: claims as the sentence that anybody may copy, passages, provisions and notes with a `lead` that says
  whose words they are. `lines` is the text; each line has runs, which are plain or have one form (`em`, `smallcaps`).
- `Paragraph.notes` are its footnotes. `Footnote.runs(style)` is one in a style of `NOTE_STYLES`: the citation of a
  document, then where the archive describes it, at which revision, with the permanent address of the place.
- `Paragraph.figures` are the claims on which it relies, as `owner.id`. **None of them may be printed without what
  contradicts it**: `matters.Matters` has, for each claim, every other figure and every denial of the same thing.
- `Footnote.document` is a `CitedDocument`: level of evidence, address, archived copy, fingerprint, revision. A document
  that relies on it ends with a table of these.
- `documents.figure_rows.figure_row(site, ref)` is a figure as a row of the table of figures.

The model knows no format: ready documents and the files of the dossier (`dossier_files.py`) are made of it. All texts
are plain, all addresses whole.
"""
