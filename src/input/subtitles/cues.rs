//! The cues of subtitles: from when to when which lines are shown.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, one_of, space0};
use nom::combinator::{not, opt, recognize};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

/// Words that are shown for a while.
pub(in crate::input) struct Cue {
    /// From when on, in milliseconds.
    pub start: u64,
    /// Till when.
    pub end: u64,
    /// The lines, with tags as they stand.
    pub lines: Vec<String>,
}

/// A time in milliseconds: `00:00:05.000`, `00:05.000`, `0:00:05,0`.
fn time(input: &str) -> IResult<&str, u64> {
    let number = || take_while1(|c: char| c.is_ascii_digit());
    let (rest, first) = number().parse(input)?;
    let (rest, second) = preceded(char(':'), number()).parse(rest)?;
    let (rest, third) = opt(preceded(char(':'), number())).parse(rest)?;
    let (rest, part) = opt(preceded(one_of(".,"), fraction)).parse(rest)?;
    let of = |digits: &str| digits.parse::<u64>().unwrap_or(0).min(1_000_000);
    let (hours, minutes, seconds) = match third {
        Some(third) => (of(first), of(second), of(third)),
        None => (0, of(first), of(second)),
    };
    let thousandths = part.map_or(0, |part| {
        let part = &part[..part.len().min(3)];
        of(part) * 10u64.pow(3 - part.len() as u32)
    });
    Ok((rest, ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths))
}

/// The digits behind the point: what goes on with a colon is a time of its own (`0:00:05,0:00:08`).
fn fraction(input: &str) -> IResult<&str, &str> {
    terminated(take_while1(|c: char| c.is_ascii_digit()), not(char(':'))).parse(input)
}

/// A time as a whole text, in milliseconds.
pub(in crate::input) fn clock(text: &str) -> Option<u64> {
    time(text.trim()).ok().map(|(_, time)| time)
}

/// `00:00:05.000 --> 00:00:08.000`, with whatever settings behind it; `0:00:05.000,0:00:08.000` and nothing else.
fn timing(line: &str) -> Option<(u64, u64)> {
    let arrow = recognize((space0, alt((tag("-->"), tag("->"))), space0));
    let parsed: IResult<&str, _> = (preceded(space0, time), arrow, time).parse(line);
    let comma: IResult<&str, _> = (preceded(space0, time), tag(","), time, space0).parse(line);
    let pair = comma.ok().filter(|(rest, _)| rest.is_empty()).map(|(_, (start, _, end, _))| (start, end));
    parsed.ok().map(|(_, (start, _, end))| (start, end)).or(pair)
}

/// Whether a text begins like subtitles: a number and a line of times, or the times alone.
pub(in crate::input) fn begins(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    timing(first).is_some()
        || first.bytes().all(|b| b.is_ascii_digit()) && !first.is_empty() && lines.next().and_then(timing).is_some()
}

/// The cues of a file, in order.
pub(super) fn read(text: &str) -> Vec<Cue> {
    let mut all: Vec<Cue> = Vec::new();
    let mut open = false;
    let mut before = "";
    for line in text.lines().map(str::trim_end) {
        if let Some((start, end)) = timing(line) {
            // The number or name of the next cue may stand right behind the words of the last, without a blank line.
            if open
                && let Some(last) = all.last_mut()
                && last.lines.last().is_some_and(|l| l.bytes().all(|b| b.is_ascii_digit()))
            {
                last.lines.pop();
            }
            all.push(Cue { start, end, lines: Vec::new() });
            open = true;
        } else if line.trim().is_empty() {
            // Some programs leave a blank line between the times and the words.
            open &= before.contains("-->");
        } else if open && let Some(last) = all.last_mut() {
            last.lines.push(line.trim().to_owned());
        }
        before = line;
    }
    all
}
