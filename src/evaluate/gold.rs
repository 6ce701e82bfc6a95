//! Annotated articles.
//!
//! Takes JSON lines in one of the three forms of the corpora, gives typed articles. Does not read files and does not
//! read stand-off annotation (that is [`super::brat`]).

use super::Offsets;
use crate::error::{Error, Result};
use serde::Deserialize;
use std::collections::BTreeMap;

/// One annotated attribution: each role a list of spans.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Attribution {
    /// The annotation's id inside its article.
    #[serde(default)]
    pub id: String,
    /// The speaker mention (the corpora call it source).
    #[serde(default)]
    pub source: Vec<Offsets>,
    /// The cue.
    #[serde(default)]
    pub cue: Vec<Offsets>,
    /// The reported words.
    #[serde(default)]
    pub content: Vec<Offsets>,
}

/// An article with annotated attributions.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Annotated {
    /// The document's id.
    pub doc: String,
    /// Its text.
    pub text: String,
    /// Its attributions, in the order of the annotation file.
    pub attributions: Vec<Attribution>,
}

/// One whole record that is expected.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Record {
    /// Direct, mixed or indirect.
    pub kind: String,
    /// Where the reported words stand.
    pub parts: Vec<Offsets>,
    /// The fullest name of the speaker.
    #[serde(default)]
    pub speaker: Option<String>,
    /// Other accepted forms of the name.
    #[serde(default)]
    pub speaker_aliases: Option<Vec<String>>,
    /// What sort of speaker.
    #[serde(default)]
    pub speaker_type: Option<String>,
    /// The speaker mention.
    #[serde(default)]
    pub mention: Option<Offsets>,
    /// The cue.
    #[serde(default)]
    pub cue: Option<Offsets>,
    /// The speaker's description.
    #[serde(default)]
    pub role: Option<String>,
    /// The outlet; a chain joined by ` > `.
    #[serde(default)]
    pub source: Option<String>,
    /// Other accepted names of the outlet.
    #[serde(default)]
    pub source_aliases: Option<Vec<String>>,
    /// Stated, carried or none.
    #[serde(default)]
    pub source_basis: Option<String>,
    /// The channel.
    #[serde(default)]
    pub channel: Option<String>,
    /// The flags.
    #[serde(default)]
    pub flags: Option<Vec<String>>,
}

/// An article with whole records.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Recorded {
    /// The document's id.
    pub doc: String,
    /// Its text.
    pub text: String,
    /// The expected records.
    pub quotations: Vec<Record>,
}

/// Annotated articles of one form.
#[derive(Clone, Debug, PartialEq)]
pub enum Gold {
    /// Attributions as spans, for [`super::spans`] and [`super::speakers`].
    Attributions(Vec<Annotated>),
    /// Whole records, for [`super::records`].
    Records(Vec<Recorded>),
}

impl Gold {
    /// The id and text of every article.
    pub fn texts(&self) -> Vec<(&str, &str)> {
        match self {
            Gold::Attributions(a) => a.iter().map(|x| (x.doc.as_str(), x.text.as_str())).collect(),
            Gold::Records(a) => a.iter().map(|x| (x.doc.as_str(), x.text.as_str())).collect(),
        }
    }

    /// Adds the articles of another file; both must have the same form.
    pub fn append(&mut self, name: &str, other: Gold) -> Result<()> {
        match (self, other) {
            (Gold::Attributions(a), Gold::Attributions(mut b)) => a.append(&mut b),
            (Gold::Records(a), Gold::Records(mut b)) => a.append(&mut b),
            _ => {
                return Err(Error::input(
                    name,
                    "holds records (\"quotations\") where the files before hold \"attributions\", or the other way \
                     round; evaluate them one after the other",
                ));
            }
        }
        Ok(())
    }
}

/// Who one annotated attribution's speaker and outlet really are.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Resolved {
    /// The document's id.
    pub doc: String,
    /// The attribution's id.
    pub id: String,
    /// The fullest name that the article gives.
    #[serde(default)]
    pub speaker: Option<String>,
    /// Other accepted forms.
    #[serde(default)]
    pub aliases: Option<Vec<String>>,
    /// The outlet.
    #[serde(default)]
    pub medium: Option<String>,
    /// Other accepted names of the outlet.
    #[serde(default)]
    pub medium_aliases: Option<Vec<String>>,
}

/// Resolved speakers by document, then by attribution id.
pub type Resolutions = BTreeMap<String, BTreeMap<String, Resolved>>;

fn lines(content: &str) -> impl Iterator<Item = (usize, &str)> {
    content.lines().enumerate().map(|(n, l)| (n + 1, l)).filter(|(_, l)| !l.trim().is_empty())
}

/// Reads annotated articles from JSON lines; the form is told by the fields of the first line.
pub fn read_gold(name: &str, content: &str) -> Result<Gold> {
    let bad = |n: usize, message: String| Error::input(format!("{name}:{n}"), message);
    let Some((first, line)) = lines(content).next() else {
        return Err(Error::input(name, "holds no article; one JSON object a line is expected"));
    };
    let value: serde_json::Value =
        serde_json::from_str(line).map_err(|e| bad(first, format!("not a JSON object ({e})")))?;
    if value.get("attributions").is_some() {
        let parsed = lines(content).map(|(n, l)| serde_json::from_str(l).map_err(|e| bad(n, e.to_string())));
        parsed.collect::<Result<_>>().map(Gold::Attributions)
    } else if value.get("quotations").is_some() {
        let parsed = lines(content).map(|(n, l)| serde_json::from_str(l).map_err(|e| bad(n, e.to_string())));
        parsed.collect::<Result<_>>().map(Gold::Records)
    } else {
        Err(bad(first, "neither \"attributions\" nor \"quotations\" among the fields".to_owned()))
    }
}

/// Reads resolved speakers from JSON lines.
pub fn read_resolutions(name: &str, content: &str) -> Result<Resolutions> {
    let mut out = Resolutions::new();
    for (n, line) in lines(content) {
        let r: Resolved = serde_json::from_str(line).map_err(|e| Error::input(format!("{name}:{n}"), e.to_string()))?;
        out.entry(r.doc.clone()).or_default().insert(r.id.clone(), r);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_told_by_the_fields() {
        let a = read_gold(
            "g",
            r#"{"doc":"d","text":"t","attributions":[{"id":"E1","source":[],"cue":[],"content":[[0,1]]}]}"#,
        );
        assert!(matches!(a, Ok(Gold::Attributions(x)) if x[0].attributions[0].content == [(0, 1)]));
        let r =
            read_gold("g", r#"{"doc":"d","text":"t","quotations":[{"kind":"direct","parts":[[0,1]],"source":null}]}"#);
        assert!(matches!(r, Ok(Gold::Records(_))));
        assert_eq!(
            read_gold("g", r#"{"doc":"d"}"#).unwrap_err().to_string(),
            "g:1: neither \"attributions\" nor \"quotations\" among the fields"
        );
        assert!(read_gold("g", "\n").unwrap_err().to_string().contains("holds no article"));
    }
}
