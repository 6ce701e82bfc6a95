//! Eight bytes of a text at once: as one number, the first byte lowest.

/// Each byte of eight as 1.
const EACH: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each byte: set in those of characters beyond ASCII.
pub const HIGH: u64 = 0x80 * EACH;
/// What small letters of ASCII have and capitals have not.
pub const SMALL: u64 = 0x20 * EACH;

/// The eight bytes that begin at one of a text; zeros behind its end.
#[inline]
pub fn eight(text: &[u8], at: usize) -> u64 {
    let rest = &text[at..];
    if let Some(bytes) = rest.first_chunk() {
        return u64::from_le_bytes(*bytes);
    }
    if let (Some(first), Some(last)) = (rest.first_chunk(), rest.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return u64::from(first) | u64::from(last) << (8 * (rest.len() - 4));
    }
    rest.iter().rev().fold(0, |bytes, &byte| bytes << 8 | u64::from(byte))
}

/// The first `length` of eight bytes, zeros behind them; all where it is eight or more.
#[inline]
pub fn first_of(bytes: u64, length: usize) -> u64 {
    bytes & 1_u64.checked_shl(8 * length as u32).map_or(u64::MAX, |behind| behind - 1)
}

/// The highest bit of each byte that lies from one byte of ASCII to another.
#[inline]
pub fn within(bytes: u64, first: u8, last: u8) -> u64 {
    let low = bytes & !HIGH;
    let from_first = low + u64::from(0x80 - first) * EACH;
    let behind_last = low + u64::from(0x80 - last - 1) * EACH;
    from_first & !behind_last & !bytes & HIGH
}

/// The highest bit of the first of eight bytes that is a sign, and of some bytes behind it; nothing where none is.
#[inline]
pub fn equal(bytes: u64, sign: u8) -> u64 {
    let apart = bytes ^ (u64::from(sign) * EACH);
    apart.wrapping_sub(EACH) & !apart & HIGH
}

/// The letters of ASCII among eight bytes in lower case.
#[inline]
pub fn lower(bytes: u64) -> u64 {
    bytes | within(bytes, b'A', b'Z') >> 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_bytes_are_those_of_the_text() {
        for word in ["", "A", "of", "The", "said", "É’s", "Zebra", "haro's", "aZ@[`{", "Ministers", "Petrosyan-Haro"]
        {
            let mut bytes = [0; 8];
            let length = word.len().min(8);
            bytes[..length].copy_from_slice(&word.as_bytes()[..length]);
            assert_eq!(eight(word.as_bytes(), 0), u64::from_le_bytes(bytes), "{word}");
            let small = u64::from_le_bytes(bytes.map(|b| b.to_ascii_lowercase()));
            assert_eq!(lower(eight(word.as_bytes(), 0)), small, "{word}");
        }
        assert_eq!(equal(eight(b"ministers", 0), b's'), 0x80 << 32);
        assert_eq!(["", "a", "e\u{a0}", "ministe"].map(|word| equal(eight(word.as_bytes(), 0), b'x')), [0; 4]);
        assert_eq!(eight(b"minister", 3), eight(b"ister", 0));
        assert_eq!([0, 8, 20].map(|length| first_of(u64::MAX, length)), [0, u64::MAX, u64::MAX]);
    }
}
