//! How far two texts have to be normalised to agree: a ladder from the same bytes to mended encodings.
//!
//! Takes the words of a claim and of a passage as written, gives the rung. Does not compare word by word.

use super::text::flat;
use super::words;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

/// How far the texts had to be normalised to agree.
///
/// ```
/// use whosaid::{input::Article, verify::{Aliases, Claim, MatchedBy, Verifier}};
/// let claim = Claim { claim: "The ferry won't sail at dawn".into(), speaker: "Anna Haro".into(), ..Claim::default() };
/// let article = Article::new("a.txt", "“The ferry won’t sail at dawn,” Anna Haro said.");
/// let answers = Verifier::new(vec![claim], Aliases::default()).answers(&[article]);
/// assert_eq!(answers[0].finding.as_ref().unwrap().matched_by, Some(MatchedBy::Marks));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatchedBy {
    /// Not at all.
    Bytes,
    /// Composed and decomposed letters, ligatures, wide forms.
    Nfc,
    /// Quotation marks, apostrophes, dashes, ellipses, hard spaces.
    Marks,
    /// Case and spaces.
    Case,
    /// Commas, points and other marks between words.
    Punctuation,
    /// Soft hyphens, hyphens at line ends, joined and open compounds.
    Hyphen,
    /// Words drawn together: don't, do not.
    Contraction,
    /// Wrongly decoded characters and entities.
    Mojibake,
}

impl MatchedBy {
    /// The word in the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            MatchedBy::Bytes => "bytes",
            MatchedBy::Nfc => "nfc",
            MatchedBy::Marks => "marks",
            MatchedBy::Case => "case",
            MatchedBy::Punctuation => "punctuation",
            MatchedBy::Hyphen => "hyphen",
            MatchedBy::Contraction => "contraction",
            MatchedBy::Mojibake => "mojibake",
        }
    }

    /// The first rung on which two texts agree; `repaired` is the second with damaged characters read as what was meant.
    pub(super) fn climb(ours: &str, theirs: &str, repaired: &str) -> MatchedBy {
        let nfc = |s: &str| s.nfkc().collect::<String>();
        let soft = |s: &str| s.chars().filter(|c| !words::is_invisible(*c)).collect::<String>();
        let marks = |s: &str| {
            let plain: String = s
                .replace('…', "...")
                .chars()
                .map(|c| match c {
                    '“' | '”' | '«' | '»' | '„' | '‟' | '\u{2033}' | '＂' => '"',
                    '‘' | '’' | '‚' | '‛' | '\u{2bc}' | '\u{2032}' | '`' | '´' => '\'',
                    '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
                    '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' => ' ',
                    c => c,
                })
                .collect();
            // Marks inside marks change their kind from paper to paper.
            nfc(&plain.replace('"', "'")).replace("--", "-").replace(" - ", "-")
        };
        let case = |s: &str| marks(s).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        let letters = |s: &str| {
            let spaced: String =
                case(s).chars().map(|c| if c.is_alphanumeric() || c == '\'' { c } else { ' ' }).collect();
            spaced
                .split_whitespace()
                .map(|w| w.trim_matches('\''))
                .filter(|w| !w.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        };
        type Form<'f> = &'f dyn Fn(&str) -> String;
        let rungs: [(MatchedBy, Form<'_>); 5] = [
            (MatchedBy::Bytes, &|s| flat(s)),
            (MatchedBy::Nfc, &|s| nfc(&flat(s))),
            (MatchedBy::Marks, &|s| marks(&flat(s))),
            (MatchedBy::Case, &case),
            (MatchedBy::Punctuation, &letters),
        ];
        for (rung, form) in rungs {
            if form(ours) == form(theirs) {
                return rung;
            }
        }
        let joined = |s: &str| letters(&soft(s)).replace(' ', "");
        if joined(ours) == joined(theirs) || theirs.contains('\u{ad}') {
            return MatchedBy::Hyphen;
        }
        if joined(ours) == joined(repaired) && theirs.contains(['â', 'Ã', 'Â']) {
            return MatchedBy::Mojibake;
        }
        MatchedBy::Hyphen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rungs() {
        let table = [
            ("We go home", "We go home", MatchedBy::Bytes),
            ("cafe\u{301} life", "café life", MatchedBy::Nfc),
            ("We won't", "We won’t", MatchedBy::Marks),
            ("so \"it\" - was", "so ‘it’—was", MatchedBy::Marks),
            ("we go  home", "We go home", MatchedBy::Case),
            ("We go. home", "We go, home", MatchedBy::Punctuation),
            ("negotiation", "nego- tiation", MatchedBy::Hyphen),
            ("co-operate", "cooperate", MatchedBy::Hyphen),
        ];
        for (a, b, want) in table {
            assert_eq!(MatchedBy::climb(a, b, b), want, "{a} | {b}");
        }
        assert_eq!(MatchedBy::climb("won’t", "wonâ€™t", "won’t"), MatchedBy::Mojibake);
    }
}
