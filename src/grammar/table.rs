//! The table of rules at work: compiled once, with the rules and alternatives that are switched off left out.

use super::memo::Memo;
use super::production::{self, Malformed};
use super::reader::Program;
use super::rule::{Rule, RuleId};
use super::rules::TABLES;
use crate::error::{Error, Result};
use std::sync::LazyLock;

/// Every rule, in the order of the tables.
///
/// ```
/// let ids: std::collections::BTreeSet<&str> = whosaid::rules().map(|rule| rule.id).collect();
/// assert!(ids.contains("QSC") && ids.len() == whosaid::rules().count());
/// assert!(whosaid::rules().all(|rule| !rule.reads.is_empty()));
/// ```
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    TABLES.iter().flat_map(|table| table.rules)
}

/// The rules that a text is read with.
#[derive(Debug)]
pub struct Grammar {
    /// By table and place; none where the rule is off.
    programs: Vec<Vec<Option<Program>>>,
    /// How the rules of a table that are on can be read, one behind the other: most cannot be where they are asked for.
    ways: Vec<Vec<Way>>,
    /// What the rules of marks have read, and those of sentences.
    pub(crate) marks: Memo,
    pub(crate) sentences: Memo,
}

/// One way to read a rule, by its number: the terminals that it needs, and those that it can begin with, as bits.
#[derive(Clone, Copy, Debug)]
struct Way {
    needs: u64,
    begins: u64,
    rule: u8,
}

static BUILT_IN: LazyLock<Grammar> =
    LazyLock::new(|| Grammar::compile(&[]).unwrap_or_else(|malformed| panic!("{malformed}")));

impl Grammar {
    /// All rules.
    pub fn built_in() -> &'static Grammar {
        &BUILT_IN
    }

    /// All rules but some: a rule's id, or an id with the number of an alternative (`FINAL/2`).
    pub fn without<S: AsRef<str>>(off: &[S]) -> Result<Grammar> {
        let parsed: Result<Vec<_>> = off.iter().map(|id| switch(id.as_ref())).collect();
        Grammar::compile(&parsed?).map_err(|malformed| Error::input("grammar", malformed.to_string()))
    }

    fn compile(off: &[(&str, u8)]) -> std::result::Result<Grammar, Malformed> {
        let compile = |rule: &Rule, table| {
            let whole = production::production(rule.id, rule.production)?;
            let is_off = |n: u8| off.contains(&(rule.id, n));
            if is_off(0) {
                return Ok(None);
            }
            let part = whole.without(&is_off);
            part.map(|part| Program::new(rule.id, &part, table)).transpose()
        };
        let programs = TABLES
            .iter()
            .map(|t| t.rules.iter().map(|rule| compile(rule, t)).collect())
            .collect::<std::result::Result<Vec<Vec<Option<Program>>>, _>>()?;
        let ways = |programs: &Vec<Option<Program>>| {
            let on = programs.iter().enumerate().filter_map(|(n, program)| Some((n as u8, program.as_ref()?)));
            let ways =
                on.flat_map(|(rule, program)| program.ways().map(move |(needs, begins)| Way { needs, begins, rule }));
            ways.collect()
        };
        let ways = programs.iter().map(ways).collect();
        Ok(Grammar { programs, ways, marks: Memo::default(), sentences: Memo::default() })
    }

    /// Whether a rule is on.
    pub(crate) fn on(&self, id: RuleId) -> bool {
        self.program(id).is_some()
    }

    /// What a rule reads; none where it is off.
    pub(crate) fn program(&self, id: RuleId) -> Option<&Program> {
        self.programs[id.table()][id.number()].as_ref()
    }

    /// The rules of a table that are on, in order.
    pub(crate) fn table(&self, table: usize) -> impl Iterator<Item = (RuleId, &Program)> {
        let programs = self.programs[table].iter().enumerate();
        programs.filter_map(move |(n, p)| Some((RuleId::new(table as u8, n as u8), p.as_ref()?)))
    }

    /// Those of them that can be read by some terminals alone, beginning with some, in order.
    pub(crate) fn able(&self, table: usize, could: u64, starts: u64) -> impl Iterator<Item = (RuleId, &Program)> {
        let mut able = self.ways[table].iter().fold(0u64, |able, way| {
            let fits = way.needs & !could == 0 && way.begins & starts != 0;
            able | u64::from(fits) << way.rule
        });
        std::iter::from_fn(move || {
            let number = able.trailing_zeros();
            able &= able.wrapping_sub(1);
            let program = self.programs[table].get(number as usize)?.as_ref()?;
            Some((RuleId::new(table as u8, number as u8), program))
        })
    }
}

/// A rule by its place in the tables.
pub(crate) fn rule(id: RuleId) -> &'static Rule {
    &TABLES[id.table()].rules[id.number()]
}

impl Rule {
    /// Checks that an id, perhaps with the number of an alternative, names something that can be switched off; an error
    /// says what is wrong with it.
    ///
    /// ```
    /// use whosaid::Rule;
    /// assert!(Rule::check("QSC").is_ok() && Rule::check("FINAL/2").is_ok());
    /// assert!(Rule::check("QSCC").unwrap_err().to_string().contains("did you mean"));
    /// ```
    pub fn check(id: &str) -> Result<()> {
        switch(id).map(|_| ())
    }

    /// How many alternatives its production has, each to be switched off by its number; 0 where it has one way alone.
    ///
    /// ```
    /// let rule = whosaid::rules().find(|rule| rule.id == "FINAL").unwrap();
    /// assert!(rule.alternatives() > 1);
    /// ```
    pub fn alternatives(&self) -> u8 {
        production::production(self.id, self.production).map_or(0, |part| part.alternatives())
    }
}

/// A switch: the id and the number of the alternative, 0 for the whole rule.
fn switch(text: &str) -> Result<(&'static str, u8)> {
    let (id, alternative) = text.split_once('/').map_or((text, None), |(id, n)| (id, Some(n)));
    let Some(rule) = rules().find(|rule| rule.id == id) else {
        let known: Vec<&str> = rules().map(|rule| rule.id).collect();
        return Err(Error::unknown_word("rule", id, &known));
    };
    let Some(alternative) = alternative else { return Ok((rule.id, 0)) };
    let most = rule.alternatives();
    match alternative.parse() {
        Ok(n) if (1..=most).contains(&n) => Ok((rule.id, n)),
        _ if most == 0 => Err(Error::input(text, format!("{id} has no alternatives; name the rule alone"))),
        _ => Err(Error::input(text, format!("the alternatives of {id} are {id}/1 to {id}/{most}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_all_compile() {
        let mut ids: Vec<&str> = rules().map(|rule| rule.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), rules().count());
        assert!(TABLES.iter().all(|table| table.rules.len() < u64::BITS as usize), "see `Grammar::able`");
        assert!(Grammar::compile(&[]).is_ok(), "{:?}", Grammar::compile(&[]).err());
    }

    #[test]
    fn every_rule_has_sentences() {
        for rule in rules() {
            assert!(!rule.reads.is_empty() && !rule.refuses.is_empty(), "{}", rule.id);
        }
    }

    #[test]
    fn switches_name_rules_and_alternatives() {
        assert!(Grammar::without(&["QSC", "FINAL/2"]).is_ok());
        for (wrong, says) in [("QSCC", "did you mean"), ("FINAL/9", "FINAL/1 to FINAL/"), ("QSC/1", "no alternatives")]
        {
            let error = Grammar::without(&[wrong]).unwrap_err().to_string();
            assert!(error.contains(says), "{wrong}: {error}");
        }
    }
}
