//! Whose the words are that stand inside marks within marks.
//!
//! Takes an article and some words that a speaker quotes, says whether they are the speaker's own ("I said, ‘No’"), the
//! claimed speaker's, somebody else's, or were never said. Does not know rows.

use super::change::is_negator;
use super::names::folded;
use super::person::Person;
use super::text::Text;
use crate::lexicon::rule_words;
use crate::normal::normal;

/// Whose words a speaker quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inner {
    /// The outer speaker's own.
    Own,
    /// Those of the person whom the claim names.
    Claimed,
    /// Somebody else's, or nobody's who is named.
    Another,
    /// The speaker says that they were never said: "I never said ‘burn the boats’".
    Never,
}

/// How many words before the inner mark can tell.
const REACH: usize = 12;

/// In what the words in marks are spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outer {
    /// In words that stand in marks themselves.
    Marks,
    /// In the turn of a transcript, which has no marks of its own.
    Turn,
}

impl Outer {
    /// Whether a word stands inside the marks within it.
    pub(super) fn holds(self, text: &Text<'_>, at: usize) -> bool {
        match self {
            Outer::Marks => text.inner[at],
            Outer::Turn => text.marked[at],
        }
    }

    /// Whether a word is the outer speaker's own.
    fn own(self, text: &Text<'_>, at: usize) -> bool {
        !self.holds(text, at) && (self == Outer::Turn || text.marked[at])
    }
}

/// Whose the inner words are, by what leads to them.
pub(super) fn inner(text: &Text<'_>, outer: Outer, matched: &[usize], claimed: &str) -> Inner {
    let Some(first) = matched.first().copied() else { return Inner::Another };
    let mut at = first;
    while at > 0 && outer.holds(text, at - 1) && !opens_inner(text, at) {
        at -= 1;
    }
    let label = |n: usize| outer == Outer::Turn && n + 1 < at && text.between(n, n + 1).contains(':');
    let from = (at.saturating_sub(REACH)..at).rev().take_while(|n| outer.own(text, *n) && !label(*n)).last();
    let Some(from) = from else { return Inner::Another };
    let lead: Vec<&str> = text.words[from..at].iter().map(|w| &*w.norm).collect();
    // The sentence of the mark only.
    let start = (from..at).rev().find(|n| text.words[*n].starts_sentence).map_or(0, |n| n - from);
    let lead = &lead[start..];
    // "We go to school and they shout: ‘Out’": the verb of saying stands close, with no other subject behind it.
    let close = |n: &usize| {
        let behind = &lead[n + 1..];
        behind.len() <= 5
            && !behind.iter().any(|w| rule_words::NESTED_SUBJECT.holds(w))
            && (!rule_words::NESTED_LOOSE.holds(lead[*n]) || behind.is_empty())
    };
    let said = lead.iter().rposition(|w| rule_words::NESTED_SAYING.holds(w)).filter(close);
    if let Some(said) = said {
        let subject = lead[..said].iter().rposition(|w| rule_words::NESTED_PRONOUN.holds(w));
        if let Some(subject) = subject {
            let own = rule_words::NESTED_OWN.holds(lead[subject]);
            let between = &lead[subject..said];
            if own && between.iter().any(|w| is_negator(w)) {
                return Inner::Never;
            }
            let plain = between[1..].iter().all(|w| rule_words::NESTED_BETWEEN.holds(w) || w.ends_with("ly"));
            if own && plain {
                return Inner::Own;
            }
        }
    }
    let person = Person::new(claimed);
    let surname = person.words.last().map_or("", String::as_str);
    let named = !person.other
        && !surname.is_empty()
        && text.words[from + start..at].iter().any(|w| w.capital && folded(w.norm.trim_end_matches("'s")) == surname);
    // Fishers' Union, Finch's lawyer.
    let called = normal(&folded(claimed));
    let words = || format!(" {} ", normal(&folded(&text.written(from + start, at - 1))));
    let named = named || called.contains(' ') && words().contains(&format!(" {called} "));
    if named && said.is_some() && !lead.iter().any(|w| is_negator(w)) { Inner::Claimed } else { Inner::Another }
}

/// Whether an inner mark opens right before a word.
fn opens_inner(text: &Text<'_>, at: usize) -> bool {
    let between = text.between(at - 1, at);
    between.contains(['\u{2018}', '\u{201c}']) || between.ends_with('\'') || between.ends_with('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(original: &str, piece: &str, claimed: &str) -> Inner {
        let text = Text::new(original);
        let words = super::super::words::words(piece);
        let first = (0..text.words.len())
            .find(|at| words.iter().enumerate().all(|(k, w)| text.words.get(at + k).is_some_and(|t| t.norm == w.norm)))
            .unwrap();
        let matched: Vec<usize> = (first..first + words.len()).collect();
        let outer = if original.contains(": ") && !original.starts_with('“') { Outer::Turn } else { Outer::Marks };
        assert!(matched.iter().all(|w| outer.holds(&text, *w)), "{original}");
        inner(&text, outer, &matched, claimed)
    }

    #[test]
    fn whose_the_inner_words_are() {
        for (text, piece, claimed, want) in [
            (
                "“He told me, ‘You are finished here,’ and I laughed,” said Siri Moe.",
                "You are finished here",
                "Siri Moe",
                Inner::Another,
            ),
            (
                "\"He told me, 'You are finished here,' and I laughed,\" said Siri Moe.",
                "You are finished",
                "Siri Moe",
                Inner::Another,
            ),
            (
                "“I told him, ‘You are finished here,’ and he laughed,” said Siri Moe.",
                "You are finished here",
                "Siri Moe",
                Inner::Own,
            ),
            ("“I never said ‘burn the boats,’” said Ola Ness.", "burn the boats", "Ola Ness", Inner::Never),
            ("“It was Moe who said ‘never surrender,’” Finch said.", "never surrender", "Siri Moe", Inner::Claimed),
            ("“It was Moe who said ‘never surrender,’” Finch said.", "never surrender", "Ada Finch", Inner::Another),
            ("“They call it ‘the beast’ here,” Finch said.", "the beast", "Ada Finch", Inner::Another),
            (
                "''We are told all the time, 'Sarn is a special case,''' Mr. Moe said.",
                "Sarn is a special case",
                "Moe",
                Inner::Another,
            ),
            ("“I heard him say ‘never again’,” Finch said.", "never again", "Ada Finch", Inner::Another),
            (
                "“We then said, ‘What are they doing?’ and left,” Finch said.",
                "What are they doing",
                "Ada Finch",
                Inner::Own,
            ),
            ("“I kept saying to him, ‘Hold my arm,’” Finch said.", "Hold my arm", "Ada Finch", Inner::Own),
            ("“I remember shouting, ‘Hold my arm,’” Finch said.", "Hold my arm", "Ada Finch", Inner::Own),
            ("“He kept saying to me, ‘Hold my arm,’” Finch said.", "Hold my arm", "Ada Finch", Inner::Another),
            ("FINCH: The Fishers’ Union says you “threw it all away”.", "threw it all away", "Finch", Inner::Another),
            (
                "FINCH: The Fishers’ Union says you “threw it all away”.",
                "threw it all away",
                "Fishers’ Union",
                Inner::Claimed,
            ),
            ("FINCH: I told them: “Not a penny more”, and left.", "Not a penny more", "Ada Finch", Inner::Own),
            ("FINCH: I told them “not a penny more”, and left.", "not a penny more", "Ada Finch", Inner::Own),
        ] {
            assert_eq!(of(text, piece, claimed), want, "{text}");
        }
    }
}
