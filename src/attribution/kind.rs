//! What sort of quotation some content makes.

use crate::document::Document;
use crate::record::Kind;
use std::ops::Range;

/// How much of the content stands in marks.
pub(crate) fn kind(document: &Document<'_>, content: &[Range<usize>]) -> Kind {
    let items = || content.iter().flat_map(|r| &document.items[r.clone()]);
    if !items().any(|i| i.is_quote()) {
        Kind::Indirect
    } else if items().all(|i| i.is_quote() || !i.is_word()) {
        Kind::Direct
    } else {
        Kind::Mixed
    }
}
