//! Quotations without words of attribution: whose they are.
//!
//! Takes a floating quotation and the speakers of the rows before it, gives the speaker that goes on. Two speakers in the
//! paragraph before leave it open; question and answer alternate.

/// A row before the floating one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Before {
    /// The entity that speaks; none where it is unknown.
    pub entity: Option<u32>,
    /// The paragraph.
    pub paragraph: usize,
    /// Whether the cue asks or replies.
    pub dialogue: bool,
}

/// Who speaks in a floating quotation of paragraph `paragraph`, given the rows before in order.
///
/// `Err(())` stands for a doubt, `Ok(None)` for nobody.
pub(super) fn carried(before: &[Before], paragraph: usize) -> Result<Option<u32>, ()> {
    let Some(last) = before.last() else { return Ok(None) };
    if paragraph.saturating_sub(last.paragraph) > 3 {
        return Ok(None);
    }
    // Whoever spoke further back decides nothing.
    let near = before.iter().rev().take_while(|b| b.paragraph + 1 >= last.paragraph);
    let previous = near.into_iter().find(|b| b.entity != last.entity);
    if let Some(previous) = previous {
        // Turn by turn: question, answer, question, answer.
        if last.dialogue
            && previous.dialogue
            && last.paragraph == previous.paragraph + 1
            && paragraph == last.paragraph + 1
        {
            return Ok(previous.entity);
        }
        if previous.paragraph == last.paragraph && paragraph != last.paragraph {
            return Err(());
        }
    }
    Ok(last.entity)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(entity: u32, paragraph: usize, dialogue: bool) -> Before {
        Before { entity: Some(entity), paragraph, dialogue }
    }

    #[test]
    fn carries_the_one_speaker() {
        assert_eq!(carried(&[row(1, 0, false)], 1), Ok(Some(1)));
        assert_eq!(carried(&[row(2, 0, false), row(1, 1, false)], 2), Ok(Some(1)));
        assert_eq!(carried(&[], 1), Ok(None));
    }

    #[test]
    fn doubts_between_two_of_one_paragraph() {
        assert_eq!(carried(&[row(1, 0, false), row(2, 0, false)], 1), Err(()));
    }

    #[test]
    fn alternates_question_and_answer() {
        assert_eq!(carried(&[row(1, 0, true), row(2, 1, true)], 2), Ok(Some(1)));
    }
}
