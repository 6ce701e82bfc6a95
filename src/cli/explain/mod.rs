//! `whosaid explain`: each row with its rule, its parts in place, and what else was weighed, in words.

mod view;

use super::color::{Color, Palette};
use super::input::InputArgs;
use super::run::{self, Plan};
use super::{Status, passed, tell};
use crate::RegionKind;
use crate::input::Article;
use crate::{Explanation, Quotation, SourceBasis, Span, SpeakerBasis};
use anyhow::Result;
use std::io::Write;
use view::{Part, view};

/// The arguments of `explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    grammar: crate::cli::rules::Without,
    /// Only what stands at this place, in code points from the start of the text
    #[arg(long, value_name = "OFFSET")]
    at: Option<usize>,
    /// Also the cues that gave no row, with what was weighed
    #[arg(long)]
    rejected: bool,
}

/// Runs `explain`.
pub(super) fn run(args: &Args, color: Color) -> Result<Status> {
    let paths = args.input.paths()?;
    let settings = args.input.settings();
    let palette = color.palette();
    let extractor = args.grammar.apply(args.input.extractor());
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let (mut done, mut failed) = (0usize, 0usize);
    run::run(
        &paths,
        &settings,
        &Plan { jobs: 1, unbatched: true },
        |articles| {
            let explained = |article: &Article| {
                let (rows, weighed) = extractor.explain(&article.text);
                let mut text = told(article, &rows, &weighed, args, palette);
                if args.at.is_none() {
                    text.push_str(&left_out(&article.text, &extractor.left_out(&article.text)));
                }
                text.push('\n');
                Ok(text)
            };
            articles.iter().map(explained).collect()
        },
        |item| {
            item.notices.iter().for_each(|notice| tell(notice));
            match item.result {
                Ok(text) => {
                    out.write_all(palette.shown(&text).as_bytes())?;
                    done += 1;
                }
                Err(e) if args.input.strict => return Err(e.into()),
                Err(e) => {
                    tell(&e.to_string());
                    failed += 1;
                }
            }
            Ok(())
        },
    )?;
    out.flush()?;
    passed::told(&settings, false, false, args.input.strict)?;
    Ok(match (done, failed) {
        (0, 1..) => Status::Failed,
        (_, 0) => Status::Done,
        _ => Status::Some,
    })
}

/// An article's rows and cues in words.
fn told(article: &Article, rows: &[Quotation], weighed: &[Explanation], args: &Args, palette: Palette) -> String {
    let text: Vec<char> = article.text.chars().collect();
    let mut out = format!("{}\n", palette.strong(&article.id));
    let covers = |span: crate::Span| args.at.is_none_or(|at| span.start <= at && at < span.end);
    let why_of: std::collections::HashMap<usize, &Explanation> =
        weighed.iter().rev().filter_map(|e| Some((e.n?, e))).collect();
    let mut shown = 0;
    for q in rows {
        let parts = parts(q);
        if args.at.is_some() && !parts.iter().any(|part| covers(part.span)) {
            continue;
        }
        shown += 1;
        let why = why_of.get(&q.n).copied();
        out.push_str(&format!("\n{}\n{}", palette.strong(heading(q)), view(&text, &parts, palette)));
        for line in words(q, rows, why) {
            out.push_str(&format!("  {line}\n"));
        }
    }
    let rejected: Vec<&Explanation> = weighed.iter().filter(|e| e.n.is_none() && covers(e.cue_span)).collect();
    if args.rejected || (args.at.is_some() && shown == 0) {
        for e in &rejected {
            let part = [Part { span: e.cue_span, mark: '^', name: "no attribution" }];
            out.push_str(&format!("\n{}\n{}", palette.strong(format!("“{}”", e.cue)), view(&text, &part, palette)));
            out.push_str(&format!("  {}\n", e.verdict));
            for line in alternatives(e) {
                out.push_str(&format!("  {line}\n"));
            }
        }
    }
    match (args.at, shown, rejected.len()) {
        (Some(at), 0, 0) => out.push_str(&format!("\nnothing was weighed at {at}\n")),
        (None, 0, _) => out.push_str("\nno quotations\n"),
        (None, _, n) if n > 0 && !args.rejected => {
            out.push_str(&format!("\n{n} more cues gave no row; --rejected shows them\n"));
        }
        _ => {}
    }
    out
}

/// The lines that were not read as text of the article, with their places.
fn left_out(text: &str, regions: &[(Span, RegionKind)]) -> String {
    let mut out = String::new();
    for (span, kind) in regions.iter().filter(|(_, kind)| kind.is_cut()) {
        let words: String = text.chars().skip(span.start).take(span.len()).collect();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if out.is_empty() {
            out.push_str("\nnot read as text of the article (--keep-furniture reads it):\n");
        }
        out.push_str(&format!("  {span} {}: {words}\n", kind.as_str()));
    }
    out
}

fn heading(q: &Quotation) -> String {
    let speaker = if q.speaker.is_empty() { "(speaker not told)" } else { &q.speaker };
    let via = if q.source.is_empty() { String::new() } else { format!(" via {}", q.source) };
    format!("{}. {speaker}{via}: {}, confidence {:.2}", q.n, q.kind, q.confidence)
}

fn parts(q: &Quotation) -> Vec<Part> {
    let one = |span: Option<crate::Span>, mark, name| span.map(|span| Part { span, mark, name });
    let quote = q.quote_spans.iter().map(|span| Part { span: *span, mark: '~', name: "quote" });
    let others = [one(q.cue_span, '^', "cue"), one(q.speaker_span, '=', "speaker"), one(q.source_span, '+', "source")];
    quote.chain(others.into_iter().flatten()).collect()
}

/// The row's reasons, a line each.
fn words(q: &Quotation, rows: &[Quotation], why: Option<&Explanation>) -> Vec<String> {
    let mut lines = vec![rule(&q.rule)];
    lines.push(format!("speaker: {}", speaker(q)));
    if !q.role.is_empty() {
        lines.push(format!("role: {}", q.role));
    }
    match q.source_basis {
        SourceBasis::Stated => lines.push(format!("source: “{}” is stated here", q.source_mention)),
        SourceBasis::Carried => lines.push(format!("source: {} carried from {}", q.source, carried_from(q, rows))),
        SourceBasis::None => {}
    }
    if let Some(channel) = q.channel {
        lines.push(format!("channel: {channel}"));
    }
    lines.extend(q.flags.iter().map(|flag| format!("flag: {flag}{}", meaning(flag))));
    if let Some(why) = why {
        lines.extend(alternatives(why));
    }
    lines
}

/// The row that a carried source was told in.
fn carried_from(q: &Quotation, rows: &[Quotation]) -> String {
    let told = |r: &&Quotation| r.source == q.source && r.source_basis == SourceBasis::Stated;
    let before = rows.iter().rev().filter(|r| r.n < q.n).find(told);
    match before.or_else(|| rows.iter().filter(|r| r.n > q.n).find(told)) {
        Some(row) => format!("row {}", row.n),
        None => "elsewhere in the article".to_owned(),
    }
}

fn rule(id: &str) -> String {
    match crate::grammar::table::rules().find(|rule| rule.id == id) {
        Some(rule) => format!("rule {id}: {}; as in: {}", rule.production, rule.reads[0]),
        None => format!("rule {id}"),
    }
}

fn speaker(q: &Quotation) -> String {
    let (name, mention) = (&q.speaker, &q.speaker_mention);
    match q.speaker_basis {
        SpeakerBasis::Named => format!("{name}, named beside the cue"),
        SpeakerBasis::ShortName => format!("“{mention}” is short for {name}"),
        SpeakerBasis::Pronoun if name.is_empty() => format!("“{mention}” stands for nobody that could be told"),
        SpeakerBasis::Pronoun => format!("“{mention}” stands for {name}"),
        SpeakerBasis::Description if name.is_empty() || name == mention => format!("“{mention}”, a description"),
        SpeakerBasis::Description => format!("“{mention}” describes {name}"),
        SpeakerBasis::Carried => format!("{name}, carried from the quotation before"),
        SpeakerBasis::None => "not told by the text".to_owned(),
    }
}

/// What was weighed against the choice.
fn alternatives(e: &Explanation) -> Vec<String> {
    let mut lines = Vec::new();
    if !e.edges.is_empty() {
        lines.push(format!("the words are cut by {}", e.edges.join(", ")));
    }
    if !e.relays.is_empty() {
        lines.push(format!("source and channel are read by {}", e.relays.join(", ")));
    }
    let percent = |p: f32| format!("{:.0} %", p * 100.0);
    let likely: Vec<&(String, f32)> = e.speakers.iter().filter(|(_, p)| *p >= 0.005).collect();
    if likely.len() > 1 {
        let all: Vec<String> = likely
            .iter()
            .map(|(who, p)| {
                format!("{} {}", if who.is_empty() { "nobody".into() } else { format!("“{who}”") }, percent(*p))
            })
            .collect();
        lines.push(format!("weighed as speaker: {}", all.join(", ")));
        lines.extend(reasons(&e.speaker_reasons));
    }
    let mut frames: Vec<&(String, f32)> = e.frames.iter().filter(|(_, p)| *p >= 0.005).collect();
    frames.sort_by(|a, b| b.1.total_cmp(&a.1));
    let frames: Vec<String> = frames.into_iter().map(|(name, p)| format!("{} {}", place(name), percent(*p))).collect();
    if frames.len() > 1 {
        lines.push(format!("weighed as place of the words: {}", frames.join(", ")));
        lines.extend(reasons(&e.frame_reasons));
    }
    lines
}

/// What weighed most for the likeliest, and what against it.
fn reasons(reasons: &[(String, f32)]) -> Option<String> {
    let words = |(words, weight): &(String, f32)| match *weight < 0.0 {
        true => format!("{words} (against it)"),
        false => words.clone(),
    };
    let all: Vec<String> = reasons.iter().map(words).collect();
    (!all.is_empty()).then(|| format!("  what weighed most: {}", all.join("; ")))
}

fn place(frame: &str) -> &str {
    match frame {
        "right" => "behind the cue",
        "left" => "before it",
        "split" => "on both sides",
        "none" => "nowhere",
        other => other,
    }
}

fn meaning(flag: &str) -> String {
    let told = crate::FLAGS.iter().find(|(name, _)| *name == flag);
    told.map_or_else(String::new, |(_, meaning)| format!(" ({meaning})"))
}
