//! Headlines, bylines, datelines and time stamps: the parts of a page that name places and people without quoting them.
//!
//! Takes a line and its place on the page; gives whether it is one of these. It does not cut anything.

use super::lines::{goes_on, is_ended, last_word};
use super::wraps::{Marks, is_cut_off};
use crate::lexicon::rule_words;

/// The longest dateline, in bytes.
const LONGEST_DATELINE: usize = 90;

/// The length in bytes of the dateline that `line` begins with, its dash or full stop included.
pub(super) fn dateline(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    if !first.is_uppercase() {
        return None;
    }
    let mut limit = line.len().min(LONGEST_DATELINE);
    while !line.is_char_boundary(limit) {
        limit -= 1;
    }
    let head = &line[..limit];
    let (at, dash) = first_dash(head)?;
    let place = head[..at].trim_end();
    let capitals = place.find([',', '(']).map_or(place, |end| &place[..end]).trim_end();
    // Before the bracket or the comma stands a place name in capitals, or any name where an agency follows in brackets.
    let in_capitals = capitals.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && capitals.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '-' | '.' | '/' | '\'' | '’'));
    let agency = place.ends_with(')')
        && place
            .find('(')
            .is_some_and(|open| place.len() - open <= 40 && place[open + 1..].starts_with(char::is_uppercase));
    let named = agency
        && capitals.len() <= 40
        && capitals
            .split([' ', '-'])
            .all(|w| w.starts_with(|c: char| c.is_uppercase()) || matches!(w, "de" | "of" | "al"));
    // A label such as `EXCLUSIVE –` and a cross-heading in capitals are no places.
    let label = rule_words::NO_PLACE_LABEL.holds_any_case(capitals);
    let in_capitals = in_capitals && !label && capitals.split(' ').count() <= 4;
    let plain = !place.contains(['"', '“', '‘', '?', '!', ':', ';']);
    (plain && (in_capitals || named)).then_some(at + dash)
}

/// Where the first dash that could end a dateline stands, and its length with what stands around it.
fn first_dash(head: &str) -> Option<(usize, usize)> {
    for (i, c) in head.char_indices() {
        let rest = &head[i..];
        match c {
            '—' | '–' => return Some((i, c.len_utf8())),
            '-' if rest.starts_with("--") && head[..i].ends_with([' ', ')']) => return Some((i, 2)),
            '-' if rest.starts_with("- ") && head[..i].ends_with([' ', ')']) => return Some((i, 1)),
            // `ASTANA. Trains will be stopped`
            '.' if rest[1..].starts_with(' ')
                && i >= 4
                && head[..i].chars().all(|c| c.is_uppercase() || c == '-')
                && rest[2..].starts_with(char::is_uppercase) =>
            {
                return Some((i, 1));
            }
            _ => {}
        }
    }
    None
}

/// Whether a line is a byline: `By Lida Haro in Gyumri`, `By our crime reporter`.
pub(super) fn is_byline(line: &str) -> bool {
    let rest = ["By ", "BY ", "by "].iter().find_map(|by| line.strip_prefix(by));
    let Some(rest) = rest else { return false };
    // `By Idris Abbas in Khartoum. Contact: desk@nilewire.example`
    if let Some((head, contact)) = line.split_once(". ")
        && contact.len() <= 80
        && contact.contains('@')
    {
        return is_byline(head);
    }
    if line.len() > 120 || is_ended(line) || line.contains(['"', '“', '”', ':', ';']) {
        return false;
    }
    if rest.starts_with("our ") || rest.starts_with("a ") || rest.starts_with("the ") || rest.starts_with("staff") {
        let rest = rest.to_lowercase();
        return rule_words::BYLINE_DESK.iter().any(|desk| rest.contains(desk));
    }
    let name = rest.split([',', '|', '•', '(', '@', '–', '—']).next().unwrap_or(rest);
    let name = name.split(" in ").next().unwrap_or(name).split(" for ").next().unwrap_or(name);
    let mut words = 0;
    for word in name.split_whitespace() {
        words += 1;
        let capital = word.starts_with(char::is_uppercase);
        if !(capital || rule_words::BYLINE_PARTICLE.holds(word)) {
            return false;
        }
    }
    // `By Monday` is a date, not a name.
    (2..=9).contains(&words) || (words == 1 && rest.contains(','))
}

/// Whether the first line of a text, standing as a paragraph of its own, is its headline.
///
/// `next` is the next line of running text: a headline does not go on in it.
pub(super) fn is_headline(line: &str, next: &str) -> bool {
    let mut marks = Marks::default();
    marks.read(line);
    if marks.is_open() || goes_on(next) || is_cut_off(line) {
        return false;
    }
    if is_title_case(line) && line.len() <= 150 {
        return true;
    }
    let marked = line.ends_with(['.', ',', ';', ':', '…']) || line.ends_with(".”") || line.ends_with(".\"");
    let ending = !marked && !matches!(last_word(line), "said" | "says");
    ending && line.len() <= 180 && line.contains(' ') && dateline(line).is_none()
}

/// How many lines after a name are looked through for the name again.
const TURNS: usize = 12;

/// Whether a line opens the first turn of a transcript: a label before words, where the next line has one too; or a name with
/// a time, or one that comes back, on a line of its own.
pub(super) fn opens_turn<'t>(line: &str, mut later: impl Iterator<Item = &'t str>) -> bool {
    let named = |words: &str| {
        (1..=6).contains(&words.split(' ').count())
            && words.len() <= 60
            && words.starts_with(char::is_uppercase)
            && !words.contains(['"', '“', '?', '!', ','])
    };
    let labelled = |line: &str| {
        // Chats have the time in brackets before the name.
        let untimed = line.strip_prefix('[').and_then(|rest| rest.split_once("] ")).map_or(line, |(_, rest)| rest);
        untimed.split_once(": ").is_some_and(|(label, _)| named(label.split(" (").next().unwrap_or(label)))
    };
    if labelled(line) {
        return later.next().is_some_and(labelled);
    }
    let name =
        line.rsplit_once(char::is_whitespace).filter(|(_, last)| is_clock(last)).map_or(line, |(name, _)| name.trim());
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let short = named(name) && name.split(' ').count() <= 4 && name.split(' ').all(capital);
    short && (name.len() < line.len() || later.take(TURNS).any(|other| other == line))
}

/// `0:03`, `00:01:12`.
fn is_clock(word: &str) -> bool {
    word.contains(':')
        && word.split(':').all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether all words of any length in a line are capitalised, as in headlines, and some are no names.
fn is_title_case(line: &str) -> bool {
    let (mut long, mut capital) = (0, 0);
    for word in line.split_whitespace() {
        let letters = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        if letters.len() > 4 && letters.starts_with(char::is_alphabetic) {
            long += 1;
            capital += usize::from(letters.starts_with(char::is_uppercase));
        }
    }
    long >= 5 && capital == long
}

/// Whether a line is a time of day and nothing else: `14:40`, `09.12 GMT`, `2:10 p.m.`
pub(super) fn is_timestamp(line: &str) -> bool {
    if line.len() > 16 || !line.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let digits: String = line.chars().take_while(|c| c.is_ascii_digit() || matches!(c, ':' | '.')).collect();
    let rest = line[digits.len()..].trim().trim_end_matches(':').to_ascii_lowercase();
    let zone = rest.trim_end_matches('.');
    let zone = zone.is_empty() || rule_words::CLOCK.holds(zone);
    let digits = digits.trim_end_matches([':', '.']);
    let clock = digits
        .split_once([':', '.'])
        .is_some_and(|(h, m)| h.parse::<u8>().is_ok_and(|h| h < 25) && m.len() == 2 && m < "60");
    zone && (clock || (!rest.is_empty() && digits.len() <= 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_turns_from_headlines() {
        for (line, later) in [
            ("Lena Brouk: Can you hear me?", &["Ivo Tamm: I can."][..]),
            ("Lena Brouk (Kattvik West): Can you hear me?", &["The minister: I can."]),
            ("[02/03/2026, 10:14:22] Lena Brouk: Are you there", &["[02/03/2026, 10:15:40] Ivo Tamm: I am"]),
            ("Lena Brouk  0:03", &["Can you hear me?"]),
            ("Lena Brouk", &["Can you hear me?", "Ivo Tamm", "I can.", "Lena Brouk", "Good."]),
        ] {
            assert!(opens_turn(line, later.iter().copied()), "{line}");
        }
        for (line, later) in [
            ("Brouk: no money for a new ferry", &["Lena Brouk, the minister, opened the pier on Monday."][..]),
            ("Ferry Late Again", &["The ferry was late.", "Nobody knew why."]),
            ("Ferry to leave at 0:03", &["The ferry leaves at night."]),
        ] {
            assert!(!opens_turn(line, later.iter().copied()), "{line}");
        }
    }

    #[test]
    fn measures_datelines() {
        for (line, dateline_text) in [
            ("YEREVAN, May 5 (Aravot Wire) - The bridge", "YEREVAN, May 5 (Aravot Wire) -"),
            ("GYUMRI, March 3 — “Yes,” he said", "GYUMRI, March 3 —"),
            ("LAC POITRAS, Sask. — An order", "LAC POITRAS, Sask. —"),
            ("TEHRAN (Zagros Press) - Schools", "TEHRAN (Zagros Press) -"),
            ("ASTANA. Passenger trains", "ASTANA."),
            ("Vanadzor (Aravot Wire) — The mayor", "Vanadzor (Aravot Wire) —"),
            ("WASHINGTON -- The senator", "WASHINGTON --"),
        ] {
            assert_eq!(dateline(line).map(|n| &line[..n]), Some(dateline_text), "{line}");
        }
        for line in [
            "The mayor — who had arrived — spoke.",
            "Haro (left) - or so it seemed",
            "U.S. Senator Lida Haro said",
            "NATO said it would stay.",
            "“Yes,” he said — twice.",
            "HARO-- We will not sign.",
            "EXCLUSIVE – The mayor will leave",
            "ROAD FAVORS THE MAYOR OF GYUMRI - The town",
            "",
        ] {
            assert_eq!(dateline(line), None, "{line}");
        }
    }

    #[test]
    fn tells_bylines() {
        for line in [
            "By Lida Haro in Gyumri",
            "By our Crown Court reporter",
            "By Lida Haro, senior reporter",
            "BY LIDA HARO AND ANI ROE",
        ] {
            assert!(is_byline(line), "{line}");
        }
        for line in
            ["By Monday", "By Monday the road was open", "By Lida Haro's account, it ended.", "By the time of the vote"]
        {
            assert!(!is_byline(line), "{line}");
        }
    }

    #[test]
    fn tells_headlines_and_times() {
        let is = |line| is_headline(line, "The road is closed.");
        assert!(is("Haro: ‘We will not sign’") && is("Who pays when the mountain moves?"));
        assert!(is("The bus that the town was waiting for") && !is("The bus that the town paid for with"));
        assert!(is("Border Town Waits While Ministers Argue Over Bridge."));
        assert!(!is("The road is closed.") && !is("He said:") && !is("ADVERTISEMENT") && !is("“The road. This cable"));
        assert!(!is_headline("The road between Gyumri", "and the border is closed."));
        for line in ["14:40", "09.12", "2:10 p.m.", "2 p.m.:", "11:20 GMT"] {
            assert!(is_timestamp(line), "{line}");
        }
        for line in ["1997", "3.5 million", "12", "14:40 Haro arrives"] {
            assert!(!is_timestamp(line), "{line}");
        }
    }
}
