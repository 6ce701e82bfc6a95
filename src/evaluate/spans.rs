//! Content, speaker mention and cue as spans, per slice of the annotation.
//!
//! Takes annotated articles and predictions, gives [`Scores`]: recall and precision at three thresholds, the speaker
//! mention, end to end, and the character-level figures `overlap` and `exact`. Does not look at resolved names (that is
//! [`super::speakers`]).
//!
//! Slices of the annotation, by its content: `direct` lies wholly inside quotation marks, `mixed` holds some quoted
//! words, `speech` holds none but has a cue of saying, `other` is the rest (beliefs, plans, findings).

use super::compare::{cut, joined, shown, strip};
use super::gold::{Annotated, Attribution};
use super::matching::{Letters, letters, pair, shared};
use super::{Figure, Predictions, Prf, ratio};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Words that make a cue one of saying.
const SAYING: &str = "say said says saying tell told tells telling add added adds adding announce announced announces \
announcing argue argued argues arguing ask asked asks asking claim claimed claims claiming note noted notes noting write \
wrote writes writing written report reported reports reporting according suggest suggested suggests suggesting state \
stated states stating declare declared declares declaring insist insisted insists insisting warn warned warns warning \
tweet tweeted tweets tweeting reply replied replies replying respond responded responds responding explain explained \
explains explaining acknowledge acknowledged acknowledges acknowledging admit admitted admits admitting deny denied denies \
denying accuse accused accuses accusing assert asserted asserts asserting recall recalled recalls recalling recount \
recounted describe described describes describing call called calls calling mention mentioned confirm confirmed confirms \
confirming emphasize emphasized remark remarked observe observed comment commented promise promised promises promising \
pledge pledged vow vowed vows urge urged urges urging demand demanded conclude concluded concludes testify testified quip \
quipped joke joked tout touted contend contended contends charge charged charges allege alleged alleges alleging complain \
complained quote quoted quotes quoting cite cited cites citing criticize criticized slam slammed blast blasted praise \
praised reiterate reiterated repeat repeated reveal revealed disclose disclosed predict predicted propose proposed";

const THRESHOLDS: [f64; 3] = [0.3, 0.5, 0.8];
const SLICES: [&str; 4] = ["direct", "mixed", "speech", "other"];
const KINDS: [&str; 3] = ["direct", "mixed", "indirect"];

/// The groups of the table: name, slices of the annotation, kinds of the predictions.
const GROUPS: [(&str, &[usize], &[usize]); 6] = [
    ("direct", &[0], &[0]),
    ("mixed", &[1], &[1]),
    ("quoted", &[0, 1], &[0, 1]),
    ("speech", &[2], &[2]),
    ("reported", &[0, 1, 2], &[0, 1, 2]),
    ("all", &[0, 1, 2, 3], &[0, 1, 2]),
];

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

/// The slice of an annotation, as an index into the slices.
fn slice(a: &Attribution, text: &[char], saying: &BTreeSet<&str>) -> usize {
    let content = joined(text, &a.content);
    let content = strip(&content);
    let mark = |c: Option<char>| c.is_none_or(|c| "\"\u{201c}\u{201d}".contains(c));
    let bare = content.trim_end_matches(['.', ',', ';', ':']);
    if mark(content.chars().next()) && mark(bare.chars().next_back()) {
        return 0;
    }
    if content.contains(['"', '\u{201c}', '\u{201d}', '«', '»']) {
        return 1;
    }
    let cue = joined(text, &a.cue).to_lowercase();
    if cue.split(|c: char| !c.is_ascii_lowercase()).any(|w| saying.contains(w)) { 2 } else { 3 }
}

#[derive(Default)]
struct Tally {
    gold: [usize; 4],
    found: [[usize; 4]; 3],
    speaker_known: [usize; 4],
    speaker_right: [usize; 4],
    end_to_end: [usize; 4],
}

#[derive(Default, Clone)]
struct KindTally {
    predicted: usize,
    matched: [usize; 3],
    end_to_end: usize,
}

fn count(list: &mut Vec<(String, usize)>, key: &str) {
    match list.iter_mut().find(|(k, _)| k == key) {
        Some((_, n)) => *n += 1,
        None => list.push((key.to_owned(), 1)),
    }
}

/// Compares predictions with annotations; lists at most `misses` missed annotations and `spurious` predictions that
/// match nothing.
pub fn score(gold: &[Annotated], predictions: &Predictions, misses: usize, spurious: usize) -> Scores {
    let saying: BTreeSet<&str> = SAYING.split_whitespace().collect();
    let mut out = Scores { docs: gold.len(), ..Scores::default() };
    let mut tally = Tally::default();
    let mut kinds: BTreeMap<&str, KindTally> = BTreeMap::new();
    let mut overlap = [[0usize; 3]; 3];
    let mut exact = [[0usize; 3]; 3];
    let (mut shown_misses, mut shown_spurious) = (0, 0);
    let none = Vec::new();
    for article in gold {
        let text: Vec<char> = article.text.chars().collect();
        let annotated = &article.attributions;
        let rows = predictions.get(&article.doc).unwrap_or(&none);
        let slices: Vec<usize> = annotated.iter().map(|a| slice(a, &text, &saying)).collect();
        let of = |f: fn(&Attribution) -> &[super::Offsets]| -> Vec<Letters> {
            annotated.iter().map(|a| letters(f(a), &text)).collect()
        };
        let gold_roles = [of(|a| &a.content), of(|a| &a.source), of(|a| &a.cue)];
        let one = |s: Option<super::Offsets>| letters(s.as_slice(), &text);
        let row_roles: [Vec<Letters>; 3] = [
            rows.iter().map(|p| letters(&p.quote_spans, &text)).collect(),
            rows.iter().map(|p| one(p.speaker_span)).collect(),
            rows.iter().map(|p| one(p.cue_span)).collect(),
        ];
        let row_kinds: Vec<&str> = rows.iter().map(|p| p.kind.as_deref().unwrap_or("direct")).collect();
        for s in &slices {
            tally.gold[*s] += 1;
            count(&mut out.annotated, SLICES[*s]);
        }
        for k in &row_kinds {
            kinds.entry(k).or_default().predicted += 1;
            count(&mut out.predicted, k);
        }
        for (t, threshold) in THRESHOLDS.into_iter().enumerate() {
            let pairing = pair(&gold_roles[0], &row_roles[0], threshold);
            let mut right_rows = vec![false; rows.len()];
            for (i, j) in pairing.of_gold.iter().enumerate().filter_map(|(i, j)| j.map(|j| (i, j))) {
                tally.found[t][slices[i]] += 1;
                let kind = kinds.entry(row_kinds[j]).or_default();
                kind.matched[t] += 1;
                if threshold != 0.5 {
                    continue;
                }
                let (g, p) = (&gold_roles[1][i], &row_roles[1][j]);
                let meets = shared(g, p) > 0;
                if !g.is_empty() {
                    tally.speaker_known[slices[i]] += 1;
                    tally.speaker_right[slices[i]] += usize::from(meets);
                }
                if if g.is_empty() { p.is_empty() } else { meets } {
                    tally.end_to_end[slices[i]] += 1;
                    kind.end_to_end += 1;
                    right_rows[j] = true;
                }
            }
            if threshold != 0.5 {
                continue;
            }
            for (j, p) in rows.iter().enumerate() {
                let Some(confidence) = p.confidence else { continue };
                out.judged.push(Judged {
                    kind: row_kinds[j].to_owned(),
                    confidence,
                    matched: pairing.of_prediction[j].is_some(),
                    right: right_rows[j],
                });
            }
            for (i, a) in annotated.iter().enumerate() {
                if pairing.of_gold[i].is_none() && slices[i] != 3 && shown_misses < misses {
                    shown_misses += 1;
                    out.listing.push(format!(
                        "MISS {} [{}] src={} cue={} content={}",
                        article.doc,
                        SLICES[slices[i]],
                        shown(Some(&joined(&text, &a.source))),
                        shown(Some(&joined(&text, &a.cue))),
                        shown(Some(&cut(&joined(&text, &a.content), 160))),
                    ));
                }
            }
            for (j, p) in rows.iter().enumerate() {
                if pairing.of_prediction[j].is_none() && shown_spurious < spurious {
                    shown_spurious += 1;
                    out.listing.push(format!(
                        "SPURIOUS {} [{}] spk={} cue={} content={}",
                        article.doc,
                        row_kinds[j],
                        shown(p.speaker.as_deref()),
                        shown(p.cue.as_deref()),
                        shown(Some(&cut(&joined(&text, &p.quote_spans), 160))),
                    ));
                }
            }
        }
        for role in 0..3 {
            characters(&gold_roles[role], &row_roles[role], &mut overlap[role], &mut exact[role]);
        }
    }
    let kind = |k: &usize| kinds.get(KINDS[*k]).cloned().unwrap_or_default();
    for (name, slices, of_kinds) in GROUPS {
        let sum = |f: &dyn Fn(usize) -> usize| slices.iter().map(|s| f(*s)).sum::<usize>();
        let annotated = sum(&|s| tally.gold[s]);
        let predicted: usize = of_kinds.iter().map(|k| kind(k).predicted).sum();
        let at = |t: usize| {
            let right = of_kinds.iter().map(|k| kind(k).matched[t]).sum();
            Prf::new(right, predicted, sum(&|s| tally.found[t][s]), annotated)
        };
        let right = of_kinds.iter().map(|k| kind(k).end_to_end).sum();
        out.groups.push((
            name,
            Group {
                at_30: at(0),
                at_50: at(1),
                at_80: at(2),
                speaker: ratio(sum(&|s| tally.speaker_right[s]), sum(&|s| tally.speaker_known[s])),
                end_to_end: Prf::new(right, predicted, sum(&|s| tally.end_to_end[s]), annotated),
            },
        ));
    }
    let roles = |v: &[[usize; 3]; 3]| {
        let f = |r: usize| Prf::new(v[r][0], v[r][1], v[r][0], v[r][2]);
        Roles { content: f(0), speaker: f(1), cue: f(2) }
    };
    out.overlap = roles(&overlap);
    out.exact = roles(&exact);
    out
}

fn characters(gold: &[Letters], rows: &[Letters], overlap: &mut [usize; 3], exact: &mut [usize; 3]) {
    let union = |sets: &[Letters]| -> Letters {
        sets.iter().flatten().copied().collect::<BTreeSet<u32>>().into_iter().collect()
    };
    let (g, p) = (union(gold), union(rows));
    overlap[0] += shared(&g, &p);
    overlap[1] += p.len();
    overlap[2] += g.len();
    let multiset = |sets: &'_ [Letters]| {
        let mut out: BTreeMap<Letters, usize> = BTreeMap::new();
        for s in sets.iter().filter(|s| !s.is_empty()) {
            *out.entry(s.clone()).or_default() += 1;
        }
        out
    };
    let (g, p) = (multiset(gold), multiset(rows));
    exact[0] += g.iter().map(|(k, n)| (*n).min(p.get(k).copied().unwrap_or(0))).sum::<usize>();
    exact[1] += p.values().sum::<usize>();
    exact[2] += g.values().sum::<usize>();
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
