//! What is asked of an attribution and an occasion before the source of the occasion is carried to it.
//!
//! Takes the answers as bits, gives their weight: `carrying.csv` says of every question how much it speaks for carrying.
//! The weights are learned by logistic regression from annotated articles.

use std::sync::OnceLock;

macro_rules! questions {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)*) => {
        /// A question; its number is its bit.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Question {
            $($(#[doc = $doc])+ $variant,)*
        }

        impl Question {
            /// All questions, in order.
            pub const ALL: &'static [Question] = &[$(Question::$variant),*];

            /// Its name, as in the list of weights.
            pub fn name(self) -> &'static str {
                match self { $(Question::$variant => $name,)* }
            }
        }
    };
}

questions! {
    /// Asked of all.
    Always = "always",
    /// The occasion is named only after the words.
    Ahead = "named only later",
    /// ... two rows later or more.
    FarAhead = "named two rows later or more",
    /// ... in another paragraph.
    AheadParagraph = "named in a later paragraph",
    /// ... and the words are the headline's or stand in the first paragraph.
    Lead = "words of the headline or lead, named later",
    /// The speaker's name in full is the same.
    SameName = "same name",
    /// The speaker is not told by a name: a pronoun that nobody resolved.
    Pronoun = "unresolved pronoun",
    /// A quotation without speaker and cue.
    Floating = "floating quotation",
    /// Whoever speaks first joins: an interview whose guest is not named.
    Joins = "joins an occasion that names nobody",
    /// An event at which all speak.
    Everybody = "event of several speakers",
    /// A line of a printed interview.
    Transcript = "line of a transcript",
    /// In the same sentence as the last words of the occasion.
    SameSentence = "same sentence",
    /// In the same paragraph.
    SameParagraph = "same paragraph",
    /// In the next paragraph.
    Next = "next paragraph",
    /// Two paragraphs on.
    Two = "two paragraphs on",
    /// Three or four.
    Four = "three or four paragraphs on",
    /// Five to eight.
    Eight = "five to eight paragraphs on",
    /// More.
    Far = "more than eight paragraphs on",
    /// One row of others between.
    OneOther = "one row of others between",
    /// Two.
    TwoOthers = "two rows of others between",
    /// More.
    ManyOthers = "more rows of others between",
    /// Somebody else's source between.
    OtherSource = "another source between",
    /// The press itself spoke between.
    OutletSpoke = "an outlet spoke between",
    /// Rows of the same speaker between that came through nothing.
    Broken = "the speaker spoke otherwise between",
    /// A sentence between tells of a day.
    Away = "a day named between",
    /// It is not the newest occasion that fits.
    Older = "not the newest occasion",
    /// The occasion has been carried once or twice.
    Carried = "carried once or twice",
    /// ... oftener.
    CarriedOn = "carried three times or more",
    /// An occasion of the given channel.
    Interview = "interview",
    /// social
    Social = "social",
    /// broadcast
    Broadcast = "broadcast",
    /// statement
    Statement = "statement",
    /// letter
    Letter = "letter",
    /// document
    Document = "document",
    /// briefing
    Briefing = "briefing",
    /// recording
    Recording = "recording",
    /// No channel.
    NoChannel = "no channel",
    /// Only a channel.
    NoSource = "no source",
    /// How it was stated: told OUTLET
    Told = "told",
    /// spoke to OUTLET
    Spoke = "spoke to",
    /// in an interview with OUTLET
    Phrase = "channel phrase",
    /// according to OUTLET, quoted by OUTLET
    According = "according to",
    /// OUTLET reported, OUTLET quoted
    Reported = "reported",
    /// tweeted
    Tweet = "tweet",
    /// on OUTLET
    On = "on air",
    /// seen by OUTLET
    Relayed = "relayed",
    /// Set by a sentence that quotes nobody.
    Scene = "scene",
    /// The row states a channel of its own, the same.
    OwnSame = "own channel, the same",
    /// ... another.
    OwnOther = "own channel, another",
    /// later, earlier, once, previously
    Later = "later, earlier",
    /// did not say
    Negated = "negated",
    /// denied
    Denied = "denied",
    /// told the judges
    Listener = "another listener",
    /// in his speech, at a rally
    Event = "another occasion named",
    /// Its sentence names a day outside the words.
    Dated = "a day named beside the cue",
    /// had said
    Pluperfect = "had said",
    /// has said
    Perfect = "has said",
    /// The cue is in the present and that of the occasion in the past, or the other way round.
    Tense = "another tense",
    /// added, continued, went on
    Continues = "added, continued",
    /// wrote
    Wrote = "wrote",
    /// called, described, accused ...: no plain verb of saying.
    Verdict = "no plain verb of saying",
    /// Reported words without marks.
    Indirect = "indirect",
    /// The mention is a pronoun.
    He = "mention a pronoun",
    /// The mention is a name.
    Named = "mention a name",
    /// No other source is named in the article.
    Only = "only source of the article",
    /// The speaker has another source elsewhere.
    Several = "speaker has several sources",
    /// Half of all rows are the speaker's.
    Main = "main speaker of the article",
    /// ... and three paragraphs on or more.
    MainFar = "main speaker, three paragraphs on or more",
    /// ... and others between.
    MainOthers = "main speaker, others between",
    /// ... in an interview.
    MainTalk = "main speaker, interview",
    /// ... who told or spoke to an outlet.
    MainTold = "main speaker, told or spoke to",
    /// The article has one source, one main speaker, and he talks to the one.
    Piece = "article about one talk",
    /// ... and it goes on three paragraphs on or more.
    PieceFar = "article about one talk, three paragraphs on or more",
    /// Near, by the same speaker, with nothing that speaks for another occasion.
    Plain = "nothing speaks against it",
    /// ... and named by the text for its interview: the speaker told or was interviewed.
    PlainTalk = "nothing speaks against it, talk",
    /// An interview that is named only after the words.
    AheadTalk = "interview named only later",
    /// told OUTLET, only after the words.
    AheadTold = "told, only later",
    /// ... and named early in the article.
    AheadEarly = "named only later, but early",
    /// The next row in the next paragraph, by the same speaker.
    Goes = "goes on in the next paragraph, nobody between",
    /// ... though the speaker has several sources.
    SeveralNext = "several sources, next paragraph or nearer",
    /// The occasion is named in the first four paragraphs.
    Early = "named early in the article",
    /// The only source of the article, three paragraphs on or more.
    OnlyFar = "only source, three paragraphs on or more",
    /// The one who asks.
    Host = "the one who asks",
    /// The occasion has been carried to all rows of the speaker since.
    Unbroken = "carried before, never broken",
    /// On air in a sentence that quotes nobody.
    SceneOn = "scene on air",
    /// A post, and a paragraph on or more.
    PostOn = "post, next paragraph or later",
    /// A post, two paragraphs on or more.
    PostFar = "post, two paragraphs on or more",
    /// A post, and others between.
    PostOthers = "post, others between",
    /// A post, and the row's words were written.
    PostWrote = "post, wrote",
    /// An interview, three paragraphs on or more.
    TalkFar = "interview, three paragraphs on or more",
    /// An interview, and others between.
    TalkOthers = "interview, others between",
    /// A source that reports, a paragraph on or more.
    ReportOn = "reported, next paragraph or later",
    /// told OUTLET, three paragraphs on or more.
    ToldFar = "told, three paragraphs on or more",
    /// told OUTLET, others between.
    ToldOthers = "told, others between",
    /// A channel alone, a paragraph on or more.
    ChannelOn = "channel alone, next paragraph or later",
    /// A channel alone, and others between.
    ChannelOthers = "channel alone, others between",
    /// An interview or a broadcast that is named after the headline or the lead, and nobody else between.
    LeadTalk = "talk named only after the lead, nobody between",
    /// A letter or a document, and the row's words were written.
    LetterWrote = "letter or document, wrote",
    /// An interview in a sentence that quotes nobody.
    SceneTalk = "interview told of by a sentence of its own",
}

/// Answers: the questions that are answered with yes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers(u128);

impl Answers {
    /// Answers a question with yes, if so.
    #[inline]
    pub fn put(&mut self, question: Question, yes: bool) {
        self.0 |= u128::from(yes) << question as u32;
    }

    /// Whether a question is answered with yes.
    #[inline]
    pub fn has(self, question: Question) -> bool {
        self.0 >> question as u32 & 1 == 1
    }

    /// The questions answered with yes.
    pub fn given(self) -> impl Iterator<Item = Question> {
        Question::ALL.iter().copied().filter(move |&q| self.has(q))
    }

    /// How likely the source is carried, 0 to 1.
    pub fn probability(self) -> f32 {
        let sum: f32 = self.given().map(|q| weights()[q as usize]).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

/// The weight of every question.
fn weights() -> &'static [f32] {
    static WEIGHTS: OnceLock<Vec<f32>> = OnceLock::new();
    WEIGHTS.get_or_init(|| read(include_str!("carrying.csv")))
}

/// Reads a list of questions and weights; a question without a row weighs nothing.
fn read(list: &str) -> Vec<f32> {
    let mut weights = vec![0.0; Question::ALL.len()];
    let mut reader = csv::Reader::from_reader(list.as_bytes());
    for row in reader.records().flatten() {
        let question = Question::ALL.iter().find(|q| row.get(0) == Some(q.name()));
        if let (Some(&question), Some(weight)) = (question, row.get(1).and_then(|w| w.parse().ok())) {
            weights[question as usize] = weight;
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_has_its_weight() {
        let mut reader = csv::Reader::from_reader(include_str!("carrying.csv").as_bytes());
        let names: Vec<String> = reader.records().flatten().map(|row| row[0].to_owned()).collect();
        assert_eq!(names, Question::ALL.iter().map(|q| q.name()).collect::<Vec<_>>());
        assert!(Question::ALL.len() <= 128);
    }
}
