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
  const SHOWN = 25;
  const ROWS = 50;
  const FILTERED = 20000;
  const FIRST_CODE = 19968;
  const kindOf = (view) => view.in === "quotations" && view.kind;
  const filters = (view) => view.outlet || view.from || view.to || kindOf(view);
  /* What tells for a row of a shard of filters whether it passes; each value is judged once, not once a row. */
  const judge = (view, columns) => {
    const passes = [
      (published) => (!view.from || published >= view.from) && (!view.to || (published && published <= view.to)),
      (outlet) => !view.outlet || outlet === view.outlet,
      (kind) => !kindOf(view) || kind === view.kind,
    ];
    const columnsThatTell = columns.map(([values, codes], column) => [values.map(passes[column]), codes])
      .filter(([judged]) => !judged.every(Boolean));
    return (row) => columnsThatTell.every(([judged, codes]) => judged[codes.charCodeAt(row) - FIRST_CODE]);
  };
  const partOf = (n) => Math.floor((n - 1) / FILTERED);
  const judges = async (view, parts) =>
    new Map(await Promise.all(parts.map(async (part) => [part, judge(view, await load(`${view.in}-filters/${part}`))])));
  const passing = async (view, numbers) => {
    const passes = await judges(view, [...new Set(numbers.map(partOf))]);
    return numbers.filter((n) => passes.get(partOf(n))((n - 1) % FILTERED));
  };
  const allPassing = async (view) => {
    const count = Number(form.dataset[view.in]);
    const numbers = [];
    for (const [part, passes] of await judges(view, Array.from({ length: Math.ceil(count / FILTERED) }, (_, part) => part)))
      for (let row = 0; row < FILTERED && part * FILTERED + row < count; row++)
        if (passes(row)) numbers.push(part * FILTERED + row + 1);
    return numbers;
  };
  let searches = 0;
  const resultOf = (scope, [page, first, second, published, outlet]) => {
    const item = document.createElement("li");
    const link = element("a", "", { href: root + page });
    link.append(element("bdi", first || second));
    item.append(link, element("span", ` ${scope === "quotations" ? second + " · " : ""}${outlet || "outlet unknown"} · ${published || "no date"}`, { class: "meta" }));
    return item;
  };
  const rowsOf = (scope, numbers) =>
    Promise.all(numbers.map(async (n) => (await load(`${scope}/${Math.floor(n / ROWS)}`))[n]));
  const search = async () => {
    const view = Object.fromEntries(new FormData(form));
    const turn = ++searches;
    const spoken = view.q.trim();
    const asked = spoken || filters(view);
    const found = spoken ? await find(view.in, spoken) : [];
    const numbers = !filters(view) ? found : spoken ? await passing(view, found) : await allPassing(view);
    const results = document.getElementById("results");
    const more = document.getElementById("more");
    const show = async (from) => {
      const rows = await rowsOf(view.in, numbers.slice(from, from + SHOWN));
      if (turn !== searches) return;
      const upTo = from + rows.length;
      const items = rows.map((row) => resultOf(view.in, row));
      if (from) results.append(...items);
      else results.replaceChildren(...items);
      more.hidden = upTo === numbers.length;
      more.onclick = () => show(upTo);
      document.getElementById("count").textContent = asked ? `${numbers.length} found${more.hidden ? "" : `, the first ${upTo} shown`}` : "";
      if (from) items[0].querySelector("a").focus();
    };
    await show(0);
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

  /* Tab reaches every cell of a calendar; arrows go by day and by week, or by month and by year. */
  for (const grid of document.querySelectorAll(".calendar")) {
    const cells = [...grid.querySelectorAll(".heat a")];
    const column = (link) => [...link.parentNode.parentNode.children].indexOf(link.parentNode);
    grid.addEventListener("keydown", (event) => {
      const at = cells.indexOf(event.target);
      const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (at < 0 || !step || event.altKey || event.ctrlKey || event.metaKey) return;
      const ahead = step > 0 ? cells.slice(at + 1) : cells.slice(0, at).reverse();
      const next = event.key === "ArrowLeft" || event.key === "ArrowRight" ? ahead[0] : ahead.find((link) => column(link) === column(event.target));
      if (next) { event.preventDefault(); next.focus(); }
    });
  }

  const table = document.getElementById("quoted");
  if (table) {
    const filter = document.getElementById("filter");
    const heads = [...table.tHead.rows[0].cells];
    const served = [...table.tBodies[0].rows];
    let lines = served;
    let sorted = ["", ""];
    const text = (line, column) => line.cells[column].textContent;
    const before = (column) => heads[column].classList.contains("n")
      ? (a, b) => text(a, column) - text(b, column)
      : (a, b) => text(a, column).localeCompare(text(b, column), "en");
    const sort = (name, order) => {
      const column = heads.findIndex((head) => head.textContent === name);
      if (column < 0 || !["ascending", "descending"].includes(order)) return;
      const compare = before(column);
      const [full, empty] = [true, false].map((wanted) => served.filter((line) => Boolean(text(line, column)) === wanted));
      lines = [...full.sort((a, b) => (order === "ascending" ? compare(a, b) : compare(b, a))), ...empty];
      table.tBodies[0].append(...lines);
      for (const head of heads) head.removeAttribute("aria-sort");
      heads[column].setAttribute("aria-sort", order);
      sorted = [name, order];
    };
    const apply = () => {
      const wanted = filter.value.toLowerCase();
      for (const line of lines) line.hidden = !line.textContent.toLowerCase().includes(wanted);
      document.getElementById("count").textContent = `${lines.filter((line) => !line.hidden).length} rows`;
      const view = Object.entries({ q: filter.value, sort: sorted[0], order: sorted[1] }).filter(([, value]) => value);
      history.replaceState(null, "", view.length ? "#" + new URLSearchParams(view) : location.pathname.split("/").pop());
    };
    for (const head of heads) {
      const button = element("button", head.textContent, { type: "button" });
      button.addEventListener("click", () => {
        const first = head.classList.contains("n") ? "descending" : "ascending";
        const other = first === "ascending" ? "descending" : "ascending";
        sort(head.textContent, head.getAttribute("aria-sort") === first ? other : first);
        apply();
      });
      head.replaceChildren(button);
    }
    const state = new URLSearchParams(location.hash.slice(1));
    filter.value = state.get("q") || "";
    sort(state.get("sort"), state.get("order"));
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
