//! Rules of sentences: where one ends, and where it goes on behind what could end it.
//!
//! A production reads what stands around the place: the word before the last, the word before, a gap or none, the stop (or
//! the quotation that ends in one), a closing bracket, what follows.

use crate::grammar::rule::{Table, rules};

/// What the productions are written in.
pub(crate) static TABLE: Table = Table {
    terminals: &[
        // Before the stop
        "any",
        "name",
        "abbreviation",
        "doubtful",
        "initial",
        "month",
        "joint",
        // What can end a sentence
        "stop",
        "full-stop",
        "quotation-end",
        "exclaimed-quotation",
        // After it
        "closing",
        "begins",
        "opener",
        "closed-class",
        "common",
        "number",
        "dash",
        "tight",
        "tagged",
        "speech",
    ],
    looks: &[],
    words: false,
    rules: RULES,
};

rules! { 5;
    STOP: "Ends of sentences", Sentence,
        "any any any stop [closing] begins";
        reads ["The ferry is late. Anna Haro said nobody had been told."];
        refuses ["The ferry is late, and Anna Haro said nobody had been told."];
        fixtures ["sentence-boundaries"];
    QUOTESTOP: "Ends of sentences", Sentence,
        "any any any quotation-end !dash begins";
        reads ["Anna Haro said: “The ferry is late.” The mayor said nobody had been told."];
        refuses ["“The ferry is late,” Anna Haro said."];
        fixtures ["sentence-boundaries"];
    ABBREVIATION: "Stops inside sentences", Sentence,
        "any abbreviation joint full-stop [closing] begins";
        reads ["The ferry was late, said Dr. Haro."];
        refuses ["The ferry is late. Haro said nobody had been told."];
        fixtures ["sentence-boundaries"];
    INITIAL: "Stops inside sentences", Sentence,
        "(any initial joint full-stop [closing] !common | name initial joint full-stop [closing]) !closed-class !speech begins";
        reads ["The ferry was late, said Anna J. Haro.", "The ferry was late, said Anna J. Brown."];
        refuses ["They had a Plan B. The ferry, Anna Haro said, would sail."];
        fixtures ["sentence-boundaries"];
    DOUBTFUL: "Stops inside sentences", Sentence,
        "any doubtful joint full-stop [closing] !opener begins";
        reads ["Haro Inc. Chairman Ivo Tamm said the ferry was late."];
        refuses ["They came from the U.S. The ferry, Anna Haro said, was late."];
        fixtures ["sentence-boundaries"];
    DATE: "Stops inside sentences", Sentence,
        "any month joint full-stop number";
        reads ["Anna Haro said on Sat. 5 March that the ferry was late."];
        refuses ["The ferry sank in March. Anna Haro said nobody had been told."];
        fixtures ["sentence-boundaries"];
    TIGHT: "Stops inside sentences", Sentence,
        "any any any full-stop tight";
        reads ["Fares will rise by 3 .5 per cent, Anna Haro said."];
        refuses ["The ferry is late. Anna Haro said nobody had been told."];
        fixtures ["sentence-boundaries"];
    TAGGED: "Stops inside sentences", Sentence,
        "any any any exclaimed-quotation tagged";
        reads ["“Who pays for the ferry?” Anna Haro asked."];
        refuses ["“Who pays for the ferry?” Anna Haro asked the mayor to tell her."];
        fixtures ["sentence-boundaries"];
}
