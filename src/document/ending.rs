//! The last letters of words.

/// The last letters of a word, as far as they tell its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ending {
    /// None of the others.
    Other,
    /// -ed
    Ed,
    /// -ing
    Ing,
    /// -ly
    Ly,
    /// -s, but not -ss
    S,
    /// -ss
    Ss,
}

impl Ending {
    const ALL: [Ending; 6] = [Ending::Other, Ending::Ed, Ending::Ing, Ending::Ly, Ending::S, Ending::Ss];

    /// The ending of a word in lower case.
    #[inline]
    pub(super) fn of(word: &[u8]) -> Ending {
        let (third, last) = match word {
            [.., a, b, c] => (*a, [*b, *c]),
            [b, c] => (0, [*b, *c]),
            [c] => (0, [0, *c]),
            [] => (0, [0; 2]),
        };
        // At most one of these holds: there is no branch to guess.
        let is = |holds: bool, ending: Ending| if holds { ending as usize } else { 0 };
        let ending = is(last == *b"ed", Ending::Ed)
            | is((last == *b"ng") & (third == b'i'), Ending::Ing)
            | is(last == *b"ly", Ending::Ly)
            | is((last != *b"ss") & (last[1] == b's'), Ending::S)
            | is(last == *b"ss", Ending::Ss);
        Ending::ALL[ending]
    }
}
