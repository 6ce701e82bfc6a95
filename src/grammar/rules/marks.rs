//! Rules of marks: what a mark can be at its place.
//!
//! A production reads five symbols: what stands before the mark, a gap or none, the mark, a gap or none, what stands
//! after. `quotation` takes, of all that the rules say of the marks of a paragraph, what is the least odd together.

use crate::grammar::rule::{Table, rules};

/// What the productions are written in; what each reads, `quotation/place.rs` says.
#[rustfmt::skip]
pub(crate) static TABLE: Table = Table {
    terminals: &[
        // Beside the mark
        "any", "edge", "start", "middle", "hinge", "text", "word", "s-word", "elided", "number", "point", "begins", "ends",
        // Its sides; "outside" reads a gap with anything behind it, or what can follow a closing mark without one
        "gap", "joint", "outside",
        // The mark
        "opener", "closer", "left", "right", "straight", "single", "single-right", "double-right", "double-straight",
        "spaced-opener", "tight-opener", "tight-closer", "unturned-single", "prime",
    ],
    words: false,
    rules: RULES,
};

rules! { 3;
    OPENER: "Opening marks", Mark,
        "start gap opener joint begins";
        reads ["Anna Haro said: “The ferry is late.”"];
        refuses ["Anna Haro said the ferry is late."];
        fixtures [];
    OPENER_MID: "Opening marks", Mark,
        "middle gap opener joint begins";
        reads ["Anna Haro called the ferry “a floating ruin”."];
        refuses ["“The ferry is late,” Anna Haro said."];
        fixtures [];
    OPENER_JOINT: "Opening marks", Mark,
        "hinge joint opener joint begins";
        reads ["“We built the dam”—she tapped the map—“for nothing,” Anna Haro said."];
        refuses ["“The ferry is late,” Anna Haro said."];
        fixtures [];
    OPENER_TIGHT: "Opening marks", Mark,
        "text joint tight-opener joint word";
        reads ["Anna Haro said,“The ferry is late.”"];
        refuses ["Anna Haro said, “The ferry is late.”"];
        fixtures [];
    OPENER_SPACED: "Opening marks", Mark,
        "any gap spaced-opener gap begins";
        reads ["« The ferry is late », Anna Haro said."];
        refuses ["«The ferry is late», Anna Haro said."];
        fixtures [];
    OPENER_TURNED: "Opening marks", Mark,
        "any gap right any begins";
        reads ["”The ferry is late,” Anna Haro said."];
        refuses ["“The ferry is late,” Anna Haro said."];
        fixtures [];
    CLOSER: "Closing marks", Mark,
        "ends joint closer outside";
        reads ["Anna Haro called the ferry “a floating ruin” and left."];
        refuses ["Anna Haro said the ferry was late."];
        fixtures [];
    CLOSER_SPACED: "Closing marks", Mark,
        "ends gap double-right outside | ends gap double-straight joint point";
        reads ["“The ferry is late ”. It rained. “Go ”, Anna Haro added.", "\"The ferry is late \". It rained. \"Go \", Anna Haro added."];
        refuses ["“The ferry is late,” Anna Haro said."];
        fixtures [];
    CLOSER_BETWEEN: "Closing marks", Mark,
        "ends gap double-straight gap any | ends gap single joint point | ends gap single-right gap any";
        reads ["\" The ferry is late, \" Anna Haro said.", "'The ferry is late '. It rained. 'Go ', Anna Haro added.", "‘ The ferry is late, ’ Anna Haro said."];
        refuses ["“The ferry is late,” Anna Haro said."];
        fixtures [];
    CLOSER_TIGHT: "Closing marks", Mark,
        "text joint tight-closer joint word";
        reads ["“The ferry is late,”Anna Haro said."];
        refuses ["“The ferry is late,” Anna Haro said."];
        fixtures [];
    CLOSER_TURNED: "Closing marks", Mark,
        "ends joint left outside";
        reads ["”The ferry is late,“ Anna Haro said."];
        refuses ["“The ferry is late,” Anna Haro said."];
        fixtures [];
    ELISION: "Apostrophes and inches", Mark,
        "any gap single joint elided";
        reads ["'We had the '90s ferry and the boys' raft,' Anna Haro said."];
        refuses ["'The ferry is late,' Anna Haro said."];
        fixtures [];
    LEADING: "Apostrophes and inches", Mark,
        "middle gap single joint word | start gap unturned-single joint word";
        reads ["'We met 'im and the ferry left,' Anna Haro said.", "'Late, 'specially for boats,' Anna Haro said."];
        refuses ["'The ferry is late,' Anna Haro said."];
        fixtures [];
    POSSESSIVE: "Apostrophes and inches", Mark,
        "s-word joint single outside";
        reads ["'That was the nurses' decision,' Anna Haro said."];
        refuses ["'The ferry is late,' Anna Haro said."];
        fixtures [];
    APOSTROPHE: "Apostrophes and inches", Mark,
        "word joint single any any";
        reads ["'We wen' home and nobody came,' Anna Haro said."];
        refuses ["'The ferry is late,' Anna Haro said."];
        fixtures [];
    INCH: "Apostrophes and inches", Mark,
        "number joint straight any any";
        reads ["\"The 6\" pipe burst at noon,\" Anna Haro said."];
        refuses ["\"The ferry is late,\" Anna Haro said."];
        fixtures [];
    PRIME: "Apostrophes and inches", Mark,
        "any any prime any any";
        reads ["The plate, Haro said, was 40′ long and 6″ thick."];
        refuses ["“The ferry is late,” Anna Haro said."];
        fixtures [];
    RUNNING: "Running quotations", Mark,
        "edge gap opener any begins";
        reads ["“We lost everything in the flood. ¶ “Nobody came,” said Anna Haro, 81."];
        refuses ["“We lost everything in the flood,” said Anna Haro. ¶ “Nobody came.”"];
        fixtures ["running-paragraphs"];
}
