//! Who is meant, kind by kind: what must be one stands beside what must stay two.

use crate::extract;

/// The speakers of a text, in order.
fn speakers(text: &str) -> Vec<String> {
    extract(text).into_iter().map(|row| row.speaker).collect()
}

fn check(cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, want)| {
            let got = speakers(text);
            (got != *want).then(|| format!("{text}\n  got {got:?}, want {want:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn bodies_of_one_pattern_stay_two() {
    check(&[
        (
            "North Wales Police said the road was shut. North Yorkshire Police said it was open.",
            &["North Wales Police", "North Yorkshire Police"],
        ),
        (
            "The World Health Organization said it was over. The World Trade Organization said it was not.",
            &["World Health Organization", "World Trade Organization"],
        ),
        (
            "Ghana's Football Association said it would play. Togo's Football Association said it would not.",
            &["Ghana's Football Association", "Togo's Football Association"],
        ),
        ("The Russian army said it was over. The Ukrainian army said it was not.", &["Russian army", "Ukrainian army"]),
        (
            "The German foreign minister said the talks were over. The Polish foreign minister said they were not.",
            &["German foreign minister", "Polish foreign minister"],
        ),
        (
            "Lund City Council said it was over. Marlburg City Council said it was not.",
            &["Lund City Council", "Marlburg City Council"],
        ),
        (
            "The Norwegian Coast Guard said it was over. The Swedish Coast Guard said it was not.",
            &["Norwegian Coast Guard", "Swedish Coast Guard"],
        ),
        (
            "The French ministry said it was over. The Italian ministry said it was not.",
            &["French ministry", "Italian ministry"],
        ),
        (
            "The Danish prime minister said it was over. The Norwegian prime minister said it was not.",
            &["Danish prime minister", "Norwegian prime minister"],
        ),
        ("Deutsche Bank said it was over. Swedbank Bank said it was not.", &["Deutsche Bank", "Swedbank Bank"]),
    ]);
}

#[test]
fn shorter_forms_of_a_body_are_one() {
    check(&[
        (
            "The Florida Supreme Court said it was over. The Supreme Court said it would wait.",
            &["Florida Supreme Court", "Florida Supreme Court"],
        ),
        (
            "The Marlburg Police Department said it was over. The Police Department said it would wait.",
            &["Marlburg Police Department", "Marlburg Police Department"],
        ),
        (
            "The Society for the Protection of Gulls said it was over. The society said it would wait.",
            &["Society for the Protection of Gulls", "Society for the Protection of Gulls"],
        ),
        (
            "The World Health Organization (WHO) said it was over. The WHO said it would wait.",
            &["World Health Organization", "World Health Organization"],
        ),
        (
            "East Devon Council said it was over. The council said it would wait.",
            &["East Devon Council", "East Devon Council"],
        ),
    ]);
}

#[test]
fn persons_of_like_names_stay_two() {
    check(&[
        ("Abu Hassan Amer said it was over. Sadeq Abu Amer said it was not.", &["Abu Hassan Amer", "Sadeq Abu Amer"]),
        ("Anna Maria Haro said it was over. Anna Lisa Haro said it was not.", &["Anna Maria Haro", "Anna Lisa Haro"]),
        ("Davit Haro Sr. said it was over. Davit Haro Jr. said it was not.", &["Davit Haro Sr.", "Davit Haro Jr."]),
        (
            "George Halvern said it was over. George Lee Halvern said it was not.",
            &["George Halvern", "George Lee Halvern"],
        ),
        ("Pavel Lund said it was over. Pavla Lund said it was not.", &["Pavel Lund", "Pavla Lund"]),
        ("Jens Haro said it was over. Jonas Haro said it was not.", &["Jens Haro", "Jonas Haro"]),
        ("Erik C. Haro said it was over. Erik B. Haro said it was not.", &["Erik C. Haro", "Erik B. Haro"]),
        ("Martin Haro II said it was over. Martin Haro III said it was not.", &["Martin Haro II", "Martin Haro III"]),
        ("Karl Haro said it was over. Karla Haro said it was not.", &["Karl Haro", "Karla Haro"]),
        ("Peter Haro said it was over. Petra Haro said it was not.", &["Peter Haro", "Petra Haro"]),
    ]);
}

#[test]
fn forms_of_one_person_are_one() {
    check(&[
        ("Anna K. Haro said it was over. Anna Haro said she would wait.", &["Anna K. Haro", "Anna K. Haro"]),
        ("William Haro said it was over. Bill Haro said he would wait.", &["William Haro", "William Haro"]),
        ("A. Haro left. Anna Haro said it was over. Haro said she would wait.", &["Anna Haro", "Anna Haro"]),
        ("Davit Haro Jr. said it was over. Haro said he would wait.", &["Davit Haro Jr.", "Davit Haro Jr."]),
        ("Timothy Haro said it was over. Tim Haro said he would wait.", &["Timothy Haro", "Timothy Haro"]),
        ("Billie Jean King said it was over. King said she would wait.", &["Billie Jean King", "Billie Jean King"]),
        ("Rep. Don Guardian said it was over. Guardian said he would wait.", &["Don Guardian", "Don Guardian"]),
        ("Prince Andrew said it was over. Andrew said he would wait.", &["Prince Andrew", "Prince Andrew"]),
    ]);
}

#[test]
fn names_are_neither_cut_nor_fused() {
    check(&[
        ("New South Wales Police said the road was shut.", &["New South Wales Police"]),
        ("The Superior Court said the law was void.", &["Superior Court"]),
        ("East Devon Council said the road was shut.", &["East Devon Council"]),
        ("Ukraine's Prosecutor General's Office said the man was held.", &["Ukraine's Prosecutor General's Office"]),
        ("SP Anil Rao said the man was held.", &["Anil Rao"]),
        ("Brig-Gen Tunde Okoro said the man was held.", &["Tunde Okoro"]),
        ("Insp-Gen Tunde Okoro said the man was held.", &["Tunde Okoro"]),
        ("Director General Ronaldo dela Vega said the road was shut.", &["Ronaldo dela Vega"]),
        ("The head of the Kherson region Vlad Saldov said the road was shut.", &["Vlad Saldov"]),
        ("China's ambassador to Britain Liu Wen said the road was shut.", &["Liu Wen"]),
        ("The Society for the Protection of Gulls said it was over.", &["Society for the Protection of Gulls"]),
        ("Quist, R-Lund, who has led the panel, said the road was shut.", &["Quist"]),
        ("About 7 in 10 voters say the road is bad.", &["7 in 10 voters"]),
        ("Brave Marina Lacerda said it was over.", &["Marina Lacerda"]),
        ("Marlburg-based McClatchy said it was over.", &["McClatchy"]),
        ("The Justice Department said it was over.", &["Justice Department"]),
        ("Save the Gulls said nobody had counted them.", &["Save the Gulls"]),
        ("Save the gulls, Haro said.", &["Haro"]),
        ("Read the Charter, Haro said.", &["Haro"]),
        ("SibAir Cargo and SibAir Holding are two. SibAir said it was over.", &["SibAir"]),
        ("Osman Abu Laban wrote a song. Abu Laban said it was over.", &["Osman Abu Laban"]),
        ("Omar Lamrani spoke first. Lamrani further said it was over.", &["Omar Lamrani"]),
    ]);
}

#[test]
fn the_head_speaks_not_its_aside() {
    check(&[
        ("Novelist Pia Watson, from Marlburg, said it was over.", &["Pia Watson"]),
        (
            "Residents of Ha Tuko, Mechal, Ha Leph and Mokot say the road is bad.",
            &["Residents of Ha Tuko, Mechal, Ha Leph and Mokot"],
        ),
        ("“It was bad,” Lena Brouk, standing beside Ivo Tamm at the Harbour House, told reporters.", &["Lena Brouk"]),
        (
            "“It was bad,” said Philip Lund, Research and Advocacy Director for the Middle East at Open Rivers.",
            &["Philip Lund"],
        ),
        ("A May report to lenders indicated that the road was shut.", &["May report"]),
        ("Former Pennsylvania Gov. and party committee Chairman Ed Rendell said it was over.", &["Ed Rendell"]),
    ]);
}

#[test]
fn all_members_of_a_list_speak() {
    check(&[
        ("Haro and his team said it was over.", &["Haro; his team"]),
        ("Dick Lund and the company said it was over.", &["Dick Lund; company"]),
        ("Sens. Ted Krug of Texas and Marco Rubin of Florida said it was over.", &["Ted Krug; Marco Rubin"]),
        ("Jason Chafetz (R-Utah) and Bob Goodlatt (R-Va.) said it was over.", &["Jason Chafetz; Bob Goodlatt"]),
        ("Anna Haro, Bo Krag and Pia Lund said it was over.", &["Anna Haro; Bo Krag; Pia Lund"]),
        ("Haro met the mayor. The company sold the mill and Krag said it was over.", &["Krag"]),
        ("“It is over,” said Anna Haro and Bo Krag.", &["Anna Haro; Bo Krag"]),
    ]);
}

#[test]
fn a_role_given_to_nobody_is_somebody_new() {
    check(&[
        ("Lida Haro was treated. The doctor said she would recover.", &["doctor"]),
        ("Tom Rigby, 43, was fined. The doctor who treated the victim said he was drunk.", &["doctor"]),
        ("Ana Holm wept. The witness said she was tired.", &["witness"]),
        ("Bo Krag fell from the roof. The nurse said he would recover.", &["nurse"]),
        ("Bo Krag lost his case. The judge said he had lied.", &["judge"]),
        ("Bo Krag was stopped at the gate. The officer said he was drunk.", &["officer"]),
    ]);
}

#[test]
fn a_role_that_the_article_gives_is_its_holder() {
    check(&[
        ("Lida Haro, a doctor, left. The doctor said she was tired.", &["Lida Haro"]),
        ("Witness Bo Krag wept. The witness said he was tired.", &["Bo Krag"]),
        ("Nurse Ana Holm, 34, was fined. The nurse said she was sorry.", &["Ana Holm"]),
        ("Ada Quist, 56, lost the race. The 56-year-old said she was tired.", &["Ada Quist"]),
        ("British Airways cancelled flights. The airline said it was sorry.", &["British Airways"]),
        ("Volkswagen cut 200 jobs on Monday. The German automaker said it had no choice.", &["Volkswagen"]),
    ]);
}

#[test]
fn who_stands_for_the_phrase_beside_it() {
    check(&[
        ("The row drew an answer from Mayor Bo Krag, who said the plan was over.", &["Bo Krag"]),
        ("It began with the words of Ada Quist, who said the plan was over.", &["Ada Quist"]),
        ("Ada Quist met Bo Krag, who said the plan was over.", &["Bo Krag"]),
        ("She sold the mill to a friend of Bo Krag, who said the plan was over.", &["friend of Bo Krag"]),
    ]);
}

#[test]
fn a_noun_for_an_office_does_not_overrule_a_given_name() {
    check(&[
        (
            "Mayor Bo Krag left. Harbour spokesman Maria Haro confirmed it. \u{201c}It is over,\u{201d} she said.",
            &["Maria Haro"],
        ),
        ("Harbour spokesman Davit Haro left. \u{201c}It is over,\u{201d} he said.", &["Davit Haro"]),
    ]);
}

#[test]
fn who_is_told_apart_by_a_bare_noun_keeps_what_tells() {
    check(&[
        ("\u{201c}It is over,\u{201d} said one person.", &["one person"]),
        ("\u{201c}It is over,\u{201d} said another guard.", &["another guard"]),
        ("\u{201c}It is over,\u{201d} said one longtime friend.", &["longtime friend"]),
        ("Those surveyed said the road was bad.", &["Those surveyed"]),
        ("One in five said the road was bad.", &["One in five"]),
        ("Several people who heard the bell said the road was bad.", &["Several people who heard the bell"]),
        ("Residents, who stayed behind, said the road was bad.", &["Residents"]),
        ("The nurse who stayed behind said the road was bad.", &["nurse"]),
        ("A study published last year found that the road was bad.", &["study"]),
        ("A study found that the road was bad.", &["study"]),
    ]);
}

#[test]
fn a_line_with_a_dash_signs_the_quotation_above() {
    check(&[
        ("\u{201c}Nobody won the race.\u{201d}\n\n\u{2014} Per Lind, Radio Kattvik\n\nThe mayor left.", &["Per Lind"]),
        ("Per Lind ran.\n\n\u{201c}Nobody won the race.\u{201d}\n\n- Lind.\n\nThe mayor left.", &["Per Lind"]),
        ("Per Lind ran. \u{201c}Nobody won,\u{201d} he said.\n\n\u{2014} The mayor left.", &["Per Lind"]),
    ]);
}

#[test]
fn namesakes_are_told_apart() {
    check(&[
        ("Chloe Brouk opened the debate. Owen Brouk answered her.\n\n\u{201c}It is over,\u{201d} Brouk said.", &[""]),
        ("Liz Haro, the daughter of Davit Haro, won the race. \u{201c}It is over,\u{201d} Haro said.", &["Liz Haro"]),
        ("Francois Haro left. Mayor Fran\u{e7}ois Haro said it was over.", &["Fran\u{e7}ois Haro"]),
        ("Haro earlier Thursday said it was over.", &["Haro"]),
    ]);
}

#[test]
fn members_of_a_list_speak_with_every_verb_of_theirs() {
    check(&[
        ("But Haro and his supporters argue that the plan is over.", &["Haro; his supporters"]),
        ("Haro, Krag and Lund have all defended the plan and say it is over.", &["Haro; Krag; Lund"]),
        ("With Haro and Krag away, Lund said it was over.", &["Lund"]),
    ]);
}

#[test]
fn a_headline_means_who_is_named_next() {
    check(&[
        (
            "Road shut, ministry says\n\nThe Transport Ministry said the road was shut.",
            &["Transport Ministry", "Transport Ministry"],
        ),
        (
            "The Harbour Post called on the mayor to go. \u{201c}He must go,\u{201d} the local newspaper wrote.",
            &["Harbour Post", "Harbour Post"],
        ),
        ("Pia Watson worked at the Lund Boat Association. The company said she had left.", &["company"]),
    ]);
}

#[test]
fn a_cast_tells_who_is_in_the_story() {
    let text = "Lida Haro, the mayor of Lori, met Bo Krag on Monday. She said she was tired. Krag left with his wife.";
    let cast = crate::Extractor::default().cast(text);
    let haro = cast.iter().find(|m| m.name == "Lida Haro").expect("Haro is in the cast");
    assert_eq!((haro.gender, haro.roles.join(";").as_str()), (Some("female"), "mayor of Lori"));
    assert_eq!(haro.quotations, [1]);
    let texts: Vec<&str> = haro.mentions.iter().map(|m| m.text.as_str()).collect();
    assert_eq!(texts, ["Lida Haro", "the mayor of Lori", "She", "she"]);
    let krag = cast.iter().find(|m| m.name == "Bo Krag").expect("Krag is in the cast");
    let texts: Vec<&str> = krag.mentions.iter().map(|m| m.text.as_str()).collect();
    assert_eq!(texts, ["Bo Krag", "Krag", "his"]);
    assert!(cast.iter().all(|m| m.mentions.iter().all(|p| {
        let words: String = text.chars().skip(p.span.start).take(p.span.len()).collect();
        words == p.text
    })));
}
