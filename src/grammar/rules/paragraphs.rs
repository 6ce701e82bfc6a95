//! Rules over whole paragraphs: turns of a transcript, quotations without a cue.

use crate::grammar::rule::{Table, rules};

/// What the productions are written in.
#[rustfmt::skip]
pub(crate) static TABLE: Table = Table {
    terminals: &[
        // The label of a turn: a time, stars of Markdown, words of a name, of a title, Q or A, something in brackets
        "time", "stars", "name", "title", "letter", "aside", "comma", "colon", "stop", "line-end",
        // The rest of the paragraph
        "words",
        // A label that is a topic or a place, one that may be a speaker, further labels like it
        "topic", "doubtful", "others",
        // A quotation that is a paragraph
        "quotation",
        // A heading: its number, quoted words without a stop (of some length where nobody is named), who said them
        "number", "sentence-words", "phrase", "dash", "speaker", "title-words",
        // A paragraph without marks, and the end of the next one
        "unmarked", "done",
        // The title of the article: its words, and the speaker before or behind them
        "headline", "label",
    ],
    looks: &[],
    words: false,
    rules: RULES,
};

rules! { 1;
    TURN: "Whole paragraphs", Rule,
        "[time] [dash] [stars] name {name} [aside] [comma title {title}] {aside} [stars] colon [stars] words \
         | [stars] letter [stars] (colon | stop) [stars] words \
         | [stars] name {name} [comma title {title}] {aside} [stars] [time] line-end words";
        reads [
            "HARO: We will not sign this treaty. ¶ HOST: Then what will you do?",
            "MAYOR IDA HARO (I), LORI: We will not sign this treaty. ¶ HOST: Then what will you do?",
            "[00:40] Woman on street: We will not sign this treaty. ¶ [01:10] Karl Aas: Then what will you do?",
            "Anna Haro answered our questions. ¶ Q. Will you sign? ¶ A. We will not.",
            "Anna Haro answered our questions. ¶ **Q:** Will you sign? ¶ **A:** We will not.",
            "Anna Haro 00:01:02 ¶ We will not sign this treaty. ¶ Ivo Tamm 00:01:10 ¶ Then what will you do?",
            "Anna Haro ¶ We will not sign this treaty. ¶ Ivo Tamm ¶ Then what will you do? ¶ Anna Haro ¶ We will go home. ¶ Ivo Tamm ¶ And who pays?",
        ];
        refuses ["Note: We will not sign this treaty.", "Open: nine to five. ¶ Tickets: four crowns.", "Harbour News 18:30 ¶ The ferry is late again. ¶ Weather 18:45 ¶ Wind from the north."];
        fixtures ["question-answer", "transcript"];
    LABEL: "Whole paragraphs", Refusal,
        "topic words | doubtful others words";
        reads ["Norway: Nets are banned in all harbours from March.", "Ostmark: The ferry law takes effect on Monday. ¶ Vestmark: Nets are banned in all harbours from March."];
        refuses ["Anna Haro: “We will not sign this treaty.”"];
        fixtures ["transcript"];
    FLOAT: "Whole paragraphs", Rule,
        "quotation";
        reads ["“We waited for an hour,” Anna Haro said. ¶ “Nobody came, not even the police.”", "“The ferry will sail at dawn,” Anna Haro said. ¶ “Nobody on this quay believes that it will come back before the winter.”"];
        refuses ["“We waited for an hour,” Anna Haro said. “Nobody came, not even the police.”"];
        fixtures ["floating"];
    HEADING: "Whole paragraphs", Rule,
        "[number stop] (sentence-words | phrase colon (speaker | title-words))";
        reads [
            "The council met. ¶ ‘We were never told about it’ ¶ Anna Haro told the council that the ferry was late.",
            "The council met. ¶ 2. ‘Never told’: Haro Shipping ¶ Anna Haro told the council that the ferry was late.",
            "‘We were never told’: Anna Haro on the ferry that was late ¶ Anna Haro told the council that the ferry was late.",
        ];
        refuses ["The council met. ¶ ‘The Rivers of the North’ ¶ Anna Haro told the council that the ferry was late."];
        fixtures ["headings"];
    HEADLABEL: "Whole paragraphs", Rule,
        "label colon headline | headline (dash | colon) label";
        reads [
            "Harbour minister: no money for a new ferry ¶ Anna Haro, the harbour minister, opened the pier on Monday.",
            "No money for a new ferry – harbour minister ¶ Anna Haro, the harbour minister, opened the pier on Monday.",
            "No money for a new ferry: harbour minister ¶ Anna Haro, the harbour minister, opened the pier on Monday.",
        ];
        refuses ["Exclusive: no money for a new ferry ¶ Anna Haro, the harbour minister, opened the pier on Monday."];
        fixtures ["headings"];
    SIGNED: "Whole paragraphs", Rule,
        "unmarked dash name {name} (aside [title {title}] | comma title {title}) done";
        reads [
            "The harbour answered on Monday. ¶ The ferry sails again at dawn, and nobody pays. ¶ — Lori Harbour (@loriharbour) May 3, 2021",
            "Readers wrote to us. ¶ The ferry is the best thing that ever came to this town. ¶ – Anna Haro, teacher",
        ];
        refuses ["Lind paid the crew. ¶ The ferry sails again at dawn. ¶ – Fares, tables and maps stand on page four.", "Lind paid the crew. ¶ The ferry sails again at dawn. ¶ – Old hands –"];
        fixtures ["signed"];
}
