"""Findings: what is noteworthy or wrong in the data, each under a stable code.

A code is `OTR` and three digits: 0xx reading and normalizing raw articles; 1xx files; 2xx schema; 3xx the record in
itself; 4xx the corpus; 5xx rights and release; 6xx annotation; 7xx what the validator did itself; 8xx putting text
back, keeping out what was withdrawn, and exports. A code never changes its meaning.
"""

import difflib
import enum

import msgspec

from ontherecord.errors import UsageError


class Severity(enum.StrEnum):
    """`error` makes a command end with exit code 1; `warning` and `info` do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Finding(msgspec.Struct, frozen=True):
    """One problem at one place.

    Attributes:
        code: stable code with its slug, such as `OTR301-dangling-speaker`.
        severity: how bad it is.
        message: what is wrong, with the offending value cut short.
        hint: how to mend it.
        file: path of the file as it was given.
        line: line in the file, from 1.
        pointer: JSON pointer (RFC 6901) into the record.
        article: id of the article.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    file: str | None = None
    line: int | None = None
    pointer: str | None = None
    article: str | None = None


class Code(msgspec.Struct, frozen=True):
    """A kind of finding: number, slug, severity, what it means and how to mend it."""

    number: str
    slug: str
    severity: Severity
    meaning: str
    hint: str

    def __str__(self) -> str:
        return f"{self.number}-{self.slug}"

    def finding(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        pointer: str | None = None,
        article: str | None = None,
    ) -> Finding:
        """A finding of this kind."""
        return Finding(str(self), self.severity, message, self.hint, file, line, pointer, article)


_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

UNREADABLE_FILE = Code(
    "OTR001", "unreadable-file", _ERROR, "A file cannot be read.", "Mend its permissions or remove it."
)
EMPTY_FILE = Code("OTR002", "empty-file", _ERROR, "A file holds nothing but blanks.", "Copy the article anew.")
BINARY_FILE = Code("OTR003", "binary-file", _ERROR, "A file is not text.", "Save the article as plain text.")
UNSUPPORTED_FORMAT = Code(
    "OTR004", "unsupported-format", _ERROR, "A file is in a format without a reader.", "Save the article as plain text."
)
NO_BODY = Code(
    "OTR005",
    "no-body",
    _ERROR,
    "Nothing is left of a file without its headline, byline and boilerplate.",
    "Copy the article anew, with its body.",
)
LINK_NOT_FOLLOWED = Code(
    "OTR006",
    "link-not-followed",
    _WARNING,
    "A symbolic link inside a folder is not followed.",
    "Put the file itself there, or name it on the command line.",
)
NOT_AN_ARTICLE = Code(
    "OTR007",
    "not-an-article",
    _INFO,
    "A source sheet or README that was named on the command line is not read as an article.",
    "Nothing to mend: a sheet describes the files beside it.",
)
DOCUMENT_TOO_LARGE = Code(
    "OTR008",
    "document-too-large",
    _ERROR,
    "A document is larger than any article; it was not read.",
    "Split it, or give it in a format that is read piece by piece, such as JSON Lines.",
)
NESTED_TOO_DEEP = Code(
    "OTR009",
    "nested-too-deep",
    _ERROR,
    "An archive holds archives in archives, deeper than they are opened.",
    "Unpack it and give the files.",
)
ENCODING_GUESSED = Code(
    "OTR011",
    "encoding-guessed",
    _INFO,
    "A file is not UTF-8; its encoding was guessed.",
    "Check accents and quotation marks, or save the file as UTF-8.",
)
TEXT_REPAIRED = Code(
    "OTR012",
    "text-repaired",
    _INFO,
    "Characters that were decoded in a wrong encoding were put right.",
    "Check the repaired passages against the page.",
)
LOST_CHARACTERS = Code(
    "OTR013",
    "lost-characters",
    _WARNING,
    "The text holds replacement characters: letters were lost before it came here.",
    "Copy the article anew.",
)
TEXT_TIDIED = Code(
    "OTR014",
    "text-tidied",
    _INFO,
    "Invisible characters, or line breaks and hyphens inside a paragraph, were taken out.",
    "Nothing to mend.",
)
TOKENS_JOINED = Code(
    "OTR015",
    "tokens-joined",
    _INFO,
    "A text that was cut into tokens by a program was put back as it is printed.",
    "Use the text as it was printed, if it can be had.",
)
BOILERPLATE_DROPPED = Code(
    "OTR021",
    "boilerplate-dropped",
    _INFO,
    "A line that belongs to the page and not to the article was left out.",
    "Nothing to mend, unless the line is part of the article.",
)
NO_PUBLICATION_DAY = Code(
    "OTR022",
    "no-publication-day",
    _WARNING,
    "The day of publication is unknown, so that relative dates cannot be resolved.",
    "Give `published` in the source sheet or `--published` on the command line.",
)
PUBLICATION_DAY_CONTRADICTED = Code(
    "OTR023",
    "publication-day-contradicted",
    _WARNING,
    "The page prints another day of publication than the metadata gives.",
    "Correct the wrong one.",
)
AMBIGUOUS_DAY = Code(
    "OTR024",
    "ambiguous-day",
    _WARNING,
    "The printed date can be read with the day or with the month first; it was not used.",
    "Give `published` in the source sheet.",
)
BAD_SHEET = Code(
    "OTR031",
    "bad-sheet",
    _ERROR,
    "A source sheet, or a line of it, cannot be read.",
    "Mend it: an object a line in JSONL, a header and as many cells in CSV.",
)
UNKNOWN_COLUMN = Code(
    "OTR032",
    "unknown-column",
    _WARNING,
    "Metadata has a name that is not known; it was not used.",
    "Mend its spelling.",
)
BAD_VALUE = Code(
    "OTR033", "bad-value", _ERROR, "A value of the metadata is not allowed; it was not used.", "Mend the value."
)
DUPLICATE_ROW = Code(
    "OTR034", "duplicate-row", _ERROR, "A source sheet has two rows for one file; the first counts.", "Remove one."
)
ROW_WITHOUT_FILE = Code(
    "OTR035",
    "row-without-file",
    _ERROR,
    "A source sheet has a row for a file that is not there.",
    "Correct the name, add the file or remove the row.",
)
TWO_SHEETS = Code(
    "OTR036",
    "two-sheets",
    _ERROR,
    "A folder has a source sheet as JSONL and one as CSV; the JSONL sheet counts.",
    "Keep one of them.",
)
FILE_WITHOUT_ROW = Code(
    "OTR037", "file-without-row", _WARNING, "A file has no row in the source sheet beside it.", "Add a row for it."
)
DISTRIBUTION_NOT_ALLOWED = Code(
    "OTR041",
    "distribution-not-allowed",
    _ERROR,
    "`distribution` is `full`, but no open licence is stated; the article stays `standoff`.",
    "State an open licence with its evidence, or narrow `distribution`.",
)
UNKNOWN_LICENSE = Code(
    "OTR042",
    "unknown-license",
    _WARNING,
    "A licence is not in the table of known licences; it counts as closed.",
    "Use the SPDX identifier of the licence.",
)
ID_CHANGED = Code(
    "OTR043",
    "id-changed",
    _WARNING,
    "The id of an article was changed to make it safe or unique.",
    "Give each article an `id` of its own in the source sheet.",
)
BAD_ROW = Code(
    "OTR051",
    "bad-row",
    _ERROR,
    "A row of a table cannot be read, or has more or fewer cells than the table has columns; it was left out.",
    "Mend the row: quote cells that hold the separator, a line end or a quotation mark.",
)
ROW_WITHOUT_TEXT = Code(
    "OTR052",
    "row-without-text",
    _WARNING,
    "A row of a table has no text; it was left out.",
    "Give the text of the article, or remove the row.",
)
NO_TEXT_COLUMN = Code(
    "OTR053",
    "no-text-column",
    _ERROR,
    "No column of a table is known as the text of the article, or a column that `--map` names is not there.",
    "Name the columns with `--map`, such as `--map text=body,published=date`.",
)
UNUSED_COLUMNS = Code(
    "OTR054",
    "unused-columns",
    _INFO,
    "Columns of a table tell nothing that an article record has room for.",
    "Nothing to mend, unless one of them is a field under another name: give it with `--map`.",
)
ALREADY_ARTICLES = Code(
    "OTR055",
    "already-articles",
    _ERROR,
    "The rows are article records of this program already; they were not read as raw articles.",
    "Give them to `ontherecord annotate`, or to `validate` and `publish` if they are annotated.",
)
DAMAGED_DOCUMENT = Code(
    "OTR056",
    "damaged-document",
    _ERROR,
    "A table or a document is damaged or cut off; what could be read of it was read.",
    "Copy or download it anew.",
)
PART_WITHOUT_ARTICLE = Code(
    "OTR057",
    "part-without-article",
    _ERROR,
    "A part of the export of a news database has no text of an article, as where only a citation was exported.",
    "Export it anew as full text, or remove it.",
)
LANGUAGE_DETECTED = Code(
    "OTR061",
    "language-detected",
    _INFO,
    "Nothing tells the language of an article; by its words it is not English.",
    "Nothing to mend, unless it is wrong: then give `language` in the source sheet or `--language`.",
)
LANGUAGE_CONTRADICTED = Code(
    "OTR062",
    "language-contradicted",
    _WARNING,
    "An article is by its words in another language than its metadata give.",
    "Correct the language, which decides whether the article is annotated.",
)
STORY_COPY = Code(
    "OTR071",
    "story-copy",
    _INFO,
    "An article is a copy of another one of the corpus, whole or in good part, as syndicated news is.",
    "Nothing to mend: `duplicates.canonical` is false, so that each story can be counted once.",
)
STORY_UPDATE = Code(
    "OTR072",
    "story-update",
    _INFO,
    "An article is a later version of another one by the same publisher, with paragraphs that are new.",
    "Nothing to mend: it shares the cluster of the first version.",
)
DAMAGED_CONTAINER = Code(
    "OTR081",
    "damaged-container",
    _ERROR,
    "Compressed data, an archive or a record of a crawl is damaged or cut off; what could be read of it was read.",
    "Copy or download it anew.",
)
ENCRYPTED_MEMBER = Code(
    "OTR082",
    "encrypted-member",
    _ERROR,
    "A member of an archive is encrypted; it was not read.",
    "Unpack the archive with its password and give the files.",
)
EXPANDS_TOO_FAR = Code(
    "OTR083",
    "expands-too-far",
    _ERROR,
    "Compressed data expand beyond anything that is news; the rest was not read.",
    "Remove it: such data are made to fill memory and disks. If it is honest, unpack it and give the files.",
)
ITEMS_LEFT_OUT = Code(
    "OTR084",
    "items-left-out",
    _INFO,
    "Items that are no articles, such as pictures, redirects or requests of a crawl, were left out.",
    "Nothing to mend, unless articles are among them.",
)
MALFORMED_MARKUP = Code(
    "OTR085",
    "malformed-markup",
    _ERROR,
    "A document, or a part of it, breaks the rules of its format, such as XML or JSON; it was not read.",
    "Export or download it anew.",
)
ENTITIES_DECLARED = Code(
    "OTR086",
    "entities-declared",
    _ERROR,
    "An XML document declares entities of its own, which can fetch files or fill memory; it was not read.",
    "Write the text of the entities in their places and remove their declarations.",
)
SUMMARY_ONLY = Code(
    "OTR087",
    "summary-only",
    _WARNING,
    "An item of a feed or of an agency has a headline and perhaps a summary, but no body; it was left out.",
    "Save the page of the article, or ask for the full text.",
)
NOT_PUBLISHED = Code(
    "OTR088",
    "not-published",
    _INFO,
    "An article is a draft, was withdrawn or never published; it was left out.",
    "Nothing to mend, unless it was published after all.",
)
MARKUP_DROPPED = Code(
    "OTR089",
    "markup-dropped",
    _INFO,
    "Parts of an article that are not its text, such as footnotes, tables and notices, were left out.",
    "Nothing to mend, unless some of them belong to the text.",
)

UNREADABLE_RECORD = Code(
    "OTR101", "unreadable-record", _ERROR, "A line is no article record.", "Mend the line or write the file anew."
)
NOT_UTF8 = Code("OTR102", "not-utf8", _ERROR, "A line is not UTF-8.", "Save the file as UTF-8.")
BYTE_ORDER_MARK = Code(
    "OTR103",
    "byte-order-mark",
    _ERROR,
    "A line starts with a byte order mark, at which JSON parsers stop.",
    "Save the file as UTF-8 without a byte order mark.",
)
DUPLICATE_KEY = Code(
    "OTR104",
    "duplicate-key",
    _ERROR,
    "A key stands more than once in one object; which value counts depends on the reader.",
    "Remove all but the right one.",
)
NOT_FINITE_NUMBER = Code(
    "OTR105",
    "not-finite-number",
    _ERROR,
    "A number is NaN or infinite, or too large for a float; JSON has no such number.",
    "Write the number, or null where it is unknown.",
)
LONE_SURROGATE = Code(
    "OTR106",
    "lone-surrogate",
    _ERROR,
    "A string has half a surrogate pair, which cannot be written as UTF-8.",
    "Mend the character, or make the record anew from its raw article.",
)
CARRIAGE_RETURN = Code(
    "OTR111",
    "carriage-return",
    _WARNING,
    "A line ends in a carriage return, as files from Windows do; checksums then depend on the machine.",
    "Save the file with line feeds alone.",
)
BLANK_LINE = Code(
    "OTR112", "blank-line", _WARNING, "A line has no record; some readers stop there.", "Remove the line."
)
NO_FINAL_NEWLINE = Code(
    "OTR113",
    "no-final-newline",
    _WARNING,
    "The last line has no line feed: the file may be cut off, and what is appended joins the last record.",
    "Check that nothing is lost, and end the file with a line feed.",
)
NO_RECORD = Code(
    "OTR114",
    "no-record",
    _ERROR,
    "A file has no record; `load_dataset` refuses a split with an empty file.",
    "Remove the file or write it anew.",
)
DAMAGED_GZIP = Code(
    "OTR115",
    "damaged-gzip",
    _ERROR,
    "A file ends in `.gz`, but is not gzip, or is damaged or cut off.",
    "Compress the file anew, or copy it anew.",
)
DAMAGED_ZSTD = Code(
    "OTR116",
    "damaged-zstd",
    _ERROR,
    "A file ends in `.zst`, but is not Zstandard, or is damaged or cut off.",
    "Compress the file anew, or copy it anew.",
)
CHECKSUM_DIFFERS = Code(
    "OTR121",
    "checksum-differs",
    _ERROR,
    "A file of a release is not the one whose checksum `SHA256SUMS` gives.",
    "Copy the release anew, or publish it anew; do not edit its files.",
)
LISTED_FILE_MISSING = Code(
    "OTR122",
    "listed-file-missing",
    _ERROR,
    "`SHA256SUMS` lists a file that the release has not.",
    "Copy the release anew, with all its files.",
)
UNLISTED_FILE = Code(
    "OTR123",
    "unlisted-file",
    _WARNING,
    "A release has a file that `SHA256SUMS` does not list.",
    "Remove the file, or publish the release anew.",
)
MALFORMED_CHECKSUM = Code(
    "OTR124",
    "malformed-checksum",
    _ERROR,
    "A line of `SHA256SUMS` is no SHA-256 with the path of a file of the release.",
    "Publish the release anew; do not edit the list.",
)

MISSING_KEY = Code(
    "OTR201",
    "missing-key",
    _ERROR,
    "A key is missing; every key is always present.",
    "Add the key: null for an unknown value, [] for an empty list.",
)
UNKNOWN_KEY = Code(
    "OTR202",
    "unknown-key",
    _ERROR,
    "An object has a key that the schema does not know.",
    "Mend its spelling, or remove it.",
)
WRONG_TYPE = Code(
    "OTR203",
    "wrong-type",
    _ERROR,
    "A value is not of the type that the schema gives.",
    "Give the value the type that the field table in `schema/README.md` names.",
)
VALUE_NOT_ALLOWED = Code(
    "OTR204",
    "value-not-allowed",
    _ERROR,
    "A value is none of those that the schema lists.",
    "Use one of the listed values.",
)
MALFORMED_VALUE = Code(
    "OTR205",
    "malformed-value",
    _ERROR,
    "A value does not have the form that the schema asks for, or lies outside its bounds.",
    "Write the value as the field table in `schema/README.md` describes it.",
)

DANGLING_SPEAKER = Code(
    "OTR301",
    "dangling-speaker",
    _ERROR,
    "A `speaker_id` refers to no speaker of the article.",
    "Add the speaker, or correct the id.",
)
DANGLING_ORGANIZATION = Code(
    "OTR302",
    "dangling-organization",
    _ERROR,
    "An `organization_id` refers to no organization of the article.",
    "Add the organization, or correct the id.",
)
DANGLING_DATE = Code(
    "OTR303",
    "dangling-date",
    _ERROR,
    "A `date_id` refers to no date of the article.",
    "Add the date, or correct the id.",
)
DANGLING_ANCHOR = Code(
    "OTR304",
    "dangling-anchor",
    _ERROR,
    "The anchor of a date is no other date of the article, or the day of publication, which is unknown.",
    "Correct the anchor, or make it null.",
)
DUPLICATE_LOCAL_ID = Code(
    "OTR305",
    "duplicate-local-id",
    _ERROR,
    "Two entries of one list have the same id.",
    "Give each its own id, and correct what refers to it.",
)
EMPTY_SPAN = Code(
    "OTR311",
    "empty-span",
    _ERROR,
    "A span ends where it starts, or before.",
    "Correct the offsets: `end` is the offset after the last code point.",
)
SPAN_OUTSIDE_TEXT = Code(
    "OTR312",
    "span-outside-text",
    _ERROR,
    "A span reaches beyond the end of the text.",
    "Correct the offsets; they count Unicode code points, not bytes or UTF-16 units.",
)
SPAN_TEXT_DIFFERS = Code(
    "OTR313",
    "span-text-differs",
    _ERROR,
    "The text of a span is not `text[start:end]`.",
    "Correct the offsets or the text; offsets count Unicode code points, not bytes or UTF-16 units.",
)
TEXT_IN_STANDOFF = Code(
    "OTR314",
    "text-in-standoff",
    _ERROR,
    "A row without text still has words of the article.",
    "Make headline, kicker, every nested text and the names of unnamed and document speakers null.",
)
TEXT_HASH_DIFFERS = Code(
    "OTR316",
    "text-hash-differs",
    _ERROR,
    "`text_sha256` is not the hash of the text.",
    "Undo the change of the text, or annotate the changed text anew.",
)
TEXT_NOT_NORMALIZED = Code(
    "OTR317",
    "text-not-normalized",
    _WARNING,
    "The text is not in Unicode NFC or has a carriage return; programs that normalize it move all offsets.",
    "Make the text with `ontherecord normalize`, and annotate it anew.",
)
PARAGRAPH_OVERLAP = Code(
    "OTR321",
    "paragraph-overlap",
    _ERROR,
    "A paragraph starts before the end of the one before it.",
    "Put the paragraphs in the order of the text, and correct their offsets.",
)
PARAGRAPH_GAP = Code(
    "OTR322",
    "paragraph-gap",
    _ERROR,
    "A stretch of the text belongs to no paragraph.",
    "Correct the offsets of the paragraphs; they cover the text but for the blank lines.",
)
MERGED_PARAGRAPHS = Code(
    "OTR323",
    "merged-paragraphs",
    _ERROR,
    "A paragraph has a blank line inside it.",
    "Split the paragraph at the blank line.",
)
OUT_OF_ORDER = Code(
    "OTR324",
    "out-of-order",
    _ERROR,
    "A list that follows the text is not in its order.",
    "Sort mentions, dates and quotations by their start.",
)
OVERLAPPING_ORGANIZATIONS = Code(
    "OTR325",
    "overlapping-organizations",
    _WARNING,
    "Two mentions of organizations share a stretch of the text.",
    "Keep the longer mention: a name inside another proper name is not annotated.",
)
REPEATED_QUOTATION = Code(
    "OTR326",
    "repeated-quotation",
    _WARNING,
    "Two quotations have the same span.",
    "Keep one; where words have two speakers, name the group that they form.",
)
OVERLAPPING_DATES = Code(
    "OTR327",
    "overlapping-dates",
    _WARNING,
    "Two temporal expressions share a stretch of the text.",
    "Keep the longer one: an expression inside another is not annotated.",
)
SPAN_CROSSES_PARAGRAPHS = Code(
    "OTR328",
    "span-crosses-paragraphs",
    _WARNING,
    "A span reaches over the end of its paragraph.",
    "Give each paragraph its own part; the parts of one quotation share a group.",
)
MALFORMED_TIMEX_VALUE = Code(
    "OTR331",
    "malformed-timex-value",
    _ERROR,
    "A value does not follow the syntax of TIMEX3, or names a day that the calendar does not have.",
    "Write it as the annotation guidelines list it, such as 2031-05-03, 2031-W18, P2D or PAST_REF.",
)
HALF_DATE_RANGE = Code(
    "OTR332",
    "half-date-range",
    _ERROR,
    "Only one of `earliest` and `latest` is given.",
    "Give both, or make both null.",
)
REVERSED_DATE_RANGE = Code(
    "OTR333",
    "reversed-date-range",
    _ERROR,
    "`earliest` is after `latest`.",
    "Exchange them, or correct the wrong one.",
)
DATE_RANGE_DIFFERS = Code(
    "OTR334",
    "date-range-differs",
    _ERROR,
    "`earliest` and `latest` are not the first and last day that the value covers.",
    "Correct the value or the days; for a value without a place in the calendar both are null.",
)
TIMEX_TYPE_DIFFERS = Code(
    "OTR335",
    "timex-type-differs",
    _WARNING,
    "The type of a temporal expression does not fit its value.",
    "Correct one: a length of time is DURATION or SET, a time of day TIME or SET, a day or period DATE or SET.",
)
PUBLICATION_BASIS_DIFFERS = Code(
    "OTR341",
    "publication-basis-differs",
    _ERROR,
    "A day of publication has no basis, or a basis has no day.",
    "Say where the day was found; without a day the basis is `unknown`.",
)
PUBLICATION_PRECISION_DIFFERS = Code(
    "OTR342",
    "publication-precision-differs",
    _ERROR,
    "The precision does not fit the day of publication.",
    "Without a day make it null; with `month` or `year` give the first day of that period.",
)
LONE_GROUP_MEMBER = Code(
    "OTR351",
    "lone-group-member",
    _ERROR,
    "A group of quotations has only one member.",
    "Make the group null, or give it to the other parts too.",
)
SAID_AFTER_PUBLICATION = Code(
    "OTR352",
    "said-after-publication",
    _WARNING,
    "Something is quoted that is said after the day of publication.",
    "Check the date of the quotation and the day of publication.",
)
UNMARKED_DIRECT_QUOTATION = Code(
    "OTR353",
    "unmarked-direct-quotation",
    _WARNING,
    "A direct quotation does not stand between quotation marks.",
    "Check its span and kind; marks lost in layout are right as they are.",
)
SILENT_SPEAKER = Code(
    "OTR354",
    "silent-speaker",
    _WARNING,
    "A speaker has no quotation.",
    "Remove the speaker, or correct the `speaker_id` of its quotations.",
)
DISTANT_CUE = Code(
    "OTR355",
    "distant-cue",
    _WARNING,
    "The cue or source of a quotation stands more than one paragraph away from every part of its group.",
    "Check cue and source; a floating quotation has none.",
)
MISSING_LAYER = Code(
    "OTR361",
    "missing-layer",
    _ERROR,
    "There are annotations of a layer, but no entry in `layers` that tells who made them.",
    "Add the entry.",
)
DUPLICATE_LAYER = Code(
    "OTR362", "duplicate-layer", _ERROR, "A layer has two entries in `layers`.", "Keep the right one."
)
REVIEW_INCOMPLETE = Code(
    "OTR363",
    "review-incomplete",
    _WARNING,
    "A layer does not tell consistently whether, when and by whom it was reviewed.",
    "Give `reviewed_on` and `reviewers` exactly where `reviewed` is true.",
)

DUPLICATE_ARTICLE_ID = Code(
    "OTR401",
    "duplicate-article-id",
    _ERROR,
    "Two articles of the corpus have the same id.",
    "Give each an id of its own; remove an article that stands twice.",
)
DUPLICATE_TEXT = Code(
    "OTR402",
    "duplicate-text",
    _WARNING,
    "Two articles have the same text, and do not share a cluster in `duplicates`.",
    "Remove one, or mark both as copies.",
)
SPLIT_LEAK = Code(
    "OTR403",
    "split-leak",
    _WARNING,
    "An article has the same text, or nearly the same, as one in another split.",
    "Put both into one split, or remove one: what a model has seen in training does not test it.",
)
CONTRADICTORY_WIKIDATA = Code(
    "OTR404",
    "contradictory-wikidata",
    _WARNING,
    "A speaker has another Wikidata id than the speaker of the same name and kind elsewhere in the corpus.",
    "Correct the wrong id; where two parties share the name, say so in the baseline.",
)
SPLIT_CHANGED = Code(
    "OTR405",
    "split-changed",
    _ERROR,
    "An article stands in another split than in the earlier release.",
    "Put it back: results on a split can be compared only while its articles stay.",
)
TOMBSTONE_RETURNED = Code(
    "OTR406",
    "tombstone-returned",
    _ERROR,
    "An article that was withdrawn is back, under its id or with its text.",
    "Remove the article; `tombstones.jsonl` tells why it was withdrawn.",
)
MALFORMED_TOMBSTONE = Code(
    "OTR407",
    "malformed-tombstone",
    _ERROR,
    "A line of the list of withdrawn articles does not tell what was withdrawn and why.",
    "Write an object with `id`, `text_sha256` (one of the two may be null) and `reason`.",
)

TEXT_NOT_ALLOWED = Code(
    "OTR501",
    "text-not-allowed",
    _ERROR,
    "An article is to be published with its text, but states no open licence.",
    "State an open licence with its evidence, or make `distribution` `standoff` or `withheld`.",
)
NO_EVIDENCE = Code(
    "OTR502",
    "no-evidence",
    _WARNING,
    "An article is to be published with its text, but nothing tells where its licence is stated.",
    "Say in `evidence` where the licence is stated: an address, a passage of the page, a letter.",
)
NO_ATTRIBUTION = Code(
    "OTR503",
    "no-attribution",
    _WARNING,
    "An article is to be published with its text without the line of credit that its licence asks for.",
    "Write the line into `attribution`: who made the text, and its licence.",
)
MALFORMED_LICENSE = Code(
    "OTR504",
    "malformed-license",
    _ERROR,
    "A licence is no SPDX expression.",
    "Use the identifiers of https://spdx.org/licenses, joined by AND or OR, or a name that begins with `LicenseRef-`.",
)
TEXT_IN_RELEASE = Code(
    "OTR511",
    "text-in-release",
    _ERROR,
    "A release has the text of an article that is not distributed with its text.",
    "Withdraw the release, and publish it anew with this program.",
)
WITHHELD_IN_RELEASE = Code(
    "OTR512",
    "withheld-in-release",
    _ERROR,
    "A release has an article that is withheld.",
    "Withdraw the release, and publish it anew with this program.",
)
CARD_FIGURES_DIFFER = Code(
    "OTR521",
    "card-figures-differ",
    _ERROR,
    "The card of a release gives another number of rows than its data have.",
    "Publish the release anew; do not edit the front matter of its card.",
)
MALFORMED_CARD = Code(
    "OTR522",
    "malformed-card",
    _ERROR,
    "The front matter of the card of a release cannot be read.",
    "Publish the release anew; do not edit the front matter of its card.",
)
PARQUET_DIFFERS = Code(
    "OTR523",
    "parquet-differs",
    _ERROR,
    "A Parquet file of a release does not hold what follows from its JSON Lines.",
    "Publish the release anew, so that both are made of the same articles.",
)
DAMAGED_PARQUET = Code(
    "OTR524",
    "damaged-parquet",
    _ERROR,
    "A Parquet file of a release cannot be read.",
    "Copy the release anew, or publish it anew.",
)
COMPRESSED_COPY_DIFFERS = Code(
    "OTR525",
    "compressed-copy-differs",
    _ERROR,
    "A compressed file of a release is no copy of the file beside it.",
    "Publish the release anew.",
)

NO_TEXT = Code(
    "OTR601",
    "no-text",
    _WARNING,
    "An article without text cannot be annotated; it passes unchanged.",
    "Give the text, or put it back into a standoff record first.",
)
NOT_ENGLISH = Code(
    "OTR602",
    "not-english",
    _WARNING,
    "The annotator reads English only; an article in another language passes unchanged.",
    "Correct `language` if the article is English.",
)
MALFORMED_GAZETTEER_ROW = Code(
    "OTR603",
    "malformed-gazetteer-row",
    _ERROR,
    "A row of a user's table of organizations cannot be used; the other rows are.",
    "Mend the row; docs/organizations.md describes the columns.",
)
UNCLOSED_QUOTATION_MARK = Code(
    "OTR604",
    "unclosed-quotation-mark",
    _INFO,
    "A quotation mark is opened and never closed; the quotation is taken to end with its paragraph.",
    "Look where the words of the speaker end; put the mark into the raw article if its source has it.",
)

UNREADABLE_GOLD = Code(
    "OTR611",
    "unreadable-gold",
    _ERROR,
    "A gold file has no line `---` between header and body, or a line of its header cannot be read.",
    "Write the header as `docs/gold-format.md` tells.",
)
MALFORMED_TAG = Code(
    "OTR612",
    "malformed-tag",
    _ERROR,
    "A tag of a gold file cannot be read.",
    "Write it as `docs/gold-format.md` tells; a brace of the text itself has a backslash before it.",
)
UNCLOSED_TAG = Code(
    "OTR613",
    "unclosed-tag",
    _ERROR,
    "A tag of a gold file is never closed.",
    "Put `}` after the last word of the tag.",
)
UNDEFINED_ID = Code(
    "OTR614",
    "undefined-id",
    _ERROR,
    "A gold file refers to a party, a quotation or a date that it does not define.",
    "Define it in the header or by a tag, or correct the id.",
)
ID_DEFINED_TWICE = Code(
    "OTR615",
    "id-defined-twice",
    _ERROR,
    "A gold file defines an id twice, or gives a quotation two cues or two sources.",
    "Give each its own id, and each quotation at most one cue and one source.",
)
UNKNOWN_LABEL = Code(
    "OTR616",
    "unknown-label",
    _ERROR,
    "A quotation in a gold file has a label that there is not.",
    "Correct its spelling; `docs/gold-format.md` lists the labels.",
)
SOURCE_DIFFERS = Code(
    "OTR617",
    "source-differs",
    _ERROR,
    "The source of a quotation in a gold file is a mention of another speaker than the quotation has.",
    "Correct the speaker of the one or of the other.",
)
LABEL_DIFFERS = Code(
    "OTR618",
    "label-differs",
    _WARNING,
    "A label of a quotation in a gold file does not fit what else is annotated, or is missing beside it.",
    "Add or remove the label, or correct cue, source, group or kind of the speaker.",
)
UNUSED_PARTY = Code(
    "OTR619",
    "unused-party",
    _WARNING,
    "The header of a gold file has a party that is never tagged in the body.",
    "Tag its mentions, or remove its line.",
)
NAME_NOT_IN_TEXT = Code(
    "OTR620",
    "name-not-in-text",
    _WARNING,
    "The name of a party in a gold file does not stand in the body.",
    "Write the name as the article prints it, without title.",
)
IDS_OUT_OF_ORDER = Code(
    "OTR621",
    "ids-out-of-order",
    _INFO,
    "The ids of a gold file do not count 1, 2, 3 in the order of their first tags.",
    "Nothing must be done; in order they are easier to read.",
)
UNTAGGED_NAME = Code(
    "OTR622",
    "untagged-name",
    _INFO,
    "A name that a gold file tags in one place stands untagged in another.",
    "Tag it, unless it is part of another proper name.",
)
REVIEW_UNDATED = Code(
    "OTR623",
    "review-undated",
    _INFO,
    "A gold file does not tell who annotated it, or when it was last gone through.",
    "Add the lines `annotator:` and `reviewed: YYYY-MM-DD` to its header.",
)
GOLD_TEXT_DIFFERS = Code(
    "OTR624",
    "gold-text-differs",
    _ERROR,
    "The body of a gold file without its tags is not the text of the normalized article.",
    "Correct the body; offsets are valid for the text as it is alone.",
)
GOLD_WITHOUT_ARTICLE = Code(
    "OTR625",
    "gold-without-article",
    _ERROR,
    "A gold file belongs to no article of the sources.",
    "Name it after the id of its article, or add the article.",
)
GOLD_UNCOMPARED = Code(
    "OTR626",
    "gold-uncompared",
    _WARNING,
    "Gold files were checked in themselves only: no raw article was there to compare them with.",
    "Put the raw articles beside them, or name their folder with `--raw`.",
)

ANNOTATION_NOT_CARRIED = Code(
    "OTR631",
    "annotation-not-carried",
    _ERROR,
    "A text changed under a reviewed annotation, and the words that it marks are gone.",
    "Annotate the new words by hand, or remove the annotation for good.",
)
CARRIED_OVER_A_CHANGE = Code(
    "OTR632",
    "carried-over-a-change",
    _WARNING,
    "A text changed within a reviewed annotation; its first and last words are there, so that it was carried over.",
    "Read the new words and see whether the annotation still holds.",
)
IMPORT_UNREADABLE = Code(
    "OTR633",
    "import-unreadable",
    _ERROR,
    "A file is not of the format of the annotation tool that it is read as.",
    "Export it anew from the tool, or name its format with `--format`.",
)
IMPORT_OF_OTHER_TEXT = Code(
    "OTR634",
    "import-of-other-text",
    _ERROR,
    "What comes back from an annotation tool belongs to no article, or to another text of it.",
    "Import into the articles that were exported, or carry the corrections over with `review carry` afterwards.",
)
IMPOSSIBLE_SPAN = Code(
    "OTR635",
    "impossible-span",
    _ERROR,
    "A span that comes back from an annotation tool is empty, outside of the text, or not where its words are.",
    "Mark the words anew in the tool.",
)
UNDECLARED_LABEL = Code(
    "OTR636",
    "undeclared-label",
    _ERROR,
    "A label or a value that comes back from an annotation tool is none of the schema.",
    "Use the labelling configuration that `review export` writes.",
)
BROKEN_RELATION = Code(
    "OTR637",
    "broken-relation",
    _ERROR,
    "A relation that comes back from an annotation tool has no label, or joins nothing, or what it cannot join.",
    "Draw it anew in the tool and give it a label.",
)
IMPORTED_TWICE = Code(
    "OTR638",
    "imported-twice",
    _ERROR,
    "An article, a mark or a relation comes back twice from an annotation tool.",
    "Remove one of them in the tool.",
)
UNSETTLED_GOLD = Code(
    "OTR639",
    "unsettled-gold",
    _ERROR,
    "A draft has a comment that names a disagreement of two annotators.",
    "Decide, annotate what holds, and remove the comment.",
)
GOLD_NOT_WRITTEN = Code(
    "OTR640",
    "gold-not-written",
    _ERROR,
    "An import cannot become a gold file: its marks cross, which tags cannot, or the gold file there has errors.",
    "Let one mark end where the other begins or ends, or mend the gold file; the imported record has everything.",
)

MENDED = Code(
    "OTR701",
    "mended",
    _INFO,
    "A record or a file was mended with `--fix`.",
    "Look through the changes, and keep them with the file.",
)
STALE_KNOWN_FINDING = Code(
    "OTR702",
    "stale-known-finding",
    _WARNING,
    "The baseline has an entry that no finding matches.",
    "Remove the entry: what it excused is mended.",
)
FINDINGS_LEFT_OUT = Code(
    "OTR703",
    "findings-left-out",
    _INFO,
    "More findings of one code were made than are listed.",
    "Raise `--max-per-code` to see them all.",
)
KNOWN_FINDINGS = Code(
    "OTR704",
    "known-findings",
    _INFO,
    "Findings that the baseline lists were left out.",
    "Mend what they are about when you can, and remove their entries.",
)

COPY_MISSING = Code(
    "OTR801",
    "copy-missing",
    _WARNING,
    "No copy has the bytes that a record without text was made of; the record stays without it.",
    "Save the article as it came from its source, without opening it in an editor.",
)
COPY_NORMALIZED_OTHERWISE = Code(
    "OTR802",
    "copy-normalized-otherwise",
    _WARNING,
    "A record without text was made by another version of the normalizer, so that its offsets need not fit here.",
    "Use the version of this program that made the release.",
)
COPY_TEXT_DIFFERS = Code(
    "OTR803",
    "copy-text-differs",
    _WARNING,
    "The bytes of a copy are those of the record, but not the text that comes of them; the record stays without text.",
    "Put the source sheet that tells headline and byline beside the copy.",
)
WITHDRAWN_LEFT_OUT = Code(
    "OTR811",
    "withdrawn-left-out",
    _WARNING,
    "An article that was withdrawn came in again, by its id, its text or its raw file, and was left out.",
    "Remove its raw file; `tombstones.jsonl` tells why it was withdrawn.",
)
ARTICLE_NOT_EXPORTED = Code(
    "OTR821",
    "article-not-exported",
    _WARNING,
    "An article without text, or that is not distributed with it, was left out of an export that holds words.",
    "If its licence allows it, state the licence and `distribution` `full` in its `rights`.",
)
ANNOTATION_NOT_EXPORTED = Code(
    "OTR822",
    "annotation-not-exported",
    _WARNING,
    "An annotation has no place in the form of an export and was left out of it; the article is there.",
    "Take the annotation from the JSON Lines, or choose a form that holds overlapping annotations, such as docbin.",
)
CHARACTER_REPLACED = Code(
    "OTR823",
    "character-replaced",
    _WARNING,
    "An article has characters that XML cannot hold; in the export each is U+FFFD, so that all offsets stay.",
    "Remove control characters from the raw article.",
)


def all_codes() -> tuple[Code, ...]:
    """Every code of the package, in order of its number."""
    return tuple(
        sorted((value for value in globals().values() if isinstance(value, Code)), key=lambda code: code.number)
    )


def find_code(name: str) -> Code:
    """The code with a number (`OTR301` or `301`), a slug (`dangling-speaker`) or both; case does not matter.

    Raises:
        UsageError: there is none.
    """
    wanted = name.strip().casefold()
    for code in all_codes():
        number = code.number.casefold()
        if wanted in (number, number.removeprefix("otr"), code.slug, str(code).casefold()):
            return code
    close = difflib.get_close_matches(wanted, [code.slug for code in all_codes()], n=1)
    guess = f"; did you mean {close[0]}?" if close else ""
    raise UsageError(f"there is no finding code {name!r}{guess}")
