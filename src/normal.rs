//! The normal form of names and of documents' ids, in which two of them are compared.
//!
//! Takes strings and characters. What a letter and a word are is as in Python's `str`, in which the reference
//! scorers are written, so that no figure differs in its last digit.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Whether `c` counts: a letter or a number by its general category.
///
/// Unlike [`char::is_alphanumeric`] this leaves out the marks and symbols that are merely alphabetic (vowel signs,
/// circled letters), and like it takes in superscripts and fractions.
pub fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    use GeneralCategory as G;
    matches!(
        c.general_category(),
        G::UppercaseLetter
            | G::LowercaseLetter
            | G::TitlecaseLetter
            | G::ModifierLetter
            | G::OtherLetter
            | G::DecimalNumber
            | G::LetterNumber
            | G::OtherNumber
    )
}

/// Whether `c` is part of a word: a letter, a number or `_`.
pub fn is_word(c: char) -> bool {
    c == '_' || is_letter(c)
}

/// Whether `c` is white space, or one of the signs that part records.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// The normal form of a name: lower case, no possessive, no punctuation, single spaces, no leading article.
pub fn normal(name: &str) -> String {
    let lower: Vec<char> = name.replace('\u{2019}', "'").to_lowercase().chars().collect();
    let mut plain = String::with_capacity(name.len());
    let mut i = 0;
    while i < lower.len() {
        let possessive =
            lower[i] == '\'' && lower.get(i + 1) == Some(&'s') && !lower.get(i + 2).is_some_and(|c| is_word(*c));
        if possessive {
            i += 2;
            continue;
        }
        plain.push(if is_word(lower[i]) || is_space(lower[i]) { lower[i] } else { ' ' });
        i += 1;
    }
    let words: Vec<&str> = plain.split(is_space).filter(|w| !w.is_empty()).collect();
    let from = usize::from(words.len() > 1 && ["the", "a", "an"].contains(&words[0]));
    words[from..].join(" ")
}

/// The key of a document: its path without folders and without `.txt`.
pub fn document_key(doc: &str) -> &str {
    let name = doc.rsplit('/').next().unwrap_or(doc);
    name.strip_suffix(".txt").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_numbers_count_marks_do_not() {
        for c in ['a', 'É', '7', '²', '½', 'Ⅷ', '漢', 'ʼ', '٣', 'ª'] {
            assert!(is_letter(c), "{c}");
        }
        for c in ['\u{301}', '\u{93f}', 'ⓐ', '_', '’', ' ', '€', '…'] {
            assert!(!is_letter(c), "{c:?}");
        }
    }

    #[test]
    fn names_compare_without_case_possessive_and_article() {
        let table = [
            ("The Mill’s Owner", "mill owner"),
            ("Vardan  Sahakyan,", "vardan sahakyan"),
            ("the", "the"),
            ("The the", "the"),
            ("O'Sullivan", "o sullivan"),
            ("Mr. Ødegård’s", "mr ødegård"),
            ("A.B. Trust", "b trust"),
            ("", ""),
        ];
        for (name, want) in table {
            assert_eq!(normal(name), want, "{name}");
        }
    }

    #[test]
    fn keys_drop_folders_and_extension() {
        assert_eq!(document_key("a/b/c.txt"), "c");
        assert_eq!(document_key("c.txt.txt"), "c.txt");
        assert_eq!(document_key("c"), "c");
    }
}
