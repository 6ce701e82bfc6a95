//! UTF-8 that was read as Windows-1252: `â€œYes,â€\u{9d}` for `“Yes,”`, once or twice over.
//!
//! Takes the text from a suspicious character on; gives the character meant and how many bytes stand for it. It repairs
//! only what can hardly be meant as it stands: `Brontë…”` is three characters, although their bytes would make one.

/// The bytes 0x80 to 0x9F of Windows-1252; the five that it leaves open stand for themselves, as browsers read them.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The byte that Windows-1252, or Latin-1, has for a character from 0x80 on.
fn byte(c: char) -> Option<u8> {
    match c as u32 {
        n @ 0x80..=0xFF => Some(n as u8),
        0x100.. => HIGH.iter().position(|&h| h == c).map(|n| 0x80 + n as u8),
        _ => None,
    }
}

/// Whether a byte, read as Windows-1252, is a mark that readers meet at the end of a word.
fn is_mark(byte: u8) -> bool {
    matches!(byte, 0x82 | 0x84 | 0x85 | 0x8B | 0x91..=0x97 | 0x9B | 0xA0 | 0xAB | 0xBB)
}

/// The control characters that Latin-1 has where Windows-1252 has marks: `\u{93}Yes\u{94}`.
pub(super) fn control(c: char) -> Option<char> {
    let n = c as u32;
    matches!(n, 0x80 | 0x85 | 0x91..=0x97 | 0x99).then(|| HIGH[n as usize - 0x80])
}

/// Decodes the damaged character at the start of `text`; `before` is the character before it.
///
/// Gives what was meant, with the bytes that stand for it.
pub(super) fn decode(text: &str, before: char) -> Option<(char, usize)> {
    let (first, len) = decode_once(text, before)?;
    // A second layer: what the first gave, with what follows, is damaged in turn.
    let mut inner = String::from(first);
    let mut ends = vec![(inner.len(), len)];
    let mut at = len;
    while ends.len() < 4 {
        let Some((c, n)) = read(&text[at..]).map(|r| (r.decoded, r.len)).or_else(|| first_bare(&text[at..])) else {
            break;
        };
        inner.push(c);
        at += n;
        ends.push((inner.len(), at));
    }
    if let Some((second, inner_len)) = decode_once(&inner, before)
        && let Some(&(_, outer)) = ends.iter().find(|e| e.0 == inner_len)
        && inner_len > first.len_utf8()
    {
        // `Ã¢â‚¬Â` for a closing mark whose last byte was lost on the way.
        let rest = &text[outer..];
        let lost =
            inner_len == "â€".len() && rest.starts_with('Â') && byte(rest.chars().nth(1).unwrap_or(' ')).is_none();
        return Some((second, outer + if lost { 'Â'.len_utf8() } else { 0 }));
    }
    Some((first, len))
}

/// A character of a second layer that the first left as it was, as `™` in `Ã¢â‚¬™`.
fn first_bare(text: &str) -> Option<(char, usize)> {
    let c = text.chars().next()?;
    (matches!(c, '\u{80}'..='\u{9f}' | '\u{a1}'..='\u{bf}') || HIGH.contains(&c)).then(|| (c, c.len_utf8()))
}

/// Characters read back into the bytes of one UTF-8 character.
struct Read {
    bytes: [u8; 4],
    last: u8,
    decoded: char,
    len: usize,
}

/// Reads one character back, whether or not it makes sense; `None` where the bytes are no UTF-8.
fn read(text: &str) -> Option<Read> {
    let mut bytes = [0; 4];
    let mut needed = 1;
    let mut found = 0;
    let mut len = 0;
    for c in text.chars() {
        let b = byte(c)?;
        if found == 0 {
            needed = match b {
                0xC2..=0xDF => 2,
                0xE0..=0xEF => 3,
                0xF0..=0xF4 => 4,
                _ => return None,
            };
        } else if !(0x80..=0xBF).contains(&b) {
            return None;
        }
        bytes[found] = b;
        found += 1;
        len += c.len_utf8();
        if found == needed {
            let decoded = std::str::from_utf8(&bytes[..needed]).ok()?.chars().next()?;
            return Some(Read { bytes, last: bytes[needed - 1], decoded, len });
        }
    }
    None
}

fn decode_once(text: &str, before: char) -> Option<(char, usize)> {
    let Some(Read { bytes: [lead, second, ..], last, decoded, len }) = read(text) else {
        // `â€` whose third byte, not printable, was lost: a closing mark, or between letters a hyphen.
        let next = text.strip_prefix("â€")?.chars().next().unwrap_or(' ');
        let inside = before.is_alphanumeric() && next.is_alphanumeric();
        return Some((if inside { '-' } else { '”' }, "â€".len()));
    };
    let next = text[len..].chars().next();
    let sound = match lead {
        // `Â£5`, `Â°`: but `Â»` behind a word in capitals may be meant.
        0xC2 => !is_mark(second) || second == 0xA0 || !before.is_uppercase(),
        // `Ã©`, `Å‚`, `Ä‡`: a mark as second half must stand inside a word, where no closing mark stands.
        0xC3..=0xC5 => {
            !is_mark(last)
                || (lead == 0xC3 && last == 0xA0)
                || (next.is_some_and(char::is_lowercase) && before.is_lowercase())
        }
        // Greek, Cyrillic, Armenian: one alone may be chance, two in a row are not.
        0xCE | 0xCF | 0xD0 | 0xD1 | 0xD4..=0xD6 => {
            byte(before).is_some_and(|b| (0x80..=0xBF).contains(&b)) || next.and_then(byte).is_some_and(is_script_lead)
        }
        // `â€œ`, `â„¢`, `â‚¬`, `â†’`; `voilâ…”` has no such second half.
        0xE2 => matches!(second, 0x80 | 0x82 | 0x84 | 0x86 | 0x88 | 0x96 | 0x98..=0x9C),
        0xE1 => matches!(second, 0x82 | 0x83) || (matches!(second, 0xBA | 0xBB) && last != 0xA0),
        0xEF => matches!(decoded, '\u{fb00}'..='\u{fb06}' | '\u{feff}' | '\u{ff00}'..='\u{ffef}' | '\u{fffd}'),
        0xF0 => second == 0x9F,
        _ => false,
    };
    sound.then_some((decoded, len))
}

fn is_script_lead(byte: u8) -> bool {
    matches!(byte, 0xCE | 0xCF | 0xD0 | 0xD1 | 0xD4..=0xD6)
}

/// Whether a character can begin a damaged one.
pub(super) fn is_lead(c: char) -> bool {
    matches!(c, 'Â' | 'Ã' | 'Ä' | 'Å' | 'Î' | 'Ï' | 'Ð' | 'Ñ' | 'Ô' | 'Õ' | 'Ö' | 'â' | 'á' | 'ï' | 'ð')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a program that takes UTF-8 for Windows-1252 makes of a text.
    fn damage(text: &str) -> String {
        text.bytes().map(|b| if (0x80..0xA0).contains(&b) { HIGH[b as usize - 0x80] } else { b as char }).collect()
    }

    #[test]
    fn undoes_one_layer_and_two() {
        for c in "“”‘’–—…•™€éèüñçßšžłćğЖЯԵრáùí".chars() {
            let once = damage(&c.to_string());
            let twice = damage(&once);
            // Letters of other scripts come in words; the rest is followed by whatever follows.
            let follower = if c > 'ʯ' && c.is_alphabetic() { damage("ж") } else { "x".to_string() };
            assert_eq!(decode(&(once.clone() + &follower), 'x').map(|d| d.0), Some(c), "{once}");
            if matches!(c, '“' | '”' | '’' | '…' | 'é' | '€') {
                assert_eq!(decode(&(twice.clone() + "x"), 'x').map(|d| d.0), Some(c), "{twice}");
            }
        }
    }

    #[test]
    fn decodes_known_damage() {
        for (text, expected) in [
            ("â€œYes", Some(('“', "â€œ"))),
            ("â€\u{9d} Haro", Some(('”', "â€\u{9d}"))),
            ("â€ Haro", Some(('”', "â€"))),
            ("â€term", Some(('-', "â€"))),
            ("â€™s", Some(('’', "â€™"))),
            ("â€” he", Some(('—', "â€”"))),
            ("â€“ he", Some(('–', "â€“"))),
            ("â€¦", Some(('…', "â€¦"))),
            ("Ã©", Some(('é', "Ã©"))),
            ("Ã\u{a0} la", Some(('à', "Ã\u{a0}"))),
            ("Â\u{a0}km", Some(('\u{a0}', "Â\u{a0}"))),
            ("Â£5", Some(('£', "Â£"))),
            ("Ã¢â‚¬Å“Yes", Some(('“', "Ã¢â‚¬Å“"))),
            ("Ã¢â‚¬â„¢s", Some(('’', "Ã¢â‚¬â„¢"))),
            ("Ã\u{83}Â©", Some(('é', "Ã\u{83}Â©"))),
            ("ÃƒÂ©", Some(('é', "ÃƒÂ©"))),
            ("Ð\u{9f}Ñ€Ð¸", Some(('П', "Ð\u{9f}"))),
            ("â\u{80}\u{9c}Yes", Some(('“', "â\u{80}\u{9c}"))),
        ] {
            let got = decode(text, 'x').map(|(c, n)| (c, &text[..n]));
            assert_eq!(got, expected, "{text}");
        }
    }

    #[test]
    fn leaves_what_may_be_meant() {
        for (text, before) in [
            ("ë…”", 't'),
            ("â la", 'o'),
            ("Âge", ' '),
            ("Ãrea", ' '),
            ("Ã” he", 'Ç'),
            ("â…” he", 'l'),
            ("à\u{a0}»", 'l'),
            ("Ö“", ' '),
            ("é”", 't'),
            ("Å", ' '),
            ("ï»", ' '),
            ("Ä“ he", ' '),
        ] {
            assert_eq!(decode(text, before), None, "{text}");
        }
    }
}
