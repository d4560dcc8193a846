"""One row an organization and one row a speaker over a whole corpus, with the articles that name them.

    with corpus_register(read_articles("annotated.jsonl")) as register:
        for organization in register.organizations(): ...

Rows of two articles are merged only on evidence, and the merged row says on which. The order of the articles changes
nothing. Memory does not grow with the corpus: rows wait in a temporary file.
"""

from ontherecord.register.entities import RegisteredOrganization, RegisteredSpeaker
from ontherecord.register.store import CorpusRegister, corpus_register
from ontherecord.register.tables import write_register

__all__ = ["CorpusRegister", "RegisteredOrganization", "RegisteredSpeaker", "corpus_register", "write_register"]
