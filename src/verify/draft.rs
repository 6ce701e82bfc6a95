//! The quotations of a draft as claims.
//!
//! Takes a draft, gives a claim for each quotation with its place: words in marks, reported clauses, block quotations,
//! tables of quotations. Words in marks and block quotations are claimed as verbatim, reported clauses are not. Comments
//! are nobody's words. Does not look at any article. Spans count code points of the draft.

use super::claim::{Claim, claims_of_rows};
use crate::offsets::Points;
use crate::record::{Kind, Quotation};
use crate::span::Span;

/// A claim and where it stands in the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The claim; its id is `line:column`.
    pub claim: Claim,
    /// The line, 1 first.
    pub line: usize,
    /// The column in code points, 1 first.
    pub column: usize,
    /// Where its words stand; several spans where "she said" stands between them.
    pub spans: Vec<Span>,
}

/// The claims of a draft, in order. `extract` gives the rows of a text; it is shown the draft with its comments and
/// tables blanked and its block quotations in marks, at equal length.
///
/// ```
/// let draft = "Ida Moen said: “We go.”\n\n> We stay.\n> — Karl Aas\n";
/// let claims = whosaid::stages::verify::draft_claims(draft, whosaid::extract);
/// let told: Vec<(&str, &str)> = claims.iter().map(|p| (p.claim.claim.as_str(), p.claim.speaker.as_str())).collect();
/// assert_eq!(told, [("We go.", "Ida Moen"), ("We stay.", "Karl Aas")]);
/// ```
pub fn draft_claims(text: &str, extract: impl Fn(&str) -> Vec<Quotation>) -> Vec<Placed> {
    let mut chars: Vec<char> = text.chars().collect();
    let lines = lines(&chars);
    blank_comments(&mut chars);
    let tables = tables(&mut chars, &lines);
    let blocks = blocks(&mut chars, &lines);
    let shown: String = chars.iter().collect();
    let rows = extract(&shown);
    let points = Points::new(&shown);
    let mut out: Vec<Placed> = rows.iter().filter_map(|row| of_row(row, &points, &lines)).collect();
    let cover = Cover::of(&out);
    for block in blocks {
        match cover.over(block.words).map(|number| &mut out[number]) {
            // The dash line names the speaker whom the marks did not.
            Some(placed) if placed.claim.speaker.is_empty() => block.name(&mut placed.claim),
            Some(_) => {}
            None => {
                let mut claim = Claim { claim: block.text, kind: Kind::Direct.as_str().to_owned(), ..Claim::default() };
                (claim.speaker, claim.source) = (block.speaker.clone(), block.source.clone());
                out.push(placed(claim, vec![block.words], &lines));
            }
        }
    }
    out.extend(tables.into_iter().map(|(claim, span)| placed(claim, vec![span], &lines)));
    out.sort_by_key(|p| (p.line, p.column));
    out
}

/// Where the words of claims stand.
struct Cover {
    /// In order, each with the number of its claim.
    spans: Vec<(Span, usize)>,
    /// How far those up to each of them reach.
    reach: Vec<usize>,
}

impl Cover {
    fn of(placed: &[Placed]) -> Cover {
        let each = placed.iter().enumerate();
        let mut spans: Vec<_> = each.flat_map(|(number, p)| p.spans.iter().map(move |s| (*s, number))).collect();
        spans.sort_unstable_by_key(|(span, number)| (span.start, *number));
        let ends = spans.iter().scan(0, |reach, (span, _)| {
            *reach = span.end.max(*reach);
            Some(*reach)
        });
        Cover { reach: ends.collect(), spans }
    }

    /// The first claim that has words in common with a span.
    fn over(&self, span: Span) -> Option<usize> {
        let before = self.spans.partition_point(|(own, _)| own.start < span.end);
        let near = (0..before).rev().take_while(|&at| self.reach[at] > span.start);
        near.filter(|&at| self.spans[at].0.end > span.start).map(|at| self.spans[at].1).min()
    }
}

/// The claim of a row. Of a mixed quotation only the words in marks are claimed as verbatim; the words that "she said"
/// breaks off are claimed as one.
fn of_row(row: &Quotation, points: &Points<'_>, lines: &[usize]) -> Option<Placed> {
    let verbatim = row.kind == Kind::Mixed && !row.verbatim.is_empty();
    let (words, spans) = match verbatim {
        true => (row.verbatim.clone(), &row.verbatim_spans),
        false => (points.lines(&row.quote_spans, " "), &row.quote_spans),
    };
    if row.kind == Kind::Marked || !words.chars().any(char::is_alphanumeric) {
        return None;
    }
    let claim = Claim {
        claim: words,
        speaker: row.speaker.clone(),
        source: row.source.clone(),
        kind: row.kind.as_str().to_owned(),
        ..Claim::default()
    };
    Some(placed(claim, spans.clone(), lines))
}

fn placed(mut claim: Claim, spans: Vec<Span>, lines: &[usize]) -> Placed {
    let start = spans.first().map_or(0, |s| s.start);
    let line = lines.partition_point(|l| *l <= start).max(1);
    let column = start - lines[line - 1] + 1;
    claim.id = format!("{line}:{column}");
    Placed { claim, line, column, spans }
}

/// Where the lines begin.
fn lines(chars: &[char]) -> Vec<usize> {
    let breaks = chars.iter().enumerate().filter(|(_, c)| **c == '\n').map(|(n, _)| n + 1);
    std::iter::once(0).chain(breaks).collect()
}

/// The characters of a line, without its end.
fn line_of(chars: &[char], lines: &[usize], n: usize) -> Span {
    let end = lines.get(n + 1).map_or(chars.len(), |e| e - 1);
    let end = if end > lines[n] && chars[end - 1] == '\r' { end - 1 } else { end };
    Span::new(lines[n], end)
}

fn blank(chars: &mut [char], span: Span) {
    chars[span.start..span.end].iter_mut().filter(|c| **c != '\n').for_each(|c| *c = ' ');
}

/// Blanks comments: `<!-- … -->`, and `%% … %%` as note programs write them.
fn blank_comments(chars: &mut [char]) {
    for (open, close) in [("<!--", "-->"), ("%%", "%%")] {
        let (open, close): (Vec<char>, Vec<char>) = (open.chars().collect(), close.chars().collect());
        let mut at = 0;
        while at + open.len() <= chars.len() {
            if chars[at..].starts_with(&open) {
                let from = at + open.len();
                let end = (from..chars.len()).find(|e| chars[*e..].starts_with(&close));
                // A comment that is not closed is one to the end of the draft.
                let end = end.map_or(chars.len(), |e| e + close.len());
                blank(chars, Span::new(at, end));
                at = end;
            } else {
                at += 1;
            }
        }
    }
}

/// A block quotation.
struct Block {
    words: Span,
    text: String,
    speaker: String,
    source: String,
}

impl Block {
    fn name(&self, claim: &mut Claim) {
        claim.speaker.clone_from(&self.speaker);
        if claim.source.is_empty() {
            claim.source.clone_from(&self.source);
        }
    }
}

/// Whether a line is a dash and a name: "— Ida Moen, Radio Fjord".
fn signature(line: &str) -> Option<(String, String)> {
    let line = line.trim().trim_matches(['*', '_']);
    let name = ["—", "–", "--", "- "].iter().find_map(|d| line.strip_prefix(d))?.trim();
    let (speaker, source) = name.split_once(',').map_or((name, ""), |(a, b)| (a, b.trim()));
    let named = speaker.starts_with(char::is_uppercase) && speaker.split_whitespace().count() <= 5;
    // What begins small behind the comma describes the speaker.
    let source = if source.starts_with(char::is_uppercase) { source } else { "" };
    named.then(|| (speaker.trim().to_owned(), source.to_owned()))
}

/// The block quotations, and their characters set as quotations in marks: the sign `>` and the space behind it are where
/// an opening mark goes.
fn blocks(chars: &mut [char], lines: &[usize]) -> Vec<Block> {
    let mut out = Vec::new();
    let text_of = |chars: &[char], span: Span| chars[span.start..span.end].iter().collect::<String>();
    let mut n = 0;
    while n < lines.len() {
        let quoted = |chars: &[char], n: usize| {
            n < lines.len() && text_of(chars, line_of(chars, lines, n)).trim_start().starts_with('>')
        };
        if !quoted(chars, n) {
            n += 1;
            continue;
        }
        let first = n;
        while quoted(chars, n) {
            n += 1;
        }
        let mut words: Vec<(Span, String)> = Vec::new();
        let mut signed = None;
        for line in first..n {
            let span = line_of(chars, lines, line);
            let inner = text_of(chars, span);
            let stripped = inner.trim_start().trim_start_matches(['>', ' ']);
            let from = span.end - stripped.chars().count();
            match signature(stripped) {
                Some(name) => signed = Some(name),
                None if !stripped.trim().is_empty() => {
                    words.push((Span::new(from, span.end), stripped.trim().to_owned()))
                }
                None => {}
            }
            blank(chars, Span::new(span.start, from));
        }
        // The dash line may stand below the block.
        let below = (n..lines.len().min(n + 2))
            .map(|l| text_of(chars, line_of(chars, lines, l)))
            .find(|l| !l.trim().is_empty());
        let (speaker, source) = signed.or_else(|| below.and_then(|l| signature(&l))).unwrap_or_default();
        let (Some(start), Some(end)) = (words.first().map(|w| w.0.start), words.last().map(|w| w.0.end)) else {
            continue;
        };
        let text = words.iter().map(|w| w.1.as_str()).collect::<Vec<_>>().join(" ");
        let marked = text.starts_with(['“', '"', '«', '‘']);
        if !marked && start > 0 && chars[start - 1] == ' ' {
            chars[start - 1] = '“';
            if chars.get(end) == Some(&'\n') && chars.get(end + 1).is_some() {
                // The block's last line break makes room for the closing mark; what follows begins a line all the same.
                chars[end] = '”';
            }
        }
        let text = text.trim_matches(['“', '”', '"', '«', '»']).to_owned();
        out.push(Block { words: Span::new(start, end), text, speaker, source });
    }
    out
}

/// The claims of tables that have a column of quotations; their lines are blanked.
fn tables(chars: &mut [char], lines: &[usize]) -> Vec<(Claim, Span)> {
    let mut out = Vec::new();
    let text_of = |chars: &[char], n: usize| {
        let span = line_of(chars, lines, n);
        chars[span.start..span.end].iter().collect::<String>()
    };
    let is_row = |line: &str| line.trim().starts_with('|') && line.trim().len() > 1;
    let cells = |line: &str| -> Vec<String> {
        line.trim().trim_matches('|').split('|').map(|c| c.trim().trim_matches(['“', '”', '"']).to_owned()).collect()
    };
    let mut n = 0;
    while n < lines.len() {
        let first = n;
        let mut table: Vec<(usize, String)> = Vec::new();
        while n < lines.len() && is_row(&text_of(chars, n)) {
            table.push((n, text_of(chars, n)));
            n += 1;
        }
        if table.is_empty() {
            n = first + 1;
            continue;
        }
        let rule = |line: &str| line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        table.retain(|(_, line)| !rule(line));
        let rows: Vec<Vec<String>> = table.iter().map(|(_, l)| cells(l)).collect();
        let Ok(claims) = claims_of_rows("table", rows) else { continue };
        for (claim, (line, written)) in claims.list.into_iter().zip(table.iter().skip(1)) {
            let span = line_of(chars, lines, *line);
            let at = written.find(&claim.claim).map_or(0, |b| written[..b].chars().count());
            let start = span.start + at;
            if claim.fault.is_none() {
                out.push((claim.clone(), Span::new(start, start + claim.claim.chars().count())));
            }
            blank(chars, span);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims(draft: &str) -> Vec<(String, String, String)> {
        let all = draft_claims(draft, crate::extract);
        all.into_iter().map(|p| (p.claim.id, p.claim.claim, p.claim.speaker)).collect()
    }

    #[test]
    fn block_quotations_tables_and_dash_lines_are_claims() {
        let draft = "Ivo Tamm, the harbour master, was clear:\n\n> We burned the bridge ourselves\n> and we are proud of it.\n\n\
            | Quote | Person |\n|---|---|\n| “We go” | Ida Moen |\n\n> Nobody asked us.\n> — Karl Aas, Radio Fjord\n";
        let all = claims(draft);
        let of = |n: usize| (all[n].0.as_str(), all[n].1.as_str(), all[n].2.as_str());
        assert_eq!(all.len(), 3, "{all:?}");
        assert_eq!((of(0).0, of(0).1), ("3:3", "We burned the bridge ourselves and we are proud of it."));
        assert_eq!(of(1), ("8:4", "We go", "Ida Moen"));
        assert_eq!(of(2), ("10:3", "Nobody asked us.", "Karl Aas"));
    }

    #[test]
    fn comments_are_no_claims() {
        let draft =
            "“We go,” said Ida Moen.\n\n<!-- “We stay,” said Ida Moen. -->\n\n%% “Who knows,” said Karl Aas. %%\n";
        assert_eq!(claims(draft), [("1:2".to_owned(), "We go".to_owned(), "Ida Moen".to_owned())]);
    }
}
