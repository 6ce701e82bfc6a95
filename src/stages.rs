//! What is inside of the house, for our own trainer, tests, benches and fuzz targets alone: it changes with the stages.

pub mod attribution {
    pub use crate::attribution::*;
}
pub mod cast {
    pub use crate::cast::*;
}
pub mod check {
    pub use crate::check::*;
}
pub mod cue {
    pub use crate::cue::*;
}
pub mod document {
    pub use crate::document::*;
}
pub mod evaluate {
    pub use crate::evaluate::*;
}
pub mod grammar {
    pub use crate::grammar::*;
}
pub mod lexicon {
    pub use crate::lexicon::*;
}
pub mod mention {
    pub use crate::mention::*;
}
pub mod model {
    pub use crate::model::*;
}
pub mod neutralised {
    pub use crate::neutralised::restore;
}
pub mod normal {
    pub use crate::normal::*;
}
pub mod rows {
    pub use crate::rows::*;
}
pub mod source {
    pub use crate::source::*;
}
pub mod summary {
    pub use crate::summary::*;
}
pub mod teach {
    pub use crate::teach::*;
}
pub mod verify {
    pub use crate::verify::draft::draft_claims;
    pub use crate::verify::patch::unified_patch;
    #[cfg(feature = "report")]
    pub use crate::verify::report::html::write_html;
    pub use crate::verify::report::linked::{Review, write_claim_review, write_web_annotation};
    #[cfg(feature = "xlsx")]
    pub use crate::verify::report::xlsx::write_xlsx;
}
