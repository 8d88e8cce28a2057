"""What a template may use held against the values that it gets."""

from formserver.documents.names.process_names import Leaf, NameList, Shape


def differences(shape: Shape, value: object, name: str = "") -> list[str]:
    """The dotted names that are in one and not in the other."""
    if isinstance(shape, NameList):
        assert isinstance(value, list), name
        return [found for row in value for found in differences(shape.row, row, f"{name}[]")]
    if isinstance(shape, Leaf):
        return []
    assert isinstance(value, dict), name
    only_one = [f"{name}.{key}" for key in shape.names.keys() ^ value.keys()]
    both = shape.names.keys() & value.keys()
    return only_one + [
        found for key in both for found in differences(shape.names[key], value[key], f"{name}.{key}")
    ]
