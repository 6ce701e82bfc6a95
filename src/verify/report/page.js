(() => {
  "use strict";
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const list = document.getElementById("answers");
  const body = document.querySelector("#index tbody");
  const articles = all("#answers > article");
  const rows = all("#index tbody tr");
  const count = document.getElementById("count");
  const search = document.getElementById("search");
  const sort = document.getElementById("sort");
  const buttons = all("button[data-verdict]");
  let only = "";
  const show = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    articles.forEach((article, n) => {
      const text = article.textContent.toLowerCase();
      const fits = (!only || article.dataset.verdict === only) && words.every((word) => text.includes(word));
      article.hidden = !fits;
      rows[n].hidden = !fits;
      shown += fits ? 1 : 0;
    });
    const noun = articles.length === 1 ? "claim" : "claims";
    count.textContent = shown === articles.length ? `${shown} ${noun}` : `${shown} of ${articles.length} ${noun}`;
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.verdict === only)));
  };
  const order = () => {
    const key = sort.value;
    const numbers = articles.map((_, n) => n);
    const value = (n) => (key === "given" ? "" : articles[n].dataset[key]);
    const compared = (a, b) => value(a).localeCompare(value(b), "en", { numeric: true }) || a - b;
    numbers.sort(compared).forEach((n) => {
      list.append(articles[n]);
      body.append(rows[n]);
    });
  };
  buttons.forEach((button) => button.addEventListener("click", () => {
    only = only === button.dataset.verdict ? "" : button.dataset.verdict;
    show();
  }));
  search.addEventListener("input", show);
  sort.addEventListener("change", order);
  document.getElementById("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  // A link to an answer that is hidden shows it.
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.hidden) {
      only = "";
      search.value = "";
      show();
      target.scrollIntoView();
    }
  });
  all(".no-script").forEach((element) => { element.removeAttribute("hidden"); });
  show();
})();
