"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const PAGE = 40;
  const ANY = "";
  let shown = PAGE;

  // An element with text and children; text only ever enters as text, never as markup.
  const make = (tag, className, ...children) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.append(...children);
    return node;
  };

  const words = (text) => text.match(/\s+|[^\s]+/g) || [];
  const key = (word) => word.toLowerCase().replace(/[.,;:"'()]/g, "");

  // The words of `text` that are in no longest common subsequence with `other` are marked.
  const marked = (text, other) => {
    if (!text) return [make("span", "none", "nothing")];
    const a = words(text), b = words(other || "").filter((w) => w.trim());
    const solid = a.map((w, i) => [w, i]).filter(([w]) => w.trim());
    const n = solid.length, m = b.length;
    if (!m || n * m > 250000) return [text];
    const best = Array.from({ length: n + 1 }, () => new Uint16Array(m + 1));
    for (let i = n - 1; i >= 0; i--)
      for (let j = m - 1; j >= 0; j--)
        best[i][j] = key(solid[i][0]) === key(b[j]) ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
    const same = new Set();
    for (let i = 0, j = 0; i < n && j < m; ) {
      if (key(solid[i][0]) === key(b[j])) { same.add(solid[i][1]); i++; j++; }
      else if (best[i + 1][j] >= best[i][j + 1]) i++;
      else j++;
    }
    return a.map((w, i) => (!w.trim() || same.has(i) ? w : make("mark", "", w)));
  };

  const side = (className, title, text, other) =>
    make("div", `side ${className}`, make("h4", "", title), ...marked(text, other));

  const card = (item) => {
    const kind = item.kind || item.effect;
    const top = make("div", "top", make("b", "", item.field), make("span", `chip ${kind.replace(/ /g, "-")}`, kind), item.article);
    if (item.pattern) top.append(make("span", "dim", `pattern ${item.pattern}`));
    if (item.confidence !== undefined && item.confidence !== null) top.append(make("span", "dim", `confidence ${item.confidence.toFixed(2)}`));
    const sides = make("div", "sides");
    if ("effect" in item) {
      const right = item.gold;
      sides.append(side("said", "before", item.before, right || item.after), side("said", "after", item.after, right || item.before), side("gold", "gold", right, item.after));
    } else {
      sides.append(side("said", "prediction", item.said, item.gold), side("gold", "gold", item.gold, item.said));
    }
    const node = make("article", "item", top);
    if (item.sentence) node.append(make("blockquote", "", item.sentence));
    node.append(sides);
    if (item.accept && item.accept.length) node.append(make("p", "dim", `also accepted: ${item.accept.join(" · ")}`));
    return node;
  };

  const items = () => data[byId("view").value];
  const kindOf = (item) => item.kind || item.effect;
  const haystack = (item) =>
    [item.article, item.sentence, item.said, item.gold, item.before, item.after].join("\n").toLowerCase();

  const wanted = (skip) => {
    const search = byId("search").value.trim().toLowerCase();
    const field = byId("field").value, kind = byId("kind").value, pattern = byId("pattern").value;
    return items().filter((item) =>
      (skip === "field" || field === ANY || item.field === field) &&
      (skip === "kind" || kind === ANY || kindOf(item) === kind) &&
      (skip === "pattern" || pattern === ANY || (item.pattern || "(none)") === pattern) &&
      (!search || haystack(item).includes(search)));
  };

  // Each filter offers the values left by the other filters, with their numbers.
  const fill = (id, value) => {
    const counts = new Map();
    for (const item of wanted(id)) counts.set(value(item), (counts.get(value(item)) || 0) + 1);
    const select = byId(id), before = select.value;
    const options = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    if (before !== ANY && !counts.has(before)) options.push([before, 0]);
    select.replaceChildren(new Option("all", ANY), ...options.map(([name, n]) => new Option(`${name} (${n})`, name)));
    select.value = before;
  };

  const render = () => {
    fill("field", (i) => i.field);
    fill("kind", kindOf);
    fill("pattern", (i) => i.pattern || "(none)");
    const found = wanted();
    byId("count").textContent = `${found.length} of ${items().length}`;
    byId("list").replaceChildren(...found.slice(0, shown).map(card));
    byId("more").hidden = found.length <= shown;
  };

  const reset = () => { shown = PAGE; render(); };
  if (data.baseline) byId("view").append(new Option(`changes since ${data.baseline}`, "changes"));
  else byId("view-label").hidden = true;
  byId("filters").addEventListener("input", reset);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("reset", () => setTimeout(reset));
  byId("more").addEventListener("click", () => { shown += PAGE; render(); });
  for (const link of document.querySelectorAll("[data-article]"))
    link.addEventListener("click", () => {
      byId("filters").reset();
      byId("search").value = link.dataset.article;
      setTimeout(() => { reset(); byId("browser").scrollIntoView(); });
    });

  // A link such as report.html#field=who&kind=missing opens the browser with these filters.
  const given = new URLSearchParams(location.hash.slice(1));
  render();
  for (const [name, value] of given) if (byId(name) && "value" in byId(name)) byId(name).value = value;
  render();
})();
