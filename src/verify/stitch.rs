//! Claims that are sewn together from pieces.
//!
//! Takes a claim and the passages of an article, gives the fewest pieces that make up the claim word for word, if they
//! come from different quotations or in another order. Does not judge changed words: alignment does.

use super::prepared::Prepared;
use super::text::{Passage, Text};

/// The most pieces that are looked for.
const MOST: usize = 4;

/// One piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The number of the passage.
    pub passage: usize,
    /// Claim words from here …
    pub claim_at: usize,
    /// … so many.
    pub length: usize,
    /// Passage words from here.
    pub source_at: usize,
}

/// The pieces of the claim, in its order; `None` where it cannot be covered or one passage holds it in order.
pub fn stitch(claim: &Prepared, text: &Text<'_>, passages: &[Passage]) -> Option<Vec<Piece>> {
    let words = &claim.words;
    let m = words.len();
    if m < 4 || words.iter().any(|w| w.editorial) {
        return None;
    }
    let breaks = |i: usize| i == 0 || i == m || words[i].gap_before || words[i].word.break_before;
    // For each claim word the longest run that begins there, per passage and place.
    let mut starts: Vec<Vec<Piece>> = vec![Vec::new(); m];
    for (p, passage) in passages.iter().enumerate() {
        for (j, first) in passage.words.iter().enumerate() {
            for (i, word) in words.iter().enumerate() {
                if word.word.norm != text.words[*first].norm {
                    continue;
                }
                let run = (0..(m - i).min(passage.words.len() - j))
                    .take_while(|k| words[i + k].word.norm == text.words[passage.words[j + k]].norm)
                    .count();
                starts[i].push(Piece { passage: p, claim_at: i, length: run, source_at: j });
            }
        }
    }
    let fits = |i: usize, end: usize| {
        let bounded = breaks(i) && breaks(end);
        (end - i >= 4) || (bounded && end - i >= 2)
    };
    // The best cover of the first i words: number of pieces, and the last piece.
    let mut best: Vec<Option<(usize, Option<Piece>)>> = vec![None; m + 1];
    best[0] = Some((0, None));
    for i in 0..m {
        let Some((count, _)) = best[i].clone() else { continue };
        if count == MOST {
            continue;
        }
        for piece in &starts[i] {
            for end in (i + 2..=i + piece.length).rev() {
                if fits(i, end) && best[end].as_ref().is_none_or(|(n, _)| *n > count + 1) {
                    best[end] = Some((count + 1, Some(Piece { length: end - i, ..piece.clone() })));
                }
            }
        }
    }
    let mut pieces = Vec::new();
    let mut at = m;
    while at > 0 {
        let (_, piece) = best[at].clone()?;
        let piece = piece?;
        at = piece.claim_at;
        pieces.push(piece);
    }
    pieces.reverse();
    let ordered =
        pieces.windows(2).all(|w| w[0].passage == w[1].passage && w[0].source_at + w[0].length <= w[1].source_at);
    (pieces.len() > 1 && !ordered).then_some(pieces)
}

#[cfg(test)]
mod tests {
    use super::super::claim::Claim;
    use super::super::prepared::Prepared;
    use super::*;

    fn pieces(claim: &str, passages: &[&str]) -> Option<Vec<(usize, usize)>> {
        let joined = passages.join("\n\n");
        let text = Text::new(&joined);
        let mut next = 0;
        let passages: Vec<Passage> = passages
            .iter()
            .map(|p| {
                let n = super::super::words::words(p).len();
                next += n;
                Passage { words: (next - n..next).collect(), verbatim: vec![true; n], row: true }
            })
            .collect();
        let claim = Prepared::new(&Claim { claim: claim.to_owned(), ..Claim::default() });
        stitch(&claim, &text, &passages).map(|p| p.iter().map(|x| (x.passage, x.length)).collect())
    }

    #[test]
    fn pieces_of_two_passages() {
        let passages = ["We mend the roof in spring.", "Nobody asked us. The money is there."];
        assert_eq!(pieces("We mend the roof. The money is there.", &passages), Some(vec![(0, 4), (1, 4)]));
        assert_eq!(pieces("The money is there. Nobody asked us.", &passages), Some(vec![(1, 4), (1, 3)]));
        assert_eq!(pieces("Nobody asked us. The money is there.", &passages), None);
        assert_eq!(pieces("We mend the money in spring.", &passages), None);
    }
}
