//! What a mail quotes of an earlier one, and its signature.
//!
//! Takes the text of a mail, gives what its writer wrote. What a forwarded mail quotes is what it was sent for: there the
//! signs of quoting are taken off.

/// Headers that programs write above the mail that they quote.
const HEADERS: &[&str] = &["From:", "Sent:", "Date:", "To:", "Cc:", "Subject:", "Reply-To:", "Importance:"];

/// The most lines of the headers of a quoted mail.
const HEAD: usize = 12;

/// Whether a subject says that the mail is forwarded.
pub(super) fn is_forward(subject: &str) -> bool {
    let subject = subject.trim_start().to_ascii_lowercase();
    ["fw:", "fwd:", "fw :", "[fwd"].iter().any(|start| subject.starts_with(start))
}

/// The text without what it quotes and without the signature behind `-- `; of a mail that is forwarded, or that is nothing but
/// a quotation, what it quotes.
pub(super) fn without(text: &str, forwarded: bool, aside: &mut Vec<String>) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let (mut kept, mut out): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let mut signature = false;
    let below = if forwarded { lines.len() } else { earlier(&lines).unwrap_or(lines.len()) };
    for (i, line) in lines.iter().enumerate() {
        signature |= i < below && (*line == "-- " || *line == "--");
        let quoted = signature || i >= below || line.starts_with('>') || !forwarded && introduces(&lines, i);
        if quoted { out.push(line) } else { kept.push(line) }
    }
    let empty = kept.iter().all(|line| line.trim().is_empty());
    if forwarded || empty {
        let unquoted: Vec<&str> = lines.iter().map(|line| bare(line)).filter(|line| !is_mark(line)).collect();
        return crate::input::word::tidy(without_head(&unquoted).join("\n").trim_matches('\n'));
    }
    if !out.is_empty() {
        aside.push(out.join("\n"));
    }
    crate::input::word::tidy(kept.join("\n").trim_matches('\n'))
}

/// Whether a line is what programs write above a mail that is forwarded.
fn is_mark(line: &str) -> bool {
    line.starts_with("---") && line.contains("Forwarded message") || line.trim() == "Begin forwarded message:"
}

/// A line without the signs of quoting.
fn bare(line: &str) -> &str {
    let mut rest = line;
    while let Some(inner) = rest.strip_prefix('>') {
        rest = inner.strip_prefix(' ').unwrap_or(inner);
    }
    rest
}

/// Whether a line says who wrote what is quoted below it: `On Sunday Lena Brouk wrote:`, in any language where an address
/// stands in it: `Le 2 mars Lena Brouk <lena@kiln.example> a écrit :`.
fn introduces(lines: &[&str], at: usize) -> bool {
    let addressed = |line: &str| line.ends_with(':') && line.contains('@') && line.contains(">");
    let wrote = |at: usize| {
        let line = lines.get(at).map(|line| line.trim_end());
        line.is_some_and(|line| line.ends_with("wrote:") || addressed(line))
    };
    if !wrote(at) {
        return lines[at].starts_with("On ") && wrote(at + 1) && introduces(lines, at + 1);
    }
    lines[at + 1..].iter().find(|line| !line.trim().is_empty()).is_some_and(|line| line.starts_with('>'))
}

/// The line from which on an earlier mail stands without signs of quoting: `-----Original Message-----`, or three of its headers.
fn earlier(lines: &[&str]) -> Option<usize> {
    (0..lines.len()).find(|&i| {
        let line = lines[i].trim();
        line.starts_with("-----") && line.contains("Original Message")
            || line.starts_with("From:") && is_head(&lines[i..])
    })
}

/// Whether lines begin with the headers of a mail.
fn is_head(lines: &[&str]) -> bool {
    let head = lines.iter().take(HEAD).take_while(|line| !line.trim().is_empty());
    head.filter(|line| HEADERS.iter().any(|header| line.starts_with(header))).count() >= 3
}

/// The lines without the headers of the mail that is forwarded.
fn without_head<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let Some(at) = (0..lines.len()).find(|&i| lines[i].starts_with("From:") && is_head(&lines[i..])) else {
        return lines.to_vec();
    };
    let length = lines[at..].iter().position(|line| line.trim().is_empty()).unwrap_or(lines.len() - at);
    lines[..at].iter().chain(&lines[at + length..]).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, forwarded: bool) -> String {
        without(text, forwarded, &mut Vec::new())
    }

    #[test]
    fn what_an_answer_quotes_is_set_aside() {
        for quoted in [
            "On Mon, Mar 2, 2026 at 6:26 PM, Bo Vik <bo@quay.example> wrote:\n\n> Is it true?\n> Yes.\n",
            "On Mon, Mar 2, 2026 at 6:26 PM, Bo Vik\n<bo@quay.example> wrote:\n> Is it true?\n",
            "Le 2 mars 2026 à 18:26, Bo Vik <bo@quay.example> a écrit :\n\n> Is it true?\n",
            "-----Original Message-----\nFrom: Bo Vik\nSent: Monday\n\nIs it true?\n",
            "From: Bo Vik\nSent: Monday\nTo: Lena\nSubject: Ferry\n\nIs it true?\n",
            "-- \nLena Brouk\nThe Quay Post\n",
        ] {
            let mut aside = Vec::new();
            assert_eq!(
                without(&format!("It is, she wrote:\n“Yes.”\n\n{quoted}"), false, &mut aside),
                "It is, she wrote:\n“Yes.”",
                "{quoted}"
            );
            assert_eq!(aside.len(), 1, "{quoted}");
        }
        assert_eq!(read("From: the sea\nTo: the shore\n\nA poem.", false), "From: the sea\nTo: the shore\n\nA poem.");
    }

    #[test]
    fn what_a_forwarded_mail_quotes_is_its_text() {
        assert!(is_forward("Fwd: Ferry late") && is_forward("FW: Ferry") && !is_forward("Forward, march"));
        let head = "From: The Quay Post\nDate: Mon, Mar 2, 2026\nSubject: Ferry late\nTo: <a@quay.example>\n\n";
        let text = format!("See below.\n\n---------- Forwarded message ---------\n{head}“We wait,” said Bo.\n");
        assert_eq!(read(&text, true), "See below.\n\n“We wait,” said Bo.");
        assert_eq!(read("> “We wait,”\n> said Bo.\n", false), "“We wait,”\nsaid Bo.");
        assert_eq!(read("FYI:\n\n> “We wait,”\n> > said Bo.\n", true), "FYI:\n\n“We wait,”\nsaid Bo.");
    }
}
