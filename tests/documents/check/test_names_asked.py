"""What a template asks for in vain is told by the names as they stand in Word."""

import pytest

from formserver.documents.check import missing_names
from formserver.documents.names.process_names import TEXT, Leaf, LeafKind, NameGroup, NameList
from tests.support import word

ROW = NameGroup(names={"title": TEXT, "chosen": Leaf(kind=LeafKind.CHOICE)})
KNOWN = NameGroup(names={"dialog": NameGroup(names={"title": TEXT}), "items": NameList(row=ROW)})
LOOP = "{% for item in items %}", "{% endfor %}"


@pytest.mark.parametrize(
    ("inside", "names"),
    [
        ("{{ item.title }}{{ dialog.title }}", ()),
        ("{{ item.chosen }}{% if item.chosen.key == 'a' %}x{% endif %}", ()),
        ("{{ item.gone }}{{ item.gone }}", ("item.gone",)),
        ("{{ dialog.gone }}{{ item.title }}", ("dialog.gone",)),
        ("{{ item.title.key }}", ("item.title.key",)),
        ("{% for one in item.title %}{{ one.x }}{% endfor %}", ("item.title",)),
        ("{{ items | having('title') | count }}", ()),
        ("{{ items | having('gone') | count }}", ("gone",)),
        ("{{ item.gone }}{{ items | having('gone') | count }}", ("item.gone", "gone")),
    ],
)
def test_a_name_is_told_once_and_only_when_there_is_none(inside: str, names: tuple[str, ...]) -> None:
    template = word.template(f"{LOOP[0]}{inside}{LOOP[1]}")

    assert missing_names.in_vain(template, KNOWN) == names


@pytest.mark.parametrize("template", [b"no Word file", word.template("{{ item. }}")])
def test_of_what_is_no_template_nothing_is_told(template: bytes) -> None:
    assert missing_names.in_vain(template, KNOWN) == ()
