"use strict";
(() => {
  const $ = (selector) => document.querySelector(selector);
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const rows = all(".row");
  const quotations = rows.filter((row) => row.dataset.kind !== "marked").length;
  const byId = new Map(rows.map((row) => [row.dataset.row, row]));
  const marks = all(".m[data-q]").map((node) => ({ node, ids: node.dataset.q.split(" ") }));
  const marksOf = new Map();
  for (const mark of marks) {
    for (const id of mark.ids) {
      if (!marksOf.has(id)) marksOf.set(id, []);
      marksOf.get(id).push(mark.node);
    }
  }
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let current = null;

  function bring(node) {
    if (node) node.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  function textOf(id) {
    const nodes = marksOf.get(id) || [];
    return nodes.find((node) => node.classList.contains("q") || node.classList.contains("k")) || nodes[0];
  }

  // `from` is where the reader is: that side stays where it is.
  function select(id, from) {
    if (current) {
      byId.get(current).classList.remove("on");
      for (const node of marksOf.get(current) || []) node.classList.remove("on");
    }
    current = byId.has(id) ? id : null;
    if (!current) return;
    const row = byId.get(current);
    row.classList.add("on");
    for (const node of marksOf.get(current) || []) node.classList.add("on");
    if (from !== "text") bring(textOf(current));
    if (from !== "row") bring(row);
    if (from === "keys") row.focus({ preventScroll: true });
    history.replaceState(null, "", "#r" + current);
  }

  const shown = () => rows.filter((row) => !row.hidden);

  function step(by) {
    const list = shown();
    if (!list.length) return;
    const at = list.findIndex((row) => row.dataset.row === current);
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1);
    select(list[next].dataset.row, "keys");
  }

  function filter() {
    const words = $("#find").value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const speaker = $("#speaker").value, source = $("#source").value;
    const kinds = new Set(all("input.kind:checked").map((box) => box.value));
    const least = Number($("#least").value);
    $("#least-shown").textContent = (least / 100).toFixed(2);
    const known = new Set(all("input.kind").map((box) => box.value));
    let count = 0, said = 0, shownRows = 0;
    for (const row of rows) {
      const data = row.dataset;
      const fits = (speaker === "*" || speaker === "=" + data.speaker)
        && (source === "*" || source === "=" + data.source)
        && (!known.has(data.kind) || kinds.has(data.kind))
        && Number(data.confidence) >= least
        && (!words.length || words.every((word) => row.textContent.toLocaleLowerCase().includes(word)));
      row.hidden = !fits;
      shownRows += fits;
      if (fits && data.kind !== "marked") {
        count += 1;
        said += Number(data.words);
      }
    }
    for (const mark of marks) mark.node.classList.toggle("off", mark.ids.every((id) => byId.get(id).hidden));
    $("#count").textContent = count === quotations
      ? `${count} ${count === 1 ? "quotation" : "quotations"}` : `${count} of ${quotations} quotations`;
    $("#words").textContent = said;
    $("#nothing").hidden = shownRows > 0 || rows.length === 0;
  }

  function clear() {
    $("#find").value = "";
    $("#speaker").value = "*";
    $("#source").value = "*";
    for (const box of all("input.kind")) box.checked = true;
    $("#least").value = 0;
    filter();
  }

  function only(name, value) {
    const field = $("#" + name);
    field.value = field.value === "=" + value ? "*" : "=" + value;
    filter();
  }

  for (const row of rows) row.addEventListener("click", (event) => {
    event.preventDefault();
    select(row.dataset.row, "row");
  });
  // A mark may belong to several quotations: the innermost first, each further click the next one out.
  for (const { node, ids } of marks) node.addEventListener("click", () => {
    const open = ids.filter((id) => !byId.get(id).hidden);
    if (!open.length || String(getSelection())) return;
    const at = open.indexOf(current);
    select(open[(at < 1 ? open.length : at) - 1], "text");
  });
  for (const field of ["#find", "#speaker", "#source", "#least"]) $(field).addEventListener("input", filter);
  for (const box of all("input.kind")) box.addEventListener("change", filter);
  for (const name of ["speaker", "source"]) {
    for (const button of all(`.pick[data-${name}]`)) button.addEventListener("click", () => only(name, button.dataset[name]));
  }
  $("#clear").addEventListener("click", clear);

  function keys() {
    const list = $("#keys"), button = $("#keys-button");
    list.hidden = !list.hidden;
    button.setAttribute("aria-expanded", String(!list.hidden));
  }
  $("#keys-button").addEventListener("click", keys);
  $("#theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      document.activeElement.blur();
      select(null);
      return clear();
    }
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    const act = {
      "j": () => step(1), "k": () => step(-1),
      "/": () => $("#find").focus(), "?": keys,
      "s": () => current && only("speaker", byId.get(current).dataset.speaker),
      "Enter": () => {
        const row = event.target.closest && event.target.closest(".row");
        if (row) select(row.dataset.row, "row"); else if (current && event.target === document.body) bring(textOf(current));
        else return false;
      },
    }[event.key];
    if (act && act() !== false) event.preventDefault();
  });

  if (location.hash.startsWith("#r")) select(location.hash.slice(2));
  else if (location.hash.startsWith("#t")) select(location.hash.slice(2));
})();
