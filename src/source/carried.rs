//! Carried sources: what an interview or a statement goes on saying.
//!
//! Takes the attributions in order with what each states itself, and the sentences that only set a scene ("Ilijev spoke
//! to Dnevnik on Sunday."); gives those that state nothing the source and channel that go on. Another source of the same
//! speaker, another addressee or another occasion ends them; so does the source of another speaker's words, but not what
//! others do on a platform or say to a paper without being quoted.

use crate::record::Channel;

/// A sentence that names a relay and holds no attribution that it belongs to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// The last words of the names of the persons in it, lower case.
    pub who: Vec<String>,
    /// It is an event at which all speak: a debate, a town hall.
    pub everybody: bool,
    /// It speaks of "he" or "she": the speaker before goes on.
    pub pronoun: bool,
    /// It names nobody, or only "the senator": who speaks right behind it is the one.
    pub anyone: bool,
    /// The source that it names.
    pub source: String,
    /// The channel.
    pub channel: Option<Channel>,
    /// Paragraphs from it to the attribution behind it.
    pub distance: usize,
}

/// What one attribution states, and what matters for carrying.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said<'s> {
    /// Who speaks; empty where it cannot be told.
    pub speaker: &'s str,
    /// The speaker is a pronoun that was not resolved.
    pub pronoun: bool,
    /// The source that the words around it state.
    pub source: &'s str,
    /// The channel that they state.
    pub channel: Option<Channel>,
    /// Its own words show another occasion: told the judges, said later.
    pub apart: bool,
    /// Its sentence opens with that occasion: in an August speech, Haro said.
    pub moves: bool,
    /// The outlet itself speaks.
    pub outlet: bool,
    /// No speaker and no cue of its own.
    pub floating: bool,
    /// It says "in the interview": the one that the text has told of.
    pub same_talk: bool,
    /// It says "at the forum": the one that the text has told of, with its source.
    pub same_event: Option<Carried>,
    /// A question: who is asked answers through the same source.
    pub asks: bool,
    /// A line of an interview printed as question and answer.
    pub transcript: bool,
    /// Sentences between it and the one before that tell of another day.
    pub away: bool,
    /// Paragraphs since the one before.
    pub distance: usize,
    /// The journalists and programmes that the relay names, lower case: their questions come through it too.
    pub hosts: Vec<String>,
    /// The last scene set between it and the one before.
    pub scene: Option<Scene>,
}

/// What is carried to one attribution.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carried {
    /// The source; empty where none is.
    pub source: String,
    /// The channel.
    pub channel: Option<Channel>,
}

/// How many paragraphs a source reaches without being used.
const REACH: usize = 6;
/// How many attributions of others it outlives.
const OTHERS: usize = 2;

/// The source that goes on.
struct Open {
    who: Vec<String>,
    everybody: bool,
    /// Whoever speaks next joins: the one asked, the one of an interview that names nobody.
    next: bool,
    what: Carried,
    /// Paragraphs since it was last used.
    idle: usize,
    /// Attributions of others since then.
    others: usize,
}

/// Sources that can be open at once: what one says goes on while another is heard without a source.
const OPEN: usize = 3;

/// Gives each attribution what is carried to it; nothing where it states a source itself.
pub fn carried(said: &[Said<'_>]) -> Vec<Carried> {
    let mut given = vec![Carried::default(); said.len()];
    // The newest first.
    let mut open: Vec<Open> = Vec::new();
    let mut last = String::new();
    // Interviews whose outlet has not been named yet: who speaks, and the rows.
    let mut waiting: Vec<(String, Vec<usize>)> = Vec::new();
    // The last interview whose outlet was named.
    let mut talk: Option<Carried> = None;
    for (n, this) in said.iter().enumerate() {
        if let Some(scene) = &this.scene {
            let mut who = scene.who.clone();
            if scene.pronoun {
                who.push(last.clone());
            }
            let what = Carried { source: scene.source.clone(), channel: scene.channel };
            if what.channel == Some(Channel::Interview) {
                talk = Some(what.clone());
            }
            let idle = if scene.anyone { scene.distance } else { scene.distance.pow(2) };
            // What others posted or said elsewhere ends nothing for who is not among them.
            let apart = !scene.who.is_empty() && !scene.everybody && !scene.anyone && !scene.pronoun;
            open.retain(|o| apart && !o.everybody && !o.who.iter().any(|w| who.contains(w)));
            open.iter_mut().for_each(|o| {
                o.idle += this.distance;
                o.others += 1;
            });
            open.insert(0, Open { who, everybody: scene.everybody, next: scene.anyone, what, idle, others: 0 });
            open.truncate(OPEN);
        } else {
            open.iter_mut().for_each(|o| o.idle += this.distance);
        }
        let own = last_word(this.speaker);
        if this.outlet {
            if this.transcript && !open.is_empty() {
                given[n].channel = Some(Channel::Interview);
            }
            // What one outlet reported does not go on once another has spoken; an interview does.
            open.retain(|o| o.what.channel.is_some() || o.what.source == this.speaker || this.speaker.is_empty());
            continue;
        }
        if !own.is_empty() {
            last.clone_from(&own);
        }
        let at = open.iter().position(|o| same(o, &own, this));
        if !this.source.is_empty() {
            // "He told the programme": by the channel that was stated with its name.
            let before = at.map(|at| &open[at].what).filter(|what| what.source == this.source);
            let channel = this.channel.or_else(|| before.and_then(|what| what.channel));
            given[n].channel = channel;
            let what = Carried { source: this.source.to_owned(), channel };
            let who: Vec<String> = this.hosts.iter().cloned().chain([own]).collect();
            if channel == Some(Channel::Interview) {
                talk = Some(what.clone());
            }
            // "In an interview", says the first paragraph; the third names the paper.
            if let Some(at) = waiting.iter().position(|w| !w.0.is_empty() && who.contains(&w.0)) {
                for row in waiting.swap_remove(at).1 {
                    this.source.clone_into(&mut given[row].source);
                }
            }
            // What others say through the same source goes on beside it.
            open.retain(|o| o.what.source == this.source && !o.who.contains(&last));
            open.insert(0, Open { who, everybody: false, next: this.asks, what, idle: 0, others: 0 });
            open.truncate(OPEN);
            continue;
        }
        let mut kept = None;
        let again = talk.as_ref().filter(|_| this.same_talk && at.is_none()).or(this.same_event.as_ref());
        if let Some(talk) = again {
            given[n] = talk.clone();
            kept = Some(Open {
                who: vec![own.clone()],
                everybody: false,
                next: false,
                what: talk.clone(),
                idle: 0,
                others: 0,
            });
        } else if let Some(at) = at {
            let mut this_one = open.remove(at);
            if this_one.next && !own.is_empty() && !this_one.who.contains(&own) {
                this_one.next = this.asks;
                this_one.who.push(own.clone());
            }
            // "Said in the interview": the one that is open.
            let channel = match (this.channel, this_one.what.channel) {
                (None, _) => true,
                (Some(own), Some(open)) => own == open,
                (Some(own), None) => own == Channel::Interview,
            };
            // A post is said at once: what follows two paragraphs on is something else.
            let post = this_one.what.channel == Some(Channel::Social);
            let near = this_one.idle <= if post { 1 } else { REACH } && !(post && this_one.others > 0);
            if near && !this.apart && !this.away && channel {
                given[n] = this_one.what.clone();
                if let Some(waits) = waiting.iter_mut().find(|w| this_one.what.source.is_empty() && w.0 == own) {
                    waits.1.push(n);
                }
                if this.transcript && !this_one.what.source.is_empty() {
                    given[n].channel = Some(Channel::Interview);
                }
                kept = Some(Open { idle: 0, others: 0, ..this_one });
            } else if this.apart && !this.moves && !this.away && near && this.channel.is_none() {
                open.insert(at, this_one);
            }
        }
        let carried = kept.is_some();
        open.iter_mut().for_each(|o| o.others += 1);
        // A channel alone goes on only while nobody else speaks.
        open.retain(|o| o.others <= OTHERS && !o.what.source.is_empty());
        if !carried && this.channel.is_some() && !this.floating {
            let what = Carried { source: String::new(), channel: this.channel };
            if this.channel == Some(Channel::Interview) {
                waiting.push((own.clone(), vec![n]));
            }
            kept = Some(Open { who: vec![own], everybody: false, next: false, what, idle: 0, others: 0 });
        }
        if let Some(kept) = kept {
            open.insert(0, kept);
            open.truncate(OPEN);
        }
    }
    given
}

/// Whether what is open goes on with this attribution.
fn same(open: &Open, own: &str, this: &Said<'_>) -> bool {
    if this.transcript || open.everybody {
        return true;
    }
    if this.floating && own.is_empty() {
        return open.idle <= 1 && open.others == 0;
    }
    if open.next && open.idle <= 1 && open.others == 0 {
        return true;
    }
    let word = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let same =
            |who: &String| if word.is_ascii() { who.eq_ignore_ascii_case(word) } else { *who == word.to_lowercase() };
        open.who.iter().any(same)
    };
    this.pronoun && open.others == 0 || !own.is_empty() && this.speaker.split_whitespace().any(word)
}

/// The last word of a name, lower case: what the long and the short form of a name share.
pub fn last_word(name: &str) -> String {
    name.split_whitespace().next_back().unwrap_or("").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said<'s>(speaker: &'s str, source: &'s str) -> Said<'s> {
        Said { speaker, source, ..Said::default() }
    }

    fn sources(rows: &[Said<'_>]) -> Vec<String> {
        carried(rows).into_iter().map(|c| c.source).collect()
    }

    #[test]
    fn along_the_same_speaker() {
        let rows = [said("Nino Beridze", "Formula TV"), said("Nino Beridze", ""), said("Beridze", "")];
        assert_eq!(sources(&rows), ["", "Formula TV", "Formula TV"]);
    }

    #[test]
    fn from_a_scene() {
        let mut rows = [said("Nino Beridze", "")];
        rows[0].scene =
            Some(Scene { who: vec!["beridze".to_owned()], source: "Formula TV".to_owned(), ..Scene::default() });
        assert_eq!(sources(&rows), ["Formula TV"]);
    }

    #[test]
    fn not_from_the_scene_of_another() {
        let mut rows = [said("Zaza Kiknadze", "")];
        rows[0].scene =
            Some(Scene { who: vec!["beridze".to_owned()], source: "Formula TV".to_owned(), ..Scene::default() });
        assert_eq!(sources(&rows), [""]);
    }

    #[test]
    fn past_what_others_do_elsewhere() {
        let mut rows = [said("Nino Beridze", "Formula TV"), said("Nino Beridze", "")];
        let elsewhere = Scene { who: vec!["kiknadze".to_owned()], source: "Instagram".to_owned(), ..Scene::default() };
        rows[1].scene = Some(elsewhere);
        assert_eq!(sources(&rows), ["", "Formula TV"]);
    }

    #[test]
    fn of_an_event_that_was_told_of() {
        let mut rows = [said("Nino Beridze", "Formula TV"), said("Zaza Kiknadze", ""), said("Kiknadze", "")];
        rows[1].same_event = Some(Carried { source: "Formula TV".to_owned(), channel: None });
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
