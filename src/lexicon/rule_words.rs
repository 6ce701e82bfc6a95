//! The words that single rules ask for, by what they do there: `rule_words.csv`, a list a class.
//!
//! The build makes [`Words`] of a class, `SAID_NOUN` of `said-noun`; of one that ends in `-lemma` or `-form`, which is asked for
//! by hash, [`Hashes`].

// A library without the command line asks for fewer of them.
#![allow(dead_code)]

use super::set::{Hashes, Words};

include!(concat!(env!("OUT_DIR"), "/rule_words.rs"));
