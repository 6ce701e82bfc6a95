//! Lines of a document: which are no text of the article, and which are its headline.

use crate::input::dates;
use std::collections::HashMap;

/// A line of a page, in points.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub text: String,
    pub x0: f32,
    pub x1: f32,
    /// The base line.
    pub y: f32,
    pub size: f32,
    /// 1 first.
    pub page: usize,
    /// The block of the page that it belongs to.
    pub block: usize,
    /// The marks of notes that stood in it.
    pub marks: Vec<String>,
}

/// How many lines at the top and at the bottom of a page may be running heads and feet.
const EDGE: usize = 3;

/// Takes out what repeats at the edges of pages (running heads, addresses, dates of printing) and page numbers; gives it.
pub(super) fn set_aside(lines: &mut Vec<Line>) -> Vec<String> {
    let mut pages: Vec<Vec<usize>> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        pages.resize_with(pages.len().max(line.page), Vec::new);
        pages[line.page - 1].push(i);
    }
    let mut edges: Vec<(usize, bool, bool)> = Vec::new();
    for page in &mut pages {
        page.sort_by(|a, b| lines[*b].y.total_cmp(&lines[*a].y));
        let outermost = |rank: usize| rank == 0;
        edges.extend(page.iter().take(EDGE).enumerate().map(|(rank, i)| (*i, true, outermost(rank))));
        edges.extend(page.iter().rev().take(EDGE).enumerate().map(|(rank, i)| (*i, false, outermost(rank))));
    }
    let mut counts: HashMap<(String, bool), usize> = HashMap::new();
    let key = |i: usize, top: bool| (pattern(&lines[i].text), top);
    edges.iter().for_each(|(i, top, _)| *counts.entry(key(*i, *top)).or_default() += 1);
    let filled = pages.iter().filter(|page| !page.is_empty()).count();
    let mut out = vec![false; lines.len()];
    for (i, top, outermost) in &edges {
        let count = counts[&key(*i, *top)];
        // Where a page has few lines, its text stands at the edges too.
        let repeats = count >= 2 && count * 3 >= filled && lines[*i].text.chars().count() <= 160;
        let text = &lines[*i].text;
        out[*i] |= repeats || *outermost && (is_page_number(text) || *top && is_print_head(text));
    }
    let mut aside: Vec<String> = Vec::new();
    let mut at = 0;
    lines.retain(|line| {
        at += 1;
        if out[at - 1] && aside.len() < 1000 {
            aside.push(line.text.clone());
        }
        !out[at - 1]
    });
    aside
}

/// A line with its numbers made alike.
fn pattern(text: &str) -> String {
    let mut out = String::new();
    for c in text.to_lowercase().chars().filter(|c| !c.is_whitespace()) {
        match c.is_ascii_digit() {
            true if out.ends_with('#') => {}
            true => out.push('#'),
            false => out.push(c),
        }
    }
    out
}

/// `12`, `- 12 -`, `Page 12 of 40`, `12/40`, `https://quay.example/a 1/3`.
pub(super) fn is_page_number(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let text = match text.split_once(' ') {
        Some((address, rest)) if address.contains("://") => rest.to_owned(),
        _ => text,
    };
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let number = |word: &str| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
    match words[..] {
        [one] => number(one),
        ["page" | "p", one] => number(one),
        [one, "of", all] | ["page", one, "of", all] => number(one) && number(all),
        [one, all] => number(one) && number(all) && text.contains('/'),
        _ => false,
    }
}

/// What a browser prints above a page: `11/5/24, 9:10 AM Ferry late | The Quay Post`, `05/11/2024, 09:10 Ferry late`.
fn is_print_head(text: &str) -> bool {
    let mut parts = text.splitn(3, ' ');
    let (Some(day), Some(clock)) = (parts.next(), parts.next()) else { return false };
    let numbers = |text: &str, sign: char, count: usize| {
        text.split(sign).count() == count
            && text.split(sign).all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let dated = |sign: char| day.strip_suffix(',').is_some_and(|day| numbers(day, sign, 3));
    (dated('/') || dated('.')) && numbers(clock, ':', 2)
}

/// The address that a browser printed below the pages, of the lines that were set aside.
pub(super) fn address(aside: &[String]) -> Option<String> {
    let first = aside.iter().filter_map(|line| line.split_whitespace().next());
    let mut addresses = first.filter(|word| word.starts_with("http://") || word.starts_with("https://"));
    addresses.next().map(str::to_owned)
}

/// What a browser printed above the pages behind date and time: the title of the page.
pub(super) fn page_title(aside: &[String]) -> Option<&str> {
    let head = aside.iter().find(|line| is_print_head(line))?;
    let title = head.splitn(3, ' ').nth(2)?;
    Some(title.strip_prefix("AM ").or_else(|| title.strip_prefix("PM ")).unwrap_or(title))
}

/// How many lines at the top of a document may hold its date.
const TOP: usize = 16;

/// The date of a document: a line for itself at its top, else in a running head. When it was printed says nothing.
pub(super) fn date(lines: &[Line], aside: &[String]) -> Option<String> {
    let top = lines.iter().take(TOP).map(|line| &line.text);
    let heads = aside.iter().filter(|line| !is_print_head(line));
    top.chain(heads).find(|line| dates::is_line(line)).cloned()
}

/// The longest headline, in characters.
const HEADLINE: usize = 250;

/// The size of the letters in which most of the text stands.
pub(super) fn body_size(lines: &[Line]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = lines.iter().map(|line| (line.size, line.text.len())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, length)| length).sum::<usize>() / 2;
    let mut seen = 0;
    let body = sizes.iter().find(|(_, length)| {
        seen += length;
        seen >= half
    });
    body.map_or(0.0, |(size, _)| *size)
}

/// The lines in the largest letters of the first page, if they are larger than the text.
pub(super) fn title(lines: &[Line]) -> Option<String> {
    let first = lines.first()?.page;
    let of_page = || lines.iter().filter(|line| line.page == first);
    let wordy = |line: &&Line| line.text.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    let largest = of_page().filter(wordy).map(|line| line.size).fold(0.0, f32::max);
    if largest < body_size(lines) * 1.2 {
        return None;
    }
    let words: Vec<&str> = of_page()
        .skip_while(|line| line.size < largest * 0.97)
        .take_while(|line| line.size >= largest * 0.97)
        .map(|line| line.text.as_str())
        .collect();
    let title = words.join(" ");
    (!title.is_empty() && title.chars().count() <= HEADLINE).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(number: usize, texts: &[&str]) -> Vec<Line> {
        let line = |(i, text): (usize, &&str)| {
            let y = 700.0 - 12.0 * i as f32;
            Line {
                text: (*text).to_owned(),
                x0: 50.0,
                x1: 300.0,
                y,
                size: 10.0,
                page: number,
                block: 0,
                marks: Vec::new(),
            }
        };
        texts.iter().enumerate().map(line).collect()
    }

    #[test]
    fn what_a_browser_prints_around_a_page_tells_of_it() {
        let mut lines = page(
            1,
            &[
                "11/5/24, 9:10 AM Ferry late | The Quay Post",
                "Ferry late",
                "The ferry was late.",
                "https://quay.example/ferry 1/1",
            ],
        );
        let aside = set_aside(&mut lines);
        assert_eq!(lines.len(), 2, "{aside:?}");
        assert_eq!(address(&aside).as_deref(), Some("https://quay.example/ferry"));
        assert_eq!(page_title(&aside), Some("Ferry late | The Quay Post"));
        for line in ["11/5/24 was a day", "5, 9:10 it began", "It rained", "1/2/3, said Bo"] {
            assert!(!is_print_head(line), "{line}");
        }
    }

    #[test]
    fn running_heads_and_page_numbers_are_set_aside() {
        let mut lines = Vec::new();
        for number in 1..=3 {
            let (head, foot) = (format!("THE QUAY POST, {number} March"), format!("- {number} -"));
            let own = [
                format!("The ferry {}.", ["sailed", "sank", "rose"][number - 1]),
                "More text of this page.".to_owned() + &"x".repeat(number),
            ];
            lines.extend(page(number, &[&head, &own[0], &own[1], "Middle.", &own[1], &own[0], &foot]));
        }
        let aside = set_aside(&mut lines);
        assert_eq!(aside.len(), 6, "{aside:?}");
        assert!(lines.iter().all(|line| !line.text.contains("QUAY") && !line.text.contains('-')));
    }

    #[test]
    fn page_numbers() {
        for text in ["12", "- 3 -", "Page 3 of 10", "3/10", "https://quay.example/a 1/3", "[ 7 ]"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["1984 was late", "March 2", "The end", "12 boats", "10 10"] {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn the_largest_lines_are_the_headline() {
        let mut lines = page(
            1,
            &[
                "By Pia Holm",
                "Ferry late again",
                "as ice closes harbour",
                "The ferry was late on Friday, and nobody knew why it was so.",
            ],
        );
        (lines[1].size, lines[2].size) = (20.0, 20.0);
        assert_eq!(title(&lines).as_deref(), Some("Ferry late again as ice closes harbour"));
        assert_eq!(title(&page(1, &["One.", "Two."])), None);
    }
}
