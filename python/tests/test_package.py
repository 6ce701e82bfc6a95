"""What is promised about the package: examples, types, no dependency."""

import doctest
import importlib.metadata
import inspect
import pathlib
import subprocess
import sys

import pytest
import whosaid
from whosaid import _types, _whosaid

FOLDER = pathlib.Path(whosaid.__file__).parent


def documented():
    for name in ["", *whosaid.__all__]:
        thing = getattr(whosaid, name) if name else whosaid
        yield name or "whosaid", thing
        if inspect.isclass(thing):
            for part, value in vars(thing).items():
                if not part.startswith("_") and getattr(value, "__doc__", None):
                    yield f"{name}.{part}", value


@pytest.mark.parametrize("name, thing", list(documented()), ids=lambda value: value if isinstance(value, str) else "")
def test_examples_run(name, thing):
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    example = doctest.DocTestParser().get_doctest(thing.__doc__ or "", {}, name, None, None)
    result = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example)
    assert result.failed == 0
    if inspect.isroutine(thing) and "." not in name:
        assert result.attempted > 0, f"{name} has no example"


def test_docstrings_give_arguments_and_errors():
    for name in whosaid.__all__:
        thing = getattr(whosaid, name)
        if inspect.isroutine(thing):
            assert "Returns:" in thing.__doc__
            for argument in inspect.signature(thing).parameters:
                # extract_stream says that it takes the arguments of extract_batch.
                assert argument in (thing.__doc__ if name != "extract_stream" else whosaid.extract_batch.__doc__)
            assert name == "columns" or "Raises:" in thing.__doc__


def test_the_stubs_are_those_of_the_module(tmp_path):
    pytest.importorskip("mypy", reason="mypy is not installed")
    allowed = tmp_path / "allowed"
    # Aliases of the stub alone, and what PyO3 adds.
    allowed.write_text(
        r"whosaid\._whosaid\.(Kind|SpeakerType|SpeakerBasis|SourceBasis|Channel|Verdict|ArrowData|WordLists|__all__)" "\n"
    )
    # Neither pyarrow nor, where it is left out, PySpark brings types.
    (tmp_path / "mypy.ini").write_text("[mypy]\nstrict = True\nignore_missing_imports = True\n")
    options = ["--mypy-config-file", "mypy.ini", "--allowlist", str(allowed), "--ignore-unused-allowlist"]
    done = subprocess.run(
        [sys.executable, "-m", "mypy.stubtest", "whosaid._whosaid", *options], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_types_are_checked(tmp_path):
    pytest.importorskip("mypy", reason="mypy is not installed")
    (tmp_path / "good.py").write_text(
        "import whosaid\n"
        "for row in whosaid.extract('x', kinds=['direct']):\n"
        "    name: str | None = row.speaker\n"
        "    start, end = row.quote_spans[0]\n"
        "    print('x'[start:end], row.kind == 'mixed')\n"
    )
    (tmp_path / "bad.py").write_text(
        "import whosaid\nrow = whosaid.extract('x', kinds=['drect'])[0]\nname: str = row.speaker\n"
    )
    run = [sys.executable, "-m", "mypy", "--strict", "--python-version", "3.10"]
    good = subprocess.run([*run, "good.py"], capture_output=True, text=True, cwd=tmp_path)
    assert good.returncode == 0, good.stdout + good.stderr
    bad = subprocess.run([*run, "bad.py"], capture_output=True, text=True, cwd=tmp_path)
    assert bad.stdout.count("error:") == 2, bad.stdout


def test_the_basic_calls_need_nothing_else():
    assert (FOLDER / "py.typed").exists() and (FOLDER / "_whosaid.pyi").exists()
    needed = [need for need in importlib.metadata.requires("whosaid") or [] if "extra ==" not in need]
    assert needed == []
    code = (
        "import sys, whosaid; whosaid.extract('“We sail,” Anna Haro said.'); whosaid.verify('x', 'y');"
        "print(sorted({'pyarrow', 'numpy', 'pandas', 'pyspark'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"


def test_the_version_is_that_of_the_program(command):
    assert whosaid.__version__ == importlib.metadata.version("whosaid") == _whosaid.VERSION
    assert whosaid.__version__ in command("--version")
    assert whosaid.Span is _types.Span
