//! How far reported words reach where the words around them leave no choice.
//!
//! A production is read from where the words begin that the weights chose; they are cut where it has `edge`.

use crate::grammar::rule::{Table, rules, terminals};

terminals! {
    /// What the productions are written in. Those without width only look.
    Term;
    /// Where the words are cut
    Edge = "edge",
    /// The words chosen end here
    Done = "done",
    /// A verb cue after whose fronted clause the main one follows: If Haro says
    Fronted = "fronted-cue",
    /// Any verb cue
    Verbal = "verb-cue",
    /// A verb that takes nothing but words in marks
    Marks = "marks-cue",
    /// A noun of saying with "that"
    Claim = "claim-cue",
    /// A comma or colon stands before the words
    Announced = "announced",
    /// The clause of a noun, up to the verb that the noun is the subject of
    Clause = "clause",
    /// Somebody with a verb of saying of their own, with which the words chosen end
    Second = "second-attribution",
    /// "and" before somebody else who says something
    Another = "another-speaker",
    /// A cue in a relative clause between commas: the union, which says
    Related = "relative-cue",
    /// The verb of a sentence
    Main = "main-verb",
    /// A verb of telling, with -ing
    Withholding = "telling",
    /// The verb of the words is helped by would, will, could
    Modal = "modal-clause",
    /// A past tense behind a conjunction or "then"
    Deed = "deed",
    /// The verb of which a speaker and the participle behind it are the subject
    Matrix = "matrix-verb",
    Word = "word",
    /// A word or mark that is no quotation
    Plain = "plain",
    /// What may stand in an infinitive clause
    Same = "same-clause",
    Quotation = "quotation",
    /// The same, with a comma before its closing mark
    Sealed = "sealed-quotation",
    /// The same, with a verb of its own
    Spoken = "clause-quotation",
    Comma = "comma",
    Open = "open",
    Close = "close",
    To = "to",
    Conjunction = "conjunction",
    Subject = "subject",
    Verb = "verb",
    /// A verb or a quotation
    Predicate = "predicate",
    Finite = "finite-verb",
}

/// What the productions are written in.
pub(crate) static TABLE: Table = Table { terminals: Term::NAMES, looks: &[], words: true, rules: RULES };

rules! { 8;
    MAIN: "Where words after a cue end", Edge,
        "fronted-cue {!predicate word} predicate {!(comma subject) word} edge comma subject {!verb word} verb";
        reads ["If Anna Haro says the ferry is safe, the council will buy it."];
        refuses ["Anna Haro says the ferry is safe, the council will buy it."];
        fixtures ["indirect-zero", "indirect-that", "not-speech"];
    ATTEMPT: "Where words after a cue end", Edge,
        "verb-cue to word {!([comma] conjunction finite-verb) same-clause} edge [comma] conjunction finite-verb";
        reads ["Anna Haro offered to resign but was persuaded to stay."];
        refuses ["Anna Haro offered to resign and leave the port."];
        fixtures ["infinitive"];
    THENDID: "Where words after a cue end", Edge,
        "verb-cue modal-clause {!deed word} edge deed";
        reads ["Anna Haro said the ferry would not sail and left the room.", "Anna Haro said the ferry would not sail, then walked away."];
        refuses ["Anna Haro said the ferry would not sail and leave the port.", "Anna Haro said the ferry had sailed and left the port."];
        fixtures ["indirect-zero"];
    CLAIM: "Where words after a cue end", Edge,
        "claim-cue clause edge";
        reads ["Anna Haro’s claim that nobody was asked was met with laughter."];
        refuses ["Anna Haro’s claim that nobody was asked."];
        fixtures ["noun-cue"];
    CHANT: "Where words after a cue end", Edge,
        "marks-cue quotation [{word} quotation] edge {plain} done";
        reads ["Fans bantered “Out of here” as the team left."];
        refuses ["Fans bantered “Out of here”."];
        fixtures ["speaker-cue-quote"];
    ANDDID: "Where words after a cue end", Edge,
        "announced quotation edge conjunction verb | clause-quotation edge deed";
        reads ["Anna Haro said: “I am sorry” and left the room.", "Anna Haro said “the bell is yours” and left the room."];
        refuses ["Anna Haro said: “I am sorry.”", "Anna Haro said the ferry was “old and slow” and sank in May."];
        fixtures ["speaker-cue-quote"];
    SECOND: "Where words after a cue end", Edge,
        "{!(comma second-attribution) word} edge comma second-attribution done \
         | {!(quotation second-attribution) word} quotation edge second-attribution done";
        reads ["Lind said the ferry was never insured, court papers say.", "Lind said the ferry was never insured, the pilot wrote in court papers.", "Lind said the ferry was “never insured,” court papers say."];
        refuses ["Lind said the ferry was never insured, and court papers say so."];
        fixtures ["coordinated-cues"];
    ANDSAYS: "Where words after a cue end", Edge,
        "{!(sealed-quotation another-speaker) word} sealed-quotation edge another-speaker \
         | {!(sealed-quotation deed) word} sealed-quotation edge deed";
        reads ["Anna Haro said the board “cannot go on like this,” and left the room.",
            "Anna Haro said the board “cannot go on like this,” and Ivo Tamm, the harbour master, complained that nobody had asked him."];
        refuses ["Anna Haro said the ferry was “old and slow,” and would never sail."];
        fixtures ["coordinated-cues"];
    WITHHELD: "Where words after a cue end", Edge,
        "{!(comma \"without\" telling) word} edge comma \"without\" telling {plain} done \
         | {!(quotation \"without\" telling) word} quotation edge \"without\" telling {plain} done";
        reads ["Anna Haro promised to reopen the harbour, without giving a date.", "Anna Haro promised to “find a way,” without saying how."];
        refuses ["Anna Haro said the ferry had sailed, without passengers."];
        fixtures ["infinitive"];
    RELATIVE: "Where words after a cue end", Edge,
        "relative-cue {!(comma main-verb) word} edge comma main-verb";
        reads ["The union, which says that the ferry is never on time, met on Monday."];
        refuses ["The union met on Monday, and says that the ferry is never on time."];
        fixtures ["indirect-that"];
    MATRIX: "Where words after a cue end", Edge,
        "{!matrix-verb word} edge matrix-verb";
        reads ["Crews saying the ferry was lost gathered at the port.", "A man claiming to be the pilot was held.", "The claim that Anna Haro said the ferry was safe is false."];
        refuses ["Anna Haro left, saying the ferry was lost.", "Crews saying that those who came were lost."];
        fixtures ["participles"];
    BRACKET: "Where words after a cue begin", Edge,
        "open {!close word} close \"that\" edge word";
        reads ["Anna Haro said (without naming names) that the money was gone."];
        refuses ["Anna Haro said that the money (all of it) was gone."];
        fixtures ["appositives-and-asides"];
}
