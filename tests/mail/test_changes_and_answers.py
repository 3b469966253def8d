"""The comparisons and the readers of answer lines, as pure functions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.mail.answers import Line, compact, expand, fetched, finish, internal_date, tokens
from assistant.mail.changes import by_listing, by_window, needs_uids, unchanged
from assistant.mail.mailbox import FolderState, Held
from assistant.mail.outline import attachments_of, is_multipart
from assistant.mail.quirks import PROVIDERS, guesses, provider_for


def state(exists: int, uidnext: int | None, modseq: int | None = None, validity: int = 7) -> FolderState:
    return FolderState(uidvalidity=validity, uidnext=uidnext, exists=exists, highestmodseq=modseq)


@pytest.mark.parametrize(
    ("then", "now", "same"),
    [
        (state(3, 9), state(3, 9), True),
        (state(3, 9), state(3, 10), False),  # one came, one left
        (state(3, 9), state(2, 9), False),
        (state(3, 9, 5), state(3, 9, 5), True),
        (state(3, 9, 5), state(3, 9, 6), False),  # a flag
        (state(3, 9, 5), state(3, 9), True),  # CONDSTORE was lost: numbers still prove it
        (state(3, None), state(3, None), False),  # without UIDNEXT nothing is proved
        (state(3, 9), state(3, 9, validity=8), False),
        (None, state(0, 1), False),
    ],
)
def test_states_prove_that_nothing_changed(then: FolderState | None, now: FolderState, same: bool) -> None:
    assert unchanged(Held(state=then), now) is same


def test_watched_flags_need_more_than_equal_counts() -> None:
    assert not unchanged(Held(state=state(3, 9), flags_of={}), state(3, 9))


@pytest.mark.parametrize(
    ("then", "now", "needed"),
    [
        (state(3, 9), state(5, 11), False),
        (state(3, 9), state(3, 9), False),
        (state(3, 9), state(4, 11), True),  # perhaps one left, perhaps it came and left
        (state(3, 9), state(2, 9), True),
        (None, state(2, 9), True),
        (state(3, None), state(3, 9), True),
    ],
)
def test_held_uids_are_needed_only_when_something_may_have_left(
    then: FolderState | None, now: FolderState, needed: bool
) -> None:
    assert needs_uids(then, now) is needed


UIDS = st.frozensets(st.integers(1, 60))


@given(held=UIDS, present=UIDS)
def test_listing_difference_turns_what_we_hold_into_what_is_there(
    held: frozenset[int], present: frozenset[int]
) -> None:
    difference = by_listing(Held(state=None, uids=held), present)

    assert (held | set(difference.fetch)) - set(difference.gone) == present
    assert list(difference.fetch) == sorted(difference.fetch, reverse=True)


@given(held=UIDS, present=UIDS, first=st.integers(1, 60))
def test_window_difference_agrees_with_a_full_listing(
    held: frozenset[int], present: frozenset[int], first: int
) -> None:
    present = frozenset(uid for uid in present if uid >= first) | frozenset(u for u in held & present if u < first)
    gone_below = {uid for uid in held if uid < first} - present
    mine = Held(state=state(1, first), uids=held)

    window = by_window(mine, first, {uid for uid in present if uid >= first}, gone_below)

    if held:
        assert window == by_listing(mine, present)


@given(st.sets(st.integers(1, 5000)))
def test_compact_sets_expand_to_what_they_were(uids: set[int]) -> None:
    assert (expand(compact(uids), 5000) if uids else set()) == uids


def test_expanding_never_makes_more_than_ever_was() -> None:
    assert expand("1:4294967295", 3) == {1, 2, 3}


@given(st.binary(max_size=80))
def test_garbage_is_a_value_error_and_nothing_else(text: bytes) -> None:
    for function in (tokens, lambda line: list(fetched([line])), lambda line: finish(line.text, [])):
        try:
            function(Line(b"* 1 FETCH (" + text))
            function(Line(text))
        except ValueError:
            pass


def test_a_mail_reads_the_same_in_whatever_order_the_server_names_its_items() -> None:
    usual = [
        b"UID 12",
        b"FLAGS (\\Seen $x)",
        b'INTERNALDATE "17-Jul-2024 02:44:25 +0000"',
        b"RFC822.SIZE 7",
        b"BODY[]<0> {7}",
    ]
    lines = [Line(b"* 3 FETCH (" + b" ".join(items) + b")", (b"a: b\r\n\r\n",)) for items in (usual, usual[::-1])]

    one, other = fetched(lines)

    assert one == other
    assert one[b"BODY[]"] == b"a: b\r\n\r\n"


def test_impossible_internal_dates_are_unknown() -> None:
    assert internal_date(b"31-Feb-2026 10:00:00 +0000") is None
    assert internal_date(b"yesterday") is None


def test_nested_outline_gives_attachments_with_decoded_names() -> None:
    structure = tokens(
        Line(
            b'((("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "8BIT" 12 1 NIL NIL NIL NIL)'
            b'("TEXT" "HTML" NIL NIL NIL "7BIT" 40 1 NIL NIL NIL NIL) "ALTERNATIVE" NIL NIL NIL NIL)'
            b'("IMAGE" "PNG" ("NAME" "logo.png") "<1@x>" NIL "BASE64" 780 NIL '
            b'("INLINE" ("FILENAME" "logo.png")) NIL NIL)'
            b'("APPLICATION" "PDF" ("NAME" "=?gb2312?B?sai827WlLnBkZg==?=") NIL NIL "BASE64" 7800 NIL NIL NIL NIL)'
            b'("APPLICATION" "X-XLS" NIL NIL NIL "BASE64" 78 NIL '
            b'("ATTACHMENT" ("FILENAME*0*" "utf-8\'\'Angebot%20" "FILENAME*1*" "M%C3%BCller.xls")) NIL NIL)'
            b' "MIXED" ("BOUNDARY" "b") NIL NIL NIL)'
        )
    )[0]

    found = [(a.name, a.type, a.size_bytes) for a in attachments_of(structure)]

    assert found == [("报价单.pdf", "application/pdf", 5700), ("Angebot Müller.xls", "application/x-xls", 57)]


def test_only_the_head_decides_whether_a_mail_has_parts() -> None:
    assert is_multipart(b"A: 1\r\nContent-Type:\r\n multipart/mixed; boundary=x\r\n\r\nx")
    assert not is_multipart(b"A: 1\r\n\r\nContent-Type: multipart/mixed\r\n")


def test_providers_are_found_by_domain_and_unknown_domains_are_guessed() -> None:
    foxmail, tenant = provider_for("FOXMAIL.com"), provider_for("brightline.onmicrosoft.com")

    assert foxmail is not None
    assert foxmail.imap.host == "imap.qq.com"
    assert tenant is not None
    assert tenant.auth == "microsoft"
    assert provider_for("brightline.example") is None
    assert guesses("brightline.example")[0][0].host == "imap.brightline.example"
    assert guesses("brightline.example")[1][0].host == "mail.brightline.example"
    netease = provider_for("163.com")
    assert netease is not None
    assert netease.imap.host == "imap.163.com"


def test_every_provider_is_reached_by_tls_and_no_domain_stands_twice() -> None:
    domains = [domain for provider in PROVIDERS for domain in provider.domains]

    assert len(domains) == len(set(domains))
    assert {provider.imap.security for provider in PROVIDERS} <= {"tls", "starttls"}
