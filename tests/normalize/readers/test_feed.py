"""Feeds: only full texts, and as much of a broken feed as can be read."""

from pathlib import Path

import pytest

from .documents import Outcome

TEXT = "The ferry to Skarn will sail again on Friday."


def rss(*items: str, namespaces: str = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"') -> str:
    return f'<rss version="2.0" {namespaces}><channel><title>Post</title>{"".join(items)}</channel></rss>'


def item(title: str, more: str = "") -> str:
    body = f"<content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded>"
    return f"<item><title>{title}</title>{more}{body}</item>"


@pytest.mark.parametrize(
    ("time", "day"),
    [
        ("Tue, 03 Mar 2026 23:30:00 -0500", "2026-03-03"),
        ("3 Mar 2026 10:00 GMT", "2026-03-03"),
        ("2026-03-03T23:30:00-05:00", "2026-03-03"),
        ("2026-03-03", "2026-03-03"),
        ("March 3, 2026", "2026-03-03"),
    ],
)
def test_the_day_is_the_one_that_is_written(time: str, day: str, tmp_path: Path) -> None:
    article = Outcome(tmp_path, "a.rss", rss(item("Ferry", f"<pubDate>{time}</pubDate>"))).article
    assert str(article.published) == day


def test_a_day_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    outcome = Outcome(tmp_path, "a.rss", rss(item("Ferry", "<pubDate>last week</pubDate>")))
    assert (outcome.article.published, outcome.codes) == (None, ["bad-value"])


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("<author>desk@post.example (Ann Reed)</author>", ("Ann Reed",)),
        ("<author>desk@post.example</author>", ()),
        ("<author>Ann Reed and Tom Ford</author>", ("Ann Reed", "Tom Ford")),
    ],
)
def test_authors_of_rss_are_mail_addresses_with_names(author: str, names: tuple[str, ...], tmp_path: Path) -> None:
    assert Outcome(tmp_path, "a.rss", rss(item("Ferry", author))).article.bylines == names


def test_names_of_other_vocabularies_are_not_taken_for_those_of_the_feed(tmp_path: Path) -> None:
    namespaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:i="http://itunes.example/podcast"'
    outcome = Outcome(tmp_path, "a.rss", rss(item("Ferry", "<i:title>Other</i:title>"), namespaces=namespaces))
    assert outcome.article.headline == "Ferry"


def test_a_prefix_that_nothing_declares_is_known_all_the_same(tmp_path: Path) -> None:
    outcome = Outcome(tmp_path, "a.rss", rss(item("Ferry"), namespaces=""))
    assert (outcome.article.text, outcome.codes) == (TEXT, ["malformed-markup"])


def test_a_feed_that_is_cut_off_gives_its_whole_items(tmp_path: Path) -> None:
    whole = rss(item("First ferry"), item("Second ferry"))
    outcome = Outcome(tmp_path, "a.rss", whole[: whole.rindex("<content:encoded>") + 30])
    assert outcome.ids[0] == "First-ferry"
    assert outcome.codes[0] == "malformed-markup"


def test_a_feed_that_declares_entities_is_not_read(tmp_path: Path) -> None:
    feed = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(item("&x;"))
    assert Outcome(tmp_path, "a.rss", feed).codes == ["entities-declared"]


def test_a_feed_of_many_items_and_long_names_is_read_in_time(tmp_path: Path) -> None:
    author = f"<author>{'a.' * 200_000}</author>"
    outcome = Outcome(tmp_path, "a.rss", rss(*["<item><title>Ferry</title></item>"] * 20_000, item("Last", author)))
    assert (len(outcome.codes), outcome.ids) == (20_000, ["Last"])


def test_xml_with_the_same_root_is_no_feed(tmp_path: Path) -> None:
    outcome = Outcome(tmp_path, "a.xml", "<feed><entry>One is enough for me.</entry></feed>")
    assert (outcome.articles, outcome.codes) == ([], ["unsupported-format"])
