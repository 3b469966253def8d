"""What became of a draft, told from what lies in the folders."""

from dataclasses import replace
from datetime import datetime, timedelta

from assistant.drafts.sighting import Sighting
from assistant.drafts.track import track
from assistant.model import DraftState, JournalEntry, MessageId, Role, Uid
from tests.drafts.desk_setting import BODY, MINUTE, NOON, waiting

TEXT = " ".join(BODY.split())
HOUR = timedelta(hours=1)


def seen(
    role: Role,
    *,
    uid: int = 1,
    at: datetime = NOON,
    message_id: str = "d1@brightline.example",
    token: bool = True,
    text: str = TEXT,
    flags: frozenset[str] = frozenset(),
    folder: str | None = None,
    in_reply_to: str = "ask1@kunde.example",
    subject: str = "Re: LED panels",
    to: str = "hans@kunde.example",
) -> Sighting:
    return Sighting(
        role=role,
        folder=folder or role.value.title(),
        uid=Uid(uid),
        flags=flags,
        message_id=MessageId(message_id),
        references=(MessageId("fu.1x9@brightline.example"), MessageId("ask1@kunde.example")) if token else (),
        in_reply_to=(MessageId(in_reply_to),),
        to=(to,),
        subject=subject,
        at=at,
        text=text,
    )


def after(entry: JournalEntry, *sightings: Sighting, minutes: int = 60, **news: datetime | None) -> JournalEntry:
    return track(entry, sightings, news.get("answered_at"), news.get("outbound_at"), NOON + minutes * MINUTE)


def test_nothing_happened_is_the_same_entry() -> None:
    assert after(waiting(), seen(Role.DRAFTS)) == waiting()


def test_text_in_sent_as_we_wrote_it_is_sent() -> None:
    sent = after(waiting(), seen(Role.SENT, uid=9, at=NOON + HOUR, text=TEXT.replace(" ", "\n")))

    assert (sent.state, sent.uid, sent.changed_at) == (DraftState.SENT, 9, NOON + HOUR)


def test_other_text_in_sent_is_sent_edited() -> None:
    assert after(waiting(), seen(Role.SENT, text="Dear Hans, call me")).state is DraftState.SENT_EDITED


def test_mail_without_any_of_our_ids_is_known_by_reply_and_recipient() -> None:
    sent = after(waiting(), seen(Role.SENT, at=NOON + HOUR, message_id="x@y", token=False))

    assert sent.state is DraftState.SENT


def test_mail_in_a_new_thread_is_known_by_subject_recipient_and_text() -> None:
    new = {"message_id": "x@y", "token": False, "in_reply_to": "other@kunde.example"}
    like = TEXT.replace("Mr Müller", "Hans")

    assert after(waiting(), seen(Role.SENT, at=NOON + HOUR, text=like, **new)).state is DraftState.SENT_EDITED  # type: ignore[arg-type]  # builder's keywords
    for other in ({"to": "other@kunde.example"}, {"subject": "Invoice 7"}, {"text": "Where is the container?"}):
        kept = after(waiting(), seen(Role.SENT, at=NOON + HOUR, **{"text": like, **new, **other}))  # type: ignore[arg-type]  # as above
        assert kept.state is DraftState.WAITING


def test_older_mail_to_the_same_customer_is_not_the_draft() -> None:
    old = seen(Role.SENT, at=NOON - HOUR, message_id="x@y", token=False)

    assert after(waiting(), old, seen(Role.DRAFTS)) == waiting()


def test_own_answer_beside_the_untouched_draft_withdraws_it_and_is_not_taken_for_it() -> None:
    own = seen(Role.SENT, uid=9, at=NOON + HOUR, message_id="x@y", token=False)
    wish = after(waiting(), own, seen(Role.DRAFTS), outbound_at=NOON + HOUR)

    assert (wish.state, wish.phase) == (DraftState.WAITING, "withdrawing")
    assert wish.notice == "another mail to the customer has been sent"


def test_answer_withdraws_the_untouched_draft() -> None:
    wish = after(waiting(), seen(Role.DRAFTS), answered_at=NOON + MINUTE)

    assert (wish.state, wish.phase, wish.notice) == (DraftState.WAITING, "withdrawing", "the customer has answered")


def test_answer_older_than_the_draft_changes_nothing() -> None:
    assert after(waiting(), seen(Role.DRAFTS), answered_at=NOON - MINUTE) == waiting()


def test_changed_draft_is_edited_and_stays_so_with_a_notice_when_the_customer_answers() -> None:
    changed = seen(Role.DRAFTS, uid=2, at=NOON + 20 * MINUTE, message_id="new@client.example")
    edited = after(waiting(), changed)
    noticed = after(edited, changed, minutes=90, answered_at=NOON + HOUR)

    assert (edited.state, edited.uid, edited.notice) == (DraftState.EDITED, 2, "")
    assert (noticed.state, noticed.phase) == (DraftState.EDITED, "")
    assert noticed.notice == "edited by you and left in Drafts: the customer has answered"


def test_draft_of_a_renumbered_folder_is_still_waiting_at_its_new_uid() -> None:
    moved = after(waiting(), seen(Role.DRAFTS, uid=77))

    assert (moved.state, moved.uid) == (DraftState.WAITING, 77)


def test_gone_for_two_passes_and_an_hour_is_discarded() -> None:
    once = after(waiting(), minutes=60)
    twice = after(once, minutes=119)
    thrice = after(twice, minutes=120)

    assert [one.state for one in (once, twice, thrice)] == [
        DraftState.WAITING,
        DraftState.WAITING,
        DraftState.DISCARDED,
    ]


def test_one_pass_after_a_day_is_not_enough_to_discard() -> None:
    assert after(waiting(), minutes=24 * 60).state is DraftState.WAITING


def test_draft_that_comes_back_is_not_missing_any_more() -> None:
    back = after(after(waiting(), minutes=10), seen(Role.DRAFTS), minutes=20)

    assert back == waiting()


def test_thrown_into_trash_is_discarded_after_the_same_grace() -> None:
    bin_ = seen(Role.TRASH, flags=frozenset({"\\Draft"}))
    once = after(waiting(), bin_)

    assert once.state is DraftState.WAITING
    assert after(once, bin_, minutes=121).state is DraftState.DISCARDED


def test_sent_and_then_deleted_from_sent_is_sent() -> None:
    assert after(waiting(), seen(Role.TRASH, at=NOON + HOUR)).state is DraftState.SENT


def test_draft_only_flagged_as_deleted_counts_as_gone() -> None:
    flagged = seen(Role.DRAFTS, flags=frozenset({"\\Deleted", "\\Draft"}))

    assert after(waiting(), flagged).missing_passes == 1


def test_sent_late_corrects_discarded() -> None:
    gone = replace(waiting(), state=DraftState.DISCARDED)

    assert after(gone, seen(Role.SENT, at=NOON + HOUR), minutes=300).state is DraftState.SENT


def test_answer_after_sending_is_answered() -> None:
    sent = after(waiting(), seen(Role.SENT, at=NOON + HOUR), minutes=61)
    early = after(sent, minutes=200, answered_at=NOON + 30 * MINUTE)
    late = after(sent, minutes=200, answered_at=NOON + 2 * HOUR)

    assert (early.state, late.state) == (DraftState.SENT, DraftState.ANSWERED)
    assert late.changed_at == NOON + 2 * HOUR


def test_copy_left_in_drafts_after_sending_is_told() -> None:
    sent = after(waiting(), seen(Role.SENT, at=NOON + HOUR), seen(Role.DRAFTS))

    assert (sent.state, sent.notice) == (DraftState.SENT, "sent, but a copy still lies in Drafts")


def test_draft_moved_into_a_folder_of_ours_is_not_missing() -> None:
    ours = seen(Role.OURS, folder="Followup/Send at best time")

    assert after(waiting(), ours, minutes=500) == waiting()


def test_draft_put_away_by_hand_is_withdrawn_and_one_put_back_is_the_users() -> None:
    away = after(waiting(), seen(Role.OURS, folder="Followup/Withdrawn"))
    back = after(away, seen(Role.DRAFTS, uid=5), minutes=90)

    assert (away.state, back.state) == (DraftState.WITHDRAWN, DraftState.EDITED)


def test_intended_draft_of_a_customer_who_answered_is_never_placed() -> None:
    intended = replace(waiting(), state=DraftState.PLACING, phase="intended", uid=None, placed_at=None)
    doubtful = replace(intended, phase="in_doubt", doubted_at=NOON)

    assert after(intended, answered_at=NOON + MINUTE).state is DraftState.WITHDRAWN
    assert after(doubtful, answered_at=NOON + MINUTE).phase == "unwanted"


def test_uncertain_draft_that_turns_up_in_sent_is_settled() -> None:
    asked = replace(waiting(), state=DraftState.UNCERTAIN, uid=None, placed_at=None, doubted_at=NOON)

    assert after(asked, seen(Role.SENT, at=NOON + HOUR)).state is DraftState.SENT
    assert after(asked, minutes=500) == asked
