//! Learning the weights of the choices.
//!
//! Takes articles, gives [`Learned`] weights: the choices first, then, from articles that each choice was not learned from,
//! whether a candidate holds.

use crate::corpus::Article;
use crate::folds::dealt;
use crate::regression::{self, Settings};
use rayon::prelude::*;
use whosaid::stages::teach::{self, Group, Learned, Weights};

/// Parts into which the articles fall for learning which candidates hold.
const PARTS: usize = 3;

/// How often the articles are dealt into such parts: what is learned then hangs less on who is dealt where.
const ROUNDS: u32 = 3;

/// What every article teaches of the choices.
pub fn choices(articles: &[Article]) -> Vec<Vec<Group>> {
    let one = |article: &Article| {
        let mut groups = Vec::new();
        teach::choices(&article.text, &article.golds, article.silence, &mut groups);
        groups
    };
    articles.par_iter().map(one).collect()
}

/// Learns from the articles of these numbers; `groups` is what [`choices`] gives for all.
pub fn learn(articles: &[Article], groups: &[Vec<Group>], numbers: &[usize], settings: Settings) -> Learned {
    let parts: Vec<(u32, usize)> = (0..ROUNDS).flat_map(|round| (0..PARTS).map(move |part| (round, part))).collect();
    let held = parts.into_par_iter().map(|(round, part)| {
        let inside = |n: &&usize| dealt(&articles[**n].doc, round + 1, PARTS) == part;
        let others: Vec<&Group> = numbers.iter().filter(|n| !inside(n)).flat_map(|&n| &groups[n]).collect();
        let weights = Weights::new(&regression::learn(&others, settings));
        let mut holds = Vec::new();
        for &n in numbers.iter().filter(inside) {
            let article = &articles[n];
            teach::holds(&article.text, &article.golds, article.silence, &weights, &mut holds);
        }
        holds
    });
    let mut holds: Vec<Group> = held.collect::<Vec<_>>().into_iter().flatten().collect();
    for group in &mut holds {
        group.weight /= ROUNDS as f32;
    }
    let all: Vec<&Group> = numbers.iter().flat_map(|&n| &groups[n]).chain(&holds).collect();
    regression::learn(&all, settings)
}
