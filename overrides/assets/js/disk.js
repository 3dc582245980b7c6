// In a copy that is read from a disk: files that scripts read are scripts there, since a page may not read other files.
// They are handed to the same programs as on the site.
globalThis.onDisk = (() => {
  const FILES = /^.*\/((?:search\/(?:pagefind|words)|compare\/(?:sides|lists))\/[^?#]*|(?:archive|incidents)\/[^/]+\/(?:cards\/)?[^/?#]+\.svg).*$/;
  const waiting = new Map();
  const up = new URL("../../", document.currentScript.src);

  function bytes(path) {
    return new Promise((done, lost) => {
      waiting.set(path, done);
      const script = document.createElement("script");
      script.src = new URL(`${path}.js`, up);
      script.onload = () => script.remove();
      script.onerror = () => lost(new Error(`${path} is not in the copy`));
      document.head.append(script);
    });
  }

  globalThis.fetch = async (asked) => {
    const path = String(asked?.url ?? asked).replace(FILES, "$1");
    return bytes(path).then((body) => new Response(body), () => new Response(null, { status: 404 }));
  };

  return {
    file: (path, base64) => waiting.get(path)?.(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))),
    module: async (address) => import(URL.createObjectURL(new Blob([await bytes(address.replace(FILES, "$1"))], { type: "text/javascript" }))),
  };
})();
