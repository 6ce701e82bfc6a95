//! One-to-one matching of annotated and predicted contents.
//!
//! Takes spans and a text, gives sets of counted characters and the best pairing at a threshold. Does not know
//! what the spans stand for.

use super::Offsets;
use crate::normal::is_letter;

/// The positions (code points) of the letters and digits that some spans cover: sorted, unique.
pub type Letters = Vec<u32>;

/// Collects the positions of the letters and digits inside `spans`.
pub fn letters(spans: &[Offsets], text: &[char]) -> Letters {
    let mut out = Letters::new();
    for &(start, end) in spans {
        let end = end.clamp(0, text.len() as i64) as usize;
        out.extend((start.max(0) as usize..end).filter(|i| is_letter(text[*i])).map(|i| i as u32));
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// How many positions two sets share.
pub fn shared(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                n += 1;
                i += 1;
                j += 1;
            }
        }
    }
    n
}

/// A pairing: the prediction of each annotation and the annotation of each prediction.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairing {
    /// For each annotation the index of its prediction.
    pub of_gold: Vec<Option<usize>>,
    /// For each prediction the index of its annotation.
    pub of_prediction: Vec<Option<usize>>,
}

/// Pairs annotations with predictions, one to one, best intersection over union first; ties go to the earlier
/// annotation, then to the earlier prediction.
pub fn pair(gold: &[Letters], predicted: &[Letters], threshold: f64) -> Pairing {
    let mut pairs = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in predicted.iter().enumerate() {
            let n = shared(g, p);
            if n > 0 {
                let iou = n as f64 / (g.len() + p.len() - n) as f64;
                if iou >= threshold {
                    pairs.push((iou, i, j));
                }
            }
        }
    }
    pairs.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)).then(x.2.cmp(&y.2)));
    let mut out = Pairing { of_gold: vec![None; gold.len()], of_prediction: vec![None; predicted.len()] };
    for (_, i, j) in pairs {
        if out.of_gold[i].is_none() && out.of_prediction[j].is_none() {
            out.of_gold[i] = Some(j);
            out.of_prediction[j] = Some(i);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_marks_make_no_difference() {
        let text: Vec<char> = "“Go home,” she said.".chars().collect();
        assert_eq!(letters(&[(0, 10)], &text), letters(&[(1, 8)], &text));
        assert_eq!(letters(&[(-3, 3), (1, 3), (15, 99)], &text), vec![1, 2, 15, 16, 17, 18]);
    }

    #[test]
    fn best_pair_first_then_order() {
        let set = |r: std::ops::Range<u32>| r.collect::<Letters>();
        let gold = vec![set(0..10), set(0..10)];
        let predicted = vec![set(0..8), set(0..10)];
        let got = pair(&gold, &predicted, 0.5);
        assert_eq!(got.of_gold, vec![Some(1), Some(0)]);
        assert_eq!(got.of_prediction, vec![Some(1), Some(0)]);
        assert_eq!(pair(&gold, &[set(0..4)], 0.5).of_gold, vec![None, None]);
    }
}
