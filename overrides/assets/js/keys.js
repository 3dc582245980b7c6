// A slash leads to the search field, as on many sites; nothing else is bound.
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const field = document.querySelector("#q, #find");
  if (!field) return;
  event.preventDefault();
  field.focus();
});
