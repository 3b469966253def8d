"""Where passwords come from: the one named place, and a clear word when it has none."""

import sys
from pathlib import Path

import pytest

from assistant.errors import SecretMissing
from assistant.mail.account import Account, Secret
from assistant.mail.login import password_of, token_of


def ask(secret: Secret | None) -> str:
    return password_of(secret, "lin", "lin@seller.example")


def test_file_gives_its_text_without_the_last_line_end(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("pa ss\n")
    file.chmod(0o600)

    assert ask(Secret(source="file", value=str(file))) == "pa ss"


def test_file_that_everybody_may_read_is_refused_with_the_command_that_mends_it(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("pa ss\n")
    file.chmod(0o644)

    with pytest.raises(SecretMissing, match="everybody") as caught:
        ask(Secret(source="file", value=str(file)))

    assert caught.value.next_step == f"chmod 600 {file}"


def test_missing_file_empty_file_and_unset_variable_name_themselves(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch(0o600)

    with pytest.raises(SecretMissing, match="No such file"):
        ask(Secret(source="file", value=str(tmp_path / "none")))
    with pytest.raises(SecretMissing, match="is empty"):
        ask(Secret(source="file", value=str(empty)))
    with pytest.raises(SecretMissing, match="FOLLOWUP_NOT_SET"):
        ask(Secret(source="env", value="FOLLOWUP_NOT_SET"))
    with pytest.raises(SecretMissing, match="no password is configured"):
        ask(None)


def test_command_is_run_at_every_login_and_its_first_line_counts(tmp_path: Path) -> None:
    count = tmp_path / "count"
    program = f"open({str(count)!r}, 'a').write('x'); print('first'); print('second')"
    secret = Secret(source="command", command=(sys.executable, "-c", program))

    assert (ask(secret), ask(secret)) == ("first", "first")
    assert count.read_text() == "xx"


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ((sys.executable, "-c", "import sys; print('not this'); sys.exit(3)"), "ended with 3"),
        (("/nowhere/pass", "show"), "cannot be started"),
        ((), "cannot be started"),
        ((sys.executable, "-c", ""), "is empty"),
    ],
)
def test_failing_command_stops_and_its_output_is_never_used(command: tuple[str, ...], says: str) -> None:
    with pytest.raises(SecretMissing, match=says):
        ask(Secret(source="command", command=command))


def test_systemd_credential_is_read_from_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "imap").write_text("secret\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))

    assert ask(Secret(source="credential", value="imap")) == "secret"
    with pytest.raises(SecretMissing, match="cannot be read"):
        ask(Secret(source="credential", value="other"))


def test_credential_without_systemd_and_keyring_without_desktop_say_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")

    with pytest.raises(SecretMissing) as credential:
        ask(Secret(source="credential", value="imap"))
    with pytest.raises(SecretMissing) as keyring:
        ask(Secret(source="keyring", value="followup"))

    assert "LoadCredential=imap" in credential.value.next_step
    assert "file" in keyring.value.next_step


def test_secrets_do_not_show_themselves() -> None:
    assert "hidden" not in repr(Account(name="lin", password=Secret(source="text", value="hidden")))


def test_access_token_comes_from_a_command_for_any_provider() -> None:
    secret = Secret(source="command", command=(sys.executable, "-c", "print('ya29.token')"))

    assert token_of(Account(name="lin", auth="google", user="lin@gmail.com", password=secret)) == "ya29.token"


@pytest.mark.parametrize(("auth", "hint"), [("google", "access token"), ("microsoft", "client_id")])
def test_missing_sign_in_says_how_to_get_one(auth: str, hint: str) -> None:
    with pytest.raises(SecretMissing) as caught:
        token_of(Account(name="lin", auth=auth, user="lin@seller.example"))

    assert hint in caught.value.next_step
