//! Carried sources: what an interview or a statement goes on saying.
//!
//! Takes the attributions in order with what each states itself, gives those that state nothing the source and channel
//! of the one before by the same speaker. Another source, another addressee or another occasion ends it.

use crate::record::Channel;

/// What one attribution states, and what matters for carrying.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// Who speaks; empty where it cannot be told.
    pub speaker: String,
    /// The speaker is a pronoun that was not resolved.
    pub pronoun: bool,
    /// The source that the words around it state.
    pub source: String,
    /// The channel that they state.
    pub channel: Option<Channel>,
    /// Its own words show another occasion: told the judges, said later.
    pub apart: bool,
    /// The outlet itself speaks.
    pub outlet: bool,
    /// No speaker and no cue of its own.
    pub floating: bool,
    /// Sentences between it and the one before that tell of another day.
    pub away: bool,
    /// Paragraphs since the one before.
    pub distance: usize,
}

/// What is carried to one attribution.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carried {
    /// The source; empty where none is.
    pub source: String,
    /// The channel.
    pub channel: Option<Channel>,
}

/// How many paragraphs a source reaches.
const REACH: usize = 4;

/// Gives each attribution what is carried to it; nothing where it states a source itself.
pub fn carried(said: &[Said]) -> Vec<Carried> {
    let mut given = vec![Carried::default(); said.len()];
    let mut open: Option<(String, Carried)> = None;
    for (n, this) in said.iter().enumerate() {
        if this.outlet {
            continue;
        }
        let stated = !this.source.is_empty();
        let same = open.as_ref().is_some_and(|(speaker, _)| same(speaker, this));
        if stated {
            let channel = this.channel;
            open = Some((this.speaker.clone(), Carried { source: this.source.clone(), channel }));
            continue;
        }
        if same && !this.apart && !this.away && this.channel.is_none() && this.distance <= REACH {
            if let Some((_, what)) = &open {
                given[n] = what.clone();
            }
        } else if this.channel.is_some() && !this.floating {
            open = Some((this.speaker.clone(), Carried { source: String::new(), channel: this.channel }));
        } else {
            open = None;
        }
    }
    given
}

fn same(speaker: &str, this: &Said) -> bool {
    if this.floating && this.speaker.is_empty() {
        return this.distance <= 1;
    }
    this.pronoun
        || !speaker.is_empty()
            && (this.speaker == speaker || ends(speaker, &this.speaker) || ends(&this.speaker, speaker))
}

/// Whether a name ends with another, word by word: Armen Grigoryan, Grigoryan.
fn ends(name: &str, last: &str) -> bool {
    !last.is_empty()
        && name.len() > last.len()
        && name.ends_with(last)
        && name.as_bytes()[name.len() - last.len() - 1] == b' '
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(speaker: &str, source: &str) -> Said {
        Said { speaker: speaker.to_owned(), source: source.to_owned(), ..Said::default() }
    }

    fn sources(rows: &[Said]) -> Vec<String> {
        carried(rows).into_iter().map(|c| c.source).collect()
    }

    #[test]
    fn along_the_same_speaker() {
        let rows = [said("Nino Beridze", "Formula TV"), said("Nino Beridze", ""), said("Nino Beridze", "")];
        assert_eq!(sources(&rows), ["", "Formula TV", "Formula TV"]);
    }

    #[test]
    fn not_past_another_source() {
        let rows =
            [said("Nino Beridze", "Formula TV"), said("Zaza Kiknadze", "Rustavi Post"), said("Nino Beridze", "")];
        assert_eq!(sources(&rows), ["", "", ""]);
    }

    #[test]
    fn not_to_other_listeners() {
        let mut rows = [said("Nino Beridze", "Formula TV"), said("Nino Beridze", "")];
        rows[1].apart = true;
        assert_eq!(sources(&rows), ["", ""]);
    }

    #[test]
    fn a_channel_of_its_own_ends_it() {
        let mut rows = [said("Nino Beridze", "Formula TV"), said("Nino Beridze", ""), said("Nino Beridze", "")];
        rows[1].channel = Some(Channel::Briefing);
        let got = carried(&rows);
        assert_eq!(got[2], Carried { source: String::new(), channel: Some(Channel::Briefing) });
    }
}
