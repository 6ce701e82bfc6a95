//! Content, speaker mention and cue as spans, per slice of the annotation.
//!
//! Takes annotated articles and predictions, gives [`Scores`]: recall and precision at three thresholds, the speaker
//! mention, end to end, and the character-level figures `overlap` and `exact`. Does not look at resolved names (that is
//! [`super::speakers`]).
//!
//! Slices of the annotation, by its content: `direct` lies wholly inside quotation marks, `mixed` holds some quoted
//! words, `speech` holds none but has a cue of saying, `other` is the rest (beliefs, plans, findings).

use super::compare::shown;
pub use super::tally::score;
use super::{Figure, Prf};
use serde::Serialize;

/// The figures of one group of slices.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Group {
    /// Content at intersection over union 0.3.
    #[serde(rename = "@0.3")]
    pub at_30: Prf,
    /// Content at 0.5.
    #[serde(rename = "@0.5")]
    pub at_50: Prf,
    /// Content at 0.8.
    #[serde(rename = "@0.8")]
    pub at_80: Prf,
    /// Of the matched ones that name a speaker, the share whose speaker mention overlaps it.
    pub speaker: f64,
    /// A match at 0.5 counts only with its speaker right.
    pub end_to_end: Prf,
}

/// Character-level figures of the three roles.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Roles {
    /// The reported words.
    pub content: Prf,
    /// The speaker mention.
    pub speaker: Prf,
    /// The cue.
    pub cue: Prf,
}

/// The whole measure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// How many articles.
    pub docs: usize,
    /// Annotations by slice, in the order of first appearance.
    pub annotated: Vec<(String, usize)>,
    /// Predictions by kind, in the order of first appearance.
    pub predicted: Vec<(String, usize)>,
    /// The groups in the order of the table.
    pub groups: Vec<(&'static str, Group)>,
    /// Characters of a role found anywhere in that role.
    pub overlap: Roles,
    /// Whole role spans right.
    pub exact: Roles,
    /// Missed annotations and spurious predictions, as asked for.
    pub listing: Vec<String>,
    /// For every prediction with a confidence: its kind, confidence, whether it matches an annotation at 0.5, and
    /// whether its speaker is right too.
    pub judged: Vec<Judged>,
}

/// One prediction, judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The kind of the row.
    pub kind: String,
    /// Its confidence.
    pub confidence: f64,
    /// Its content matches an annotation at 0.5.
    pub matched: bool,
    /// And its speaker mention is right.
    pub right: bool,
}

impl Scores {
    /// The table as text, line by line.
    pub fn table(&self) -> String {
        let f = |d: &Prf| format!("{:5.1} {:5.1} {:5.1}", 100.0 * d.p, 100.0 * d.r, 100.0 * d.f1);
        let counts = |list: &[(String, usize)]| {
            let items: Vec<String> = list.iter().map(|(k, n)| format!("{}: {n}", shown(Some(k)))).collect();
            format!("{{{}}}", items.join(", "))
        };
        let mut out = format!(
            "{} articles; annotated {}; predicted {}\n",
            self.docs,
            counts(&self.annotated),
            counts(&self.predicted)
        );
        out.push_str(&format!(
            "{:10} {:20} {:20} {:20} {:8} end to end P R F1\n",
            "slice", "@0.3  P     R     F1", "@0.5  P     R     F1", "@0.8  P     R     F1", "speaker"
        ));
        for (name, g) in &self.groups {
            out.push_str(&format!(
                "{name:10} {:20} {:20} {:20} {:6.1}   {}\n",
                f(&g.at_30),
                f(&g.at_50),
                f(&g.at_80),
                100.0 * g.speaker,
                f(&g.end_to_end)
            ));
        }
        for (name, r) in [("overlap", &self.overlap), ("exact", &self.exact)] {
            out.push_str(&format!(
                "{name:10} content {}; speaker {}; cue {}\n",
                f(&r.content),
                f(&r.speaker),
                f(&r.cue)
            ));
        }
        out
    }

    /// Everything but the listing as JSON.
    pub fn json(&self) -> serde_json::Value {
        let counts = |list: &[(String, usize)]| {
            serde_json::Value::Object(list.iter().map(|(k, n)| (k.clone(), (*n).into())).collect())
        };
        let mut out = serde_json::Map::new();
        out.insert("docs".into(), self.docs.into());
        out.insert("annotated".into(), counts(&self.annotated));
        out.insert("predicted".into(), counts(&self.predicted));
        for (name, g) in &self.groups {
            out.insert((*name).into(), serde_json::json!(g));
        }
        out.insert("overlap".into(), serde_json::json!(self.overlap));
        out.insert("exact".into(), serde_json::json!(self.exact));
        serde_json::Value::Object(out)
    }

    /// The figures under their names, as percentages: `quoted-f1-at-50`, `direct-end-to-end-f1`, `quoted-speaker`.
    pub fn figures(&self) -> Vec<Figure> {
        let mut out = Vec::new();
        let mut prf = |name: String, v: &Prf, tail: &str| {
            for (part, x) in [("p", v.p), ("r", v.r), ("f1", v.f1)] {
                out.push((format!("{name}-{part}{tail}"), 100.0 * x));
            }
        };
        for (name, g) in &self.groups {
            prf((*name).to_owned(), &g.at_30, "-at-30");
            prf((*name).to_owned(), &g.at_50, "-at-50");
            prf((*name).to_owned(), &g.at_80, "-at-80");
            prf(format!("{name}-end-to-end"), &g.end_to_end, "");
        }
        out.extend(self.groups.iter().map(|(name, g)| (format!("{name}-speaker"), 100.0 * g.speaker)));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::super::Predictions;
    use super::super::gold::{Annotated, Attribution};
    use super::*;
    use crate::evaluate::Prediction;

    fn article() -> Annotated {
        let text = "“We lost,” Ida Moen said. She said they were “tired”. Rolf thinks so.".to_owned();
        let at = |s: &str| {
            let b = text.find(s).unwrap();
            let start = text[..b].chars().count() as i64;
            vec![(start, start + s.chars().count() as i64)]
        };
        let attributions = vec![
            Attribution { id: "E1".into(), source: at("Ida Moen"), cue: at("said"), content: at("“We lost,”") },
            Attribution { id: "E2".into(), source: at("She"), cue: at("said"), content: at("they were “tired”") },
            Attribution { id: "E3".into(), source: at("Rolf"), cue: at("thinks"), content: at("so") },
        ];
        Annotated { doc: "a".into(), text: text.clone(), attributions }
    }

    #[test]
    fn known_numbers() {
        let gold = [article()];
        let rows = vec![
            Prediction {
                doc: "a".into(),
                kind: Some("direct".into()),
                quote_spans: vec![(1, 8)],
                speaker_span: Some((11, 19)),
                ..Prediction::default()
            },
            Prediction {
                doc: "a".into(),
                kind: Some("mixed".into()),
                quote_spans: vec![(35, 51)],
                ..Prediction::default()
            },
        ];
        let predictions = Predictions::from([("a".to_owned(), rows)]);
        let got = score(&gold, &predictions, 9, 9);
        let group = |n: &str| got.groups.iter().find(|(k, _)| *k == n).unwrap().1.clone();
        assert_eq!(group("direct").end_to_end, Prf { p: 1.0, r: 1.0, f1: 1.0 });
        assert_eq!(group("mixed").at_80.r, 1.0);
        assert_eq!(group("mixed").end_to_end.r, 0.0);
        assert_eq!(group("quoted").speaker, 0.5);
        assert_eq!(group("all").at_50.r, 2.0 / 3.0);
        assert!(got.listing.is_empty(), "{:?}", got.listing);
        assert_eq!(got.annotated.iter().map(|x| x.0.as_str()).collect::<Vec<_>>(), ["direct", "mixed", "other"]);
        assert!(got.figures().contains(&("direct-f1-at-50".to_owned(), 100.0)));
    }

    #[test]
    fn misses_and_spurious_are_listed() {
        let rows = vec![Prediction { quote_spans: vec![(20, 24)], ..Prediction::default() }];
        let got = score(&[article()], &Predictions::from([("a".to_owned(), rows)]), 1, 5);
        assert_eq!(
            got.listing,
            [
                "MISS a [direct] src='Ida Moen' cue='said' content='“We lost,”'",
                "SPURIOUS a [direct] spk=None cue=None content='said'",
            ]
        );
    }
}
