//! What a cue of subtitles says, and who says it where that is told: voice tags, labels, dashes and arrows.

use super::Cue;
use crate::lexicon::rule_words::NAME_SMALL;
use nom::bytes::complete::take_while1;
use nom::character::complete::{char, space1};
use nom::combinator::opt;
use nom::sequence::preceded;
use nom::{IResult, Parser};

/// The most lines of a cue that may roll up into the next.
const ROLLING: usize = 8;
/// The longest name of a speaker, in words.
const NAME: usize = 6;

/// A stretch of words in a cue, and who speaks it where that is told.
pub(super) enum Said {
    /// A named speaker begins.
    By(String),
    /// Somebody else begins, nobody knows who.
    Other,
    /// Words go on.
    Words(String),
}

/// What a line says: its voice tags read, other tags left out.
fn line_parts(line: &str) -> Vec<Said> {
    let mut parts = Vec::new();
    let mut words = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['<', '{']) {
        words.push_str(&rest[..at]);
        let close = if rest[at..].starts_with('<') { '>' } else { '}' };
        let Some(end) = rest[at..].find(close) else {
            rest = &rest[at..];
            break;
        };
        let inside = &rest[at + 1..at + end];
        let is_tag = close == '}' && inside.starts_with('\\')
            || close == '>' && inside.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/');
        if let Some(name) = voice(inside).filter(|_| is_tag && close == '>') {
            parts.extend(non_empty(&words).map(Said::Words));
            words.clear();
            parts.push(Said::By(name));
        } else if !is_tag {
            words.push_str(&rest[at..at + end + 1]);
        }
        rest = &rest[at + end + 1..];
    }
    words.push_str(rest);
    parts.extend(non_empty(&words).map(Said::Words));
    parts
}

fn non_empty(words: &str) -> Option<String> {
    let words = htmlize::unescape(words).split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// The name in `v Odile Marchetti` or `v.loud Odile Marchetti`.
fn voice(tag_text: &str) -> Option<String> {
    let parsed: IResult<&str, _> =
        (char('v'), opt(preceded(char('.'), take_while1(|c: char| !c.is_whitespace()))), space1).parse(tag_text);
    parsed.ok().and_then(|(name, _)| non_empty(name)).map(|name| straight(&name).unwrap_or(name))
}

/// `Marchetti, Odile (Guest)`, as directories list people, in the order in which names are said.
fn straight(name: &str) -> Option<String> {
    let (last, rest) = name.split_once(", ")?;
    let (first, aside) = rest.split_once(" (").map_or((rest, ""), |(first, _)| (first, &rest[first.len()..]));
    let plain = |words: &str, most: usize| is_name(words) && words.split(' ').count() <= most;
    (plain(last, 1) && plain(first, 2) && !first.contains(',')).then(|| format!("{first} {last}{aside}"))
}

/// How the cues of a file tell who speaks, where all of them do.
#[derive(Clone, Copy)]
pub(super) struct Manner {
    /// By a name on a line above the words.
    headed: bool,
    /// By a label before the words, of whatever kind: `ivo.t: By whom?`
    labelled: bool,
}

impl Manner {
    pub(super) fn of(cues: &[Cue]) -> Manner {
        let all = |tells: fn(&Cue) -> bool| cues.len() > 1 && cues.iter().all(tells);
        let label = |cue: &Cue| cue.lines.first().is_some_and(|line| label(line, true).is_some());
        Manner { headed: all(|cue| cue.lines.len() > 1 && is_person(&cue.lines[0])), labelled: all(label) }
    }
}

/// The words of a cue in order, with what stands before them to tell a speaker.
pub(super) fn said(cue: &Cue, manner: Manner, before: &mut Vec<String>) -> Vec<Said> {
    let mut all = Vec::new();
    let (head, cue_lines) = cue.lines.split_at(usize::from(manner.headed));
    all.extend(head.first().map(|name| Said::By(name.trim().to_owned())));
    let lines: Vec<String> = cue_lines.iter().map(|line| bare(line)).collect();
    for (n, (line, words)) in cue_lines.iter().zip(&lines).enumerate() {
        // Captions that roll up show a line twice.
        if before.len() <= ROLLING && before.contains(words) {
            continue;
        }
        for part in line_parts(line) {
            match part {
                Said::Words(words) => {
                    let any = manner.labelled && n == 0;
                    all.extend(turns(&words).into_iter().flat_map(|turn| labelled(turn.trim_start(), any)));
                }
                other => all.push(other),
            }
        }
    }
    *before = lines;
    all
}

/// The turns in a line: arrows begin one wherever they stand.
fn turns(words: &str) -> Vec<&str> {
    let mut from = 0;
    let arrows = words.match_indices(" >>").map(|(at, _)| at);
    arrows.chain([words.len()]).flat_map(|at| dashed(&words[std::mem::replace(&mut from, at)..at])).collect()
}

/// The turns in a line that begins with a dash: `- Is it true? - It is.`
fn dashed(words: &str) -> Vec<&str> {
    const DASHES: [char; 3] = ['-', '–', '—'];
    let mut all = Vec::new();
    let (mut from, mut before) = (0, ' ');
    let dashed = words.starts_with(DASHES);
    for (at, _) in words.match_indices(DASHES).filter(|_| dashed) {
        let said = words[..at].trim_end();
        before = if at == 0 { ' ' } else { said.chars().next_back().unwrap_or(before) };
        let opens = words[at..].trim_start_matches(DASHES).trim_start().starts_with(|c: char| c.is_uppercase());
        if said.len() < at && ".?!…\"”)]".contains(before) && opens {
            all.push(&words[from..at]);
            from = at;
        }
    }
    all.push(&words[from..]);
    all
}

/// The words of a line, without tags.
fn bare(line: &str) -> String {
    let words = line_parts(line).into_iter().filter_map(|part| match part {
        Said::Words(words) => Some(words),
        _ => None,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The label before words, and the words: of `any` kind, or that of a speaker.
fn label(words: &str, any: bool) -> Option<(&str, &str)> {
    let (name, words) = words.split_once(':').filter(|(_, words)| words.is_empty() || words.starts_with(' '))?;
    let short = || name.chars().any(char::is_alphabetic) && name.split_whitespace().count() <= NAME;
    (is_name(name) || any && short()).then_some((name, words))
}

/// `>> NAME: words`, `- words`, `NAME: words`; sounds in brackets are left out.
fn labelled(words: &str, any: bool) -> Vec<Said> {
    let mut parts = Vec::new();
    let mut rest = without_sounds(words);
    let turn = rest.trim_start_matches(['>', '\u{203a}']);
    let dash = rest.strip_prefix(['-', '–', '—']).map(|said| said.trim_start().starts_with(char::is_uppercase));
    if rest.starts_with(">>") || dash == Some(true) {
        parts.push(Said::Other);
        rest = turn.trim_start_matches(['-', '–', '—']).trim_start().to_owned();
    }
    if let Some((name, words)) = label(&rest, any) {
        parts.push(Said::By(name.trim().to_owned()));
        rest = words.trim().to_owned();
    }
    parts.extend(non_empty(&rest).map(Said::Words));
    parts
}

/// The words without `[applause]`, `(music)` and notes of music.
fn without_sounds(words: &str) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some(at) = rest.find(['[', '(', '♪']) {
        let close = match rest[at..].chars().next() {
            Some('[') => ']',
            Some('(') => ')',
            _ => '♪',
        };
        let from = at + rest[at..].chars().next().map_or(1, char::len_utf8);
        out.push_str(&rest[..at]);
        match rest[from..].find(close) {
            // Only a whole stretch of sounds: words in parentheses inside a sentence stay.
            Some(end) if close != ')' || out.trim().is_empty() => rest = &rest[from + end + close.len_utf8()..],
            Some(end) => {
                out.push_str(&rest[at..from + end + 1]);
                rest = &rest[from + end + 1..];
            }
            None if close == '♪' => rest = &rest[from..],
            None => break,
        }
    }
    out.push_str(rest);
    out.trim().to_owned()
}

/// Whether a line is the name of a person and nothing else.
fn is_person(line: &str) -> bool {
    is_name(line) && line.contains(' ') && !line.ends_with(['.', '?', '!', '…', ':', ',', '-'])
}

/// Whether words before a colon may be the name of a speaker: few, and all of them with a capital letter.
fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital =
        |word: &&str| word.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let small = |word: &&str| NAME_SMALL.holds(word);
    !words.is_empty()
        && words.len() <= NAME
        && words.iter().all(|w| capital(w) || small(w))
        && words.first().is_some_and(capital)
        && name.chars().any(char::is_alphabetic)
}
