# %% [markdown]
# # Who was quoted how often, through whom
#
# From a folder of articles to a table and a chart. Runs as a script or cell by cell in an editor that knows `# %%`:
#
#     pip install './python[test]'
#     python python/examples/who_was_quoted.py fixtures/agency quoted.csv quoted.png

# %% The folder, and where the table and the chart go
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd
import whosaid

folder, table_file, chart_file = (sys.argv[1:] + ["fixtures/agency", "quoted.csv", "quoted.png"][len(sys.argv) - 1 :])[:3]

# %% Read the articles as the command line does: texts, web pages, JSON lines, exports
articles = pd.DataFrame(
    [(article.id, article.text, article.date) for article in whosaid.read(folder, errors="warn")],
    columns=["id", "text", "date"],
)
print(f"{len(articles)} articles, {articles['text'].str.len().sum():,} characters")

# %% Extract, on all cores: a data frame goes in by Arrow, and comes out by Arrow
rows = whosaid.extract_batch(articles, carry=["date"]).to_pandas()
print(f"{len(rows)} quotations, {rows['speaker'].notna().sum()} of them with a speaker")

# %% What a row is: the words, who said them, through whom, and where they stand
for row in rows.fillna({"role": "no role given"}).head(3).itertuples():
    text = articles.loc[articles["id"] == row.doc, "text"].item()
    words = " … ".join(" ".join(text[span["start"] : span["end"]].split()) for span in row.quote_spans)
    print(f"{row.speaker} ({row.role}) {row.cue}: {words[:70]}")

# %% Leave out what is doubtful, and what the text denies or leaves open
doubtful = {"ambiguous", "negated", "denied", "hypothetical"}
clear = rows[(rows["confidence"] >= 0.5) & rows["speaker"].notna()]
clear = clear[[doubtful.isdisjoint(flags) for flags in clear["flags"]]]

# %% Who was quoted how often, through whom
through = clear["source"].fillna("none named")
quoted = pd.crosstab(clear["speaker"], through)
quoted["all"] = quoted.sum(axis=1)
quoted["in own words"] = clear[clear["kind"] != "indirect"].groupby("speaker").size()
quoted = quoted.fillna(0).astype(int)
quoted = quoted.reset_index().sort_values(["all", "speaker"], ascending=[False, True]).set_index("speaker")
quoted.to_csv(table_file)
print(quoted.head(10).to_string())

# %% The chart: a bar a speaker, cut up by outlet
top = quoted.head(12).iloc[::-1]
outlets = [name for name in quoted.columns if name not in ("all", "in own words") and top[name].any()]
outlets.sort(key=lambda name: (name == "none named", -top[name].sum(), name))
colours = ["lightgrey" if name == "none named" else plt.cm.tab20(number % 20) for number, name in enumerate(outlets)]
axes = top[outlets].plot.barh(stacked=True, figsize=(9, 5), color=colours, width=0.8)
axes.set(xlabel="quotations", ylabel="", title=f"Who was quoted how often, through whom ({len(articles)} articles)")
axes.xaxis.get_major_locator().set_params(integer=True)
axes.legend(title="through", frameon=False, loc="lower right")
plt.tight_layout()
plt.savefig(chart_file, dpi=120)
print(f"wrote {table_file} and {chart_file}")
