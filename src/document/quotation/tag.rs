//! Where words end that no mark closes: before ", Haro said" or ", said Haro".

use crate::document::{Token, TokenKind};
use crate::grammar::Grammar;
use crate::grammar::reader::{Alphabet, Ends};
use crate::grammar::rules::tags::{TABLE, TAG};
use crate::lexicon::{Lexicon, WordClass};

/// How many tokens a tag has at most.
const LONGEST: usize = 7;

/// The tokens from a comma on.
struct Behind<'t> {
    text: &'t str,
    tokens: &'t [Token],
    lexicon: &'t Lexicon,
}

impl Behind<'_> {
    fn is(&self, token: &Token, class: WordClass) -> bool {
        token.entry(self.text, self.lexicon).class.any(class)
    }

    fn cue(&self, token: &Token) -> bool {
        !token.capital && self.is(token, WordClass::CUE)
    }

    fn subject(&self, token: &Token) -> bool {
        let named = WordClass::SUBJECT_PRONOUN | WordClass::DETERMINER | WordClass::PERSON;
        !self.cue(token) && (token.capital || token.kind == TokenKind::Stop || self.is(token, named))
    }

    fn clause_end(&self, token: &Token) -> bool {
        matches!(token.kind, TokenKind::Stop | TokenKind::Comma)
            || self.is(token, WordClass::PREPOSITION | WordClass::CALENDAR)
    }
}

impl Alphabet for Behind<'_> {
    fn len(&self) -> usize {
        self.tokens.len()
    }

    fn ends(&self, terminal: u8, at: usize, ends: &mut Ends) {
        let token = self.tokens.get(at);
        let reads = match TABLE.terminals[usize::from(terminal)] {
            "comma" => token.is_some_and(|t| t.kind == TokenKind::Comma),
            "subject" => token.is_some_and(|t| self.subject(t)),
            "cue" => token.is_some_and(|t| self.cue(t)),
            // It reads nothing: what follows is looked at alone.
            "clause-end" => {
                if token.is_none_or(|t| self.clause_end(t)) {
                    ends.push(at as u32);
                }
                false
            }
            _ => false,
        };
        if reads {
            ends.push(at as u32 + 1);
        }
    }
}

/// What is said of words that no mark closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// The comma before it.
    pub comma: usize,
    /// A name stands in it.
    pub named: bool,
    /// Where it ends.
    pub end: usize,
}

/// The first tag in `tokens[start..]`.
pub(super) fn tag(text: &str, tokens: &[Token], start: usize, lexicon: &Lexicon, grammar: &Grammar) -> Option<Tag> {
    let program = grammar.program(TAG)?;
    (start..tokens.len().saturating_sub(2)).find_map(|comma| {
        if tokens[comma].kind != TokenKind::Comma {
            return None;
        }
        let behind = Behind { text, tokens: &tokens[comma..tokens.len().min(comma + LONGEST)], lexicon };
        let end = comma + program.read(&behind, 0).ok()?.end;
        let named = tokens[comma..end].iter().any(|t| t.capital);
        Some(Tag { comma, named, end })
    })
}
