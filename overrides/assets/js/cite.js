// Puts a button beside every citation and sentence that copies it as plain text. Without this script the text is selected by hand.
(() => {
  if (!navigator.clipboard) return;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  document.body.append(status);

  const plain = (element) => element.textContent.replace(/\s+/g, " ").trim();
  for (const citation of document.querySelectorAll("dl.styles dd, blockquote.write")) {
    const lines = [...citation.querySelectorAll("p")];
    const text = (lines.length ? lines : [citation]).map(plain).join("\n");
    const style = citation.previousElementSibling?.textContent ?? "";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy: ${style}`);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = "Copied";
        status.textContent = `Copied: ${style}`;
      } catch {
        button.textContent = "Not copied";
        status.textContent = "The browser did not allow copying; select the text instead.";
      }
      setTimeout(() => (button.textContent = "Copy"), 2000);
    });
    citation.append(" ", button);
  }
})();
