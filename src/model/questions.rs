//! The questions that the weights are asked, and what is looked at for each: fixed numbers, and names in words.
//!
//! The numbers are part of what was learned: one that is given away must not come back for something else. A new look
//! takes a new number, and weights for it come with the next learning. [`STAMP`] tells the questions of one state of the
//! program from those of another.

use crate::lexicon::CueClass;

macro_rules! questions {
    ($($(#[$doc:meta])* $question:ident = $number:literal { $($look:ident = $n:literal $words:literal,)* })*) => {
        /// A question that the weights are asked.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Question {
            $($(#[$doc])* $question = $number,)*
        }

        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            #[allow(missing_docs, reason = "the words of the table say it")]
            #[repr(u8)]
            pub enum $question {
                $($look = $n,)*
            }

            impl Look for $question {
                const QUESTION: Question = Question::$question;

                #[inline(always)]
                fn number(self) -> u8 {
                    self as u8
                }
            }
        )*

        /// Every question with its number, and its looks with their numbers.
        pub(crate) const TABLE: &[(&str, u8, &[(u8, &str, &str)])] = &[
            $((stringify!($question), $number, &[$(($n, stringify!($look), $words),)*]),)*
        ];
    };
}

/// One thing that is looked at for a question.
pub trait Look: Copy {
    /// The question.
    const QUESTION: Question;

    /// Its number.
    fn number(self) -> u8;
}

questions! {
    /// On which side of a cue the reported words stand.
    Frame = 1 {
        Verb = 2 "the verb",
        VerbForm = 3 "the verb and its form",
        Before = 5 "what stands before the cue",
        After = 6 "what stands after the cue",
        BeforeTwo = 7 "the two words before the cue",
        ClassAfter = 11 "the sort of verb and what stands after it",
        VerbBefore = 12 "the verb and what stands before it",
        AfterThree = 13 "the three words after the cue",
        ClassShape = 15 "the sort of verb, its voice and mood",
        Shape = 16 "voice and mood of the verb",
        InflectionBefore = 17 "the verb's tense and what stands before it",
        InflectionAfter = 18 "the verb's tense and what stands after it",
        VerbShape = 60 "the verb, its voice and mood",
        QuotesNear = 19 "how near quotations stand on either side",
        QuotesSides = 20 "on which sides quotations stand",
        QuoteBeforeClass = 21 "how near a quotation stands before this sort of verb",
        LengthAfter = 24 "how much stands after the cue",
        LengthBefore = 25 "how much stands before the cue",
        MentionBefore = 28 "what sort of speaker stands before the cue",
        BeforeMention = 30 "the two words before that speaker",
        AroundMention = 31 "what stands before that speaker and after the cue",
        ClassBeforeMention = 33 "the sort of verb and what stands before its speaker",
        MentionPlace = 61 "where in the sentence the speaker stands",
        NoMention = 36 "what stands around a cue without a speaker before it",
        MentionAfter = 37 "what sort of speaker stands after the cue",
        ClassAfterMention = 41 "the sort of verb and what stands after the speaker behind it",
        VerbAfterMention = 43 "the verb and what stands after the speaker behind it",
        OtherCues = 45 "how many cues stand before and after it in the sentence",
        CueBeforeClass = 46 "the sort of the cue before, and how far it is",
        CueBeforeVerb = 47 "the verb of the cue before",
        Sentence = 51 "whether it is the first sentence, and how the sentence ends",
        SentenceStart = 53 "how the sentence begins",
        FiniteAfter = 54 "whether a finite verb follows",
        FiniteVerb = 56 "the verb, and whether a finite one follows",
        WordsAfter = 63 "the very words after the cue",
    }
    /// Which mention speaks.
    Speaker = 2 {
        NobodyFrame = 1 "that nobody is named, and on which side the words stand",
        NobodyFrameClass = 2 "that nobody is named at this sort of verb",
        NobodyShapeClass = 3 "that nobody is named at this sort of verb in this voice",
        NobodyVerb = 4 "that nobody is named at this verb",
        NobodyBefore = 5 "that nobody is named, and what stands before the cue",
        NobodyMentions = 6 "whether anybody is mentioned in the sentence",
        NobodyVerbShape = 7 "that nobody is named at this verb in this voice",
        Side = 10 "on which side of the cue the speaker stands",
        SideKind = 11 "side and sort of the speaker",
        SideDistance = 12 "side and distance of the speaker",
        KindDistance = 13 "side, sort and distance of the speaker",
        ClassTouch = 14 "the sort of verb, and whether the speaker stands right beside it",
        Rank = 15 "how many others stand nearer",
        Before = 16 "what stands before the speaker",
        After = 17 "what stands after the speaker",
        Around = 18 "what stands around the speaker",
        KindBefore = 19 "sort and distance of the speaker, and what stands before",
        KindAfter = 20 "the sort of speaker, and what stands after",
        VerbDistance = 21 "the verb and the speaker's distance",
        ClassKind = 22 "the sort of verb and of speaker",
        CommasVerbs = 23 "commas and verbs between speaker and cue",
        QuotesBetween = 24 "quotations and stops between speaker and cue",
        RelativesBetween = 25 "relative pronouns between speaker and cue",
        ConjunctionBetween = 26 "conjunctions between speaker and cue",
        NearCueDistance = 27 "what stands beside the cue, and the distance",
        NearCueCommas = 28 "what stands beside the cue, and commas between",
        AfterCommas = 29 "what stands after the speaker, and commas between",
        AsideKind = 44 "whether an aside parts speaker and cue",
        AsideBefore = 45 "an aside, and what stands before the speaker",
        AsideSecond = 46 "how the aside begins",
        AsideCommas = 47 "the aside's commas",
        GapStart = 48 "how the words between begin",
        OpensAside = 49 "whether the speaker opens the clause, and an aside",
        OpensNearCue = 50 "whether the speaker opens the clause, and what stands beside the cue",
        OpensDistance = 51 "whether the speaker opens the clause, and the distance",
        Subject = 30 "whether the pronoun is a subject",
        Possessive = 31 "whether it is a possessive",
        Head = 32 "the word itself",
        First = 33 "whether it opens the sentence",
        Joined = 34 "whether it is joined to another",
        Prepositional = 35 "whether a preposition stands before it",
        PreviousNear = 36 "whether it spoke at the cue before, and what stands beside this one",
        PreviousShape = 37 "whether it spoke at the cue before, and the voice of this one",
        PreviousFrame = 38 "whether it spoke at the cue before, and where the words stand",
        OtherCue = 39 "whether another cue stands between",
        OtherBeside = 40 "whether another mention stands right beside the cue",
        RelativeBefore = 41 "what stands before the relative pronoun",
        VerbSide = 42 "the verb and the speaker's side",
        ShapeNear = 43 "the verb's voice, and what stands beside it",
    }
    /// Where words after a cue begin.
    RightStart = 3 {
        Distance = 1 "how far from the cue they begin",
        VerbDistance = 3 "the verb, and how far from it they begin",
        Here = 4 "the first word",
        Before = 5 "what stands before it",
        BeforeHere = 6 "what stands before it, and itself",
        HereNext = 7 "the first two words",
        ClassHere = 8 "the sort of verb and the first word",
        ClassBefore = 9 "the sort of verb and what stands before the words",
        VerbBefore = 10 "the verb and what stands before the words",
        VerbHere = 11 "the verb and the first word",
        DistanceBefore = 13 "how far they begin, and after what",
        ShapeDistance = 15 "the verb's voice, and how far they begin",
        Gap = 16 "what stands between the cue and them",
        GapCommas = 17 "commas and verbs between the cue and them",
        ThatAhead = 18 "whether a \"that\" follows",
        QuoteAhead = 19 "how near a quotation follows",
        QuoteAheadBefore = 20 "how near a quotation follows, and what stands before",
        AfterSpeaker = 21 "whether they begin after the speaker",
        OverMention = 24 "whether they begin inside or after a mention beside the verb",
        FirstDistance = 25 "what stands after the cue, and how far they begin",
        FirstHere = 26 "what stands after the cue, and the first word",
        Word = 28 "the very first word",
    }
    /// Where words after a cue end.
    RightEnd = 4 {
        Here = 1 "what stands after them",
        HereNext = 3 "the three words after them",
        BeforeHere = 4 "the last word and what stands after it",
        LengthHere = 5 "how long they are",
        LastLength = 7 "whether the sentence ends with them, and how long they are",
        Rank = 8 "how many places to end stand before",
        RankFromEnd = 9 "how many places to end stand after",
        RestHere = 10 "how much of the sentence is left",
        Quotes = 12 "quotations in them, at their ends and after them",
        QuoteShapeHere = 13 "quotations at their ends, and what follows",
        QuoteShapeBefore = 15 "quotations at their ends, and the last word",
        VerbInside = 16 "whether they have a verb of their own",
        VerbsHere = 17 "whether they have a verb of their own, whose the next one is, and what follows",
        VerbsLast = 18 "whether they have a verb of their own, whose the next one is, and whether they end the sentence",
        CueAfter = 19 "how near another cue follows, and of which sort",
        CueAfterNext = 20 "how near another cue follows, and what stands between",
        CueInside = 21 "whether they hold another cue",
        OpenBracket = 22 "whether a bracket stays open",
        Commas = 23 "commas in them",
        Word = 24 "the very word after them",
        Words = 25 "the very two words after them",
        HereWord = 26 "what stands after them, and the word after that",
        ClassHere = 40 "the sort of verb, and what follows",
        VerbHere = 41 "the verb, and what follows",
        VerbLength = 43 "the verb, and how long they are",
        ClassBefore = 44 "the sort of verb, the last word, and what follows",
        OpenerHere = 45 "what stands before them, and what follows",
        FirstHere = 46 "the first word, and what follows",
        OpenerFirst = 47 "how they begin, and what follows",
    }
    /// Where words before a cue begin.
    LeftStart = 5 {
        Rank = 1 "how many places to begin stand nearer",
        First = 2 "whether they open the sentence",
        FirstLength = 3 "whether they open the sentence, and how long they are",
        BeforeHere = 4 "what stands before the first word",
        BeforeTwo = 5 "the two words before them",
        BeforeLength = 6 "what stands before them, and how long they are",
        HereNext = 7 "the first two words",
        RankFromStart = 8 "how many places to begin stand before",
        Shapes = 9 "quotations and verbs in them and before them",
        ShapesBefore = 10 "quotations and verbs in them and before, and what stands before them",
        ShapesFirst = 11 "quotations and verbs in them, and whether they open the sentence",
        RestBefore = 12 "how much stands before them",
        RestHere = 13 "how much stands before them, and the first word",
        ClassFirst = 14 "the sort of verb, and whether they open the sentence",
        CuesBefore = 15 "cues before and in them, and what stands before them",
        CuesFirst = 16 "cues before and in them, and whether they open the sentence",
        Word = 17 "the very first word",
        WordBefore = 18 "the very word before them",
    }
    /// Where words before a cue end.
    LeftEnd = 6 {
        Rank = 1 "how many places to end stand nearer",
        HereBefore = 2 "the last word and what stands after it",
        HereGap = 3 "what stands after them, and how far the cue is",
        BeforeGap = 4 "the last word, and how far the cue is",
        HereNext = 5 "the two words after them, and how far the cue is",
        Gap = 6 "what stands between them and the cue",
        QuoteBefore = 7 "whether they end with a quotation",
        WordsHere = 8 "how many words stand between them and the cue",
        SpeakerKind = 9 "the sort of speaker, and how many words stand between",
        Inverted = 10 "whether the speaker stands after the cue",
    }
    /// Whether a proposal holds as a whole.
    Holds = 7 {
        Marks = 1 "how much of the words stands in marks",
        MarksFrame = 2 "how much stands in marks, and on which side of the cue",
        MarksClause = 3 "how much stands in marks, and whether the words are a clause",
        SpeakerKind = 4 "the sort of speaker",
        SureCue = 5 "how sure it is that the cue is one",
        SureFrame = 6 "how sure it is on which side the words stand",
        SureSpeaker = 7 "how sure the speaker is",
        SureRight = 8 "how sure the edges after the cue are",
        SureLeft = 9 "how sure the edges before the cue are",
        SureAll = 10 "how sure all of it is",
        SureEdges = 30 "how sure the edges and the cue are",
        Length = 11 "how many words stand outside marks",
        Parts = 12 "how many parts the words have",
        FirstTag = 13 "the first word",
        TagAfter = 14 "what stands after the words",
        TagBefore = 15 "what stands before the words",
        FloatLength = 16 "how long the quotation without a cue is",
        FloatParagraph = 17 "whether the quotation without a cue has a paragraph of its own",
        Class = 18 "the sort of verb",
        ClassClause = 19 "the sort of verb, and whether the words are a clause",
        Verb = 20 "the verb",
        VerbClause = 21 "the verb, and whether the words are a clause",
        Shape = 22 "voice and mood of the verb",
        ShapeSpeaker = 23 "the verb's voice and the sort of speaker",
        ClassSpeaker = 24 "the sort of verb and of speaker",
        SpeakerHead = 25 "the speaker's very word",
        FirstSentence = 26 "whether it is the first sentence",
        CuesInside = 27 "how many other cues the words hold",
        CuesBefore = 28 "how many cues stand before in the sentence",
        SplitLength = 29 "whether the words stand on both sides, and how many",
    }
    /// What a row is worth: its confidence.
    Worth = 8 {
        Odds = 1 "how probable its parts are",
        Form = 2 "how much of it stands in marks",
        Rule = 3 "its rule",
        Basis = 4 "how the speaker was found",
        Sort = 5 "what sort of speaker it is",
        SpeakerOdds = 6 "how probable the speaker is",
        Name = 7 "how long the name is",
        Reason = 8 "why there is no speaker",
    }
}

/// A hash of all numbers and names (FNV-1a), with the classes that the lists give to cues: weights that were learned with
/// another one are answers to other questions. The words of the lists are not part of it: a word more needs no learning.
pub const STAMP: u64 = {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut question = 0;
    while question < TABLE.len() {
        let (name, number, looks) = TABLE[question];
        hash = numbered(hash, name, number);
        let mut look = 0;
        while look < looks.len() {
            hash = numbered(hash, looks[look].1, looks[look].0);
            look += 1;
        }
        question += 1;
    }
    let mut class = 0;
    while class < CueClass::WORDS.len() {
        hash = numbered(hash, CueClass::WORDS[class], class as u8);
        class += 1;
    }
    hash
};

const fn numbered(mut hash: u64, name: &str, number: u8) -> u64 {
    let bytes = name.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x100_0000_01b3);
        at += 1;
    }
    (hash ^ number as u64).wrapping_mul(0x100_0000_01b3)
}

/// A look in words.
pub(crate) fn words(question: Question, look: u8) -> &'static str {
    let looks = TABLE.iter().find(|(_, number, _)| *number == question as u8).map_or(&[][..], |(_, _, looks)| looks);
    looks.iter().find(|(number, ..)| *number == look).map_or("", |(_, _, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_words_are_given_once() {
        for (question, _, looks) in TABLE {
            let mut numbers: Vec<u8> = looks.iter().map(|look| look.0).collect();
            let mut words: Vec<&str> = looks.iter().map(|look| look.2).collect();
            numbers.sort_unstable();
            words.sort_unstable();
            assert!(numbers.windows(2).all(|pair| pair[0] != pair[1]), "{question}: a number twice");
            assert!(words.windows(2).all(|pair| pair[0] != pair[1]), "{question}: words twice");
        }
        assert_eq!(words(Question::RightEnd, RightEnd::CueInside as u8), "whether they hold another cue");
    }
}
