//! Rules of what opens a paragraph and is no part of its first sentence, and of what follows a question in marks.

use crate::grammar::rule::{Table, rules};

/// What the productions are written in.
pub(crate) static TABLE: Table = Table {
    terminals: &[
        // Hours
        "hour",
        "minutes",
        "zone",
        // Datelines
        "capitals",
        "name",
        "place",
        "agency-sign",
        // Signs
        "sign",
        "colon",
        "dash",
        "stop",
        "comma",
        "bracket",
        "closing",
        "begins",
        // What follows a question
        "other",
        "cue",
        "asked",
        "reported",
        "object",
        "addressee-end",
    ],
    words: false,
    rules: RULES,
};

rules! { 6;
    HOUR: "Openings of paragraphs", Sentence,
        "hour colon minutes [zone] [sign] begins";
        reads ["14:32 The bridge is shut, Westgrid says."];
        refuses ["14 workers said the bridge was shut."];
        fixtures ["sentence-boundaries"];
    DATELINE: "Openings of paragraphs", Sentence,
        "capitals {capitals} [comma {place}] [bracket name {name} closing] dash begins \
         | name {name} [comma {place}] bracket name {name} closing dash begins \
         | capitals {capitals} comma {place} agency-sign name agency-sign [stop] begins";
        reads ["SALEM, Ill. (AP) — The mayor, Tove Lind, said the ferry was late."];
        refuses ["Tove Lind (AP) said the ferry was late."];
        fixtures ["dateline-byline"];
    SAID_AFTER: "Stops inside sentences", Sentence,
        "other {other} (cue !reported | asked object addressee-end)";
        reads ["“Who pays for the ferry?” Anna Haro asked."];
        refuses ["“Who pays for the ferry?” Anna Haro asked the mayor to tell her."];
        fixtures ["question-answer"];
}
