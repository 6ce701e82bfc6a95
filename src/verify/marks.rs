//! What marks the words of an article stand in.
//!
//! Takes a text and its words, says of every word whether it stands inside quotation marks, in square brackets, and in
//! marks within marks. Does not say who speaks. Places count bytes of the text.

use super::words::Word;

/// What marks each word stands in.
#[derive(Debug, Default)]
pub(super) struct Inside {
    /// Inside quotation marks.
    pub marked: Vec<bool>,
    /// In square brackets.
    pub editorial: Vec<bool>,
    /// In marks within marks.
    pub inner: Vec<bool>,
}

/// The marks that are open at a place.
#[derive(Clone, Copy, Debug, Default)]
struct Open {
    double: bool,
    single: bool,
    /// Single marks were opened first.
    single_outside: bool,
    bracket: bool,
}

impl Open {
    fn read(&mut self, text: &str, place: usize, c: char) {
        let before = text[..place].chars().next_back();
        let after = text[place + c.len_utf8()..].chars().next();
        let opens =
            before.is_none_or(|b| b.is_whitespace() || matches!(b, '(' | '[' | '—' | '–' | '"' | '“' | '‘' | '\''));
        match c {
            '“' | '«' | '„' | '‟' => self.double(true),
            '”' | '»' => self.double(false),
            '"' => self.double(!self.double),
            '\'' if before == Some('\'') => {}
            '\'' if after == Some('\'') => self.run(text[place..].bytes().take_while(|b| *b == b'\'').count()),
            '‘' => self.single(true),
            '’' | '\'' if self.single && !opens => self.single = false,
            '\'' if opens => self.single(true),
            '[' | '(' => self.bracket = true,
            ']' | ')' => self.bracket = false,
            _ => {}
        }
    }

    /// Single marks in a row: two are a double one, three a double and a single one.
    fn run(&mut self, count: usize) {
        let inner = count > 2;
        if inner && self.single {
            self.single = false;
        }
        let opens = !self.double;
        self.double(opens);
        if inner && opens {
            self.single(true);
        }
    }

    fn double(&mut self, open: bool) {
        // Single marks inside end with the double ones around them.
        if !open && !self.single_outside {
            self.single = false;
        }
        self.double = open;
    }

    fn single(&mut self, open: bool) {
        self.single_outside = open && !self.double;
        self.single = open;
    }
}

/// For every word what marks it stands in. Marks are paired within a paragraph; an opening mark that is not closed
/// reaches to its end, and over a page number into the next one where that goes on with the closing mark.
pub(super) fn inside(text: &str, words: &[Word]) -> Inside {
    let mut out = Inside::default();
    let mut open = Open::default();
    let mut at = 0;
    for word in words {
        for (b, c) in text[at..word.span.start].char_indices() {
            let place = at + b;
            if c != '\n' {
                open.read(text, place, c);
            } else if !(open.double && goes_on(text, place)) {
                open = Open::default();
            }
        }
        out.marked.push(open.double || open.single);
        out.editorial.push(open.bracket);
        out.inner.push(open.double && open.single);
        at = word.span.end;
    }
    out
}

/// Whether a quotation that is open at a line's end goes on behind it: over a line that is but a number, up to a
/// closing mark without an opening one.
fn goes_on(text: &str, place: usize) -> bool {
    let number = |l: &str| {
        let l = l.trim();
        l.len() <= 5
            && l.bytes().any(|b| b.is_ascii_digit())
            && l.bytes().all(|b| b.is_ascii_digit() || b" -".contains(&b))
    };
    let mut lines = text[place..].lines().filter(|l| !l.trim().is_empty());
    let Some(first) = lines.next() else { return false };
    let behind_number = text[..place].trim_end().rsplit('\n').next().is_some_and(number);
    let next = match (number(first), behind_number) {
        (true, _) => lines.next().unwrap_or(""),
        (false, true) => first,
        _ => return false,
    };
    let mark = next.find(['“', '”', '"', '«', '»']);
    next.trim_start().starts_with(char::is_lowercase) && mark.is_some_and(|m| !next[m..].starts_with(['“', '«']))
}

/// Whether a word is a page number inside a quotation: alone on its line.
pub(super) fn page_number(text: &str, word: &Word) -> bool {
    word.norm.bytes().all(|b| b.is_ascii_digit())
        && text[..word.span.start].ends_with("\n")
        && text[word.span.end..].trim_start_matches([' ', '-']).starts_with("\n")
}
