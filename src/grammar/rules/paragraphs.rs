//! Rules over whole paragraphs: turns of a transcript, quotations without a cue.

use crate::grammar::rule::{Table, rules};

/// What the productions are written in.
pub(crate) static TABLE: Table = Table { terminals: &["label", "words", "quotation"], words: false, rules: RULES };

rules! { 1;
    TURN: "Whole paragraphs", Rule,
        "label words";
        reads ["HARO: We will not sign this treaty. ¶ HOST: Then what will you do?"];
        refuses ["Note: We will not sign this treaty.", "Open: nine to five. ¶ Tickets: four crowns."];
        fixtures ["question-answer", "transcript"];
    FLOAT: "Whole paragraphs", Rule,
        "quotation";
        reads ["“We waited for an hour,” Anna Haro said. ¶ “Nobody came, not even the police.”", "“The ferry will sail at dawn,” Anna Haro said. ¶ “Nobody on this quay believes that it will come back before the winter.”"];
        refuses ["“We waited for an hour,” Anna Haro said. “Nobody came, not even the police.”"];
        fixtures ["floating"];
}
