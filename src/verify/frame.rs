//! What the words that a claim leaves out make of the clause that it begins or ends in.
//!
//! Takes a passage and the words of it that a claim has, says whether the clause is given there as somebody's view that
//! need not be the speaker's ("my critics say that | the dam is unsafe", "I used to think …"), or asked. Does not compare
//! words. What denies or conditions a clause is found beside it: [`super::cut`].

use super::cut::Cut;
use super::lists::listed;
use crate::lexicon::{Lexicon, WordClass};

/// How far before a clause the verb of its frame may stand where "that" opens the clause: told the inspector that.
const ADDRESSEE: usize = 4;
/// How far behind a clause the verb of its frame may stand: …, as my opponents say.
const BEHIND: usize = 5;

/// How far before words in marks the verb may stand that tells them inside a report: called the whole plan “madness”.
const JUDGED: usize = 6;

/// What a clause is without the words that a claim has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// Somebody's view.
    View,
    /// What is asked.
    Question,
}

impl Frame {
    /// The flag in the output.
    pub const fn flag(self) -> &'static str {
        match self {
            Frame::View => "cut-view",
            Frame::Question => "cut-question",
        }
    }
}

impl Cut<'_, '_> {
    /// What the words left out of the sentence make of the claim, where that is no statement.
    pub fn frame(&self) -> Option<Frame> {
        // Before the writer's own words stands the cue.
        if !self.passage.row && !self.passage.verbatim[self.first] {
            return None;
        }
        if self.asked() {
            return Some(Frame::Question);
        }
        (self.told_before() || self.told_behind() || self.told_outside()).then_some(Frame::View)
    }

    /// Whether the words in marks are told by somebody inside the reported clause: he recalled the bishop telling him,
    /// “keep your hands off”. Not: he said he told them “no”.
    fn told_outside(&self) -> bool {
        let verbatim = &self.passage.verbatim;
        let outside = |at: usize| !verbatim[at];
        if !self.passage.row || self.first == 0 || outside(self.first) || !outside(self.first - 1) {
            return false;
        }
        let from = (0..self.first).rev().find(|k| *k == 0 || !outside(k - 1)).unwrap_or(0);
        let near = (self.first.saturating_sub(JUDGED).max(from)..self.first).rev();
        let mut clause = near.take_while(|k| !listed("clause", self.norm(*k)) || self.norm(*k) == "as");
        let told = |k: &usize| listed("view", self.norm(*k)) || listed("judging", self.norm(*k));
        let Some(verb) = clause.find(told) else { return false };
        let subject = (from..verb).rev().take_while(|k| !listed("clause", self.norm(*k)));
        let own = |k: usize| ["having", "he", "i", "she", "they", "to", "we"].contains(&self.norm(k));
        verb > from && !subject.into_iter().any(own)
    }

    fn norm(&self, at: usize) -> &str {
        &self.word(at).norm
    }

    /// Whether a word and the one before it stand in one clause, and inside the same marks or outside.
    fn joined(&self, at: usize) -> bool {
        at > 0 && !self.word(at).starts_sentence && !self.word(at).break_before && self.same_marks(at)
    }

    /// Whether a word and the one before it stand inside the same marks, or outside.
    fn same_marks(&self, at: usize) -> bool {
        let (verbatim, words, inner) = (&self.passage.verbatim, &self.passage.words, &self.text.inner);
        verbatim[at] == verbatim[at - 1] && inner[words[at]] == inner[words[at - 1]]
    }

    /// Where the clause of a word begins.
    fn clause_start(&self, at: usize) -> usize {
        (0..=at).rev().find(|k| !self.joined(*k) || listed("clause", self.norm(k - 1))).unwrap_or(0)
    }

    fn told_before(&self) -> bool {
        let mut at = self.first;
        while self.joined(at) {
            if self.norm(at - 1) == "that" || at == self.first && self.norm(at) == "that" {
                let that = if self.norm(at) == "that" { at } else { at - 1 };
                return self.told_that(that);
            }
            // "My critics say | the dam is unsafe", "they told me | the dam is unsafe".
            if at == self.first && self.opens_clause(at) {
                let object = listed("whom", self.norm(at - 1)) && self.joined(at - 1);
                let verb = if object { at - 2 } else { at - 1 };
                if listed("view", self.norm(verb)) {
                    return self.foreign(verb);
                }
            }
            if listed("clause", self.norm(at - 1)) {
                return false;
            }
            at -= 1;
        }
        at == self.first && at > 0 && self.by_another(at)
    }

    /// Whether a clause that "that" opens is somebody's view: believe that, told the inspector that, the idea that.
    fn told_that(&self, that: usize) -> bool {
        if !self.joined(that) {
            return false;
        }
        let before = self.norm(that - 1);
        // "… that taxes should double and that | the rich have suffered": what holds of the first holds of both.
        if ["and", "or", "but"].contains(&before) {
            let mut earlier = (1..that - 1).rev().take_while(|k| !self.word(*k).starts_sentence);
            let joins = |k: usize| ["and", "or", "but"].contains(&self.norm(k - 1));
            return earlier.find(|k| self.norm(*k) == "that" && !joins(*k)).is_some_and(|k| self.told_that(k));
        }
        if listed("notion", before) {
            let from = self.clause_start(that);
            return !(from..that).any(|k| ["my", "our"].contains(&self.norm(k)));
        }
        let near = (that.saturating_sub(ADDRESSEE)..that).rev().take_while(|k| self.joined(k + 1));
        let mut verbs = near.filter(|k| listed("view", self.norm(*k)));
        verbs.next().is_some_and(|k| (k + 1 == that || listed("teller", self.norm(k))) && self.foreign(k))
    }

    /// Whether the view at a verb is another's, or one that the speaker held once.
    fn foreign(&self, verb: usize) -> bool {
        let from = self.clause_start(verb);
        let own = (from..verb).any(|k| {
            let person = self.norm(k).split('\'').next().unwrap_or("");
            ["i", "we"].contains(&person) || ["let", "lets"].contains(&person)
        });
        if own {
            let used = (from + 1..verb).any(|k| self.norm(k - 1) == "used" && self.norm(k) == "to");
            // "I was told".
            let passive = verb > 0 && Lexicon::built_in().word(self.norm(verb - 1)).class.any(WordClass::BE);
            return used || passive && listed("teller", self.norm(verb)) || listed("former", self.norm(verb));
        }
        // "It is fair to say".
        !(verb > 1 && self.norm(verb - 1) == "to" && listed("fair", self.norm(verb - 2)))
    }

    /// Whether a clause can begin with a word.
    fn opens_clause(&self, at: usize) -> bool {
        let class = Lexicon::built_in().word(self.norm(at)).class;
        !class.any(WordClass::PREPOSITION | WordClass::CONJUNCTION)
    }

    /// According to the owners, | the dam is safe.
    fn by_another(&self, at: usize) -> bool {
        let start = self.sentence_start(at);
        at - start < 12
            && !self.word(at).starts_sentence
            && self.norm(start) == "according"
            && !["me", "us"].contains(&self.norm(at - 1))
    }

    /// The dam is safe, | my opponents say; the dam is safe, | say the owners.
    fn told_behind(&self) -> bool {
        let (from, count) = (self.last + 1, self.passage.words.len());
        if from >= count || self.word(from).starts_sentence || !self.word(from).break_before || !self.same_marks(from) {
            return false;
        }
        let to = (from + 1..count).find(|k| !self.joined(*k)).unwrap_or(count);
        let opens = self.norm(from) == "as" || !listed("clause", self.norm(from));
        let own = (from..to).any(|k| ["i", "we", "let"].contains(&self.norm(k).split('\'').next().unwrap_or("")));
        // "rather than returning to, say, the farm"
        let told =
            |k: &usize| listed("view", self.norm(*k)) && (*k == from || !["than", "to"].contains(&self.norm(k - 1)));
        let verb = (from..to).find(told);
        let closes =
            |verb: usize| verb == from || verb + 1 == to || verb + 2 == to && listed("whom", self.norm(verb + 1));
        opens && !own && to - from <= BEHIND && to - from > 1 && verb.is_some_and(closes)
    }

    /// Is it true that | the dam is safe? Should | we close the school?
    fn asked(&self) -> bool {
        let count = self.passage.words.len();
        let end = (self.last + 1..count).find(|k| self.word(*k).starts_sentence).unwrap_or(count);
        let start = self.sentence_start(self.first);
        let opener = self.norm(start);
        let inverted = Lexicon::built_in().word(opener).class.any(WordClass::AUXILIARY)
            && (!opener.contains('\'') || opener.ends_with("n't"));
        let left_out = start + 1 == self.first || (start..self.first).any(|k| self.norm(k) == "that");
        inverted && start < self.first && left_out && self.text.mark_behind(self.passage.words[end - 1]) == Some('?')
    }
}

#[cfg(test)]
mod tests {
    use super::super::cut::tests::cut_of;
    use super::super::text::{Passage, Text};
    use super::*;

    fn frame(text: &str, claim: &str) -> Option<Frame> {
        cut_of(text, claim, |cut| cut.frame())
    }

    #[test]
    fn views_that_need_not_be_the_speakers() {
        for (text, claim) in [
            ("My opponent believes that taxes should double.", "taxes should double"),
            ("My opponent believes taxes should double and that the rich suffer.", "taxes should double"),
            ("She believes that taxes should double and that the rich suffer.", "the rich suffer"),
            ("They told me the vaccine was poison.", "the vaccine was poison"),
            ("They told the inspector that the dam was safe.", "the dam was safe"),
            ("They told the inspector that the dam was safe.", "that the dam was safe"),
            ("I used to think the dam was safe.", "the dam was safe"),
            ("I was told that the money is there.", "the money is there"),
            ("I thought the roof would hold.", "the roof would hold"),
            ("Who says the bridge is sound?", "the bridge is sound"),
            ("It would be a lie to say the reactor is clean.", "the reactor is clean"),
            ("Anyone who says the water is safe should drink it.", "the water is safe should drink it"),
            ("I reject the idea that poor people are lazy.", "poor people are lazy"),
            ("The claim that we sold the mill is on every wall.", "we sold the mill is on every wall"),
            ("According to the owners, the dam is safe.", "the dam is safe"),
            ("The dam is safe, the owners say.", "The dam is safe"),
            ("The dam is safe, say the owners.", "The dam is safe"),
            ("The dam is safe, as the owners told me, and so is the lock.", "The dam is safe"),
            ("Some people think the school should close.", "the school should close"),
        ] {
            assert_eq!(frame(text, claim), Some(Frame::View), "{text}");
        }
    }

    #[test]
    fn words_that_another_tells_inside_a_report() {
        let told = |text: &str| {
            let text = Text::new(text);
            let count = text.words.len();
            let passage = Passage { words: (0..count).collect(), verbatim: text.marked.clone(), row: true };
            let first = text.marked.iter().position(|m| *m).unwrap();
            let last = text.marked.iter().rposition(|m| *m).unwrap();
            Cut { text: &text, passage: &passage, first, last }.frame()
        };
        assert_eq!(told("the bishop telling him, “keep your hands off the tower”"), Some(Frame::View));
        assert_eq!(told("the board thinks “the dam is safe”"), Some(Frame::View));
        assert_eq!(told("a colleague had called the plan “sheer madness”"), Some(Frame::View));
        assert_eq!(told("the owner, Tor Lie, described the crew as “lazy”"), Some(Frame::View));
        assert_eq!(told("having said “the dam is safe” to the paper"), None);
        assert_eq!(told("she had called the plan “sheer madness”"), None);
        assert_eq!(told("he told them “the dam is safe”"), None);
        assert_eq!(told("the dam was “safe for a century”"), None);
        assert_eq!(told("told the board “the dam is safe”"), None);
    }

    #[test]
    fn questions() {
        for (text, claim) in [
            ("Is it true that the dam is safe?", "the dam is safe"),
            ("Should we close the school?", "we close the school"),
            ("Did they sell the mill to him? I asked.", "they sell the mill to him"),
        ] {
            assert_eq!(frame(text, claim), Some(Frame::Question), "{text}");
        }
    }

    #[test]
    fn what_the_speaker_states() {
        for (text, claim) in [
            ("I think the dam is safe.", "the dam is safe"),
            ("We believe that the dam is safe.", "the dam is safe"),
            ("I have said that the dam is safe and I stand by it.", "the dam is safe"),
            ("I told my wife the dam was safe.", "the dam was safe"),
            ("It is my view that the dam is safe.", "the dam is safe"),
            ("It is fair to say the dam is safe.", "the dam is safe"),
            ("Let me tell you that the dam is safe.", "the dam is safe"),
            ("They know that the dam is safe.", "the dam is safe"),
            ("The fact that the dam is safe helps us.", "the dam is safe helps us"),
            ("They told me in the hall on Friday.", "in the hall on Friday"),
            ("They told me so, and the dam is safe.", "the dam is safe"),
            ("We met a man that sold the mill.", "sold the mill"),
            ("The dam is safe, I say.", "The dam is safe"),
            ("It helps us stay here, rather than returning to say, the farm.", "stay here"),
            ("What's the mayor meant to do with it?", "the mayor meant to do with it"),
            ("The dam is safe, and they say it will last.", "The dam is safe"),
            ("Nobody said a word. The dam is safe.", "The dam is safe"),
            ("What do you want from the people of this town?", "the people of this town"),
            ("Should the rain stop, we sail.", "the rain stop"),
        ] {
            assert_eq!(frame(text, claim), None, "{text}");
        }
    }
}
