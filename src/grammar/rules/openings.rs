//! Rules of what opens a paragraph and is no part of its first sentence, and of what follows a question in marks.

use crate::grammar::rule::{Table, rules};

/// What the productions are written in.
#[rustfmt::skip]
pub(crate) static TABLE: Table = Table {
    terminals: &[
        // Hours
        "hour", "minutes", "zone",
        // Datelines
        "capitals", "more", "name", "place", "date", "known-place",
        // Signs
        "sign", "colon", "dash", "comma", "bracket", "closing", "begins", "tagged",
        // What follows a question
        "other", "cue", "asked", "reported", "object", "addressee-end",
    ],
    looks: &[],
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
        "capitals {more} [comma {place}] [bracket name {name} closing] dash begins \
         | name {name} [comma {place}] bracket name {name} closing dash begins \
         | name {name} comma {place} date {place} [bracket name {name} closing] (dash | colon) begins \
         | {capitals} known-place colon begins \
         | (capitals {more} | name) colon tagged";
        reads [
            "SALEM, Ill. (AP) — The mayor, Tove Lind, said the ferry was late.",
            "HALDEN — “The ferry is late,” Anna Haro said.",
            "Halden (AP) — The mayor, Tove Lind, said the ferry was late.",
            "London, 3 March 2026 – “The ferry is late,” Anna Haro said.",
            "Jaipur, Nov 29 (PTI): “The ferry is late,” Anna Haro said.",
            "NEW DELHI: Anna Haro said on Monday the ferry was late.",
            "LAHORE: The harbour minister said on Monday the ferry was late.",
            "Yelgaon: “The ferry is late,” Anna Haro told the Kattvik Post.",
        ];
        refuses ["Tove Lind (AP) said the ferry was late.", "Haro: “The ferry is late,” she said."];
        fixtures ["dateline-byline"];
    SAIDAFTER: "Stops inside sentences", Sentence,
        "other {other} (cue !reported | asked object addressee-end)";
        reads ["“Who pays for the ferry?” Anna Haro asked.", "“Who pays for the ferry?” Anna Haro asked the mayor."];
        refuses ["“Who pays for the ferry?” Anna Haro asked the mayor to tell her."];
        fixtures ["question-answer"];
}
