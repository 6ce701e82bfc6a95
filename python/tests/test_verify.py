"""Claims against texts."""

import json

import pytest
import whosaid

FERRY = "“The ferry will not sail at dawn,” Anna Haro told Radio Kattvik.\n\n“Nobody asked us,” Pia Lund said."


def test_answers_are_those_of_the_command_line(command, karabakh, tmp_path):
    (tmp_path / "text").write_text(karabakh, encoding="utf-8", newline="")
    claims = [
        {"claim": "provide Armenia with military assistance", "speaker": "Grigoryan", "source": "News.am"},
        {"claim": "We appeal to Russia", "speaker": "Toganyan"},
        {"claim": "We appeal to Russia to protect Armenia's territorial integrity", "speaker": "Armen Grigoryan"},
        {"claim": "nothing of the kind was ever said there"},
    ]
    lines = "".join(json.dumps(claim) + "\n" for claim in claims)
    (tmp_path / "claims.jsonl").write_text(lines, encoding="utf-8")
    out = command("verify", "--claims", "claims.jsonl", "text", "-f", "jsonl", "--fail-on", "ambiguous", cwd=tmp_path)
    wanted = [json.loads(line) for line in out.splitlines()]
    answers = whosaid.verify_claims(claims, [("text", karabakh)])
    assert [answer.to_dict() for answer in answers] == wanted
    assert [answer.verdict for answer in answers] == ["altered", "misattributed", "confirmed", "not-found"]


def test_the_places_slice_the_text():
    answer = whosaid.verify(FERRY, "The ferry will sail at dawn", speaker="Haro", source="Radio Kattvik")
    assert (answer.verdict, answer.wording, answer.confirmed) == ("altered", "altered", False)
    assert answer.span.of(FERRY) == "The ferry will not sail at dawn"
    assert answer.found_speaker == "Anna Haro" and answer.quotations[0].cue == "told"
    assert answer.differences == ("[-not-]",) and "negation" in answer.flags
    assert str(answer).startswith("1: altered: “The ferry will sail at dawn” — Haro via Radio Kattvik (")
    assert repr(answer).startswith("Answer(id='1', verdict='altered', wording='altered'")


def test_what_is_not_there_is_none():
    answer = whosaid.verify(FERRY, "the harbour belongs to all of us")
    assert (answer.verdict, answer.doc, answer.span, answer.similarity) == ("not-found", None, None, None)
    assert answer.spans == () and answer.note == "not found in 1 article"


def test_many_articles_have_one_best_answer():
    articles = [whosaid.Article("a", "Nothing here."), ("b", FERRY), FERRY.replace("Anna", "Ada")]
    [answer] = whosaid.verify_claims(["The ferry will not sail at dawn"], articles, jobs=2)
    assert answer.doc == "b" and answer.verdict == "ambiguous"
    [answer] = whosaid.verify_claims(
        [{"claim": "Nobody asked us", "speaker": "Philippa Strand"}], articles, aliases=[("Pia Lund", "Philippa Strand")]
    )
    assert answer.confirmed
    assert whosaid.verify_claims([], articles) == []


def test_a_claim_without_words_is_an_error():
    with pytest.raises(whosaid.WhosaidError, match="claim: there is no word in it"):
        whosaid.verify(FERRY, "…")
    with pytest.raises(whosaid.WhosaidError, match="claims:2: there is no word in the claim"):
        whosaid.verify_claims(["We sail", "…"], [FERRY])
    with pytest.raises(TypeError, match="text must be str"):
        whosaid.verify(None, "We sail")


def test_lone_surrogates_in_a_claim_are_no_crash():
    # As in a text they stand for a damaged letter.
    answer = whosaid.verify(FERRY, "Nobody asked us \ud800", speaker="Lund")
    assert answer.found_speaker == "Pia Lund" and answer.claim == "Nobody asked us \ufffd"
    with pytest.raises(whosaid.WhosaidError, match="no word in it"):
        whosaid.verify(FERRY, "\udfff")
    for fields in ({"speaker": "\ud800"}, {"source": "Radio \udc80"}):
        with pytest.raises(ValueError):
            whosaid.verify(FERRY, "Nobody asked us", **fields)
    for claim in ("Nobody \ud800", {"claim": "Nobody asked us", "speaker": "\ud800"}):
        with pytest.raises((whosaid.WhosaidError, ValueError)):
            whosaid.verify_claims([claim], [FERRY])
