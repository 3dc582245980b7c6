-- Renders works in one citation style, for `processor.py`: pandoc lua render.lua STYLE ITEMS FORM...
-- STYLE is a CSL 1.0 file, ITEMS a CSL-JSON array, FORM is note or entry. Prints a JSON object: FORM -> the HTML of
-- every work in the order of ITEMS with MARK behind each. All are written at once: 400 single writes would take longer
-- than the citations themselves.

local MARK = "<!--next-->"
local style, path = arg[1], arg[2]
local forms = {}
for index = 3, #arg do forms[arg[index]] = true end
local file = assert(io.open(path, "rb"))
local references = pandoc.read(file:read("a"), "csljson").meta.references or {}
file:close()

-- For notes one paragraph a work, so that every work is cited for the first time and in a note of its own. Entries
-- alone need no citation.
local meta, cites, order = { csl = style, references = references }, {}, {}
local uncited = {}
for index, reference in ipairs(references) do
  local id = pandoc.utils.stringify(reference.id)
  order[index] = id
  local citation = pandoc.Citation(id, "NormalCitation")
  uncited[index] = citation
  cites[index] = pandoc.Para { pandoc.Cite({ pandoc.Str "-" }, { citation }) }
end
if not forms.entry then meta["suppress-bibliography"] = true end
if not forms.note then
  meta.nocite, cites = pandoc.MetaInlines { pandoc.Cite({ pandoc.Str "-" }, uncited) }, {}
end
local done = pandoc.utils.citeproc(pandoc.Pandoc(cites, pandoc.Meta(meta)))

local made = { note = {}, entry = {} }
for index, id in ipairs(forms.note and order or {}) do
  done.blocks[index]:walk { Note = function(note) made.note[id] = note.content end }
end
done:walk {
  Div = function(div)
    local id = div.identifier:match("^ref%-(.*)$")
    if id then made.entry[id] = div.content end
  end,
}

local written = {}
for form in pairs(forms) do
  local blocks = {}
  for _, id in ipairs(order) do
    if made[form][id] then blocks[#blocks + 1] = pandoc.Plain(pandoc.utils.blocks_to_inlines(made[form][id])) end
    blocks[#blocks + 1] = pandoc.RawBlock("html", MARK)
  end
  written[form] = pandoc.write(pandoc.Pandoc(blocks), "html", { wrap_text = "none" })
end
print(pandoc.json.encode(written))
