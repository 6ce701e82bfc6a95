//! Rules of joins: quotations without a cue of their own that belong to a row before them.
//!
//! A production reads the row, what stands between, the quotation.

use crate::grammar::rule::{Table, rules};

/// What the productions are written in.
#[rustfmt::skip]
pub(crate) static TABLE: Table = Table {
    terminals: &[
        // The row: with words in marks, without, one whose words before the cue end in a comma
        "quoted-row", "indirect-row", "open-row",
        // Between: the rest of the row's sentence, a sentence about nobody, one about the row's speaker
        "aside", "idle", "same",
        // A quotation that is a sentence, one that ends a sentence behind a comma
        "quotation", "last-part",
        // A quotation that opens a sentence and ends in a comma, a row whose words follow its cue
        "first-part", "late-row",
        // The row of a list's item, the bullet of the next one
        "list-row", "bullet",
    ],
    looks: &[],
    words: false,
    rules: RULES,
};

rules! { 7;
    JOINQUOTED: "Joined quotations", Join,
        "quoted-row [idle | same] quotation";
        reads [
            "“The ferry is late,” Anna Haro said. “Nobody was told about it.”",
            "“The ferry is late,” Anna Haro said. The rain had stopped. “Nobody was told about it.”",
            "“The ferry is late,” Anna Haro said. Haro sat down on a rope. “Nobody was told about it.”",
        ];
        refuses ["“The ferry is late,” Anna Haro said. Ivo Tamm sat down on a rope. “Nobody was told about it.”"];
        fixtures ["interrupted"];
    JOININDIRECT: "Joined quotations", Join,
        "indirect-row [idle | same] quotation";
        reads [
            "Anna Haro told reporters that the ferry was late. “It is always late, and nobody was told.”",
            "Anna Haro told reporters that the ferry was late. The rain had stopped. “It is always late, and nobody was told.”",
            "Anna Haro told reporters that the ferry was late. Haro sat down on a rope. “It is always late, and nobody was told.”",
        ];
        refuses ["Anna Haro told reporters that the ferry was late. ¶ “It is always late, and nobody was told.”"];
        fixtures ["interrupted"];
    JOINASIDE: "Joined quotations", Join,
        "open-row aside last-part";
        reads ["“The nets came up empty,” said Anna Haro, who has fished for 40 years, “and then they tore on the stones.”"];
        refuses ["“The nets came up empty,” said Anna Haro, who has read “Cold Rivers”."];
        fixtures ["interrupted"];
    JOINFIRST: "Joined quotations", Join,
        "first-part late-row";
        reads ["“The boats are gone,” Anna Haro, who has fished here for 40 years, told reporters on the quay: “Nobody will bring them back.”"];
        refuses ["“The boats are gone,” Anna Haro said."];
        fixtures ["interrupted"];
    JOINLIST: "Joined quotations", Join,
        "list-row bullet quotation";
        reads ["Residents of the quay told the council: ¶ • “We had no water for a week.” ¶ • “Nobody came to tell us.”"];
        refuses ["Anna Haro told the council: “We had no water.” ¶ “Nobody came to tell us.”"];
        fixtures ["fragments"];
}
