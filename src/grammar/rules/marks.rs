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
        "double-closer", "spaced-opener", "tight-opener", "tight-closer",
    ],
    looks: &[],
    words: false,
    rules: RULES,
};

rules! { 3;
    OPENER: "Opening marks", Mark,
        "start gap opener joint begins";
        reads ["Anna Haro said: “The ferry is late.”"];
        refuses ["Anna Haro said the ferry is late."];
        fixtures ["mark-styles"];
    MIDOPENER: "Opening marks", Mark,
        "middle gap opener joint begins";
        reads ["Anna Haro called the ferry “a floating ruin”."];
        refuses ["“The ferry is late,” Anna Haro said."];
        fixtures ["mark-styles"];
    HINGEDOPENER: "Opening marks", Mark,
        "hinge joint opener joint begins";
        reads ["“We built the dam”—she tapped the map—“for nothing,” Anna Haro said."];
        refuses ["“The ferry is late,” Anna Haro said."];
        fixtures ["interrupted"];
    TIGHTOPENER: "Opening marks", Mark,
        "text joint tight-opener joint word";
        reads ["Anna Haro said,“The ferry is late.”"];
        refuses ["Anna Haro said, “The ferry is late.”"];
        fixtures ["mark-styles"];
    SPACEDOPENER: "Opening marks", Mark,
        "any gap spaced-opener gap begins";
        reads ["« The ferry is late », Anna Haro said."];
        refuses ["«The ferry is late», Anna Haro said."];
        fixtures ["mark-styles"];
    TURNEDOPENER: "Opening marks", Mark,
        "any gap right any begins";
        reads ["”The ferry is late,” Anna Haro said."];
        refuses ["“The ferry is late,” Anna Haro said."];
        fixtures ["mark-styles"];
    CLOSER: "Closing marks", Mark,
        "!(s-word joint single gap word) ends joint closer outside";
        reads ["Anna Haro called the ferry “a floating ruin” and left."];
        refuses ["Anna Haro said the ferry was late."];
        fixtures ["mark-styles"];
    SPACEDCLOSER: "Closing marks", Mark,
        "ends gap double-right outside | ends gap double-straight joint point";
        reads ["“The ferry is late ”. It rained. “Go ”, Anna Haro added.", "\"The ferry is late \". It rained. \"Go \", Anna Haro added."];
        refuses ["“The ferry is late,” Anna Haro said."];
        fixtures ["mark-styles"];
    LOOSECLOSER: "Closing marks", Mark,
        "ends gap double-straight gap any | ends gap single joint point | ends gap single-right gap any \
         | s-word joint single gap word";
        reads ["\" The ferry is late, \" Anna Haro said.", "'The ferry is late '. It rained. 'Go ', Anna Haro added.", "‘ The ferry is late, ’ Anna Haro said.", "Anna Haro spoke of ‘the experts’ on the quay."];
        refuses ["“The ferry is late,” Anna Haro said."];
        fixtures [];
    TIGHTCLOSER: "Closing marks", Mark,
        "text joint tight-closer joint word";
        reads ["“The ferry is late,”Anna Haro said."];
        refuses ["“The ferry is late,” Anna Haro said."];
        fixtures [];
    TURNEDCLOSER: "Closing marks", Mark,
        "ends joint left outside";
        reads ["”The ferry is late,“ Anna Haro said."];
        refuses ["“The ferry is late,” Anna Haro said."];
        fixtures [];
    ELISION: "Apostrophes and inches", Mark,
        "any gap single joint elided";
        reads ["Anna Haro said she had bought the '90s ferry and the boys' raft."];
        refuses ["'The ferry is late,' Anna Haro said."];
        fixtures ["single-marks-apostrophes"];
    POSSESSIVE: "Apostrophes and inches", Mark,
        "s-word joint single outside";
        reads ["'It is the boys' hut 6', Anna Haro said."];
        refuses ["'The ferry is late,' Anna Haro said."];
        fixtures ["single-marks-apostrophes"];
    APOSTROPHE: "Apostrophes and inches", Mark,
        "word joint single any any";
        reads ["'We wen' home and nobody came,' Anna Haro said."];
        refuses ["'The ferry is late,' Anna Haro said."];
        fixtures [];
    INCH: "Apostrophes and inches", Mark,
        "number joint straight any any";
        reads ["\"The 6\" pipe burst at noon,\" Anna Haro said."];
        refuses ["\"The ferry is late,\" Anna Haro said."];
        fixtures ["unclosed-stray"];
    LATECLOSER: "Running quotations", Mark,
        "ends joint double-closer outside";
        reads ["Anna Haro said: “We lost everything in the flood. ¶ Nobody came. We sat on the roof.” ¶ She left."];
        refuses ["Anna Haro said: “We lost everything in the flood.” ¶ Nobody came."];
        fixtures ["running-paragraphs"];
    RUNNING: "Running quotations", Mark,
        "edge gap opener any begins";
        reads ["“We lost everything in the flood. ¶ “Nobody came,” said Anna Haro, 81."];
        refuses ["“We lost everything in the flood,” said Anna Haro. ¶ “Nobody came.”"];
        fixtures ["running-paragraphs"];
}
