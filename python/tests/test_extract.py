"""One text: records, their spans, their errors."""

import copy
import json
import pickle
import subprocess
import threading
import time

import pytest
import whosaid


def test_rows_are_those_of_the_command_line(articles, expected):
    rows = [
        {"doc": id} | json.loads(json.dumps(row.to_dict())) for id, text in articles for row in whosaid.extract(text)
    ]
    assert rows == expected


def letters(text):
    """The text without what line ends add to it."""
    return "".join(text.split()).replace("-", "").replace("\u00ad", "")


def test_spans_slice_the_text(articles):
    seen = 0
    for _, text in articles:
        # Before the text stands what counts differently in bytes, in UTF-16 and as people see it.
        text = "🙂 Cafe\u0301\r\n\r\n" + text
        for row in whosaid.extract(text):
            start, end = row.cue_span or (0, 0)
            assert letters(text[start:end]) == letters(row.cue or "")
            if row.kind == "direct":
                # What stands between its parts is marked in the quote alone.
                parts = "".join(text[start:end] for start, end in row.quote_spans)
                assert letters(parts).replace("…", "") == letters(row.quote).replace("…", "")
                seen += 1
            for span in row.verbatim_spans:
                assert 0 <= span.start < span.end <= len(text)
                assert span.of(text) == text[span.start : span.end]
    assert seen > 20


def test_absent_text_is_none(karabakh):
    first = whosaid.extract(karabakh)[0]
    assert (first.source, first.source_span, first.channel, first.verbatim) == (None, None, None, None)
    assert first.flags == () and first.verbatim_spans == ()


def test_a_record_shows_itself(karabakh):
    row = whosaid.extract(karabakh)[3]
    assert repr(row) == (
        "Quotation(n=4, speaker='Armen Grigoryan', source='News.am', "
        "quote='We appeal to Russia to protect Armenia’s territorial integrity within th…', "
        f"kind='direct', cue='said', confidence={row.confidence:.2f})"
    )


def test_records_are_values(karabakh):
    one, other = whosaid.extract(karabakh), whosaid.extract(karabakh)
    assert one == other and len({*one, *other}) == len(one)
    assert one[0] != one[1] and one[0] != "a string"
    assert pickle.loads(pickle.dumps(one)) == one
    assert copy.deepcopy(one[0]) == one[0]
    with pytest.raises(AttributeError):
        one[0].speaker = "Nobody"


def test_rows_are_chosen(karabakh):
    every = whosaid.extract(karabakh)
    assert whosaid.extract(karabakh, kinds=["direct"]) == [row for row in every if row.kind == "direct"]
    least = sorted(row.confidence for row in every)[len(every) // 2]
    chosen = whosaid.extract(karabakh, min_confidence=least)
    assert 0 < len(chosen) < len(every) and all(row.confidence >= least - 0.01 for row in chosen)


def test_what_nobody_said_comes_where_it_is_asked_for(command):
    text = (
        "“She told me: ‘Go home, all of you,’ and I left,” Anna Haro said.\n\n"
        "The film “Northern Lights” opens on Friday."
    )
    plain, nested, marked = whosaid.extract(text), whosaid.extract(text, nested=True), whosaid.extract(text, marked=True)
    assert len(plain) < len(nested) < len(marked)
    assert "nested" in {flag for row in nested for flag in row.flags}
    assert [row.quote for row in whosaid.extract(text, kinds=["marked"])] == ["Northern Lights"]
    lines = command("extract", "-", "--all", "-f", "jsonl", "--input-format", "text", text=text).splitlines()
    assert [json.loads(line)["quote"] for line in lines] == [row.quote for row in marked]


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n" * 1000, "“" * 5000, "\0", "\ud800\udc00", "said " * 20000, "“a” " * 5000, "ſ\u0301" * 300],
    ids=["empty", "blank", "lines", "marks", "nul", "surrogates", "cues", "pairs", "accents"],
)
def test_no_text_raises(text):
    assert isinstance(whosaid.extract(text), list)


def test_lone_surrogates_keep_the_offsets():
    text = "\ud800\udfff “We sail,” Anna Haro said."
    [row] = whosaid.extract(text)
    assert row.quote_spans[0].of(text) == "We sail"


def test_errors_say_what_is_wrong(command, karabakh):
    with pytest.raises(TypeError, match="text must be str, not bytes"):
        whosaid.extract(b"We sail")
    with pytest.raises(TypeError, match="kinds must be a list"):
        whosaid.extract(karabakh, kinds="direct")
    with pytest.raises(whosaid.WhosaidError, match="a number from 0 to 1 is wanted"):
        whosaid.extract(karabakh, min_confidence=1.5)
    with pytest.raises(ValueError) as told:
        whosaid.extract(karabakh, kinds=["drect"])
    assert str(told.value) in command("extract", "--kinds", "drect", "-")


def test_lists_are_changed_as_in_the_configuration(tmp_path, program):
    text = "Anna Haro told Zorbo the ferry would sail."
    lists = {"outlets": {"add": [{"name": "Zorbo", "kind": "broadcaster"}], "remove": ["1+1"]}}
    assert [row.source for row in whosaid.extract(text)] == [None]
    for _ in range(2):
        assert [row.source for row in whosaid.extract(text, lists=lists)] == ["Zorbo"]
    assert whosaid.verify(text, "the ferry would sail", kind="indirect", lists=lists).found_source == "Zorbo"
    [answer] = whosaid.verify_claims([{"claim": "the ferry would sail", "kind": "indirect"}], [text], lists=lists)
    assert answer.found_source == "Zorbo"
    (tmp_path / "text").write_text(text, encoding="utf-8")
    (tmp_path / "bad.toml").write_text('[lists.outlets]\nremove = ["Zorbo"]\n')
    told = subprocess.run(
        [program, "extract", "text", "--config", "bad.toml"], cwd=tmp_path, capture_output=True, text=True
    )
    with pytest.raises(whosaid.WhosaidError) as error:
        whosaid.extract(text, lists={"outlets": {"remove": ["Zorbo"]}})
    assert told.stderr == f"whosaid: bad.toml: [lists.outlets]: {error.value}\n"
    for wrong in [[1], {"outlets": ["x"]}, {"outlets": {"put": []}}, {"outlets": {"add": [1]}}, {"outlet": {"add": ["x"]}}]:
        with pytest.raises(whosaid.WhosaidError, match="list"):
            whosaid.extract(text, lists=wrong)


def test_other_threads_go_on(articles):
    """The interpreter's lock is free while a text is read: a thread that only counts is not held up."""
    text = "\n\n".join(text for _, text in articles) * 4
    over, longest = threading.Event(), 0.0

    def count():
        nonlocal longest
        last = time.perf_counter()
        while not over.is_set():
            now = time.perf_counter()
            longest = max(longest, now - last)
            last = now
            time.sleep(0.001)

    counter = threading.Thread(target=count)
    counter.start()
    start = time.perf_counter()
    whosaid.extract(text)
    taken = time.perf_counter() - start
    over.set()
    counter.join()
    assert longest < taken / 2, f"held up for {longest:.3f} of {taken:.3f} s"
