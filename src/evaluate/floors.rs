//! The least values that figures must reach.
//!
//! Takes a small TOML file and the figures, gives those that fall below. Top-level entries hold for every gold file,
//! those of a table `[NAME]` for the gold file or folder of that name (without extension).

use super::Figure;
use crate::error::{Error, Result};

/// One figure below its floor.
#[derive(Clone, Debug, PartialEq)]
pub struct Below {
    /// The figure's name.
    pub name: String,
    /// What it is.
    pub value: f64,
    /// What it should at least be.
    pub floor: f64,
}

/// Checks the figures of the gold called `gold` against the floors in `content`; `place` stands in messages. Values
/// are compared to one decimal, as the tables show them.
pub fn check(place: &str, content: &str, gold: &str, figures: &[Figure]) -> Result<Vec<Below>> {
    let table: toml::Table = content.parse().map_err(|e: toml::de::Error| Error::input(place, e.to_string()))?;
    let mut out = Vec::new();
    let mut test = |name: &str, value: &toml::Value| -> Result<()> {
        let floor = value.as_float().or_else(|| value.as_integer().map(|i| i as f64)).ok_or_else(|| {
            Error::input(place, format!("{name}: the least value must be a number, as in {name} = 88.0"))
        })?;
        let Some((_, got)) = figures.iter().find(|(n, _)| n == name) else {
            let known: Vec<&str> = figures.iter().map(|(n, _)| n.as_str()).collect();
            return Err(Error::input(place, format!("{name}: no such figure (have: {})", known.join(", "))));
        };
        if (got * 10.0).round() < (floor * 10.0).round() {
            out.push(Below { name: name.to_owned(), value: *got, floor });
        }
        Ok(())
    };
    for (name, value) in &table {
        match value.as_table() {
            None => test(name, value)?,
            Some(of_gold) if name == gold => {
                for (name, value) in of_gold {
                    test(name, value)?;
                }
            }
            Some(_) => {}
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_table_of_this_gold_counts() {
        let figures = [("quoted-f1-at-50".to_owned(), 87.96), ("speakers-full".to_owned(), 90.0)];
        let file = "speakers-full = 90\n[dev]\nquoted-f1-at-50 = 88.0\n[other]\nrecords-f1 = 99\n";
        assert_eq!(check("f", file, "dev", &figures).unwrap(), []);
        let strict = check("f", "[dev]\nquoted-f1-at-50 = 88.1\n", "dev", &figures).unwrap();
        assert_eq!(strict[0].floor, 88.1);
        assert!(check("f", "quoted = 1", "dev", &figures).unwrap_err().to_string().contains("no such figure"));
        assert!(check("f", "speakers-full = \"x\"", "dev", &figures).unwrap_err().to_string().contains("number"));
        assert!(check("f", "[", "dev", &figures).is_err());
    }
}
