//! The report in the forms that build servers read.
//!
//! Takes a report, gives JUnit XML or the annotations of GitHub Actions.

use super::{Outcome, Report};
use std::fmt::Write;

impl Report {
    /// JUnit XML: a test case for each fixture.
    pub fn junit(&self) -> String {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        let (tests, failures) = (self.outcomes.len(), self.failed());
        let _ = writeln!(out, "<testsuites tests=\"{tests}\" failures=\"{failures}\">");
        let _ = writeln!(out, "  <testsuite name=\"whosaid check\" tests=\"{tests}\" failures=\"{failures}\">");
        for outcome in &self.outcomes {
            let folder = outcome.path.parent().map(|p| p.display().to_string()).unwrap_or_default();
            let name = outcome.path.file_name().unwrap_or_default().to_string_lossy();
            let _ = write!(out, "    <testcase classname=\"{}\" name=\"{}\"", xml(&folder), xml(&name));
            if outcome.passed() {
                out.push_str("/>\n");
            } else {
                let (message, text) = (xml(&headline(outcome)), xml(&outcome.to_string()));
                let _ = writeln!(out, ">\n      <failure message=\"{message}\">{text}</failure>\n    </testcase>");
            }
        }
        out.push_str("  </testsuite>\n</testsuites>\n");
        out
    }

    /// Workflow commands of GitHub Actions: an error beside each fixture that differs.
    pub fn github(&self) -> String {
        let mut out = String::new();
        for outcome in self.outcomes.iter().filter(|o| !o.passed()) {
            let file = github_property(&outcome.path.display().to_string());
            let title = github_property(&headline(outcome));
            let _ = writeln!(out, "::error file={file},title={title}::{}", github_text(&outcome.to_string()));
        }
        out
    }
}

pub(super) fn headline(outcome: &Outcome) -> String {
    match (outcome.unexpected, outcome.differences.len()) {
        (true, _) => "no expected rows".to_owned(),
        (false, 1) => "1 difference".to_owned(),
        (false, n) => format!("{n} differences"),
    }
}

/// Escaped for XML; characters that XML cannot hold are replaced.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

fn github_text(text: &str) -> String {
    text.trim_end().replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn github_property(text: &str) -> String {
    github_text(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::Difference;
    use super::*;
    use crate::writer::Column;

    fn report() -> Report {
        let cells = vec![(Column::Quote, "a < \"b\" & 5%\u{1}".to_owned())];
        let failed = Outcome {
            path: "fixtures/a, b.txt".into(),
            differences: vec![Difference::Missing { row: 1, cells }],
            ..Outcome::default()
        };
        Report { outcomes: vec![failed, Outcome { path: "fixtures/c.txt".into(), ..Outcome::default() }] }
    }

    #[test]
    fn junit_is_sound_xml() {
        let xml = report().junit();
        assert!(xml.contains("<testsuite name=\"whosaid check\" tests=\"2\" failures=\"1\">"));
        assert!(xml.contains("<failure message=\"1 difference\">"));
        assert!(xml.contains("- quote: a &lt; &quot;b&quot; &amp; 5%\u{FFFD}"));
        assert!(xml.contains("<testcase classname=\"fixtures\" name=\"c.txt\"/>"));
    }

    #[test]
    fn github_commands_stand_on_one_line_each() {
        let text = report().github();
        assert_eq!(text.lines().count(), 1);
        assert!(text.starts_with("::error file=fixtures/a%2C b.txt,title=1 difference::fixtures/a, b.txt"));
        assert!(text.contains("%0A- quote: a < \"b\" & 5%25"));
    }
}
