//! Subtitles: WebVTT, SubRip, SubStation Alpha and those of YouTube (SBV); TTML gives its cues here too (see `xml::timed`).
//!
//! Takes the decoded text of a file, gives a transcript: a paragraph for each turn, `Name: words`, where the cues name who
//! speaks (`<v Name>`, `NAME:`, `>> NAME:`); following cues of one speaker are one turn. Every cue's time is kept. Positions,
//! styles, sounds in brackets and lines that roll up twice are left out.

mod alpha;
mod cues;
mod said;

use super::{Article, Landmark};
use crate::error::{Error, Result};
pub(super) use cues::{Cue, clock};
use said::{Manner, Said, said};

/// A pause after which words without a speaker begin a new paragraph, in milliseconds.
const PAUSE: u64 = 4000;
/// The length in bytes from which such a paragraph ends with its sentence.
const LONG: usize = 600;

/// Whether a text begins like subtitles that have no name for a beginning.
pub(super) fn begins(text: &str) -> bool {
    cues::begins(text) || alpha::begins(text)
}

/// The transcript of a file.
pub(super) fn article(id: String, text: &str) -> Result<Article> {
    of_cues(id, if alpha::begins(text) { alpha::read(text) } else { cues::read(text) })
}

/// The transcript of cues.
pub(super) fn of_cues(id: String, cues: Vec<Cue>) -> Result<Article> {
    let mut transcript = Transcript::default();
    let mut before: Vec<String> = Vec::new();
    let manner = Manner::of(&cues);
    for cue in &cues {
        let parts = said(cue, manner, &mut before);
        for part in parts {
            transcript.add(part, cue);
        }
        transcript.end = cue.end.max(cue.start);
    }
    if transcript.text.is_empty() {
        let message = if cues.is_empty() {
            "no subtitles found (looked for 00:00:01.000 --> 00:00:02.000)"
        } else {
            "these subtitles have no words"
        };
        return Err(Error::input(id, message));
    }
    Ok(Article { text: transcript.text, times: transcript.times, ..Article::new(id, "") })
}

#[derive(Default)]
struct Transcript {
    text: String,
    points: usize,
    /// Where the last paragraph begins, in bytes.
    paragraph: usize,
    times: Vec<Landmark>,
    /// Who speaks, if it is told.
    speaker: Option<String>,
    /// A turn has begun of which no words stand there yet.
    begun: bool,
    end: u64,
}

impl Transcript {
    fn add(&mut self, part: Said, cue: &Cue) {
        match part {
            Said::By(name) if self.speaker.as_deref() == Some(&name) => {}
            Said::By(name) => {
                self.speaker = Some(name);
                self.begun = true;
            }
            Said::Other => {
                self.speaker = None;
                self.begun = true;
            }
            Said::Words(words) => self.words(&words, cue),
        }
    }

    fn words(&mut self, words: &str, cue: &Cue) {
        let ended = self.text.ends_with(['.', '?', '!', '…', '”', '"']);
        let paragraph = self.text.len() - self.paragraph;
        let pause = cue.start.saturating_sub(self.end) >= PAUSE;
        let breaks = self.begun || self.speaker.is_none() && ended && (pause || paragraph > LONG);
        if breaks || self.text.is_empty() {
            if !self.text.is_empty() {
                self.push("\n\n");
                self.paragraph = self.text.len();
            }
            if let Some(name) = self.speaker.clone() {
                self.mark(cue);
                self.push(&format!("{name}: "));
            }
        } else {
            self.push(" ");
        }
        self.begun = false;
        self.mark(cue);
        self.push(words);
    }

    fn push(&mut self, words: &str) {
        self.text.push_str(words);
        self.points += words.chars().count();
    }

    fn mark(&mut self, cue: &Cue) {
        let (seconds, part) = (cue.start / 1000, cue.start % 1000);
        let label = format!("{:02}:{:02}:{:02}.{part:03}", seconds / 3600, seconds / 60 % 60, seconds % 60);
        if self.times.last().is_none_or(|last| last.label != label) {
            self.times.push(Landmark { at: self.points, label });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        article("a.vtt".into(), text).unwrap().text
    }

    #[test]
    fn voices_become_turns() {
        let vtt = "WEBVTT\n\nNOTE made by hand\n\nSTYLE\n::cue { color: red }\n\n00:05.000 --> 00:08.000 align:start\n<v Odile Marchetti>We opened the <i>second</i> kiln.</v>\n\n\
            2\n00:08.500 --> 00:12.000\n<v Odile Marchetti>It has run since.\n\n00:00:12.500 --> 00:00:15.000\n<v.loud Ruben Astley>And who pays &amp; when?</v>\n";
        let got = article("a.vtt".into(), vtt).unwrap();
        assert_eq!(
            got.text,
            "Odile Marchetti: We opened the second kiln. It has run since.\n\nRuben Astley: And who pays & when?"
        );
        let times: Vec<(usize, &str)> = got.times.iter().map(|t| (t.at, t.label.as_str())).collect();
        assert_eq!(times, [(0, "00:00:05.000"), (44, "00:00:08.500"), (63, "00:00:12.500")]);
    }

    #[test]
    fn labels_dashes_and_arrows_begin_turns() {
        let srt = "1\r\n00:00:01,000 --> 00:00:02,000\r\nLENA BROUK: The yard is shut.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n[door slams] It was\r\nlocked at noon.\r\n\r\n\
            3\r\n00:00:05,000 --> 00:00:06,000\r\n>> IVO TAMM: By whom?\r\n>> By the owner.\r\n\r\n4\r\n00:00:07,000 --> 00:00:08,000\r\n- Is it true?\r\n-It is.\r\n";
        assert_eq!(
            read(srt),
            "LENA BROUK: The yard is shut. It was locked at noon.\n\nIVO TAMM: By whom?\n\nBy the owner.\n\nIs it true?\n\nIt is."
        );
    }

    #[test]
    fn dashes_in_a_line_and_names_above_it_begin_turns() {
        assert_eq!(
            read(
                "1\n00:00:01,000 --> 00:00:02,000\n- Is it true? - It is. – Good.\n\n2\n00:00:03,000 --> 00:00:04,000\nA well-known - \nYard. - Mine.\n"
            ),
            "Is it true?\n\nIt is.\n\nGood. A well-known - Yard. - Mine."
        );
        assert_eq!(
            read(
                "0:0:0.0 --> 0:0:3.100\nLena Brouk\nThe yard is shut.\n\n0:0:3.400 --> 0:0:6.100\nLena Brouk\nIt was.\n\n0:0:7.0 --> 0:0:8.0\nIvo Tamm\nBy whom?\n"
            ),
            "Lena Brouk: The yard is shut. It was.\n\nIvo Tamm: By whom?"
        );
    }

    #[test]
    fn meetings_and_broadcasts_tell_who_speaks_in_their_own_ways() {
        let vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Brouk, Lena>The yard is\nshut.</v>\n\n00:03.000 --> 00:04.000\n<v Tamm, Ivo (Guest)>By whom?</v>\n\n00:05.000 --> 00:06.000\n<v Ada Fenn, Mayor>By us.</v>\n";
        assert_eq!(read(vtt), "Lena Brouk: The yard is shut.\n\nIvo Tamm (Guest): By whom?\n\nAda Fenn, Mayor: By us.");
        let handles = "WEBVTT\n\n00:01.000 --> 00:02.000\nLena Brouk: The yard is shut.\n\n00:03.000 --> 00:04.000\nivo.t: By whom?\n";
        assert_eq!(read(handles), "Lena Brouk: The yard is shut.\n\nivo.t: By whom?");
        let arrows = "1\n00:00:01,000 --> 00:00:02,000\nthe yard is shut >> by whom\n\n2\n00:00:03,000 --> 00:00:04,000\nwas it >>> and now the weather\n";
        assert_eq!(read(arrows), "the yard is shut\n\nby whom was it\n\nand now the weather");
    }

    #[test]
    fn times_with_a_comma_between_them_are_those_of_youtube() {
        let sbv =
            "0:00:01.000,0:00:02.000\nLENA BROUK: The yard\nis shut.\n\n0:01:03.500,0:01:04.000\nIVO TAMM: By whom?\n";
        assert!(begins(sbv) && !begins("1,2\nThe yard"));
        let got = article("a.sbv".into(), sbv).unwrap();
        assert_eq!(got.text, "LENA BROUK: The yard is shut.\n\nIVO TAMM: By whom?");
        assert_eq!(got.times[1].label, "00:01:03.500");
    }

    #[test]
    fn lines_that_roll_up_stand_once() {
        let vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\nthe ferry was\n\n00:02.000 --> 00:03.000\nthe ferry was\nlate again\n\n00:03.000 --> 00:04.000\n<00:03.000><c>late</c> again\nand so <00:03.500><c>were</c> we\n";
        assert_eq!(read(vtt), "the ferry was late again and so were we");
    }

    #[test]
    fn odd_files_are_read_or_told() {
        assert_eq!(
            read("1\n00:00:01,000 --> 00:00:02,000\nOne.\n2\n00:00:02,000 --> 00:00:03,000\nTwo at 10:30: go.\n"),
            "One. Two at 10:30: go."
        );
        for bad in ["WEBVTT\n", "", "1\n2\n3\n", "00:00:01,000 --> 00:00:02,000\n[music]\n"] {
            assert!(article("a.srt".into(), bad).is_err(), "{bad}");
        }
        assert_eq!(
            read("00:01.000 --> 00:02.000\nThe yard (the old one) is < 3 < and {shut\n"),
            "The yard (the old one) is < 3 < and {shut"
        );
    }
}
