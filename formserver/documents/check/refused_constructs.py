"""What a template may not do, by the kind of finding that says what one may do instead."""

_KINDS = {
    "call": "forbidden_call",
    **dict.fromkeys(
        ("add", "sub", "mul", "div", "floordiv", "mod", "pow", "neg", "pos", "concat"),
        "forbidden_calculation",
    ),
    **dict.fromkeys(("list", "tuple", "dict", "slice", "pair"), "forbidden_collection"),
    **dict.fromkeys(
        ("safe", "autoescape", "evalcontextmodifier", "scopedevalcontextmodifier"), "forbidden_markup"
    ),
    "[]": "forbidden_lookup",
    "for": "forbidden_loop",
    "raw": "forbidden_raw",
}


def kind_of(construct: str) -> str:
    """The kind of finding for what `sandbox.forbidden` gives; what is left are filters and tests."""
    return "forbidden_private" if construct.startswith("_") else _KINDS.get(construct, "forbidden_filter")
