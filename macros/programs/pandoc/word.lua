-- Writes documents for word processors, for `word_files.py`: pandoc lua word.lua REFERENCE FOLDER NUMBER
-- REFERENCE is a DOCX file whose styles are taken over. FOLDER has the documents 1.json to NUMBER.json, as pandoc's own
-- JSON; the DOCX of each is written beside it: 1.docx. All are written in one run: starting pandoc takes longer than
-- writing one. NUMBER stands for their names, since pandoc 3.9 crashes when it is given some hundred names. No document
-- has program code, so the styles that colour code, half of all styles, are left out.

local options = { reference_doc = arg[1], highlight_method = "none" }
for number = 1, tonumber(arg[3]) do
  local name = arg[2] .. "/" .. number
  local file = assert(io.open(name .. ".json", "rb"))
  local document = pandoc.read(file:read("a"), "json")
  file:close()
  local made = assert(io.open(name .. ".docx", "wb"))
  made:write(pandoc.write(document, "docx", options))
  made:close()
end
