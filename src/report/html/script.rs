//! What a long table can do in a browser: its rows are sorted by a column and searched. Without it everything is there to be read.

/// The script of a page with a long table. It makes what it needs: without it there is no button that does nothing.
pub(super) const SCRIPT: &str = r#"
(() => {
"use strict";
const collator = new Intl.Collator("ru", {numeric: true});
const plurals = new Intl.PluralRules("ru");
const rowWords = {one: "строка", few: "строки"};
const counted = count => count + " " + (rowWords[plurals.select(count)] || "строк");
const folded = text => text.toLowerCase().replaceAll("ё", "е");
const readers = {
  number: text => {
    const found = text.replace(/\s/g, "").replace(",", ".").match(/^[-−]?\d+(\.\d+)?/);
    return found ? Number(found[0].replace("−", "-")) : null;
  },
  day: text => {
    const found = text.match(/(\d\d)\.(\d\d)\.(\d{4})/);
    return found ? Number(found[3] + found[2] + found[1]) : null;
  },
  words: text => text === "" || text === "–" ? null : text,
};
const compared = (one, other) => typeof one === "string" ? collator.compare(one, other) : one - other;

for (const box of document.querySelectorAll(".table.long")) {
  const table = box.querySelector("table");
  const bodies = Array.from(table.tBodies, body => {
    const rows = Array.from(body.rows).filter(row => row.cells[0].scope !== "rowgroup");
    const heading = body.rows[0].cells[0].scope === "rowgroup" ? body.rows[0].textContent : "";
    const said = row => folded([heading, ...Array.from(row.cells, cell => cell.textContent)].join("\n"));
    return {body, rows: rows.map((row, place) => ({row, place, text: said(row)}))};
  });
  const all = bodies.flatMap(part => part.rows);

  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, column) => {
    const read = readers[head.dataset.sort];
    if (!read) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.title = "Упорядочить";
    head.append(button);
    button.addEventListener("click", () => {
      const next = {ascending: "descending", descending: ""}[head.getAttribute("aria-sort")] ?? "ascending";
      heads.forEach(other => other.removeAttribute("aria-sort"));
      if (next) head.setAttribute("aria-sort", next);
      const sign = next === "descending" ? -1 : 1;
      for (const part of bodies) {
        const keyed = part.rows.map(entry => [entry, next ? read(entry.row.cells[column].textContent.trim()) : null]);
        keyed.sort(([one, key], [other, otherKey]) =>
          (key === null) - (otherKey === null)
          || (key === null ? 0 : sign * compared(key, otherKey))
          || one.place - other.place);
        part.body.append(...keyed.map(([entry]) => entry.row));
      }
    });
  });

  const tools = document.createElement("div");
  tools.className = "tools";
  const label = document.createElement("label");
  const field = document.createElement("input");
  const status = document.createElement("span");
  field.type = "search";
  field.autocomplete = "off";
  label.append("Найти в таблице ", field);
  status.setAttribute("role", "status");
  status.textContent = counted(all.length);
  tools.append(label, " ", status);
  box.before(tools);
  field.addEventListener("input", () => {
    const words = folded(field.value).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const part of bodies) {
      let kept = 0;
      for (const {row, text} of part.rows) {
        const isFound = words.every(word => text.includes(word));
        row.classList.toggle("out", !isFound);
        kept += isFound;
      }
      part.body.classList.toggle("out", kept === 0);
      left += kept;
    }
    const total = counted(all.length);
    const found = left === 0 ? "Ничего не найдено" : "Найдено: " + counted(left);
    status.textContent = words.length === 0 ? total : found + " (всего " + all.length + ")";
  });
}
})();
"#;

/// Its hash, by which the page allows it and no other.
pub(super) const SCRIPT_HASH: &str = "/tS9ItAOm1W87YKT9u/fKqlozSEVBpSzi6oYtZqG+Do=";
