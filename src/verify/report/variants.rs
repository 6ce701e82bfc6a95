//! Variants of quotations as CSV and JSON lines.

use super::super::Difference;
use super::super::variants::Group;
use super::table::write_table;
use crate::error::Result;
use std::io::Write;

/// The columns of the table of variants.
const VARIANT_COLUMNS: &[&str] = &[
    "group",
    "quotations",
    "wordings",
    "date",
    "outlet",
    "doc",
    "start",
    "end",
    "speaker",
    "source",
    "quote",
    "differences",
    "flags",
    "form",
];

/// Writes groups of variants as CSV, a line for each quotation; for Excel as answers are.
pub(crate) fn write_variants_csv(groups: &[Group], excel: bool, out: &mut impl Write) -> Result<usize> {
    let rows = groups.iter().enumerate().flat_map(|(n, group)| {
        group.variants.iter().map(move |v| {
            let flags: std::collections::BTreeSet<&str> =
                v.differences.iter().flat_map(|d| d.flags.iter().copied()).collect();
            vec![
                (n + 1).to_string(),
                group.variants.len().to_string(),
                group.wordings.to_string(),
                v.date.clone().unwrap_or_default(),
                v.outlet.clone().unwrap_or_default(),
                v.doc.clone(),
                v.span.start.to_string(),
                v.span.end.to_string(),
                v.speaker.clone(),
                v.source.clone(),
                v.quote.clone(),
                v.differences.iter().map(Difference::marked).collect::<Vec<_>>().join(" "),
                flags.into_iter().collect::<Vec<_>>().join(";"),
                group.form.clone(),
            ]
        })
    });
    write_table(VARIANT_COLUMNS, rows, excel, out)
}

/// Writes groups of variants as JSON lines, a line for each group.
pub(crate) fn write_variants_json_lines(groups: &[Group], out: &mut impl Write) -> Result<()> {
    for group in groups {
        writeln!(out, "{}", serde_json::to_string(group).map_err(std::io::Error::from)?)?;
    }
    Ok(())
}
