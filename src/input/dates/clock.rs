//! Times of day and their offsets, as dates have them beside them.

use super::Piece;

/// Names of zones that stand for one offset only, in minutes.
const ZONES: &[(&str, i32)] = &[
    ("utc", 0),
    ("gmt", 0),
    ("z", 0),
    ("edt", -240),
    ("est", -300),
    ("cdt", -300),
    ("mdt", -360),
    ("mst", -420),
    ("pdt", -420),
    ("pst", -480),
    ("bst", 60),
    ("cet", 60),
    ("cest", 120),
    ("eet", 120),
    ("eest", 180),
    ("sgt", 480),
    ("hkt", 480),
    ("jst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
];

#[derive(Clone, Copy)]
pub(super) struct Time {
    pub hour: u32,
    pub minute: u32,
    pub second: u32,
    /// In minutes, where one is told.
    pub offset: Option<i32>,
}

impl Time {
    pub fn new(hour: u32, minute: u32, second: u32) -> Option<Time> {
        // A leap second is one of the clock.
        (hour < 24 && minute < 60 && second <= 60).then_some(Time { hour, minute, second, offset: None })
    }
}

/// `13:42`, `1:42 p.m. EST`, `10:00:00.000Z`, `T101500+0100`, `3pm`.
pub(super) fn time(pieces: &[Piece]) -> Option<Time> {
    (0..pieces.len()).find_map(|at| {
        let (first, digits) = pieces[at].number()?;
        let number = |i: usize| pieces.get(i).filter(|p| p.tight).and_then(Piece::number);
        let sign = |i: usize, sign: char| pieces.get(i).is_some_and(|p| p.is(sign) && p.tight);
        let before = at.checked_sub(1).map(|i| &pieces[i]);
        let (mut hour, minute, second, mut next) = match number(at + 2) {
            Some((minute, 2)) if digits <= 2 && sign(at + 1, ':') => match number(at + 4) {
                Some((second, 2)) if sign(at + 3, ':') => (first, minute, second, at + 5),
                _ => (first, minute, 0, at + 3),
            },
            _ if matches!(digits, 4 | 6) && before.and_then(Piece::word) == Some("t") => match digits {
                4 => (first / 100, first % 100, 0, at + 1),
                _ => (first / 10_000, first / 100 % 100, first % 100, at + 1),
            },
            // With a full stop only where what follows says that it is a time: `17.14 GMT`, `5.14pm`.
            Some((minute, 2)) if digits <= 2 && sign(at + 1, '.') && told(pieces, at + 3) => (first, minute, 0, at + 3),
            _ if digits <= 2 && half(pieces, at + 1).is_some() && !before.is_some_and(|p| p.is('.')) => {
                (first, 0, 0, at + 1)
            }
            _ => return None,
        };
        if (sign(next, '.') || sign(next, ',')) && number(next + 1).is_some() {
            next += 2;
        }
        if let Some((afternoon, behind)) = half(pieces, next) {
            hour = hour % 12 + if afternoon { 12 } else { 0 };
            next = behind;
        }
        Some(Time { offset: offset(&pieces[next.min(pieces.len())..]), ..Time::new(hour, minute, second)? })
    })
}

/// Whether half a day or a zone stands here.
fn told(pieces: &[Piece], at: usize) -> bool {
    let zone =
        |word: &str| ZONES.iter().any(|(name, _)| *name == word) || ["et", "ct", "mt", "pt", "ist"].contains(&word);
    half(pieces, at).is_some() || pieces.get(at).and_then(Piece::word).is_some_and(zone)
}

/// Whether `am` or `pm` stands here, which of both, and the place behind it.
fn half(pieces: &[Piece], at: usize) -> Option<(bool, usize)> {
    let word = pieces.get(at)?.word()?;
    match word {
        "am" | "pm" => Some((word == "pm", at + 1)),
        "a" | "p" => {
            let dot = |i: usize| pieces.get(i).is_some_and(|p| p.is('.'));
            let m = dot(at + 1) && pieces.get(at + 2)?.word() == Some("m");
            m.then_some((word == "p", if dot(at + 3) { at + 4 } else { at + 3 }))
        }
        _ => None,
    }
}

/// The offset that stands first, in minutes: `Z`, `+0100`, `-05:00`, `+02`, `EST`, `UTC+1`.
fn offset(pieces: &[Piece]) -> Option<i32> {
    let first = pieces.iter().position(|p| !p.is('(') && !p.is(','))?;
    let piece = &pieces[first];
    if let Some(word) = piece.word() {
        let named = ZONES.iter().find(|(name, _)| *name == word).map(|(_, minutes)| *minutes)?;
        return match named {
            0 => Some(signed(&pieces[first + 1..]).unwrap_or(0)),
            _ => Some(named),
        };
    }
    signed(&pieces[first..])
}

fn signed(pieces: &[Piece]) -> Option<i32> {
    let negative = match pieces.first()? {
        piece if piece.is('+') => false,
        piece if piece.is('-') => true,
        _ => return None,
    };
    let (first, digits) = pieces.get(1).filter(|p| p.tight)?.number()?;
    let minutes = match digits {
        4 => first / 100 * 60 + first % 100,
        1 | 2 => {
            let more = pieces.get(2).is_some_and(|p| p.is(':') && p.tight).then(|| pieces.get(3)?.number()).flatten();
            first * 60 + more.map_or(0, |(minutes, _)| minutes)
        }
        _ => return None,
    };
    let minutes = i32::try_from(minutes).ok().filter(|minutes| *minutes <= 14 * 60)?;
    Some(if negative { -minutes } else { minutes })
}
