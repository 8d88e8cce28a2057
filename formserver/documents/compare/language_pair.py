"""The templates of one document in both written standards held against each other by the names they use."""

from dataclasses import dataclass

from formserver.documents.fill import names_used


@dataclass(frozen=True, kw_only=True)
class OnlyIn:
    """The names that one template of a pair asks for and the other does not."""

    nb: tuple[str, ...] = ()
    nn: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nb or self.nn)


def only_in(nb: bytes, nn: bytes) -> OnlyIn:
    """What each has alone; what their loops call a row makes no difference.

    Raises FaultyTemplateError for what is no Word file, and where a tag cannot be read.
    """
    in_nb, in_nn = names_used.in_template(nb), names_used.in_template(nn)
    return OnlyIn(nb=names_used.longest(in_nb - in_nn), nn=names_used.longest(in_nn - in_nb))
