//! The closed classes of words that the productions of this stage are made of.
//!
//! Takes the hash of a lower-case word, gives what the word does beside an outlet's name. The names themselves stand in
//! the lexicon; here are only the nouns, verbs and prepositions that hold them.

pub use crate::lexicon::word_hash as hash;

use crate::lexicon::set::{Hashes, ManyBits};

/// What sort of outlet a name or a noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OutletKind {
    /// A news agency.
    Agency,
    /// A newspaper or magazine.
    Paper,
    /// A radio or television station.
    Broadcaster,
    /// A programme, show or podcast.
    Programme,
    /// A news site, portal, blog.
    Site,
    /// A social network.
    Platform,
    /// Not told.
    Other,
}

impl OutletKind {
    /// The kind of the lexicon's word.
    pub fn from_word(word: &str) -> OutletKind {
        match word.split([' ', ';', '/']).next().unwrap_or("") {
            "agency" | "wire" | "news-agency" => OutletKind::Agency,
            "newspaper" | "magazine" | "paper" | "daily" | "weekly" | "journal" | "tabloid" => OutletKind::Paper,
            "broadcaster" | "radio" | "television" | "tv" | "channel" | "network" | "station" => {
                OutletKind::Broadcaster
            }
            "programme" | "program" | "show" | "podcast" => OutletKind::Programme,
            "website" | "site" | "portal" | "blog" | "online" => OutletKind::Site,
            "platform" | "social" => OutletKind::Platform,
            _ => OutletKind::Other,
        }
    }
}

macro_rules! sets {
    ($($(#[$doc:meta])* $name:ident = [$($word:literal),* $(,)?];)*) => {
        $($(#[$doc])* pub static $name: Hashes = Hashes::of(&[$(hash($word)),*]);)*
    };
}

sets! {
    /// Nouns that say that the name beside them is a paper.
    PAPER_NOUNS = ["newspaper", "paper", "daily", "weekly", "tabloid", "broadsheet", "magazine", "journal", "periodical", "publication", "monthly"];
    /// ... an agency.
    AGENCY_NOUNS = ["agency", "newswire", "wire"];
    /// ... a station.
    BROADCASTER_NOUNS = ["broadcaster", "station", "channel", "network", "radio", "television", "tv"];
    /// ... a programme.
    PROGRAMME_NOUNS = ["programme", "program", "show", "podcast", "newscast", "talk-show"];
    /// ... a site.
    SITE_NOUNS = ["website", "site", "portal", "outlet", "blog", "web-site", "newsletter"];
    /// Nouns that make a name an outlet's only with a news word before them: the news agency, the radio station.
    LOOSE_NOUNS = ["paper", "agency", "wire", "station", "channel", "network", "site", "portal", "outlet", "blog", "journal", "publication", "service", "program", "programme", "show", "newsletter", "weekly", "daily", "monthly"];
    /// Words that make a loose noun a tight one.
    NEWS_WORDS = ["news", "press", "radio", "television", "tv", "wire", "media", "business", "reformist", "independent", "opposition", "state-run", "state", "public", "online", "sports", "financial", "conservative", "liberal", "talk", "official", "semi-official", "pro-government", "pro-kremlin", "national", "local", "private", "leading", "popular", "influential"];
    /// Words of the names of outlets.
    NAME_WORDS = ["times", "post", "journal", "herald", "tribune", "gazette", "chronicle", "telegraph", "guardian", "observer", "independent", "mirror", "star", "sun", "daily", "weekly", "news", "press", "radio", "tv", "television", "broadcasting", "media", "today", "globe", "mail", "standard", "examiner", "inquirer", "enquirer", "bulletin", "courier", "dispatch", "sentinel", "ledger", "monitor", "review", "reporter", "register", "argus", "advertiser", "express", "echo", "magazine", "newswire", "fm", "online", "gazeta", "zeitung", "diario", "presse", "courrier", "gazette", "libre", "correo", "voz", "jour", "matin", "soir", "corriere", "giornale", "dnevni", "novine", "vesti", "jornal", "allgemeine", "pravda", "tribuna", "tribune", "tageblatt", "nachrichten", "channel", "newspaper", "nouvelliste", "novosti", "noviny", "dnevnik", "informer", "beast", "caller", "newsmax", "newsradio", "sunday", "beats", "wire", "sportsweek"];
    /// Articles that open the names of papers and stations in other languages.
    FOREIGN_ARTICLES = ["le", "la", "les", "el", "al", "il", "der", "die", "das", "o", "a", "al-"];
    /// Words that say that a capitalised phrase is the name of a programme.
    PROGRAMME_WORDS = ["morning", "tonight", "today", "week", "report", "show", "hour", "live", "breakfast", "newsnight", "panorama", "nation", "press", "daybreak", "evening", "night", "politics", "factor", "file", "questions", "answers", "sunday", "saturday", "drive", "call", "news", "world", "line", "state", "union", "fox", "friends", "meet", "face", "situation", "room", "hardball", "squawk", "box", "half", "special", "room", "talk", "sport", "sportsound", "arena", "minutes", "music"];
    /// Bodies that hear, see or meet the press.
    PRESS = ["reporters", "journalists", "newsmen", "correspondents", "pressmen"];
    /// ... the press as a whole, behind an article or an adjective: told the media.
    MEDIA = ["media", "press"];
    /// Verbs of relaying, as participles: quoted by, seen by.
    QUOTED = ["quoted", "cited"];
    /// Participles before "by OUTLET" and the like.
    RELAYED = ["quoted", "cited", "reported", "seen", "obtained", "reviewed", "viewed", "published", "carried", "broadcast", "broadcasted", "aired", "released", "shared", "leaked", "posted", "printed", "distributed", "relayed", "interviewed", "translated", "run", "hosted", "taped", "circulated", "verified", "shown", "provided", "acquired", "recorded", "televised", "streamed", "uploaded", "written", "penned", "authored", "conducted", "transcribed", "featured", "sponsored", "accessed", "known", "available", "sent", "given", "handed", "passed", "delivered", "supplied", "forwarded", "emailed", "e-mailed", "addressed", "submitted"];
    /// Verbs of appearing and talking, beside "to", "with", "on" and an outlet.
    APPEARED = ["speaking", "spoke", "speaks", "spoken", "talking", "talked", "talks", "appearing", "appeared", "appears", "appearance", "interviewed", "chatted", "chatting", "sat", "sitting", "phoning", "asked", "commenting", "confided", "confirmed", "writing", "wrote", "writes", "written", "stopped", "remarks", "comments", "interview", "exclusively", "briefly", "opened"];
    /// Verbs of writing.
    WROTE = ["reports", "reported", "reporting", "wrote", "writes", "writing", "written", "published", "column", "article", "op-ed", "essay", "piece", "review", "editorial", "story", "opinion", "report", "blog", "profile", "account"];
    /// tweet, as verb and noun.
    TWEETED = ["tweeted", "tweets", "tweet", "tweeting", "retweeted", "retweeting", "retweets", "live-tweeted"];
    /// ... as a noun alone.
    TWEETS = ["tweet", "tweets"];
    /// Verbs of going to a platform: took to Twitter.
    TOOK = ["took", "takes", "taking", "take", "taken", "turned", "turning"];
    /// Verbs of publishing, before "a tweet": fired off a series of tweets.
    SENT = ["sent", "sends", "sending", "posted", "posts", "posting", "fired", "fires", "firing", "unleashed", "issued", "published", "unloaded", "shared", "put", "launched"];
    /// What one has on a platform.
    ACCOUNTS = ["account", "accounts", "feed", "page", "profile", "handle", "channel"];
    /// Those who read it there.
    FOLLOWERS = ["followers", "fans", "friends", "subscribers"];
    /// Time and manner words between a verb and its addressee or behind an outlet.
    LOOSE_ADVERBS = ["exclusively", "later", "then", "also", "recently", "briefly", "live", "separately", "earlier", "today", "yesterday", "again"];
    /// What an outlet prints or sends.
    PIECES = ["report", "story", "article", "piece", "review", "paper", "editorial", "column", "op-ed", "post", "dispatch", "profile", "documentary", "exposé", "essay", "feature"];
    /// Participles of questions, before "by OUTLET".
    ASKED = ["asked", "pressed", "challenged", "questioned", "grilled", "contacted", "reached"];
    /// Participles that need no "as" before "by OUTLET".
    PRINTED = ["reported", "carried", "published"];
    /// ... that only a journalist can be behind.
    PENNED = ["written", "penned", "authored"];
    /// Prepositions before a channel.
    BEFORE_CHANNEL = ["in", "during", "at", "on", "from", "by", "through", "over", "after", "following"];
    /// Ways to speak to an outlet from afar.
    BY_WIRE = ["phone", "telephone", "email", "e-mail", "video", "link", "zoom", "skype", "whatsapp"];
    /// What words stand on.
    SURFACES = ["poster", "posters", "banner", "banners", "sign", "signs", "placard", "placards", "page", "pages", "website", "site", "form", "forms", "card", "cards", "postcard", "leaflet", "leaflets", "flyer", "flyers", "billboard", "billboards", "sticker", "stickers", "plaque", "board", "ballot", "label", "labels", "wall", "napkin", "menu", "cover", "notice", "headstone", "paper", "blog", "slide", "slides"];
    /// Who speaks to an outlet alone: the agency's interlocutor.
    INTERLOCUTORS = ["interlocutor", "interlocutors", "source"];
    /// Words that say which day or month: published last month.
    WHICH_DAY = ["this", "last", "next", "early", "late", "earlier"];
    /// What of a letter others have seen: a copy of which, the contents of which.
    COPIES = ["copy", "copies", "contents", "content", "text", "transcript", "recording", "excerpts", "parts", "details"];
    /// What parts of a broadcaster or an agency are called: RFE/RL's Ukrainian Service.
    DESKS = ["service", "desk", "bureau"];
    /// What parts of a paper or a station are called behind its name: Reuters Health, Fox News Digital.
    SECTIONS = ["sport", "sports", "world", "business", "politics", "network", "digital", "metro", "health", "money", "investigates", "verify", "culture"];
    /// Words that make a name an outlet's wherever in it they stand.
    TITLE_WORDS = ["today", "news", "radio", "radyo", "times", "post", "tv", "press", "daily", "fm", "television"];
    /// The medium in the name of a station, before a noun no part of it: the Khabar Dala TV channel.
    MEDIUMS = ["tv", "radio", "television"];
    /// A station that belongs to another: CNN affiliate WUSK.
    STATIONS = ["affiliate", "affiliates", "partner", "member-station"];
    /// Words that say that a body is one of the press: Broadcasting Corporation, News Agency, Reporting Service.
    PRESS_BODIES = ["broadcasting", "news", "press", "reporting", "radio", "television", "media"];
    /// ... and what such a body is called.
    BODIES = ["corporation", "company", "service", "network", "agency", "association", "organisation", "group", "union", "bureau", "corp"];
    /// Forms of the verb that has an outlet for its addressee before all others.
    TELLS = ["told", "tells", "tell", "telling"];
    /// Prepositions before an outlet behind a noun of speaking or writing.
    LINKS = ["with", "for", "on", "to", "by", "in", "from", "at", "of", "over"];
}

macro_rules! words {
    ($($name:ident = $word:literal;)*) => {
        $(#[doc = concat!("`", $word, "`")] pub const $name: u32 = hash($word);)*
    };
}

words! {
    ACCORDING = "according"; TO = "to"; AS = "as"; BY = "by"; IN = "in"; ON = "on"; AT = "at"; DURING = "during";
    FROM = "from"; OF = "of"; WITH = "with"; FOR = "for"; VIA = "via"; CITING = "citing"; QUOTING = "quoting";
    AND = "and"; ARTICLE = "the"; SAYING = "saying"; NEWS = "news"; PRESS_WORD = "press"; AGENCY = "agency";
    SOURCE = "source"; SAME = "same"; DAY = "day"; PER = "per"; WHICH = "which"; HAD = "had"; HAS = "has"; HAVE = "have";
    WHO = "who"; THROUGH = "through"; OVER = "over";
}

/// What the nouns of outlets and the words of their names have in common.
pub static SIGNS: ManyBits = ManyBits::of_all(&[
    &PAPER_NOUNS,
    &AGENCY_NOUNS,
    &BROADCASTER_NOUNS,
    &PROGRAMME_NOUNS,
    &SITE_NOUNS,
    &NAME_WORDS,
    &DESKS,
]);

/// What all nouns of outlets have in common.
static NOUNS: ManyBits =
    ManyBits::of_all(&[&PAPER_NOUNS, &AGENCY_NOUNS, &BROADCASTER_NOUNS, &PROGRAMME_NOUNS, &SITE_NOUNS]);

/// The kind that an outlet noun gives.
pub fn noun_kind(hash: u32) -> Option<OutletKind> {
    if !NOUNS.may_hold(hash) {
        return None;
    }
    [
        (&PAPER_NOUNS, OutletKind::Paper),
        (&AGENCY_NOUNS, OutletKind::Agency),
        (&BROADCASTER_NOUNS, OutletKind::Broadcaster),
        (&PROGRAMME_NOUNS, OutletKind::Programme),
        (&SITE_NOUNS, OutletKind::Site),
    ]
    .into_iter()
    .find(|(set, _)| set.contains(&hash))
    .map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_have_their_kind() {
        assert_eq!(noun_kind(hash("daily")), Some(OutletKind::Paper));
        assert_eq!(noun_kind(hash("broadcaster")), Some(OutletKind::Broadcaster));
        assert_eq!(noun_kind(hash("ministry")), None);
    }
}
