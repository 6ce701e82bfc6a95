//! Names that several have, and relative pronouns: whom they recall.
//!
//! Takes a mention and the walk so far, gives the one of the namesakes who is meant, or whom "who" stands for.

use super::{LOOK_BACK, Place, Referent, Seen, Walk};
use crate::attribution::Analysis;
use crate::cast::clusters::Sort;
use crate::cast::descriptions;
use crate::document::TokenKind;
use crate::lexicon::WordClass;
use crate::lexicon::rule_words;
use crate::lexicon::set::listed;
use crate::mention::MentionKind;
use smallvec::SmallVec;

impl Walk<'_, '_> {
    /// Whom a name stands for: the one who has it, or of several namesakes the one who is meant.
    pub(super) fn name(&mut self, number: usize) -> Referent {
        if let Some(id) = self.cast.of[number] {
            return Referent::Entity(id);
        }
        let Some(all) = self.cast.namesakes.get(&number) else { return Referent::Nobody };
        let styled = self.styled(number, all);
        let many: &[u32] = match styled.as_slice() {
            [] => all,
            [only] => return Referent::Entity(*only),
            several => several,
        };
        // Namesakes: a bare surname is that of the one who was introduced first, the relative keeps the given name; but
        // somebody who spoke last under the full name goes on. Two introduced in one breath leave a doubt.
        let mut order: Vec<(usize, u32)> = many.iter().map(|&id| (self.cast.entity(id).first, id)).collect();
        order.sort_unstable();
        let paragraph = self.paragraph(number);
        let spoke = self.spoke.last().filter(|s| many.contains(&s.entity) && paragraph - s.paragraph <= 2);
        if let Some(spoke) = spoke {
            return Referent::Entity(spoke.entity);
        }
        let recent: Vec<&Seen> = self
            .seen
            .iter()
            .rev()
            .take(LOOK_BACK)
            .filter(|s| many.contains(&s.entity) && s.place == Place::Subject && paragraph == s.paragraph)
            .collect();
        if let Some(last) = recent.first()
            && recent.iter().all(|s| s.entity == last.entity || s.sentence < last.sentence)
        {
            return Referent::Entity(last.entity);
        }
        if let Referent::Entity(id) = self.dominant(many) {
            return Referent::Entity(id);
        }
        let mut here = self.seen.iter().rev().take(LOOK_BACK).take_while(|s| s.paragraph == paragraph);
        if let Some(last) = here.find(|s| many.contains(&s.entity))
            && here.all(|s| s.entity == last.entity || !many.contains(&s.entity))
        {
            return Referent::Entity(last.entity);
        }
        // Anna Haro, the daughter of Davit Haro, ...: who only says whose daughter she is was not introduced.
        let said_of = |whose: u32, id: u32| {
            let words = self.cast.entity(id).words.last();
            let mut roles = self.cast.entity(whose).roles.iter();
            words.is_some_and(|word| roles.any(|role| role.words.contains(&word.at)))
        };
        let (first, second) = (order[0], order[1]);
        // Chloe Haro opened the debate. Owen Haro answered her. “...,” Haro said.
        let count = |id: u32| self.cast.entity(id).count;
        let breath = second.0 == first.0 || second.0 == first.0 + 1 && count(first.1) == count(second.1);
        match breath {
            true if said_of(first.1, second.1) => Referent::Entity(first.1),
            true if said_of(second.1, first.1) => Referent::Entity(second.1),
            true => Referent::Ambiguous,
            false => Referent::Entity(first.1),
        }
    }

    /// Of several namesakes those whom the title of a mention fits: Dr Haro is who was called so before; Mr Haro is nobody
    /// who goes by a title that this one would be beneath.
    fn styled(&self, number: usize, many: &[u32]) -> SmallVec<[u32; 4]> {
        let analysis = self.analysis;
        let items = &analysis.document.items;
        let mention = &analysis.mentions[number];
        let title = |at: usize| items[at].is(WordClass::TITLE).then_some(items[at].hash);
        let own: SmallVec<[u32; 4]> = mention.role.items().filter_map(title).collect();
        if own.is_empty() {
            return SmallVec::new();
        }
        let styles = |id: u32| self.cast.entity(id).styles.iter();
        let same = |id: &u32| styles(*id).any(|title| own.contains(title));
        if many.iter().any(same) {
            return many.iter().copied().filter(same).collect();
        }
        let style = |title: &u32| rule_words::STYLE_FORM.contains(title);
        let address = |at: usize| analysis.document.is_any_case(at, &rule_words::ADDRESSED);
        let plain = mention.role.items().next().is_some_and(address) && !own.iter().any(style);
        let higher = |id: &u32| styles(*id).any(style);
        many.iter().copied().filter(|id| plain && !higher(id)).collect()
    }

    /// Of several namesakes the one that the article speaks of much more than of the others.
    fn dominant(&self, many: &[u32]) -> Referent {
        let mut counts: Vec<(u32, u32)> = many.iter().map(|&id| (self.cast.entity(id).count, id)).collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        if counts[0].0 >= 3 * counts[1].0.max(1) { Referent::Entity(counts[0].1) } else { Referent::Ambiguous }
    }

    /// Whom "who" stands for: the phrase before it, or the name that this phrase describes.
    pub(super) fn antecedent(&mut self, number: usize) -> Referent {
        let analysis = self.analysis;
        let start = analysis.mentions[number].phrase.start();
        let sentence = analysis.mentions[number].sentence;
        let ends = |m: &usize| analysis.mentions[*m].phrase.end() <= start && !ruled_out(analysis, *m);
        // Anna Haro of Peach Street, who
        let origin = |m: usize| {
            let of = analysis.mentions[m].phrase.start().checked_sub(1);
            let from = of.is_some_and(|at| analysis.document.is_any(at, &rule_words::ORIGIN));
            let name = m.checked_sub(1).map(|n| &analysis.mentions[n]).filter(|n| Some(n.phrase.end()) == of);
            from && name.is_some_and(|n| n.kind == MentionKind::Name)
        };
        let near = (0..number).rev().take(5).take_while(|&m| analysis.mentions[m].sentence == sentence).filter(ends);
        let near = near.filter(|&m| !origin(m));
        // "who" stands for people: the senator of Florida, who ...
        let who = !analysis.document.word(analysis.mentions[number].head).eq_ignore_ascii_case("which");
        if let Some(beside) = near.clone().next()
            && let Some(found) = self.beside(beside, start, who)
        {
            return found;
        }
        let known = |m: &usize| self.referent[*m] != Referent::Nobody;
        let people = |m: &usize| matches!(self.referent[*m], Referent::Entity(id) if self.person_or_people(id));
        let found = near.clone().filter(known).find(|m| !who || people(m)).or_else(|| near.clone().find(known));
        found.map_or(Referent::Nobody, |m| self.referent[m])
    }

    /// Whom a relative pronoun at an item stands for that only a comma parts from the mention before it: the name that
    /// ends the mention, where what it ends is nobody ("in the words of Haro, who"); somebody new, where nobody else can
    /// be meant ("a list of guests who").
    fn beside(&mut self, number: usize, start: usize, who: bool) -> Option<Referent> {
        let analysis = self.analysis;
        let mention = &analysis.mentions[number];
        let gap = mention.phrase.end()..start;
        let comma = |at: usize| matches!(analysis.document.items[at].kind, TokenKind::Comma | TokenKind::Dash);
        if gap.len() > 1 || !gap.clone().all(comma) {
            return None;
        }
        let ending =
            self.cast.inside(number).iter().find(|(_, name)| name.end == mention.phrase.end()).map(|(id, _)| *id);
        let other = matches!(mention.kind, MentionKind::Other | MentionKind::Document);
        if let Some(id) = ending.filter(|_| other)
            && (who == self.person_or_people(id))
            && (who || mention.kind == MentionKind::Other)
        {
            return Some(Referent::Entity(id));
        }
        match self.referent[number] {
            Referent::Entity(id) if !who || self.person_or_people(id) => Some(Referent::Entity(id)),
            Referent::Nobody if who && gap.is_empty() && mention.kind == MentionKind::Other => {
                Some(descriptions::introduce(self, number, Sort::People))
            }
            _ => None,
        }
    }

    /// Who was asked something in the sentence before a pronoun that speaks, in its paragraph: Asked whether he would go, Haro
    /// smiled. “Not yet,” he said.
    pub(in crate::cast) fn answering(&self, number: usize) -> Option<u32> {
        let sentences = &self.analysis.document.sentences;
        let before = self.analysis.mentions[number].sentence.checked_sub(1).filter(|_| self.speaks[number])?;
        let same = sentences[before].paragraph == sentences[before + 1].paragraph;
        self.asked_before(before).filter(|_| same)
    }

    /// Who was asked something as a sentence opens: Asked whether he would go, Haro smiled.
    pub(in crate::cast) fn asked_before(&self, number: usize) -> Option<u32> {
        let (analysis, document) = (self.analysis, self.analysis.document);
        let sentence = &document.sentences[number];
        let asked = document.is_any_case(sentence.items.start, &rule_words::QUESTIONED);
        let comma = sentence.items.clone().find(|&at| document.items[at].kind == TokenKind::Comma)?;
        let subject = analysis.starting(number, comma + 1).filter(|_| asked)?;
        match self.referent[subject] {
            Referent::Entity(id) if self.cast.entity(id).sort == Sort::Person => Some(id),
            _ => None,
        }
    }

    /// Whether an entity is somebody: no place, though its name once stood behind "in" or "from".
    fn person_or_people(&self, id: u32) -> bool {
        let entity = self.cast.entity(id);
        matches!(entity.sort, Sort::Person | Sort::People) && (entity.place == 0 || entity.personal > 1)
    }

    /// Whose words the phrase beside the cue is: her March comment, Haro's letter, his answer.
    pub(super) fn owner(&mut self, number: usize) -> Option<u32> {
        let analysis = self.analysis;
        let mention = &analysis.mentions[number];
        let document = analysis.document;
        let text = || {
            matches!(mention.kind, MentionKind::Document | MentionKind::Other)
                || document.is_any(mention.head, &rule_words::OWNED_ACCOUNT)
        };
        if !self.speaks[number] || !text() {
            return None;
        }
        let first = &document.items[mention.phrase.start()];
        if first.is(WordClass::POSSESSIVE) {
            return match self.possessor(mention.phrase.start()) {
                Referent::Entity(id) if self.cast.entity(id).sort == Sort::Person => Some(id),
                _ => None,
            };
        }
        let id = self.cast.inside(number).first()?.0;
        let entity = self.cast.entity(id);
        // Haro's letter, but not "the ministry's letter" nor "a letter to Haro".
        let genitive = (mention.phrase.start() + 1..mention.head)
            .find(|&at| document.items[at].kind == TokenKind::Clitic)
            .is_some_and(|at| {
                entity.words.words.iter().any(|w| document.items[w.at].hash == document.items[at - 1].hash)
            });
        (genitive && entity.sort == Sort::Person && entity.personal > 0).then_some(id)
    }
}

/// Whether a mention names whom it was not: it was Haro, not Lind, who said it.
fn ruled_out(analysis: &Analysis<'_>, number: usize) -> bool {
    let before = |n: usize| analysis.mentions[number].phrase.start().checked_sub(n);
    before(1).is_some_and(|at| analysis.document.is_any(at, listed!["not"]))
        && before(2).is_some_and(|at| analysis.document.items[at].kind == TokenKind::Comma)
}
