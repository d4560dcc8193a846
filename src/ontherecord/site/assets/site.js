/* Data comes as classic scripts that call otr.add: pages opened from the disk may not fetch. */
"use strict";
(() => {
  const root = document.documentElement.dataset.root;
  const waiting = new Map();
  const loaded = new Map();
  window.otr = { add: (name, data) => loaded.set(name, data) };
  const load = (name) => {
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((done) => {
        const script = document.createElement("script");
        script.src = `${root}data/${name}.js`;
        script.onload = () => done(loaded.get(name));
        script.onerror = () => done({});
        document.head.append(script);
      }));
    }
    return waiting.get(name);
  };
  document.documentElement.classList.add("has-script");

  const words = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").match(/[\p{L}\p{N}_]+/gu) || [];
  const shardOf = (word) => Array.from(word).slice(0, 2).map((c) => c.codePointAt(0).toString(16)).join("-");
  const numbersOf = async (scope, word) => {
    const shard = await load(`${scope}-words/${shardOf(word)}`);
    let last = 0;
    return (Object.hasOwn(shard, word) ? shard[word] : []).map((gap) => (last += gap));
  };
  const find = async (scope, text) => {
    const lists = await Promise.all([...new Set(words(text))].map((word) => numbersOf(scope, word)));
    lists.sort((a, b) => a.length - b.length);
    return lists.length ? lists.slice(1).reduce((left, right) => { const has = new Set(right); return left.filter((n) => has.has(n)); }, lists[0]) : [];
  };
  const element = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };
  const form = document.getElementById("search");
  const SHOWN = 50;
  const ROWS = 250;
  const FILTERED = 10000;
  const kindOf = (view) => view.in === "quotations" && view.kind;
  const filters = (view) => view.outlet || view.from || view.to || kindOf(view);
  const all = (scope) => Array.from({ length: Number(form.dataset[scope]) }, (_, index) => index + 1);
  const passing = async (view, numbers) => {
    const kind = kindOf(view);
    const partOf = (n) => Math.floor((n - 1) / FILTERED);
    const parts = [...new Set(numbers.map(partOf))];
    const facts = new Map(await Promise.all(parts.map(async (part) => [part, await load(`${view.in}-filters/${part}`)])));
    return numbers.filter((n) => {
      const [published, outlet, itsKind] = facts.get(partOf(n)).map(([values, codes]) => values[codes[(n - 1) % FILTERED]]);
      return (!view.outlet || outlet === view.outlet) && (!view.from || published >= view.from)
        && (!view.to || (published && published <= view.to)) && (!kind || itsKind === kind);
    });
  };
  let searches = 0;
  const search = async () => {
    const view = Object.fromEntries(new FormData(form));
    const turn = ++searches;
    const asked = view.q.trim() || filters(view);
    const candidates = view.q.trim() || !asked ? await find(view.in, view.q) : all(view.in);
    const numbers = filters(view) ? await passing(view, candidates) : candidates;
    const found = await Promise.all(numbers.slice(0, SHOWN).map(async (n) => (await load(`${view.in}/${Math.floor(n / ROWS)}`))[n]));
    if (turn !== searches) return;
    const results = document.getElementById("results");
    results.replaceChildren(...found.map(([page, first, second, published, outlet]) => {
      const item = document.createElement("li");
      const link = element("a", "", { href: root + page });
      link.append(element("bdi", first || second));
      item.append(link, element("span", ` ${view.in === "quotations" ? second + " · " : ""}${outlet || "outlet unknown"} · ${published || "no date"}`, { class: "meta" }));
      return item;
    }));
    document.getElementById("count").textContent = asked ? `${numbers.length} found${numbers.length > SHOWN ? `, the first ${SHOWN} shown` : ""}` : "";
  };
  if (form) {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const [name, value] of state) if (form.elements[name]) form.elements[name].value = value;
    const run = () => { history.replaceState(null, "", "#" + new URLSearchParams(new FormData(form))); search(); };
    form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
    form.addEventListener("change", run);
    if ([...state.keys()].length) search();
  }

  for (const box of document.querySelectorAll("[data-layer]"))
    box.addEventListener("change", () => document.querySelector(".story").classList.toggle("hide-" + box.dataset.layer, !box.checked));
  const tied = [...document.querySelectorAll(".story [data-ids]")];
  const light = (ids, on) => tied.forEach((node) => node.classList.toggle("lit", on && node.dataset.ids.split(" ").some((id) => ids.includes(id))));
  for (const item of document.querySelectorAll(".side [data-ids]")) {
    const ids = item.dataset.ids.split(" ");
    for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]])
      item.addEventListener(event, () => light(ids, on));
  }

  const table = document.getElementById("quoted");
  if (table) {
    const filter = document.getElementById("filter");
    const lines = [...table.tBodies[0].rows];
    const apply = () => {
      const wanted = filter.value.toLowerCase();
      for (const line of lines) line.hidden = !line.textContent.toLowerCase().includes(wanted);
      document.getElementById("count").textContent = `${lines.filter((line) => !line.hidden).length} rows`;
      history.replaceState(null, "", wanted ? "#" + new URLSearchParams({ q: filter.value }) : location.pathname.split("/").pop());
    };
    filter.value = new URLSearchParams(location.hash.slice(1)).get("q") || "";
    filter.addEventListener("input", apply);
    if (filter.value) apply();
    /* A cell that begins like a formula would run in a spreadsheet. */
    const cell = (text) => `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
    document.getElementById("csv").addEventListener("click", () => {
      const shown = [table.tHead.rows[0], ...lines.filter((line) => !line.hidden)];
      const csv = shown.map((line) => [...line.cells].map((c) => cell(c.textContent)).join(",")).join("\r\n");
      const link = element("a", "", { href: URL.createObjectURL(new Blob([csv], { type: "text/csv" })), download: "quoted.csv" });
      link.click();
      URL.revokeObjectURL(link.href);
    });
  }
})();
