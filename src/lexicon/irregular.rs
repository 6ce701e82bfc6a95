//! Irregular forms: went, left, children.
//!
//! Takes a form in small letters, gives the word that it is a form of; listed in `irregular_forms.csv`.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static FORMS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = super::overlay::list_text("irregular_forms").unwrap_or_default().lines().skip(1);
    rows.filter_map(|row| {
        let mut cells = row.split(',');
        Some((cells.next()?, cells.next()?))
    })
    .collect()
});

/// The word that an irregular form belongs to.
pub fn lemma(form: &str) -> Option<&'static str> {
    FORMS.get(form).copied()
}
