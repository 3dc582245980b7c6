-- Writes documents for word processors, for `word_files.py`: pandoc lua word.lua REFERENCE FILE...
-- REFERENCE is a DOCX file whose styles are taken over. FILE is a document as JSON of pandoc's own; its DOCX is written
-- beside it, with the ending .docx. All are written in one run: starting pandoc takes longer than writing one.

for index = 2, #arg do
  local file = assert(io.open(arg[index], "rb"))
  local document = pandoc.read(file:read("a"), "json")
  file:close()
  local made = assert(io.open(arg[index] .. ".docx", "wb"))
  made:write(pandoc.write(document, "docx", { reference_doc = arg[1] }))
  made:close()
end
