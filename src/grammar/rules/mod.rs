//! The rules themselves, a file a family. What a terminal means, the stage says that reads them.

pub(crate) mod attributions;
pub(crate) mod joins;
pub(crate) mod marks;
pub(crate) mod openings;
mod order_terms;
pub(crate) mod orders;
pub(crate) mod paragraphs;
pub(crate) mod reaches;
pub(crate) mod refusals;
pub(crate) mod relays;
pub(crate) mod sentences;
pub(crate) mod tags;

use super::rule::Table;

/// All tables, by the number in their rules' ids.
pub(crate) static TABLES: [&Table; 11] = [
    &attributions::TABLE,
    &paragraphs::TABLE,
    &refusals::TABLE,
    &marks::TABLE,
    &tags::TABLE,
    &sentences::TABLE,
    &openings::TABLE,
    &joins::TABLE,
    &reaches::TABLE,
    &relays::TABLE,
    &orders::TABLE,
];
