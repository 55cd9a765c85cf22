"""Who claims something, as a sentence names them."""

from dashboard.table.dictionary import Dictionary
from dashboard.text.words import as_claimant


def claimant(actor: str, dictionary: Dictionary) -> str:
    """Return an actor as the claimant of a sentence: "the US military".

    In another language it is what the description says of it with its article ("the US
    military": "las fuerzas armadas de EE. UU."), else of the actor alone.
    """
    named = as_claimant(actor, dictionary.description.article_actors)
    said = dictionary.label("actor", named)
    spoken = dictionary.fields["actor"].say is not None
    return dictionary.label("actor", actor) if spoken and said == named else said
