//! Parents who are told by the number of their children: the mother of four, the dad-of-two.

use crate::cast::clusters::{gender_of, only_gender};
use crate::cast::discourse::Walk;
use crate::cast::words;
use crate::cast::words::Class;
use crate::document::tokens::word_hash;
use crate::document::{Item, TokenKind};
use crate::lexicon::WordClass;
use crate::lexicon::set::listed;
use crate::mention::Mention;

/// A parent who is told by the number of children.
#[derive(Clone, Copy)]
pub(super) struct Parent {
    pub(super) gender: WordClass,
    /// The hash of the whole word, or that of the noun and of the number.
    words: [u32; 2],
}

impl Parent {
    /// Reads a description that says no more of somebody: the mother of four, the dad-of-two.
    pub(super) fn read(walk: &Walk<'_, '_>, mention: &Mention) -> Option<Parent> {
        let document = walk.analysis.document;
        let head = document.items[mention.head].hash;
        let word = document.word(mention.head);
        if word.contains('-')
            && let Some((noun, _)) = word.split_once("-of-")
        {
            let noun = noun.to_lowercase();
            let gender = only_gender(walk.analysis.lexicon.word(&noun).class);
            return words::holds(word_hash(&noun), Class::PARENT).then_some(Parent { gender, words: [head; 2] });
        }
        let tail = mention.core.end()..mention.phrase.end();
        let number =
            |at: usize| document.items[at].kind == TokenKind::Number || document.items[at].is(WordClass::NUMBER);
        let counted = tail.len() == 2 && document.is_any(tail.start, listed!["of"]) && number(tail.start + 1);
        let gender = gender_of(document, mention.head..mention.head + 1);
        let parent = words::is(document, mention.head, Class::PARENT) && counted;
        parent.then(|| Parent { gender, words: [head, document.items[tail.start + 1].hash] })
    }

    /// Whether they call somebody by other children: the mother of three is not that of four.
    pub(super) fn other(self, items: &[Item]) -> bool {
        items.iter().any(|i| i.hash == self.words[0]) && !self.is(items)
    }

    /// Whether some words call somebody so.
    pub(super) fn is(self, items: &[Item]) -> bool {
        self.words.iter().all(|&word| items.iter().any(|i| i.hash == word))
    }
}
