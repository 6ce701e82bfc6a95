//! Every reader on what asks for too much of it: read or refused, in bounded time and memory, and the rest goes on.

use super::bounded::{Place, SAID, gzip, zip};

/// Pages, each without its beginning and end.
fn pages() -> Vec<(&'static str, String)> {
    let many = |piece: &str, times: usize| piece.repeat(times);
    vec![
        ("div", many("<div>", 20_000)),
        ("table", many("<table><tr><td>", 8_000)),
        ("bold", many("<p><b>", 20_000)),
        ("quotes", many("<q>", 20_000)),
        ("attributes", format!("<p {}>", (0..100_000).map(|n| format!("a{n}=1 ")).collect::<String>())),
        ("references", many("a&amp;", 300_000)),
        ("ampersands", many("&", 600_000)),
        ("less", many("<", 600_000)),
        ("comments", many("<!--", 100_000)),
        ("templates", many("<template>", 10_000)),
        ("scripts", many("<script>", 20_000)),
        ("data", format!("<script type=\"application/ld+json\">{}</script>", many("[", 100_000))),
        ("metas", many("<meta name=\"date\" content=\"x\">", 20_000)),
        ("headings", many("<h1>x</h1>", 20_000)),
        ("class", format!("<div class=\"{}\">", many("related ", 100_000))),
        ("posts", many("<blockquote class=\"twitter-tweet\"><p>x</p>&mdash; A (@a)</blockquote>", 3_000)),
    ]
}

/// A page as a file of each form that holds pages.
fn holders(page: &str) -> Vec<(&'static str, Vec<u8>)> {
    let escaped = page.replace('&', "&amp;").replace('<', "&lt;");
    let crawl = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    let container = "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>\
        <rootfile full-path=\"c.opf\"/></rootfiles></container>";
    let package = format!(
        "<package xmlns=\"http://www.idpf.org/2007/opf\"><metadata/><manifest><item id=\"a\" href=\"a.xhtml\" \
         media-type=\"application/xhtml+xml\"/></manifest><spine>{}</spine></package>",
        "<itemref idref=\"a\"/>".repeat(5_000)
    );
    let book = [
        ("mimetype", &b"application/epub+zip"[..]),
        ("META-INF/container.xml", container.as_bytes()),
        ("c.opf", package.as_bytes()),
        ("a.xhtml", page.as_bytes()),
    ];
    vec![
        ("html", page.into()),
        (
            "mhtml",
            format!(
                "Snapshot-Content-Location: http://quay.example/a\r\nMIME-Version: 1.0\r\nContent-Type: \
                 multipart/related; boundary=\"B\"\r\n\r\n--B\r\nContent-Type: text/html; charset=utf-8\r\n\
                 Content-Location: http://quay.example/a\r\n\r\n{page}\r\n--B--\r\n"
            )
            .into(),
        ),
        (
            "eml",
            format!(
                "From: A <a@quay.example>\r\nTo: b@quay.example\r\nSubject: T\r\nContent-Type: text/html; \
                 charset=utf-8\r\n\r\n{page}"
            )
            .into(),
        ),
        (
            "rss",
            format!(
                "<rss version=\"2.0\"><channel><title>Q</title><item><title>T</title><description>{escaped}\
                 </description></item></channel></rss>"
            )
            .into(),
        ),
        ("epub", zip(&book)),
        (
            "warc",
            format!(
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://quay.example/a\r\nContent-Type: \
                 application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{crawl}\r\n\r\n",
                crawl.len()
            )
            .into(),
        ),
    ]
}

#[test]
fn pages_are_bounded_whatever_holds_them() {
    let place = Place::new();
    let mut names = Vec::new();
    for (kind, body) in pages() {
        let page = format!("<html><head><title>T</title></head><body>{body}<p>{SAID}</body></html>");
        for (ending, bytes) in holders(&page) {
            let name = format!("{kind}.{ending}");
            place.write(&name, bytes);
            names.push(name);
        }
    }
    bounded(&place, &names);
}

/// Some of these at a time between two good files.
fn bounded(place: &Place, names: &[String]) {
    for names in names.chunks(8) {
        let files = ["good.txt"].into_iter().chain(names.iter().map(String::as_str)).chain(["good.txt"]);
        let args: Vec<&str> = ["extract", "-q", "--columns", "doc,quote"].into_iter().chain(files).collect();
        let run = place.run(&args);
        assert!(matches!(run.status, Some(0 | 1)), "{names:?}: {:?} {}", run.status, run.told);
        assert!(!run.told.contains("panicked") && !run.told.contains("broke on"), "{}", run.told);
        let good = run.rows.lines().filter(|row| *row == "good.txt,The ferry is late").count();
        assert_eq!(good, 2, "{names:?}: {}", run.told);
    }
}

#[test]
fn every_other_reader_is_bounded() {
    let place = Place::new();
    let mail = "From: A <a@quay.example>\r\nTo: b@quay.example\r\nSubject: T\r\nMIME-Version: 1.0\r\n";
    let parts = "--B\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx\r\n".repeat(5_000);
    let inside: String =
        (0..5_000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n")).collect();
    let entities: String =
        (1..30).map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10))).collect();
    let spaces: String = (0..20_000).map(|n| format!(" xmlns:a{n}=\"u{n}\"")).collect();
    let cues: String = (0..20_000).map(|n| format!("00:00:01.000 --> 00:00:02.000\n<v Bo Ek>x{n}\n\n")).collect();
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("deep.xml", "<a>".repeat(100_000).into()),
        ("laughs.xml", format!("<!DOCTYPE r [<!ENTITY a0 \"aaaa\">{entities}]><rss><channel><item><description>&a29;</description></item></channel></rss>").into()),
        ("outside.rss", "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss version=\"2.0\"><channel><item><title>T</title><description>&x;</description></item></channel></rss>".into()),
        ("attributes.rss", format!("<rss version=\"2.0\"><channel><item {}><description>x</description></item></channel></rss>", (0..100_000).map(|n| format!("a{n}='x' ")).collect::<String>()).into()),
        ("spaces.xml", format!("<rss{spaces}><channel/></rss>").into()),
        ("items.rss", format!("<rss version=\"2.0\"><channel>{}</channel></rss>", "<item><title>T</title><description>x</description></item>".repeat(5_000)).into()),
        ("cdata.rss", format!("<rss version=\"2.0\"><channel><item><description>{}</description></item></channel></rss>", "<![CDATA[x]]>".repeat(50_000)).into()),
        ("deep.nitf", format!("<nitf><body><body.content>{}", "<p>".repeat(50_000)).into()),
        ("parts.eml", format!("{mail}Content-Type: multipart/mixed; boundary=B\r\n\r\n{parts}").into()),
        ("inside.eml", format!("{mail}{inside}x").into()),
        ("mails.eml", format!("{mail}Content-Type: message/rfc822\r\n\r\n").repeat(5_000).into()),
        ("headers.eml", format!("{}\r\nx", "X: y\r\n".repeat(100_000)).into()),
        ("folded.eml", format!("From: a@quay.example\r\nSubject: x{}\r\n\r\nx", "\r\n ".repeat(100_000)).into()),
        ("words.eml", format!("From: a@quay.example\r\nSubject: {}\r\n\r\nx", "=?utf-8?q?x?= ".repeat(50_000)).into()),
        ("charset.eml", format!("{mail}Content-Type: text/plain; charset=utf-16\r\n\r\n{SAID}").into()),
        ("from.mbox", "From x\n".repeat(100_000).into()),
        ("claims.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999\r\n\r\nx".to_vec()),
        ("negative.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\nx\r\n\r\n".to_vec()),
        ("empty.warc", b"WARC/1.0\r\n\r\n".repeat(50_000)),
        ("headers.warc", [b"WARC/1.0\r\n".to_vec(), b"A: b\r\n".repeat(200_000)].concat()),
        ("members.warc.gz", gzip(b"WARC/1.0\r\nContent-Length: 1\r\n\r\nx\r\n\r\n").repeat(5_000)),
        ("cues.vtt", format!("WEBVTT\n\n{cues}").into()),
        ("tags.vtt", format!("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n{}x\n", "<v Bo>".repeat(50_000)).into()),
        ("times.vtt", format!("WEBVTT\n\n{}", "00:00:01.000 --> 00:00:02.000\n".repeat(50_000)).into()),
        ("hours.vtt", b"WEBVTT\n\n99999999999999999999:00:00.000 --> 1:00\nx\n".to_vec()),
        ("same.srt", "1\n00:00:01,000 --> 00:00:02,000\nThe same words again\n\n".repeat(20_000).into()),
        ("open.md", "[".repeat(200_000).into()),
        ("links.md", "[a](".repeat(50_000).into()),
        ("stars.md", "*a **a ".repeat(30_000).into()),
        ("quotes.md", format!("{}x", ">".repeat(50_000)).into()),
        ("ticks.md", (0..600).map(|n| "`".repeat(n) + "x").collect::<String>().into()),
        ("notes.md", format!("{}{}", "[^a]: x\n".repeat(20_000), "[^a]".repeat(20_000)).into()),
        ("open.rtf", format!("{{\\rtf1 {}", "{".repeat(200_000)).into()),
        ("letters.rtf", format!("{{\\rtf1\\uc99999{}}}", "\\u8220?".repeat(50_000)).into()),
        ("bytes.rtf", b"{\\rtf1 \\bin999999999 x}".to_vec()),
        ("deep.docx", zip(&[("word/document.xml", "<w:p>".repeat(100_000).as_bytes())])),
        ("blanks.odt", zip(&[("content.xml", b"<o:d><text:p><text:s text:c=\"4000000000\"/>x</text:p></o:d>")])),
        ("body.txt", "Body\n".repeat(30_000).into()),
        ("codes.txt", "HD x\nLP y\n".repeat(10_000).into()),
        ("full.txt", "Full text: x\n".repeat(20_000).into()),
        ("keys.jsonl", format!("{{{}\"text\":\"x\"}}\n", (0..100_000).map(|n| format!("\"k{n}\":1,")).collect::<String>()).into()),
        ("deep.jsonl", format!("{{\"text\":{}\n", "[".repeat(200_000)).into()),
        ("number.jsonl", format!("{{\"id\":{},\"text\":\"x\"}}\n", "9".repeat(500_000)).into()),
    ];
    let mut names = Vec::new();
    for (name, bytes) in files {
        place.write(name, bytes);
        names.push(name.to_owned());
    }
    bounded(&place, &names);
}

/// A PDF of one page with this content, these entries of its resources and these further objects from number 6 on.
fn pdf(content: &[u8], resources: &str, more: &[String]) -> Vec<u8> {
    let text = String::from_utf8_lossy(content);
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>{resources}>>>>"
        ),
        format!("<</Length {}>>\nstream\n{text}\nendstream", text.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    objects.extend(more.iter().cloned());
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (at, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).into_bytes());
    }
    let start = out.len();
    out.extend(
        format!("{table}trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).into_bytes(),
    );
    out
}

#[test]
fn documents_of_pages_are_bounded() {
    let place = Place::new();
    let said = "BT /F1 12 Tf 72 700 Td (The ferry is late) Tj ET\n";
    let form = |content: &str, resources: &str| {
        let about = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]";
        format!("<<{about}/Length {}/Resources<<{resources}>>>>\nstream\n{content}\nendstream", content.len())
    };
    let tree: Vec<String> = (0..30)
        .map(|n| form(&"/X Do ".repeat(10), &format!("/XObject<</X {} 0 R>>", 7 + n)))
        .chain([form(said, "")])
        .collect();
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("many.pdf", pdf(said.repeat(5_000).as_bytes(), "", &[])),
        ("itself.pdf", pdf(b"/X Do", "/XObject<</X 6 0 R>>", &[form("/X Do /X Do", "/XObject<</X 6 0 R>>")])),
        ("tree.pdf", pdf(b"/X Do", "/XObject<</X 6 0 R>>", &tree)),
        ("lists.pdf", pdf("[".repeat(100_000).as_bytes(), "", &[])),
        ("strings.pdf", pdf(format!("BT /F1 9 Tf [{}] TJ", "(".repeat(100_000)).as_bytes(), "", &[])),
        ("saved.pdf", pdf("q ".repeat(200_000).as_bytes(), "", &[])),
        ("far.pdf", pdf(format!("BT /F1 1e999 Tf 1e308 1e308 Td (x) Tj ET 0 0 0 0 0 0 cm {said}").as_bytes(), "", &[])),
        ("deep.pdf", [b"%PDF-1.7\n1 0 obj\n".to_vec(), b"<<".repeat(100_000)].concat()),
        (
            "table.pdf",
            b"%PDF-1.7\nxref\n0 4000000000\ntrailer\n<</Size 4000000000/Root 1 0 R>>\nstartxref\n9\n%%EOF".to_vec(),
        ),
    ];
    let mut names = Vec::new();
    for (name, bytes) in files {
        place.write(name, bytes);
        names.push(name.to_owned());
    }
    let whole = pdf(said.as_bytes(), "", &[]);
    for at in (0..whole.len()).step_by(29) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x15;
        let name = format!("damaged{at}.pdf");
        place.write(&name, damaged);
        names.push(name);
    }
    bounded(&place, &names);
}
