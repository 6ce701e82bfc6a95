//! The rules themselves, a file a family. What a terminal means, the stage says that reads them.

pub(crate) mod attributions;
pub(crate) mod paragraphs;
pub(crate) mod refusals;

use super::rule::Table;

/// All tables, by the number in their rules' ids.
pub(crate) static TABLES: [&Table; 3] = [&attributions::TABLE, &paragraphs::TABLE, &refusals::TABLE];
