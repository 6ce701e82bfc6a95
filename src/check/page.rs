//! The differences as a page to look at: self-contained, loads nothing, everything escaped.

use super::forms::headline;
use super::{Difference, Report};
use crate::error::{Error, Result};
use serde::Serialize;

#[derive(Serialize)]
struct Page {
    fixtures: Vec<Fixture>,
    failed: usize,
    all: usize,
    scores: Vec<ScoreRow>,
}

#[derive(Serialize)]
struct Fixture {
    path: String,
    headline: String,
    expected: usize,
    found: usize,
    differences: Vec<Shown>,
}

#[derive(Serialize)]
struct Shown {
    what: String,
    cells: Vec<Cell>,
}

#[derive(Serialize)]
struct Cell {
    column: &'static str,
    expected: Option<Cut>,
    found: Option<Cut>,
}

/// A cell with the stretch in which it differs.
#[derive(Debug, PartialEq, Serialize)]
struct Cut {
    before: String,
    differs: String,
    after: String,
}

#[derive(Serialize)]
struct ScoreRow {
    name: &'static str,
    precision: String,
    recall: String,
    right: usize,
    found: usize,
    expected: usize,
}

impl Report {
    /// The differences as HTML.
    pub fn html(&self) -> Result<String> {
        let fixtures: Vec<Fixture> = self
            .outcomes
            .iter()
            .filter(|o| !o.passed())
            .map(|o| Fixture {
                path: o.path.display().to_string(),
                headline: headline(o),
                expected: o.expected,
                found: o.found,
                differences: o.differences.iter().map(shown).collect(),
            })
            .collect();
        let percent = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), |p| format!("{p:.1}"));
        let scores = self.scores().into_iter().map(|(name, s)| ScoreRow {
            name,
            precision: percent(s.precision()),
            recall: percent(s.recall()),
            right: s.right,
            found: s.found,
            expected: s.expected,
        });
        let page = Page { failed: fixtures.len(), all: self.outcomes.len(), fixtures, scores: scores.collect() };
        render(page).map_err(|e| Error::input("report", e.to_string()))
    }
}

fn render(page: Page) -> std::result::Result<String, minijinja::Error> {
    let mut environment = minijinja::Environment::new();
    let template = crate::packed::page("check/page.html");
    environment.add_template("page.html", template)?;
    let style = template.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).map_or("", |(s, _)| s);
    environment.add_global("policy", minijinja::Value::from_safe_string(crate::policy::policy(style, None)));
    environment.get_template("page.html")?.render(minijinja::value::Serde(page))
}

fn shown(difference: &Difference) -> Shown {
    let whole = |text: &String| Cut { before: String::new(), differs: text.clone(), after: String::new() };
    match difference {
        Difference::Missing { row, cells } => Shown {
            what: format!("Expected row {row} is missing"),
            cells: cells
                .iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(column, text)| Cell { column: column.name(), expected: Some(whole(text)), found: None })
                .collect(),
        },
        Difference::Extra { row, cells } => Shown {
            what: format!("Row {row} is not expected"),
            cells: cells
                .iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(column, text)| Cell { column: column.name(), expected: None, found: Some(whole(text)) })
                .collect(),
        },
        Difference::Changed { row, label, cells } => Shown {
            what: format!("Row {row} differs: {label}"),
            cells: cells
                .iter()
                .map(|(column, expected, found)| {
                    let (expected, found) = cut(expected, found);
                    Cell { column: column.name(), expected: Some(expected), found: Some(found) }
                })
                .collect(),
        },
    }
}

/// Cuts off the words that two cells have in common at both ends.
fn cut(a: &str, b: &str) -> (Cut, Cut) {
    let (x, y): (Vec<&str>, Vec<&str>) = (a.split_inclusive(' ').collect(), b.split_inclusive(' ').collect());
    let head = x.iter().zip(&y).take_while(|(p, q)| p == q).count();
    let most = x.len().min(y.len()) - head;
    let tail = x.iter().rev().zip(y.iter().rev()).take(most).take_while(|(p, q)| p == q).count();
    let part = |words: &[&str]| Cut {
        before: words[..head].concat(),
        differs: words[head..words.len() - tail].concat(),
        after: words[words.len() - tail..].concat(),
    };
    (part(&x), part(&y))
}

#[cfg(test)]
mod tests {
    use super::super::Outcome;
    use super::*;
    use crate::writer::Column;

    #[test]
    fn only_the_words_that_differ_are_marked() {
        let (a, b) = cut("the old ferry is late", "the ferry is very late");
        assert_eq!((a.before.as_str(), a.differs.as_str(), a.after.as_str()), ("the ", "old ferry is ", "late"));
        assert_eq!(b.differs, "ferry is very ");
        assert_eq!(cut("", "x").1.differs, "x");
        assert_eq!(cut("a a", "a").0.differs, "a ");
    }

    #[test]
    fn nothing_of_a_cell_is_markup() {
        let cells = vec![(Column::Quote, "<b>a</b>".to_owned(), "<i>\"&".to_owned())];
        let outcome = Outcome {
            path: "a.txt".into(),
            differences: vec![Difference::Changed { row: 1, label: "<b>".into(), cells }],
            ..Outcome::default()
        };
        let html = Report { outcomes: vec![outcome] }.html().unwrap();
        assert!(!html.contains("<b>a") && !html.contains("<i>"));
        assert!(html.contains("1 difference") && html.contains("&lt;b&gt;a&lt;&#x2f;b&gt;"));
    }
}
