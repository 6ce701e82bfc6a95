//! Dates as pages, feeds, mails and exports write them, in ISO 8601.
//!
//! Takes what an input says of its date, gives `2026-03-02`, or `2026-03-02T10:00:00+01:00` where a time and its offset are
//! told, or `2026-03` and `2026` where no more is. What can be read in two ways (`03/04/2026`) is none.

mod clock;

use clock::{Time, time};

/// The longest text that is looked at as a date, in bytes.
const LONGEST: usize = 120;

/// The most words of a line that is a day and hardly anything else.
#[cfg(feature = "html")]
const LINE: usize = 5;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The month that a word names, in full or by its first three letters or more: 1 to 12.
pub(super) fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word))?;
    Some(at as u32 + 1)
}

/// The date in ISO 8601; nothing if the words tell none, or may tell two.
pub(super) fn iso(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let pieces = pieces(text);
    if let [Piece { what: What::Number(n, digits), .. }] = pieces[..] {
        return alone(n, digits);
    }
    let (date, rest) = day(&pieces)?;
    // A time may stand before the date ("10:15 GMT, 2 March 2026") or behind it.
    let time = date.day.and_then(|_| time(&pieces[rest..]).or_else(|| time(&pieces)));
    Some(written(date, time))
}

/// Whether a line is a day and hardly anything else: `Monday, March 2, 2026`, `Published 2 March 2026, 10:15 GMT`.
#[cfg(feature = "html")]
pub(super) fn is_line(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).count();
    let day = |iso: String| iso.len() >= "2026-03-02".len();
    words <= LINE && text.len() <= LONGEST / 2 && iso(text).is_some_and(day)
}

/// Numbers without anything beside them: a year, a day, a day with its time, seconds or milliseconds since 1970.
fn alone(n: u64, digits: usize) -> Option<String> {
    let of = |n: u64| Day::new((n / 10_000) as u32, (n / 100 % 100) as u32, Some((n % 100) as u32));
    match digits {
        4 => Day::new(n as u32, 1, None).map(|day| format!("{:04}", day.year)),
        8 => Some(written(of(n)?, None)),
        14 => {
            let clock = (n / 10_000 % 100, n / 100 % 100, n % 100);
            let time = Time::new(clock.0 as u32, clock.1 as u32, clock.2 as u32)?;
            Some(written(of(n / 1_000_000)?, Some(time)))
        }
        10 | 13 => {
            let seconds = if digits == 13 { n / 1000 } else { n };
            let (days, rest) = ((seconds / 86_400) as i64, (seconds % 86_400) as u32);
            let time = Time::new(rest / 3600, rest / 60 % 60, rest % 60)?;
            Some(written(civil(days)?, Some(Time { offset: Some(0), ..time })))
        }
        _ => None,
    }
}

/// The day so many days after 1 January 1970 (H. Hinnant, "chrono-compatible low-level date algorithms").
fn civil(days: i64) -> Option<Day> {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    Day::new(u32::try_from(year + era * 400 + i64::from(month <= 2)).ok()?, month as u32, Some(day as u32))
}

#[derive(Clone, Copy)]
struct Day {
    year: u32,
    month: u32,
    day: Option<u32>,
}

impl Day {
    fn new(year: u32, month: u32, day: Option<u32>) -> Option<Day> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let most = match month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let sound = (1600..=2200).contains(&year) && (1..=12).contains(&month);
        (sound && day.is_none_or(|day| (1..=most).contains(&day))).then_some(Day { year, month, day })
    }
}

fn written(date: Day, time: Option<Time>) -> String {
    let mut out = format!("{:04}-{:02}", date.year, date.month);
    if let Some(day) = date.day {
        out.push_str(&format!("-{day:02}"));
    }
    if let Some(time) = time {
        out.push_str(&format!("T{:02}:{:02}:{:02}", time.hour, time.minute, time.second));
        match time.offset {
            Some(0) => out.push('Z'),
            Some(o) => {
                out.push_str(&format!("{}{:02}:{:02}", if o < 0 { '-' } else { '+' }, o.abs() / 60, o.abs() % 60))
            }
            None => {}
        }
    }
    out
}

#[derive(Debug, PartialEq)]
enum What {
    /// A number and how many digits it has.
    Number(u64, usize),
    /// Letters, in lower case.
    Word(String),
    Sign(char),
}

#[derive(Debug)]
struct Piece {
    what: What,
    /// Whether it touches what stands before it.
    tight: bool,
}

impl Piece {
    fn is(&self, sign: char) -> bool {
        self.what == What::Sign(sign)
    }

    fn number(&self) -> Option<(u32, usize)> {
        match self.what {
            What::Number(n, digits) => u32::try_from(n).ok().map(|n| (n, digits)),
            _ => None,
        }
    }

    fn word(&self) -> Option<&str> {
        match &self.what {
            What::Word(word) => Some(word),
            _ => None,
        }
    }
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut all = Vec::new();
    let mut tight = false;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = |test: fn(&char) -> bool| rest.chars().take_while(test).map(char::len_utf8).sum::<usize>();
        let (what, length) = match first {
            c if c.is_ascii_digit() => {
                let length = run(char::is_ascii_digit);
                (rest[..length].parse().map_or(What::Sign('?'), |n| What::Number(n, length)), length)
            }
            c if c.is_alphabetic() => {
                let length = run(|c| c.is_alphabetic());
                (What::Word(rest[..length].to_lowercase()), length)
            }
            c if c.is_whitespace() => {
                tight = false;
                rest = &rest[c.len_utf8()..];
                continue;
            }
            '\u{2212}' | '\u{2010}' | '\u{2011}' => (What::Sign('-'), first.len_utf8()),
            c => (What::Sign(c), c.len_utf8()),
        };
        all.push(Piece { what, tight });
        tight = true;
        rest = &rest[length..];
    }
    all
}

/// The first day that the pieces tell, and the place behind it.
fn day(pieces: &[Piece]) -> Option<(Day, usize)> {
    (0..pieces.len()).find_map(|at| {
        // A day that does not exist must not be read as its month.
        let numbered = || at > 0 && pieces[at - 1].number().is_some_and(|(_, digits)| digits <= 2);
        let found = match &pieces[at].what {
            What::Number(..) => in_numbers(&pieces[at..]).or_else(|| day_first(&pieces[at..])),
            What::Word(_) if numbered() => None,
            What::Word(_) => month_first(&pieces[at..]),
            What::Sign(_) => None,
        };
        found.map(|(day, length)| (day, at + length))
    })
}

/// `2026-03-02`, `2026/3/2`, `20260302`, `2026-03`, `02.03.2026`, `13/03/2026`.
fn in_numbers(pieces: &[Piece]) -> Option<(Day, usize)> {
    let (first, digits) = pieces.first()?.number()?;
    if digits == 8 {
        let day = Day::new(first / 10_000, first / 100 % 100, Some(first % 100))?;
        return Some((day, 1));
    }
    let sign = pieces.get(1).filter(|p| p.tight).and_then(|p| ['-', '/', '.'].into_iter().find(|sign| p.is(*sign)))?;
    let (second, _) = pieces.get(2).filter(|p| p.tight)?.number()?;
    let third = match pieces.get(3..5) {
        Some([again, last]) if again.is(sign) && again.tight && last.tight => last.number(),
        _ => None,
    };
    match third {
        Some((last, _)) if digits == 4 => Some((Day::new(first, second, Some(last))?, 5)),
        Some((last, 4)) => {
            let (day, month) = match sign {
                // Nobody writes the month first with full stops.
                '.' => (first, second),
                _ if first == second || first > 12 => (first, second),
                _ if second > 12 => (second, first),
                _ => return None,
            };
            Some((Day::new(last, month, Some(day))?, 5))
        }
        None if digits == 4 && sign == '-' => Some((Day::new(first, second, None)?, 3)),
        _ => None,
    }
}

/// Passes over what may stand between the parts of a date in words.
fn past(pieces: &[Piece], mut at: usize) -> usize {
    while let Some(piece) = pieces.get(at) {
        let between = [',', '.', '-', '/'].into_iter().any(|sign| piece.is(sign))
            || piece.word().is_some_and(|word| ["of", "st", "nd", "rd", "th"].contains(&word));
        if !between {
            break;
        }
        at += 1;
    }
    at
}

fn year(piece: Option<&Piece>) -> Option<u32> {
    piece?.number().filter(|(_, digits)| *digits == 4).map(|(year, _)| year)
}

/// `2 March 2026`, `02-Mar-2026`, `2nd of March, 2026`, `02 Mar 26`.
fn day_first(pieces: &[Piece]) -> Option<(Day, usize)> {
    let (day, digits) = pieces.first()?.number()?;
    let at = past(pieces, 1);
    let month = month(pieces.get(at)?.word()?)?;
    let at = past(pieces, at + 1);
    if digits == 4 {
        // 2026 March 2
        let (of_month, _) = pieces.get(at)?.number()?;
        return Some((Day::new(day, month, Some(of_month))?, at + 1));
    }
    let year = year(pieces.get(at)).or_else(|| {
        let (year, _) = pieces.get(at)?.number().filter(|(_, digits)| *digits == 2)?;
        // As mail has it (RFC 5322, 4.3).
        (!pieces.get(at + 1).is_some_and(|p| p.is(':'))).then_some(if year < 50 { 2000 + year } else { 1900 + year })
    })?;
    Some((Day::new(year, month, Some(day))?, at + 1))
}

/// `March 2, 2026`, `Mar. 2nd 2026`, `March 2026`.
fn month_first(pieces: &[Piece]) -> Option<(Day, usize)> {
    let month = month(pieces.first()?.word()?)?;
    let at = past(pieces, 1);
    if let Some(year) = year(pieces.get(at)) {
        return Some((Day::new(year, month, None)?, at + 1));
    }
    let (day, _) = pieces.get(at)?.number()?;
    let at = past(pieces, at + 1);
    // "Mon Mar 2 10:00:00 UTC 2026"
    let at = match year(pieces.get(at)) {
        Some(_) => at,
        None => (at..pieces.len()).find(|i| year(pieces.get(*i)).is_some())?,
    };
    let behind = if at == past(pieces, at) { at + 1 } else { at };
    Some((Day::new(year(pieces.get(at))?, month, Some(day))?, behind.min(pieces.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_every_kind_become_iso_8601() {
        for (given, wanted) in [
            ("2026-03-02", "2026-03-02"),
            ("2026-03-02T10:00:00Z", "2026-03-02T10:00:00Z"),
            ("2026-03-02T10:00:00.000Z", "2026-03-02T10:00:00Z"),
            ("2026-03-02T10:00:00+0100", "2026-03-02T10:00:00+01:00"),
            ("2026-03-02 10:00:00 -05:00", "2026-03-02T10:00:00-05:00"),
            ("2026-03-02T10:00", "2026-03-02T10:00:00"),
            ("2026/3/2", "2026-03-02"),
            ("20260302", "2026-03-02"),
            ("20260302T101500+0100", "2026-03-02T10:15:00+01:00"),
            ("20260302101500", "2026-03-02T10:15:00"),
            ("Mon, 02 Mar 2026 10:00:00 GMT", "2026-03-02T10:00:00Z"),
            ("Mon, 02 Mar 2026 10:00:00 +0000", "2026-03-02T10:00:00Z"),
            ("Mon, 2 Mar 26 10:00:00 EST", "2026-03-02T10:00:00-05:00"),
            ("Mon Mar  2 10:00:00 UTC 2026", "2026-03-02T10:00:00Z"),
            ("March 2, 2026 13:42", "2026-03-02T13:42:00"),
            ("March 2, 2026 at 1:42 p.m. EST", "2026-03-02T13:42:00-05:00"),
            ("Mar. 2nd, 2026", "2026-03-02"),
            ("2nd of March 2026", "2026-03-02"),
            ("02-Mar-2026", "2026-03-02"),
            ("Published 12:05 AM ET, Mon March 2, 2026", "2026-03-02T00:05:00"),
            ("Monday 2 March 2026 10.15 GMT", "2026-03-02T10:15:00Z"),
            ("First published on Mon 2 Mar 2026 12.00 AEDT", "2026-03-02T12:00:00+11:00"),
            ("2 March 2026, 5.14pm", "2026-03-02T17:14:00"),
            ("02.03.2026 10.15", "2026-03-02"),
            ("Nov. 3, 2024 at 5:14 p.m. ET", "2024-11-03T17:14:00"),
            ("Sunday, November 3, 2024 | 5:14pm", "2024-11-03T17:14:00"),
            ("Sun Nov 03 2024 17:14:00 GMT+0000 (Coordinated Universal Time)", "2024-11-03T17:14:00Z"),
            ("2 March 2026, 3pm", "2026-03-02T15:00:00"),
            ("02.03.2026", "2026-03-02"),
            ("13/03/2026", "2026-03-13"),
            ("3/13/2026 9:05 PM", "2026-03-13T21:05:00"),
            ("03/03/2026", "2026-03-03"),
            ("March 2026", "2026-03"),
            ("2026-03", "2026-03"),
            ("2026", "2026"),
            ("1772445600", "2026-03-02T10:00:00Z"),
            ("1772445600000", "2026-03-02T10:00:00Z"),
            ("February 29, 2024", "2024-02-29"),
            ("2026-03-02T10:00:00 (UTC+1)", "2026-03-02T10:00:00+01:00"),
            ("Sept. 9, 2025", "2025-09-09"),
        ] {
            assert_eq!(iso(given).as_deref(), Some(wanted), "{given}");
        }
    }

    #[test]
    fn what_is_no_date_or_two_is_none() {
        for given in [
            "",
            "03/04/2026",
            "yesterday",
            "2026-13-01",
            "31 February 2026",
            "12:30",
            "May",
            "March 2",
            "99999999999999999999999",
            "é",
            "Issue 7 of 12",
        ] {
            assert_eq!(iso(given), None, "{given}");
        }
        assert_eq!(iso(&"1-".repeat(4000)), None);
    }
}
