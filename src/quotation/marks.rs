//! Which characters can be quotation marks, and which way they can turn.

/// Whether `c` can be a quotation mark (or an apostrophe).
pub fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '\u{b4}' | '\u{ab}' | '\u{bb}' | '\u{2018}'
            ..='\u{201f}'
                | '\u{2039}'
                | '\u{203a}'
                | '\u{2032}'
                | '\u{2033}'
                | '\u{301d}'
                | '\u{301e}'
                | '\u{301f}'
                | '\u{ff02}'
    )
}
