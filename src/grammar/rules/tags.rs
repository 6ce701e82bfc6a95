//! Rules of words that no mark closes: where somebody is said to have said them.

use crate::grammar::rule::{Table, rules};

/// What the productions are written in.
pub(crate) static TABLE: Table =
    Table { terminals: &["comma", "subject", "cue", "clause-end"], looks: &[], words: false, rules: RULES };

rules! { 4;
    TAG: "Running quotations", Mark,
        "comma (subject {subject} cue clause-end | cue subject)";
        reads ["“The yard is shut, and the gate is locked, said Lena Brouk, who runs it."];
        refuses ["“The yard is shut, and the gate is locked.”"];
        fixtures ["unclosed-stray"];
}
