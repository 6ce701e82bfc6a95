"""Files as articles."""

import gzip
import os
import pickle
import sys

import pytest
import whosaid

SAIL = "“We sail,” Anna Haro said."


def test_a_folder_is_read_in_order(tmp_path):
    (tmp_path / "b.txt").write_text(SAIL, encoding="utf-8")
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(SAIL.encode()))
    (tmp_path / "c.jsonl").write_text('{"id": 7, "text": "x", "date": "2024-03-01"}\n', encoding="utf-8")
    with pytest.warns(UserWarning, match='c.jsonl: text read from field "text"'):
        articles = list(whosaid.read(tmp_path))
    assert [(a.id.removeprefix(str(tmp_path)), a.text) for a in articles] == [
        ("/a.txt.gz", SAIL),
        ("/b.txt", SAIL),
        ("7", "x"),
    ]
    assert (articles[2].date, articles[2].outlet) == ("2024-03-01", None)
    assert repr(articles[2]) == "Article(id='7', text='x')"
    assert pickle.loads(pickle.dumps(articles[2])).date == "2024-03-01"


def test_guesses_are_warnings(tmp_path):
    (tmp_path / "a.txt").write_bytes(SAIL.encode("windows-1252"))
    with pytest.warns(UserWarning, match="windows-1252"):
        [article] = whosaid.read(str(tmp_path / "a.txt"))
    assert article.text == SAIL
    [article] = whosaid.read(tmp_path / "a.txt", encoding="windows-1252")
    assert article.text == SAIL


def test_errors_have_the_words_of_the_command_line(tmp_path, command):
    (tmp_path / "good.txt").write_text(SAIL, encoding="utf-8")
    (tmp_path / "c.jsonl").write_text('{"lead": "x"}\n', encoding="utf-8")
    for name, kind in [("missing.txt", FileNotFoundError), ("c.jsonl", whosaid.WhosaidError)]:
        path = str(tmp_path / name)
        with pytest.raises(kind) as told:
            list(whosaid.read(path))
        assert f"whosaid: {told.value}\n" in command("extract", path)
        with pytest.warns(UserWarning, match=name):
            assert len(list(whosaid.read(path, tmp_path / "good.txt", errors="warn"))) == 1
    with pytest.raises(whosaid.WhosaidError, match='unknown input format "pages"'):
        whosaid.read(tmp_path, input_format="pages")
    with pytest.raises(whosaid.WhosaidError, match="no such encoding: utf-9"):
        whosaid.read(tmp_path, encoding="utf-9")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere names of files are Unicode")
def test_names_that_are_no_utf_8_are_read(tmp_path):
    path = os.fsencode(tmp_path) + b"/f\xe9rry.txt"
    with open(path, "w", encoding="utf-8") as out:
        out.write(SAIL)
    for given in (os.fsdecode(path), tmp_path):
        [article] = whosaid.read(given)
        assert article.text == SAIL and article.id.endswith("rry.txt")
    with pytest.raises(FileNotFoundError):
        list(whosaid.read(os.fsdecode(path) + "\udcff"))
