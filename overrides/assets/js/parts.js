// The parts of a long index: the choice goes with the reader from part to part, an old anchor of the whole list leads to
// the part that has it now, and all parts are read into one page when a reader asks for that.
const parts = (() => {
  const AHEAD = 6; // pages that are asked for before they are needed
  const links = () => [...document.querySelectorAll("nav.chunks a:not([href^='#'])")];

  // The links to the parts carry the choice on; a place on the page stays behind.
  function carry() {
    for (const link of links()) link.hash = choices.read() ? location.hash : "";
  }

  // A page of the same site, with the addresses of its links made absolute; null if it cannot be had.
  async function page(address) {
    const text = await fetch(address).then((answer) => (answer.ok ? answer.text() : null)).catch(() => null);
    if (text === null) return null;
    const found = new DOMParser().parseFromString(text, "text/html");
    if (!found.querySelector("body > footer")) return null; // cut off on its way, or a page of somebody else
    for (const link of found.querySelectorAll("main a[href]")) {
      link.setAttribute("href", new URL(link.getAttribute("href"), address).href);
    }
    return found;
  }

  const plain = (address) => address.split("#")[0];

  // The addresses of the parts that a part leads to and `queue` does not have: a group of several parts has one link here
  // and all of them on its own pages.
  function siblings(found, queue) {
    const leads = [...(found?.querySelectorAll("nav.chunks a") ?? [])].map((link) => plain(link.href));
    return leads.filter((address) => address !== plain(location.href) && !queue.includes(address));
  }

  // The part whose year or letter is in the anchor is asked first.
  async function find(anchor) {
    if (!anchor || anchor.includes("=") || document.getElementById(anchor)) return;
    const likely = (part) => anchor.includes(part.textContent);
    const sorted = links().sort((a, b) => likely(b) - likely(a));
    const queue = [...new Set(sorted.map((link) => plain(link.href)))];
    for (let at = 0; at < queue.length; at += 1) {
      const found = await page(queue[at]);
      if (found?.getElementById(anchor)) return location.replace(`${queue[at]}#${anchor}`);
      queue.splice(at + 1, 0, ...siblings(found, queue));
    }
  }

  // Every part in order, each as [its address, its page].
  async function* all() {
    const queue = [...new Set(links().map((link) => plain(link.href)))];
    const asked = new Map();
    const ask = (address) => asked.get(address) ?? asked.set(address, page(address)).get(address);
    for (let at = 0; at < queue.length; at += 1) {
      queue.slice(at, at + AHEAD).forEach(ask);
      const found = await ask(queue[at]);
      queue.splice(at + 1, 0, ...siblings(found, queue));
      asked.delete(queue[at]);
      yield [queue[at], found];
    }
  }

  return { links, carry, find, all };
})();
