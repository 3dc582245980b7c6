// Asks the index and puts the answers in order: what is named exactly first, then what has all the words, best first.
// Pagefind finds and weighs pages; what it finds for a word that is nowhere, by its first letters, is not taken.
const searchIndex = (() => {
  const FIRST = 12; // so many pages are looked into before the first are shown
  const ENDINGS = new Set(["", ..."e s es ed d er ers or ors ing ings ion ions ation ations al ally ly y ies ied ive ity ment ments ness n an ans ian ians ese able ance ence".split(" ")]);
  const MANY = 200; // where so many pages have a word of a topic, those that have only a word near it are not looked for
  const WEIGHTS = { Incident: 2 }; // how much more a kind counts among the first
  let pagefind = null;
  let tries = 0;
  const read = new Map();

  // Pagefind asks for each of its files once and tells the console alone of one that did not come. Here it gets each at the second
  // try too, and what is lost all the same is remembered: index, filter, or fragment, which is a page that was found.
  const lost = new Set();
  const asked = globalThis.fetch;
  globalThis.fetch = (file, ...more) => {
    const [, entry, kind] = /\/pagefind\/.*(?:(-entry\.json)|\.(?:pf_(\w+)|pagefind))(?:\?|$)/.exec(file.url ?? file) ?? [null, "", null];
    if (!entry && kind === null) return asked(file, ...more);
    return searchWords.twice(() => came(file, entry)).catch((error) => (lost.add(kind), Promise.reject(error)));
  };

  // A whole file of Pagefind, packed or unpacked on its way: no part of it, and not the page of a network that asks who is there.
  async function came(file, entry) {
    const answer = await asked(file);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const packed = (bytes[0] === 0x1f && bytes[1] === 0x8b) || new TextDecoder().decode(bytes.slice(0, 12)) === "pagefind_dcd";
    if (!answer.ok || !(packed || entry)) throw new Error(answer.url);
    return new Response(bytes);
  }

  async function start(up) {
    searchWords.up = up;
    const folder = new URL("search/pagefind/", up).href;
    const load = async () => globalThis.onDisk?.module(`${folder}pagefind.js`) ?? import(`${folder}pagefind.js${tries++ ? `?${tries}` : ""}`); // a browser remembers what failed
    pagefind ??= await searchWords.twice(load);
    lost.clear();
    await pagefind.destroy();
    await pagefind.options({ basePath: folder, noWorker: true, excerptLength: 1, ranking: { pageLength: 0.4, metaWeights: { title: 0 } } });
    // Pagefind would take Chinese words apart in its own way on a Chinese page; the index has one language, and one for all.
    const { lang } = document.documentElement;
    document.documentElement.lang = "en";
    const ready = pagefind.init();
    document.documentElement.lang = lang;
    await ready;
  }

  // A page of the index, taken apart into its places; each is read once. Of a page that is lost there are none.
  function data(result) {
    const none = () => (read.delete(result.id), lost.add("fragment"), []);
    if (!read.has(result.id)) read.set(result.id, result.data().then(places).catch(none));
    return read.get(result.id);
  }

  // The places of a page: address, kind, facets, claims, title, text, and all that is searched in it.
  function places({ content, anchors }) {
    const all = content.replace(/\s*‖‖[\s\S]*$/, "").split(/\s+/);
    return anchors.map(({ id, location }, number) => {
      const [address, kind, title, size, facets, claims = [], titles = {}, codes = "", sentences = {}] = JSON.parse(id.replaceAll("␠", " "));
      const mine = all.slice(location, anchors[number + 1]?.location ?? all.length);
      const [text, ...others] = mine.slice(size).join(" ").split(/\s*‖/);
      const texts = { ...sentences, ...Object.fromEntries(others.slice(0, -1).map((one) => [one.slice(0, 2), one.slice(3)])) };
      return { address, kind, facets: { ...facets, kind: [kind] }, claims, title, text, titles, texts, codes, whole: mine.join(" ") };
    });
  }

  // What is compared of a place, worked out once: its words, and its letters without spaces.
  function compared(place) {
    if (!place.words) {
      const text = searchWords.folded(place.whole);
      const coded = place.codes.split(" ").map((code) => `z${code}`);
      place.words = new Set([...(text.match(/[\p{L}\p{N}]+/gu) ?? []), ...coded]);
      const { title, text: own, titles, texts } = place;
      place.letters = [title, own, ...Object.values(titles), ...Object.values(texts)].map((one) => searchWords.units(one).join("")).join(" ");
    }
    return place;
  }

  function alike(word, other) {
    if (other.startsWith(word)) return true;
    let same = 0;
    while (same < word.length && word[same] === other[same]) same++;
    return same > 2 && ENDINGS.has(word.slice(same)) && ENDINGS.has(other.slice(same));
  }

  // Whether a place has what is asked for.
  function has(place, token) {
    const { words, letters } = compared(place);
    if (token.codes) return token.codes.some((code) => words.has(code)) || words.has(token.wide);
    if (token.pairs) return letters.includes(token.run);
    if (words.has(token.word)) return true;
    for (const word of words) if (alike(token.word, word)) return true;
    return false;
  }

  // The words of the index for what is asked for; `wide` takes those near a topic in.
  function terms(token, wide) {
    if (token.codes) return wide || !token.first ? [(wide && token.wide) || token.codes[0]] : token.first.flatMap((one) => terms(one));
    return token.pairs ?? [token.word];
  }

  function pages(tokens, filters, wide = false) {
    const words = tokens.flatMap((token) => terms(token, wide));
    return pagefind.search(words.length ? words.join(" ") : null, { filters });
  }

  // Whether the index really has what is asked for, or gave something else for its first letters.
  async function met(token) {
    const { results } = await pages([token], {}, true);
    return whole(results, [token]);
  }

  // Whether the first result has all that is asked for; where it is lost, the first that is not.
  async function whole(results, tokens) {
    const [first, ...others] = results.slice(0, FIRST);
    if (!first) return false;
    const came = ({ length }) => length > 0;
    const inside = [await data(first)].find(came) ?? (await Promise.all(others.map(data))).find(came);
    return !inside || tokens.every((token) => inside.some((place) => has(place, token)));
  }

  // Pages that have all that is asked for, those for words near a topic last; and how many there are of each facet. What is
  // chosen does not decide whether the words near a topic are looked for: each choice leaves as many as it has announced.
  async function all(tokens, filters) {
    const close = await pages(tokens, filters);
    const more = tokens.some((token) => token.first) || (tokens.some((token) => token.wide) && close.unfilteredResultCount < MANY);
    const wide = more ? await pages(tokens, filters, true) : close;
    if (!(await whole(wide.results, tokens))) return { results: [], counts: null };
    const sound = (await whole(close.results, tokens)) ? close.results : [];
    const once = new Map([...sound, ...wide.results].map((one) => [one.id, one]));
    const counts = once.size === wide.results.length ? wide.filters : await counted(tokens, filters, close, wide);
    return { results: [...once.values()], counts };
  }

  // How many of each facet one search or the other has found: those of each, less those of both, which have all the words.
  async function counted(tokens, filters, close, wide) {
    const words = [false, true].flatMap((also) => tokens.flatMap((token) => terms(token, also)));
    const both = await pagefind.search([...new Set(words)].join(" "), { filters });
    const of = ({ filters: counts }, facet, value) => counts[facet]?.[value] ?? 0; // none before the choices are loaded
    const sum = (facet, value) => of(close, facet, value) + of(wide, facet, value) - of(both, facet, value);
    const values = (facet) => Object.fromEntries(Object.keys(wide.filters[facet]).map((value) => [value, sum(facet, value)]));
    return Object.fromEntries(Object.keys(wide.filters).map((facet) => [facet, values(facet)]));
  }

  // Pages that have most of what is asked for, where none has all.
  async function some(tokens, filters) {
    const counts = new Map();
    for (const token of tokens) {
      const { results } = await pages([token], filters, true);
      const rare = 1 / Math.log2(2 + results.length); // a word that few pages have tells more
      for (const one of results) {
        const known = counts.get(one.id) ?? { one, rare: 0, score: 0 };
        counts.set(one.id, { one, rare: known.rare + rare, score: known.score + one.score });
      }
    }
    return [...counts.values()].sort((a, b) => b.rare - a.rare || b.score - a.score).map(({ one }) => one);
  }

  // The answer to what was typed: { direct, topics, results, missing, exact, tokens, keeps }.
  async function ask(typed, filters) {
    const { phrases, without, rest } = searchWords.parsed(typed);
    await searchWords.ready(typed);
    const wanted = await searchWords.asked(rest);
    const quoted = (await Promise.all(phrases.map(searchWords.asked))).flat();
    const tokens = [...wanted, ...quoted];
    const left = await Promise.all(without.map(leftOut));
    const keeps = (place) => phrases.every((words) => phrase(place, words)) && !left.some((out) => out(place));
    const answer = { tokens, keeps, exact: true, missing: [], results: [], direct: [], topics: [], checked: phrases.length + left.length > 0 };
    if (!tokens.length && !Object.keys(filters).length) return answer;
    const plain = !Object.keys(filters).length && !left.length;
    if (plain) Object.assign(answer, await direct(typed, tokens, wanted));
    if (tokens.length) Object.assign(answer, await all(tokens, filters));
    else {
      const { results, filters: counts } = await pages([], filters);
      Object.assign(answer, { results, counts });
    }
    if (!answer.results.length) await shorten(answer, filters);
    if (!answer.results.length) await lessen(answer, filters);
    await order(answer);
    return answer;
  }

  // Korean words that are nowhere, without what may be an ending of them.
  async function shorten(answer, filters) {
    const tokens = await Promise.all(answer.tokens.map(async (token) => (token.shorter && !(await met(token)) ? token.shorter : token)));
    if (tokens.some((token, number) => token !== answer.tokens[number])) Object.assign(answer, { tokens }, await all(tokens, filters));
  }

  // Leaves out the words that are nowhere; if the others are on no page together, some of them must do.
  async function lessen(answer, filters) {
    const there = await Promise.all(answer.tokens.map((token) => met(token)));
    answer.missing = answer.tokens.filter((_, number) => !there[number]);
    const others = answer.tokens.filter((_, number) => there[number]);
    answer.exact = false;
    if (!others.length) return;
    if (answer.missing.length) Object.assign(answer, await all(others, filters));
    if (!answer.results.length) answer.results = await some(others, filters);
    answer.tokens = others;
  }

  // Of the first pages those come first that have all of it in one place, and of these the ones whose titles have it.
  async function order(answer) {
    const first = answer.results.slice(0, FIRST);
    const places = await Promise.all(first.map(data));
    const counts = places.map((found) => Math.max(0, ...found.map((place) => score(place, answer.tokens))));
    const weights = first.map((one, number) => one.score * (WEIGHTS[places[number][0]?.kind] ?? 1));
    const named = places.map(([place]) => answer.tokens.every((token) => place && titled(place, token)));
    const sorted = first.map((one, number) => [one, counts[number], named[number], weights[number]]).sort((a, b) => b[1] - a[1] || b[2] - a[2] || b[3] - a[3]);
    answer.results = [...sorted.map(([one]) => one), ...answer.results.slice(FIRST)];
  }

  const titled = ({ title, titles }, token) => has({ title, titles, text: "", texts: {}, codes: "", whole: [title, ...Object.values(titles)].join(" ") }, token);
  const close = (place, { codes, first }) => !codes || (first ? first.every((one) => has(place, one)) : compared(place).words.has(codes[0]));
  const score = (place, tokens) => tokens.reduce((sum, token) => sum + (has(place, token) ? (close(place, token) ? 1 : 0.9) : 0), 0);

  // Names and titles that are exactly what was typed, and what the topic that was typed leads to.
  async function direct(typed, tokens, wanted) {
    const rows = [...(await searchWords.named(searchWords.key(typed))), ...(await searchWords.identified(typed))];
    const [only] = tokens;
    if (tokens.length === 1 && only.rows) rows.push(...only.rows);
    const topics = wanted.filter(({ topic }) => topic).map(({ topic, near, shown }) => ({ topic, near, shown }));
    const named = rows.map(([, , kind, address, title, titles = []]) => ({ kind, address, title, titles: Object.fromEntries(titles), text: "" }));
    const leads = tokens.length === 1 && wanted.length && only.topic ? only.topic.leads.map(([kind, address, title, text, titles, texts]) => ({ kind, address, title, text, titles, texts })) : [];
    const found = [...named, ...leads];
    return { topics, direct: [...new Map(found.map((one) => [one.address, one])).values()] };
  }

  function phrase(place, words) {
    const wanted = searchWords.units(words);
    const { title, text, titles, texts } = place;
    const all = [title, text, ...Object.values(titles), ...Object.values(texts)];
    return all.some((one) => ` ${searchWords.units(one).join(" ")} `.includes(` ${wanted.join(" ")} `));
  }

  // What a word with a hyphen before it leaves out: a name in all its forms, any other word as it is written.
  async function leftOut(words) {
    const tokens = await searchWords.asked(words);
    const code = tokens.length === 1 && tokens[0].codes && !tokens[0].topic ? tokens[0] : null;
    return (place) => phrase(place, words) || Boolean(code && has(place, code));
  }

  // The places of a page that answer, best first: those that have some of what is asked for; if none has, all of them.
  async function best(result, answer, chosen) {
    const fits = (place) => answer.keeps(place) && Object.entries(chosen).every(([name, values]) => values.every((value) => place.facets[name]?.includes(value)));
    const inside = await data(result);
    const kept = inside.filter(fits);
    const found = (kept.length || answer.checked ? kept : inside.filter(answer.keeps)).map((place) => [place, score(place, answer.tokens)]);
    const most = Math.max(0, ...found.map(([, count]) => count));
    const titled = ([place]) => score({ ...place, words: null, whole: place.title, text: "", texts: {}, codes: "" }, answer.tokens);
    return found.filter(([, count]) => count > 0 || !most).map((one) => [...one, titled(one)]).sort((a, b) => b[1] - a[1] || b[2] - a[2]).map(([place]) => place);
  }

  return { ask, best, data, filters: () => pagefind.filters(), broken: () => lost.size > 0, lost: () => [...lost, ...(searchWords.lost() ? ["words"] : [])], pages, start };
})();
