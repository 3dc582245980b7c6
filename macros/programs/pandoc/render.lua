-- Renders works in one citation style, for `processor.py`: pandoc lua render.lua STYLE ITEMS
-- STYLE is a CSL 1.0 file, ITEMS a CSL-JSON array. Prints a JSON object: id -> {note, entry}, both HTML.

local style, path = arg[1], arg[2]
local file = assert(io.open(path, "rb"))
local references = pandoc.read(file:read("a"), "csljson").meta.references or {}
file:close()

-- One paragraph a work, so that every work is cited for the first time and in a note of its own.
local cites, order = {}, {}
for index, reference in ipairs(references) do
  local id = pandoc.utils.stringify(reference.id)
  order[index] = id
  cites[index] = pandoc.Para { pandoc.Cite({ pandoc.Str "-" }, { pandoc.Citation(id, "NormalCitation") }) }
end

local done = pandoc.utils.citeproc(pandoc.Pandoc(cites, pandoc.Meta { csl = style, references = references }))

local function html(blocks)
  local inlines = pandoc.utils.blocks_to_inlines(blocks)
  return pandoc.write(pandoc.Pandoc { pandoc.Plain(inlines) }, "html", { wrap_text = "none" })
end

local made = {}
for index, id in ipairs(order) do
  made[id] = { note = "", entry = "" }
  done.blocks[index]:walk { Note = function(note) made[id].note = html(note.content) end }
end
done:walk {
  Div = function(div)
    local id = div.identifier:match("^ref%-(.*)$")
    if id and made[id] then made[id].entry = html(div.content) end
  end,
}
print(pandoc.json.encode(made))
