import pytest

from analysis.texts.fields import Draft
from analysis.texts.leftovers import remove_leftovers

PROSE = [f"Paragraph number {number} says that the talks between the two leaders went on." for number in range(4)]


def cleaned(*paragraphs: str, **fields: str) -> Draft:
    return remove_leftovers(Draft(list(paragraphs), **fields))


@pytest.mark.parametrize(
    "leftover",
    [
        "Share on Facebook",
        "Share this article",
        "Facebook Twitter WhatsApp",
        "Sign up for our newsletter",
        "Subscribe to our newsletter!",
        "Follow us on Twitter",
        "Advertisement",
        "Story continues below advertisement",
        "Read more: Kim's armored train",
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
        "© 2023 The Daily Example. All rights reserved.",
        "Photo: Jane Doe / Example Agency",
        "This site uses cookies to improve your experience.",
        "Updated: September 14, 2023",
        "* * *",
        "Skip to content",
        "5 min read",
    ],
)
def test_a_leftover_of_the_page_is_removed_with_a_reason(leftover):
    draft = cleaned(*PROSE[:2], leftover, *PROSE[2:])
    assert draft.paragraphs == PROSE
    assert [(text, bool(reason)) for text, reason in draft.removed] == [(leftover, True)]


@pytest.mark.parametrize(
    "prose",
    [
        "Comments on the deal were few.",
        "Responses on Chinese social media were harsh.",
        "Other news from Pyongyang was grim.",
        "Popular content on Weibo praised the visit.",
        "Top stories in Pyongyang praised the army.",
        "Copyright law in China protects nobody, the lawyers said.",
        "Posted to Moscow in 1999, he learned Russian.",
        "Monday saw 12 people die in Kyiv.",
        "Follow him into the tunnel and you see what Russia built.",
        "Share prices fell in Shanghai.",
        "Print was dead in Russia.",
        "Related sanctions hit China.",
        "Search teams found the wreck.",
        "Photographs of the train show armour.",
        "News of the visit spread.",
        "He said: no.",
        "Why?",
    ],
)
def test_a_short_sentence_of_prose_is_no_leftover(prose):
    assert cleaned(*PROSE, prose, *PROSE).paragraphs == [*PROSE, prose, *PROSE]


def test_prose_is_kept_as_it_is():
    assert cleaned(*PROSE).paragraphs == PROSE


def test_a_long_paragraph_is_prose_whatever_it_starts_with():
    long = "Share on Facebook the news that " + "the talks went on and " * 40 + "on."
    assert cleaned(*PROSE, long).paragraphs == [*PROSE, long]


def test_readers_comments_below_the_article_go_with_their_heading():
    draft = cleaned(*PROSE, "3 comments", "Great piece!", "What rubbish.")
    assert draft.paragraphs == PROSE
    assert [text for text, _ in draft.removed] == ["3 comments", "Great piece!", "What rubbish."]


def test_a_list_of_other_articles_at_the_top_takes_nothing_of_the_article_with_it():
    assert cleaned("Related articles", *PROSE).paragraphs == PROSE


def test_an_article_that_goes_on_below_a_list_of_others_is_not_cut_off():
    long = [f"Paragraph {number}. " + "The talks went on for hours and hours. " * 12 for number in range(4)]
    assert cleaned(*PROSE, "Related articles", *long).paragraphs == [*PROSE, *long]


def test_nothing_is_lost_every_paragraph_is_kept_or_listed_as_removed():
    paragraphs = ["By Jane Doe", *PROSE, "Share on Facebook", "Leave a Reply", "Well said!", "John Roe"]
    draft = cleaned(*paragraphs)
    assert sorted([*draft.paragraphs, *(text for text, _ in draft.removed)]) == sorted(paragraphs)


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By Jane Doe and John Roe", "Jane Doe and John Roe"),
        ("by Choe Sang-Hun", "Choe Sang-Hun"),
        ("By JANE DOE", "JANE DOE"),
        ("By Jane Doe | September 15, 2023", "Jane Doe"),
        ("Written by Ursula von der Leyen", "Ursula von der Leyen"),
        ("By José Ñandú O’Brien", "José Ñandú O’Brien"),
    ],
)
def test_a_byline_gives_the_author(byline, author):
    draft = cleaned(byline, *PROSE)
    assert (draft.author, draft.paragraphs) == (author, PROSE)


def test_a_byline_below_leftovers_is_found():
    assert cleaned("Home", "Advertisement", "5 min read", "* * *", "By Jane Doe", *PROSE).author == "Jane Doe"


def test_two_names_below_the_article_are_both_taken():
    assert cleaned(*PROSE, "Jane Doe", "John Roe").paragraphs == PROSE


def test_a_byline_may_give_the_date():
    assert cleaned("By Jane Doe | September 15, 2023", *PROSE).date == "2023-09-15"


def test_a_byline_without_a_date_gives_none():
    assert cleaned("By Jane Doe | Moscow", *PROSE).date is None


def test_a_time_of_day_in_a_byline_is_no_date():
    assert cleaned("By Jane Doe | 18:20", *PROSE).date is None


def test_a_byline_does_not_overrule_what_the_file_says():
    draft = cleaned("By Jane Doe | 15 September 2023", *PROSE, author="The Desk", date="2023-09-14")
    assert (draft.author, draft.date) == ("The Desk", "2023-09-14")


@pytest.mark.parametrize(
    "prose",
    [
        "By New Year, Russia had lost 300 tanks.",
        "By Monday Night, the train had crossed the border.",
        "By Friday the talks were over.",
        "By then Kim had left.",
    ],
)
def test_a_sentence_that_begins_with_by_is_no_byline(prose):
    assert cleaned(prose, *PROSE).paragraphs == [prose, *PROSE]


def test_a_name_alone_below_the_article_is_its_author():
    draft = cleaned(*PROSE, "Jane Doe")
    assert (draft.author, draft.paragraphs) == ("Jane Doe", PROSE)


def test_only_leftovers_leave_nothing():
    assert cleaned("Home", "Share on Facebook", "Advertisement", "Subscribe").paragraphs == []


@pytest.mark.parametrize(
    "paragraph", ["By " + "A-" * 30000, "By " + "Aa " * 30000, "By " + "Aa, " * 30000, "A" * 90000]
)
def test_a_huge_paragraph_is_looked_at_quickly(paragraph):
    assert cleaned(*PROSE[:3], paragraph).paragraphs == [*PROSE[:3], paragraph]
