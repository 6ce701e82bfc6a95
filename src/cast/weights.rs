//! What is asked of an antecedent, and what the answers weigh.
//!
//! Each [`Question`] is answered with yes or no for a candidate; the weights of those answered with yes add up, in each
//! [`Task`] by its own column of `weights.csv`. The file is learned (see `learn`): it names questions and tasks as they
//! are named here, and a test keeps the two alike.

use std::sync::LazyLock;

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// All, in the order of declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The name in the file of weights.
            pub const fn name(self) -> &'static str {
                match self { $($name::$variant => stringify!($variant),)* }
            }
        }
    };
}

named! {
    /// For what an antecedent is looked for.
    Task {
        /// he, she that speak
        Speaks,
        /// he, she elsewhere
        Subject,
        /// him, her
        Object,
        /// his, her before a noun
        Owner,
        /// it, its
        Thing,
        /// it that speaks
        ThingSpeaks,
        /// they, them, their
        Several,
        /// they that speak
        SeveralSpeaks,
        /// the minister
        Person,
        /// the company
        Body,
        /// the lawmakers, the report
        Others,
    }
}

named! {
    /// What is asked of a candidate.
    Question {
        /// Seen last in this sentence
        SameSentence,
        /// Seen last in the sentence before
        SentenceBefore,
        /// Two sentences before
        SecondBefore,
        /// Three or four before
        FewBefore,
        /// In this paragraph
        SameParagraph,
        /// In the paragraph before
        ParagraphBefore,
        /// Two paragraphs before
        SecondParagraph,
        /// Five or more paragraphs before
        FarParagraph,
        /// No verb between, in the same sentence
        NoVerbBetween,
        /// One verb between
        OneVerbBetween,
        /// Several
        VerbsBetween,
        /// A relative pronoun or a subordinator between, in the same sentence
        ClauseBetween,
        /// Was a subject when last seen
        LastSubject,
        /// An object
        LastObject,
        /// Behind a preposition
        LastOblique,
        /// Part of another phrase
        LastModifier,
        /// In the same place in the sentence before as the pronoun in this one
        Parallel,
        /// A subject in this sentence
        SubjectSameSentence,
        /// A subject in the sentence before
        SubjectSentenceBefore,
        /// A subject in this paragraph
        SubjectParagraph,
        /// A subject in the paragraph before
        SubjectParagraphBefore,
        /// The first subject of its sentence, in the one before or this one
        FirstSubject,
        /// First of its sentence when last seen
        LastFirst,
        /// Last seen under its name
        LastNamed,
        /// Last seen as a pronoun
        LastPronoun,
        /// Last seen as a description
        LastDescribed,
        /// The nearest that fits
        Nearest,
        /// The second nearest
        Second,
        /// Neither of the three nearest
        Further,
        /// The only one that fits
        Alone,
        /// Spoke last, in this paragraph
        SpokeHere,
        /// Spoke last, in the paragraph before
        SpokeBefore,
        /// Spoke last, two paragraphs before
        SpokeSecond,
        /// Spoke last, further back
        SpokeFar,
        /// Spoke last but one
        SpokeLastButOne,
        /// Spoke last and asked
        Asked,
        /// Was asked last
        WasAsked,
        /// Was spoken to last
        WasTold,
        /// Asks by profession: the questioner
        Asker,
        /// The subject of the very verb whose object the pronoun is
        OwnVerb,
        /// The subject of the clause in which the pronoun stands before a noun
        OwnClause,
        /// Named in the very words that the pronoun says
        NamedInWords,
        /// Named behind the pronoun, in its sentence
        Ahead,
        /// The subject behind the phrase that the pronoun stands in, and named before: In his letter, Haro
        AheadKnown,
        /// Its gender is told by a title, a noun or a pronoun, and agrees
        GenderTold,
        /// The given name has this gender
        GenderName,
        /// The given name has the other
        GenderOther,
        /// Nothing tells its gender
        GenderUnknown,
        /// Nothing shows that it is a person
        NoPerson,
        /// Little
        HardlyPerson,
        /// It stands behind "in" or "at" and nothing shows a person
        Place,
        /// Without a name
        Unnamed,
        /// A body
        IsBody,
        /// One person, where several are meant
        OnePerson,
        /// Several people
        IsPeople,
        /// A text
        IsDocument,
        /// Mentioned once or twice up to now
        Rare,
        /// Five times or more
        Frequent,
        /// Mentioned most of all that fit
        MostMentioned,
        /// Named in the headline or the first sentence
        Lead,
        /// Seen three times or more of late
        Lately,
        /// Mentioned most, and the phrase opens a paragraph
        OpensMost,
        /// Spoke last, in this sentence or the one before
        SpokeJustNow,
        /// Named for the first time in this sentence or the one before, and not since
        Introduced,
        /// Has this office by title or apposition
        RoleSame,
        /// Has it and is named, and the description is short
        RoleSameShort,
        /// Has an office of this sort, wider or narrower
        RoleWider,
        /// Was described by the same noun, and not named
        DescribedSame,
        /// Its name holds the noun
        HeadInName,
        /// A listed outlet for "the newspaper"
        Press,
        /// Everybody calls it so: Nato, the alliance
        KnownSo,
        /// Everybody calls it otherwise
        KnownOtherwise,
        /// Of the party that the noun names
        Party,
        /// Of the nation that the noun names
        NationSame,
        /// Of the age that the noun names
        AgeSame,
        /// Of another, or of none that is told
        AgeOther,
        /// A word of the description is known of it
        ModifierKnown,
        /// One word is not, and none is
        ModifierUnknown,
        /// Two or more are not, and none is
        ModifiersUnknown,
        /// Subject, and the noun says no more than "man" or "company"
        GenericSubject,
        /// The noun says no more than that
        Generic,
        /// The noun is an office that it is not known to have
        OfficeUnknown,
        /// The noun is none, and it is not known to be called so
        NounUnknown,
        /// Spoke last and is not known to be called so
        SpokeUnknown,
        /// Nothing is known of it but its name
        NoRole,
        /// It has offices, and none is the noun's
        OtherOffice,
        /// The noun's gender agrees
        NounGender,
        /// A land or a city, for a body
        IsLand,
        /// A listed outlet, for a body that is none
        IsOutlet,
        /// Somebody new, or nobody
        New,
        /// New, and the phrase is two words at most
        NewShort,
        /// New, and a phrase with a preposition hangs on the noun
        NewTail,
        /// New, and a relative clause follows
        NewRelative,
        /// New, and it speaks
        NewSpeaks,
        /// New, though somebody has the office
        NewHeld,
        /// New, though somebody is called so
        NewCalled,
        /// New, and the noun is an office
        NewOffice,
        /// New, and the noun says next to nothing
        NewGeneric,
        /// New, and modifiers stand before the noun
        NewModified,
        /// New, and demonstrative: this man
        NewDemonstrative,
        /// New, and nobody was seen of late
        NewAlone,
        /// New, and its own verb is one of being or seeming: it is clear that
        NewImpersonal,
    }
}

/// How many tasks there are.
const TASKS: usize = Task::ALL.len();

/// What each question weighs in each task.
#[derive(Clone, Debug)]
pub struct Weights(Vec<[f32; TASKS]>);

static BUILT_IN: LazyLock<Weights> = LazyLock::new(|| Weights::read(include_str!("weights.csv")));

impl Weights {
    /// The weights in the program.
    pub fn built_in() -> &'static Weights {
        &BUILT_IN
    }

    /// Weights where nothing weighs anything.
    pub fn none() -> Weights {
        Weights(vec![[0.0; TASKS]; Question::ALL.len()])
    }

    /// Reads weights as [`Weights::write`] writes them; a question or task that is not asked any more is left out.
    pub fn read(text: &str) -> Weights {
        let mut weights = Weights::none();
        let mut lines = text.lines();
        let columns: Vec<Option<usize>> = lines.next().map_or(Vec::new(), |head| {
            head.split(',').skip(1).map(|name| Task::ALL.iter().position(|t| t.name() == name.trim())).collect()
        });
        for line in lines {
            let mut cells = line.split(',');
            let Some(row) = cells.next().and_then(|name| Question::ALL.iter().position(|q| q.name() == name)) else {
                continue;
            };
            for (column, cell) in columns.iter().zip(cells) {
                if let (Some(column), Ok(weight)) = (column, cell.trim().parse()) {
                    weights.0[row][*column] = weight;
                }
            }
        }
        weights
    }

    #[cfg(any(test, feature = "train"))]
    /// The weights as text: a row for each question, a column for each task.
    pub fn write(&self) -> String {
        let mut text = String::from("question");
        Task::ALL.iter().for_each(|task| {
            text.push(',');
            text.push_str(task.name());
        });
        for (question, row) in Question::ALL.iter().zip(&self.0) {
            text.push('\n');
            text.push_str(question.name());
            row.iter().for_each(|weight| text.push_str(&format!(",{:.2}", (weight * 100.0).round() / 100.0 + 0.0)));
        }
        text.push('\n');
        text
    }

    /// What a question weighs in a task.
    #[inline]
    pub fn of(&self, task: Task, question: Question) -> f32 {
        self.0[question as usize][task as usize]
    }

    /// Sets it.
    #[cfg(feature = "train")]
    pub fn set(&mut self, task: Task, question: Question, weight: f32) {
        self.0[question as usize][task as usize] = weight;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_asks_the_questions_of_the_code() {
        let text = include_str!("weights.csv");
        let names: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        let asked: Vec<&str> = Question::ALL.iter().map(|q| q.name()).collect();
        assert_eq!(names, asked, "learn the weights anew");
        assert_eq!(Weights::read(text).write(), text);
        assert!(text.starts_with("question,Speaks,Subject"));
    }
}
