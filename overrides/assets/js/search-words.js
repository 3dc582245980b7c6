// What the words of a search stand for: topics and names in every spelling, days, figures. The page of the search and the
// copy for a disk have this one script; macros/core/words/folding.py makes the same forms for the index.
const searchWords = (() => {
  const NAME_TABLES = 128;
  const LONGEST_NAME = 24;
  const SHORT_HANGUL = 2;
  const ASIAN = "\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u1100-\\u11ff\\u3131-\\u318e\\uac00-\\ud7a3";
  const UNIT = new RegExp(`[${ASIAN}]|(?:(?![${ASIAN}])[\\p{L}\\p{N}])+`, "gu");
  const HANGUL = /^[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]+$/;
  const HAN = /[\u4e00-\u9fff\uf900-\ufaff]/;
  const MONTHS = "january february march april may june july august september october november december".split(" ");
  const MONTH = `(${MONTHS.map((name) => `${name}|${name.slice(0, 3)}`).join("|")}|sept)\\.?`;
  const SMALL = new Set("a an the of in on at to by for and or from with is was were are be been that this how many much what who when where which did does do it its as about".split(" "));
  // What stands behind a Korean word, or between a figure and the next word: particles, endings, counters.
  const PARTICLES = "은|는|이|가|을|를|의|에|에서|에게|에게서|께서|와|과|로|으로|로서|으로서|로부터|으로부터|도|만|까지|부터|처럼|보다|마다|이나|나|이란|란|이라는|라는|이라고|라고|이며|인|인가";
  const VERBS = "(?:당)?(?:하|한|할|했|해|함)|되|된|될|됐|돼|됨|시키|시킨|시킬|시켰|시켜|시킴";
  const BEHIND = `(?:${PARTICLES})?(?:은|는|의|도|만)?`;
  const ENDING = new RegExp(`^들?(?:${BEHIND}|(?:${VERBS})[가거게고기니는다던도든라려록며면서습시어였었여을음자지]{0,5})$`);
  const PARTICLE = /(?:은|는|을|를|의|에서|에게|와|과|으로|까지|부터|됐다|했다|되는|하는)$/;
  const STEM = new RegExp(`^(.{2,}?)(?:들?(?:${PARTICLES})(?:은|는|의|도|만)?|들)$`);
  const LITTLE = new Set("이후 이전 관련 대한 대해 위한 및 또는 또 그 무엇 언제 어디 누가 몇 명이나 얼마나 的 了 和 与 在 是 关于 有关 什么 多少 何时 哪里 谁 如何".split(" "));
  const COUNTER = new RegExp(`^(?:(?:명|여명|여|년|년도|월|일)${BEHIND}|人|名|余|余人|余名|多人|多名|年|月|日|位)$`);
  const DIGITS = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 일: 1, 이: 2, 삼: 3, 사: 4, 오: 5, 육: 6, 칠: 7, 팔: 8, 구: 9 };
  const POWERS = { 十: 10, 십: 10, 百: 100, 백: 100, 千: 1000, 천: 1000, 万: 10000, 만: 10000 };
  const NUMERAL = /(?<![\p{L}\p{N}])[\d〇零一二两三四五六七八九十百千万일이삼사오육칠팔구십백천만]{2,}(?=여?\s?[명人名余多]|\s|$)/gu;

  const tables = new Map();
  const missed = new Set();
  let simple = null;
  let known = null;

  // Reads a file of the search, and once more after a moment where that fails: a network loses single files.
  async function twice(read) {
    const PAUSE = 1000; // milliseconds
    return read().catch(() => new Promise((done) => setTimeout(done, PAUSE)).then(read));
  }

  // A table of the search; null where it did not load. Each is loaded once.
  function table(name) {
    if (!tables.has(name)) {
      const read = async () => {
        const answer = await fetch(new URL(`search/words/${name}.json`, searchWords.up));
        return answer.ok ? answer.json() : Promise.reject(new Error(name));
      };
      const lost = () => (tables.delete(name), missed.add(name), null); // asked for again the next time
      tables.set(name, twice(read).then((found) => (missed.delete(name), found), lost));
    }
    return tables.get(name);
  }

  // Loads what folding a text needs: the simplified characters, for words with Chinese ones.
  async function ready(text) {
    if (simple || !HAN.test(text)) return;
    const letters = [...((await table("simplified")) ?? "")];
    if (!letters.length) return;
    simple = new Map();
    for (let at = 0; at + 1 < letters.length; at += 2) simple.set(letters[at], letters[at + 1]);
    known = null;
  }

  function folded(text) {
    const plain = text.normalize("NFKC").toLowerCase().replace(/['’‘`ʼ]/g, "");
    const bare = plain.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
    return simple ? [...bare].map((letter) => simple.get(letter) ?? letter).join("") : bare;
  }

  const units = (text) => folded(text).match(UNIT) ?? [];
  const key = (text) => units(text).join("");

  function partOf(name) {
    const sum = (letters, weight) => letters.reduce((all, letter, at) => all + letter.codePointAt(0) * weight(at), 0) % NAME_TABLES;
    const letters = [...name];
    if (letters.length > LONGEST_NAME || letters[0] === "#") return `titles-${sum(letters, () => 1)}`;
    return `names-${sum([...letters.slice(0, 2).join("").normalize("NFD")].slice(0, 2), (at) => 7 - 6 * at)}`;
  }

  // The rows of a name: [name, code, kind, address, title, its titles by language].
  const named = async (name) => (await rowsLike(name)).filter(([one]) => one === name);

  // The rows of a record whose id was typed, or the address of its page.
  async function identified(typed) {
    const [, way, id] = /^(\S*\/)?([a-z0-9]+(?:-[a-z0-9]+)*)\/?(?:#\S*)?$/.exec(typed.trim()) ?? [];
    return id && (way || id.includes("-")) ? named(`#${id}`) : [];
  }

  // The names that are in the same part as a name.
  async function rowsLike(name) {
    const part = name && partOf(name);
    return name && (await topics()).parts.has(part) ? ((await table(part)) ?? []) : [];
  }

  // Topics by each of their words: { topic, near }.
  async function topics() {
    if (known) return known;
    const told = await table("topics");
    if (!told) return { words: new Map(), not: new Set(), parts: new Set() };
    known = { words: new Map(), not: new Set(told.not), parts: new Set(told.parts) };
    for (const topic of told.topics) {
      for (const word of Object.values(topic.nearWords).flat()) if (!known.words.has(key(word))) known.words.set(key(word), { topic, near: true });
      for (const word of Object.values(topic.words).flat()) known.words.set(key(word), { topic, near: false });
    }
    return known;
  }

  // Numbers without commas, and in figures where they are written in words: 1천170, 一千一百七十, 육백.
  function figures(text) {
    return text.replace(/(?<=\d),(?=\d{3}(?!\d))/g, "").replace(NUMERAL, (run) => {
      if (/^\d+$/.test(run) || (/\d/.test(run) && /[일이삼사오육칠팔구]/.test(run))) return run;
      if (![...run].some((letter) => letter in POWERS)) return [...run].map((letter) => DIGITS[letter] ?? letter).join("");
      let all = 0, part = 0, digit = "";
      for (const letter of run) {
        const power = POWERS[letter];
        if (!power) digit += DIGITS[letter] ?? letter;
        else if (power === 10000) [all, part, digit] = [(part + Number(digit || !part)) * power, 0, ""];
        else [part, digit] = [part + Number(digit || 1) * power, ""];
      }
      return String(all + part + Number(digit || 0));
    });
  }

  // Articles of law as every page names them: 제33조 제1항, 第三十三条, Art. 33.
  function articles(text) {
    return text
      .replace(/第([〇零一二三四五六七八九十百]+)(?=[条款])/g, (all, run) => `第${figures(`${run} `).trim()}`)
      .replace(/(?:제|第)\s*(\d+)\s*(?:조|条)(?:\s*(?:제|第)\s*(\d+)\s*(?:항|款))?/g, (all, article, part) => ` article ${article} ${part ?? ""} `)
      .replace(/\barts?\b\.?\s*(?=\d)/g, "article ");
  }

  // Takes the days out of a folded text: the code words that the index has for them, and the text that is left.
  function days(text) {
    const found = [];
    const two = (number) => String(number).padStart(2, "0");
    const month = (name) => MONTHS.findIndex((one) => one.startsWith(name.slice(0, 3))) + 1;
    const take = (year, mon, day, shown) => {
      if (!(mon >= 1 && mon <= 12) || (day && day > 31)) return shown;
      found.push({ codes: [`zd${year ?? ""}${two(mon)}${day ? two(day) : ""}`], shown: shown.trim(), day: true });
      return " ";
    };
    const rest = text
      .replace(/[〇零一二三四五六七八九十]+(?=[年月日])/g, (run) => (run.length > 1 ? figures(run) : String(DIGITS[run] ?? POWERS[run])))
      .replace(/\b(\d{4})\s*[-./년年]\s*(\d{1,2})(?:\s*[-./월月]\s*(\d{1,2})\b\s*[일日.]?|\s*[월月.]|(?!\d))/g, (all, y, m, d) => take(y, +m, +(d ?? 0), all))
      .replace(/\b((?:19|20)\d\d)(\d\d)(\d\d)\b/g, (all, y, m, d) => take(y, +m, +d, all))
      .replace(/(\d{1,2})\s*[월月]\s*(\d{1,2})\s*[일日]/g, (all, m, d) => take(null, +m, +d, all))
      .replace(new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH},?\\s+(\\d{4})\\b`, "g"), (all, d, m, y) => take(y, month(m), +d, all))
      .replace(new RegExp(`\\b${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b`, "g"), (all, m, d, y) => take(y, month(m), +d, all))
      .replace(new RegExp(`\\b${MONTH},?\\s+(\\d{4})\\b`, "g"), (all, m, y) => take(y, month(m), 0, all))
      .replace(new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+${MONTH}(?!\\w)`, "g"), (all, d, m) => take(null, month(m), +d, all))
      .replace(new RegExp(`\\b${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b`, "g"), (all, m, d) => take(null, month(m), +d, all));
    return [found, rest];
  }

  // The longest topic or name that begins with the unit `at`: its end and what it stands for.
  async function longest(all, at, free) {
    const { words, not } = await topics();
    let best = null;
    const rest = all.slice(at, at + LONGEST_NAME).map((unit) => unit.text);
    const rows = await rowsLike(rest.join("").slice(0, 2));
    const names = Map.groupBy ? Map.groupBy(rows, ([name]) => name) : rows.reduce((made, row) => made.set(row[0], [...(made.get(row[0]) ?? []), row]), new Map());
    for (let end = 1; end <= rest.length; end++) {
      const name = rest.slice(0, end).join("");
      if (name.length > LONGEST_NAME) break;
      if (end <= SHORT_HANGUL && HANGUL.test(name) && !free && !all[at].starts) continue;
      const met = { topic: words.get(name), rows: names.get(name), none: not.has(name) };
      if (met.topic || met.rows || met.none) best = { end: at + end, name, ...met };
    }
    return best;
  }

  function meaning({ topic: met, rows, none, name }, shown, literal) {
    if (none && !met && !rows) return null;
    const coded = [...new Map((rows ?? []).filter(([, code]) => code).map((row) => [row[1], row])).values()];
    const apart = new Set(coded.map(([, , kind]) => kind)).size === coded.length; // a state and its government, but not two bodies
    const codes = apart ? coded.map(([, code]) => code) : [];
    if (met) {
      const { topic, near } = met;
      return { codes: [near ? topic.near : topic.code], wide: topic.near, first: near ? literal : null, shown, topic, near, rows };
    }
    return codes.length ? { codes, shown, rows } : { plain: name, shown, rows };
  }

  // What a text asks for, in its order: { codes } of topics, records and days; { word } or { pairs } of the rest.
  async function asked(text) {
    await ready(text);
    const [found, left] = days(folded(text));
    const rest = articles(figures(left));
    const all = [...rest.matchAll(UNIT)].map((match, number, every) => {
      const before = every[number - 1];
      return { text: match[0], starts: !before || before.index + before[0].length < match.index, asian: new RegExp(`[${ASIAN}]`).test(match[0]) };
    });
    let run = "", behind = false, free = true;
    const flush = () => {
      if (run && !(behind && (ENDING.test(run) || COUNTER.test(run)))) found.push(...ofRun(run).map((one) => ({ ...one, little: LITTLE.has(run) })));
      run = "";
    };
    for (let at = 0; at < all.length; ) {
      const unit = all[at];
      if (unit.starts || !unit.asian) flush();
      if (unit.starts) behind = false;
      const match = await longest(all, at, free);
      const parts = match && all.slice(at, match.end);
      const sense = match && meaning(match, parts.map(({ text: one, asian }) => one + (asian ? "" : " ")).join("").trim(), literally(parts));
      if (sense) {
        flush();
        found.push(...(sense.plain ? ofPlain(sense, parts) : [sense]));
        [at, behind, free] = [match.end, true, true];
      } else if (unit.asian) {
        run += unit.text;
        [at, free] = [at + 1, false];
      } else {
        found.push({ word: unit.text, shown: unit.text });
        [at, behind, free] = [at + 1, /^\d+$/.test(unit.text), true];
      }
    }
    flush();
    const telling = found.filter(({ word, little }) => !SMALL.has(word) && !little);
    return telling.length ? telling : found;
  }

  // A name that several records share is searched as it is written.
  function ofPlain({ shown, rows }, parts) {
    const [first, ...others] = literally(parts);
    return first ? [{ ...first, rows, shown }, ...others] : [];
  }

  function literally(parts) {
    const asian = parts.map(({ text, asian: one }) => (one ? text : "")).join("");
    const words = parts.filter(({ asian: one }) => !one).map(({ text }) => ({ word: text, shown: text }));
    return [...words, ...(asian ? ofRun(asian) : [])];
  }

  function ofRun(letters) {
    const run = letters.length > 2 && HANGUL.test(letters) ? letters.replace(PARTICLE, "") : letters;
    const stem = HANGUL.test(letters) && STEM.exec(letters)?.[1];
    return [{ ...inPairs(run), shorter: stem && stem.length < run.length ? inPairs(stem) : null }];
  }

  function inPairs(run) {
    const pairs = [...run].slice(1).map((letter, at) => [...run][at] + letter);
    return { pairs: pairs.length ? pairs : [run], run, shown: run };
  }

  // Takes apart what was typed: phrases in quotation marks, what a hyphen leaves out, and the rest.
  function parsed(typed) {
    const phrases = [], without = [];
    const rest = typed
      .normalize("NFC")
      .replace(/(^|\s)([-−])?["“”„「『«]([^"“”„」』»]+)["“”」』»]/g, (all, before, minus, words) => ((minus ? without : phrases).push(words.trim()), " "))
      .replace(/(^|\s)[-−](?=[^\s-])(\S+)/g, (all, before, word) => (without.push(word), " "))
      .replace(/["“”„「」『』«»]/g, " ");
    return { phrases: phrases.filter(key), without: without.filter(key), rest: rest.trim() };
  }

  // How many letters were mistyped: wrong, missing, doubled or swapped; in Korean by the sounds.
  function slips(one, other, most) {
    const [a, b] = [[...one.normalize("NFD")], [...other.normalize("NFD")]];
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let [older, old] = [[], b.map((_, at) => at + 1)];
    old.unshift(0);
    for (let row = 1; row <= a.length; row++) {
      const line = [row];
      for (let at = 1; at <= b.length; at++) {
        line[at] = Math.min(old[at] + 1, line[at - 1] + 1, old[at - 1] + (a[row - 1] !== b[at - 1]));
        if (row > 1 && at > 1 && a[row - 1] === b[at - 2] && a[row - 2] === b[at - 1]) line[at] = Math.min(line[at], older[at - 2] + 1);
      }
      [older, old] = [old, line];
    }
    return old[b.length];
  }

  // Names and topics that may have been meant, nearest first: rows of names, and { topic, word }.
  async function near(text) {
    const typed = key(text);
    if (typed.length < 2 || typed.length > 60) return [];
    const long = typed.normalize("NFD").length;
    const most = long < 5 ? 1 : long < 12 ? 2 : 3;
    const close = (name) => {
      const far = slips(typed, name, most);
      return far <= most && far < name.length && (far < 2 || (name[0] === typed[0] && long > 6 * (far - 1))) ? far : 0;
    };
    const found = [];
    for (const row of await rowsLike(typed.slice(0, 2))) if (close(row[0])) found.push({ far: close(row[0]), row });
    for (const [word, { topic }] of (await topics()).words) if (close(word)) found.push({ far: close(word), topic, word });
    const told = new Set();
    return found.sort((a, b) => a.far - b.far).filter(({ row, topic }) => {
      const which = row ? row[4] : topic.code;
      return !told.has(which) && told.add(which);
    });
  }

  return { up: null, lost: () => missed.size > 0, asked, twice, folded, identified, key, named, near, parsed, partOf, ready, table, topics, units, UNIT };
})();
