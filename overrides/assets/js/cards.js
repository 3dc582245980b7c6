// Pictures to take away. Beside each picture that is a file (`a.picture`) there is a button that saves it as PNG: the
// SVG is drawn here, on the device, and nothing is sent. On a page of citations each claim about an incident has the
// link to its picture, that button, and one that copies HTML for another site. Without this script the SVG can be saved,
// and the HTML stands on the page to be filled in by hand.
(() => {
  const WIDTH = 1600;
  const make = (name, properties) => Object.assign(document.createElement(name), properties);

  async function drawn(address) {
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok) throw new Error("lost");
    const image = make("img", { src: `data:image/svg+xml,${encodeURIComponent(await answer.text())}` });
    await image.decode();
    const scale = Math.max(1, WIDTH / image.naturalWidth);
    const canvas = make("canvas", { width: image.naturalWidth * scale, height: image.naturalHeight * scale });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  async function save(address) {
    const link = make("a", { href: URL.createObjectURL(await drawn(address)) });
    link.download = address.split("/").slice(-3).filter((part) => part !== "cards").join("-").replace(/\.svg$/, ".png");
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  // A button that says for a moment what came of it; where it cannot work it is replaced by what the reader can do.
  function button(text, name, action, done, instead) {
    const made = make("button", { type: "button", className: "copy", textContent: text });
    made.setAttribute("aria-label", name);
    made.addEventListener("click", async (event) => {
      event.stopPropagation();
      const slow = setTimeout(() => told(made, "One moment …"), 500);
      try {
        await action();
        told(made, done);
      } catch ({ message }) {
        told(made, message === "lost" ? "The picture did not load; try again" : instead);
      } finally {
        clearTimeout(slow);
      }
    });
    return made;
  }

  function told(beside, text) {
    const status = beside.parentElement.querySelector("output") ?? make("output", { className: "card-told" });
    beside.parentElement.append(status);
    status.value = text;
  }

  const png = (link, what) =>
    button("PNG", `Save ${what} as PNG`, () => save(link.href), "Saved", "This browser could not draw it; save the SVG");

  for (const link of document.querySelectorAll("a.picture")) link.after(png(link, link.textContent.trim()));

  const code = document.getElementById("cards");
  if (!code) return;
  const folder = location.href.replace(/cite\/.*$/, "cards/");
  const pattern = code.textContent;
  const without = new Set((code.dataset.without ?? "").split(" "));
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  for (const line of document.querySelectorAll('ul.lines > li[id^="c-"]')) {
    const id = line.id.slice(2);
    if (without.has(id)) continue;
    const said = line.firstChild.textContent.replace(/\s+/g, " ").trim().replace(/^.*?: /, "");
    const html = pattern.replaceAll("CLAIM", id).replace("SENTENCE", () => escaped(said));
    const link = make("a", { href: `${folder}${id}.svg`, textContent: "Card" });
    link.setAttribute("aria-label", `Card of ${line.id}`);
    link.addEventListener("click", (event) => event.stopPropagation());
    const copy = () => {
      code.textContent = html;
      return navigator.clipboard.writeText(html);
    };
    const shown = make("span", { className: "card-ways" });
    const saved = png(link, `the card of ${line.id}`);
    const copied = button("HTML", `Copy HTML of the card of ${line.id}`, copy, "Copied", "Copy it above the list");
    shown.append(link, " ", saved, " ", copied);
    line.append(" ", shown);
  }
})();
