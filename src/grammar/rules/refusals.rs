//! What is no report of words after all: refusals to speak, names, idioms, settings of an answer.
//!
//! A production is read from every place up to six items before a proposal's cue, and from the beginning of its sentence.

use crate::grammar::rule::{Table, rules, terminals};

terminals! {
    /// What the productions are written in. Those without width only look.
    Term;
    /// The proposal's cue, with its auxiliaries
    Cue = "cue",
    /// The verb "say"
    Say = "say-cue",
    /// Decline, refuse, wonder, or a verb that takes nothing but words in marks
    Silent = "silent-cue",
    /// A verb that is negated, or whose subject says that it was nobody: did not say; none of the crew said
    Negated = "negated-cue",
    /// asked, pressed, with no more than one auxiliary
    Asked = "asked-cue",
    /// The verb "ask", of one who asks
    Ask = "ask-cue",
    Naming = "naming-cue",
    Called = "called-cue",
    Calling = "calling-cue",
    Call = "call-cue",
    /// is charged, is indicted
    Charge = "charge-cue",
    /// is reported, is said
    Passive = "passive-cue",
    /// found, established
    Find = "find-cue",
    /// A verb whose object alone says nothing
    Object = "object-cue",
    /// A phrase of several words, none of urging or promising: take to Twitter
    Phrase = "phrase-cue",
    /// A colon in a line that is no sentence
    Line = "line-colon",
    /// A preposition before what is no speaker
    Measure = "measure",
    /// A form of "decline" or "refuse", or "yet", "unable"
    Declining = "declining",
    /// The head of another cue of the sentence
    Other = "another-cue",
    /// What stands between the cue and the words, or nothing
    Gap = "gap",
    /// Words that begin like a question
    Question = "question",
    /// Words that are nothing, little, more
    Nothing = "nothing",
    /// Words that are no clause
    NounPhrase = "noun-phrase",
    /// Words that are no clause, but where or by what something was said: in a letter
    Setting = "setting-phrase",
    /// Words that are a noun with a relative clause that has its own cue
    Relayed = "noun-with-cue",
    /// Words that are the that-clause of another cue right before them
    Anothers = "clause-of-another",
    /// Words that begin with the "and" behind the cue
    Joined = "joined-words",
    /// Words before the cue that are where or when, or what its speaker is: a preposition and no verb; a noun phrase that
    /// the speaker's name explains
    Fronted = "fronted-phrase",
    /// Words that are somebody in the middle of doing something, as pictures show
    Scene = "scene",
    /// Somebody comes to know something: she found
    Found = "finding",
    /// What is in marks is a name
    Named = "named",
    /// Nothing is in marks
    Unmarked = "unmarked",
    Speakerless = "no-speaker",
    /// Somebody answers: another cue, or a comma, behind this one
    Answered = "answered",
    /// The words are pronouns and forms of "be" alone
    Hollow = "hollow",
    /// The words before the cue end with a pronoun whose clause goes on behind it
    Dangling = "dangling",
    /// A number, many, half
    Figure = "figure",
    /// The beginning of the sentence
    Start = "start",
    Word = "word",
    Comma = "comma",
    Determiner = "determiner",
    Adjective = "adjective",
    Conjunction = "conjunction",
    Adverb = "adverb",
    Pronoun = "pronoun",
    /// What somebody is reported to be: missing, dead
    State = "reported-state",
    Reflexive = "reflexive",
    Person = "person-noun",
    Capital = "capital",
    Ritual = "ritual",
    /// What "to say" stands behind in a set phrase
    SaidOf = "said-of",
    Verb = "verb",
    To = "to",
}

/// What the productions are written in.
pub(crate) static TABLE: Table = Table { terminals: Term::NAMES, looks: LOOKS, words: true, rules: RULES };

/// What holds of a proposal wherever it is read from.
const LOOKS: &[u8] = &[
    Term::Unmarked as u8,
    Term::Speakerless as u8,
    Term::Named as u8,
    Term::Answered as u8,
    Term::Hollow as u8,
    Term::Dangling as u8,
    Term::Found as u8,
];

rules! { 2;
    SILENT: "Refusals to speak", Refusal,
        "unmarked (declining {!to word} to cue | silent-cue | negated-cue gap question)";
        reads [
            "The ministry has yet to say whether the ferry was insured.",
            "He declined to say whether it would close.",
            "Anna Haro did not say whether the ferry was insured.",
            "Anna Haro has refused twice this week to say whether the ferry was insured.",
            "None of the crew said who had locked the doors."
        ];
        refuses [
            "Anna Haro said nobody was asked whether the ferry was insured.",
            "Anna Haro did not say the ferry was insured."
        ];
        fixtures ["not-speech", "negation-denial-hypothetical"];
    NOTHING: "Refusals to speak", Refusal,
        "unmarked cue gap nothing";
        reads ["Anna Haro said nothing more."];
        refuses ["Anna Haro said nothing would change before winter."];
        fixtures ["not-speech"];
    BARE: "Noun phrases alone", Refusal,
        "unmarked object-cue gap noun-phrase";
        reads ["Anna Haro announced a dividend of four crowns.", "Anna Haro rejected the calls for her resignation."];
        refuses ["Anna Haro announced the ferry would sail at dawn.", "Anna Haro rejected “the calls of cowards”."];
        fixtures ["not-speech"];
    PLACED: "Noun phrases alone", Refusal,
        "unmarked cue gap setting-phrase";
        reads ["Anna Haro warned at a meeting held in the hall on Monday.", "Anna Haro has insisted in a letter read in all parishes."];
        refuses ["Anna Haro warned at a meeting held on Monday the ferry would sink."];
        fixtures ["not-speech"];
    ABOUT: "Noun phrases alone", Refusal,
        "unmarked cue gap \"about\" !figure";
        reads ["Anna Haro asked Ivo Tamm about the fears that his crew might have had."];
        refuses ["Anna Haro said about forty boats had been lost."];
        fixtures ["not-speech"];
    HOLLOW: "Noun phrases alone", Refusal,
        "unmarked hollow cue";
        reads ["The ferry never sailed. That is according to Anna Haro.", "The ferry never sailed. Anna Haro never talked about that."];
        refuses ["The ferry never sailed, according to Anna Haro."];
        fixtures ["not-speech"];
    DANGLING: "Noun phrases alone", Refusal,
        "dangling cue";
        reads ["Anna Haro bought a boat which, the owner says, sinks in a storm."];
        refuses ["Anna Haro bought a boat, the owner says."];
        fixtures ["not-speech"];
    FRONTED: "Noun phrases alone", Refusal,
        "unmarked start fronted-phrase";
        reads ["On the quay behind her, some applauded.", "Standing on the quay, Anna Haro warned.", "The ferry’s owner, Lund Lines, apologised on Monday."];
        refuses ["The ferry was never insured, some complained."];
        fixtures ["not-speech"];
    SCENE: "Noun phrases alone", Refusal,
        "unmarked cue gap scene";
        reads ["Photos showed the ferry lying in the river."];
        refuses ["Footage shows that Anna Haro was standing on the roof of the ferry."];
        fixtures ["not-speech"];
    CHARGED: "Noun phrases alone", Refusal,
        "unmarked charge-cue {word} (\"with\" | \"over\")";
        reads ["Two men were charged over claims that they had stolen the ferry."];
        refuses ["Anna Haro charged that the council had stolen the ferry."];
        fixtures ["not-speech"];
    NAMING: "Names and set phrases", Refusal,
        "called-cue named | calling-cue reflexive named | determiner person-noun call-cue capital comma | naming-cue named";
        reads [
            "She is called a saint in the village.",
            "She is called “Mad Anna” in the village.",
            "A man calling himself “Doctor Reef” sold the tickets.",
            "Anna Haro named the ferry “Aurora”."
        ];
        refuses ["Anna Haro called the inquiry “a sham”."];
        fixtures ["not-speech", "scare-title-nickname-term"];
    ASIDE: "Names and set phrases", Refusal,
        "unmarked (\"that\" say-cue comma | start [conjunction] say-cue \"that\" comma | said-of to say-cue)";
        reads [
            "Having said that, Anna Haro knew the ferry was never insured.",
            "It is safe to say that nobody was asked."
        ];
        refuses ["Anna Haro was glad to say the ferry was insured.", "Anna Haro said that, in a storm, the ferry could sink."];
        fixtures ["not-speech"];
    PRAYER: "Names and set phrases", Refusal,
        "unmarked say-cue gap {determiner | adjective} ritual !verb";
        reads [
            "The priest said a prayer that the crew would be found.",
            "The priest said short prayers for those who died when the ferry sank."
        ];
        refuses ["The priest said prayers would be held at noon."];
        fixtures ["not-speech"];
    SETTING: "Settings", Refusal,
        "start [conjunction | adverb] asked-cue no-speaker unmarked answered";
        reads [
            "Asked whether the ferry was insured, Anna Haro smiled.",
            "But asked whether the ferry was insured, Anna Haro smiled.",
            "Later asked whether the ferry was insured, Anna Haro smiled."
        ];
        refuses ["Anna Haro asked whether the ferry was insured."];
        fixtures ["questions", "not-speech"];
    OWNACT: "Other senses of a verb", Refusal,
        "unmarked ask-cue to";
        reads ["Four towns have asked to join the union."];
        refuses ["Anna Haro asked the council to join the union."];
        fixtures ["not-speech"];
    OBJECTED: "Other senses of a verb", Refusal,
        "unmarked cue gap joined-words";
        reads ["The owner objected and the court sent the crew home."];
        refuses ["The owner objected that the court had sent the crew home."];
        fixtures ["not-speech"];
    PLEA: "Other senses of a verb", Refusal,
        "unmarked cue [\"not\"] \"guilty\"";
        reads ["Ivo Tamm pleaded guilty to stealing a boat from the port."];
        refuses ["Ivo Tamm pleaded with the court to free the crew."];
        fixtures ["not-speech"];
    FOUND: "Other senses of a verb", Refusal,
        "unmarked (finding cue | find-cue \"against\")";
        reads [
            "When she came home, she found that the lock had been changed.",
            "The court found against the owner in a case that the crew had brought."
        ];
        refuses ["The inquiry found that the lock had been changed."];
        fixtures ["not-speech"];
    STATE: "Other senses of a verb", Refusal,
        "unmarked passive-cue reported-state";
        reads ["The captain was reported missing on May 3 by his brother."];
        refuses ["The captain was reported to be on the island."];
        fixtures ["not-speech"];
    POINTED: "Other senses of a verb", Refusal,
        "unmarked cue (\"this\" | \"it\") pronoun";
        reads [
            "When the writers mention this she laughs so loudly that a nurse looks in.",
            "When the writers mention it she laughs so loudly that a nurse looks in."
        ];
        refuses ["Anna Haro said this ferry was never insured."];
        fixtures ["not-speech"];
    INNER: "Other senses of a verb", Refusal,
        "cue gap noun-with-cue";
        reads ["The report cites three cases in which the company warned residents of floods."];
        refuses ["Anna Haro said emails in which nobody was named had been deleted."];
        fixtures ["not-speech"];
    MEASURE: "Other senses of a verb", Refusal,
        "measure";
        reads ["The crew are paid according to experience."];
        refuses ["The ferry was never insured, according to experts."];
        fixtures ["according-to", "not-speech"];
    TOPIC: "Other senses of a verb", Refusal,
        "line-colon unmarked";
        reads ["Lind spoke for an hour. ¶ Ferries: New fares from March ¶ Lind left.", "Lind spoke for an hour. ¶ A SIMPLE GUIDE: How do I mend a net? ¶ Lind left."];
        refuses ["Anna Haro: “Fares must fall.”"];
        fixtures ["not-speech"];
    NEAREST: "Other senses of a verb", Refusal,
        "unmarked cue gap clause-of-another";
        reads ["Anna Haro wrote in a letter, citing crews who estimate that the ferry was never insured."];
        refuses [
            "Anna Haro said in a letter that crews who estimate that know nothing.",
            "Anna Haro said in court documents that the ferry was never insured."
        ];
        fixtures ["not-speech"];
    NEXTACT: "Other senses of a verb", Refusal,
        "phrase-cue gap to another-cue";
        reads ["Anna Haro took to Twitter to call out those who had sold the ferry."];
        refuses ["Anna Haro called on the council to apologise for the ferry."];
        fixtures ["not-speech"];
}
