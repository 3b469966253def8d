"""Secrets: from the one place that the config names, fetched anew at every login, never from another place.

Public: `password_of`, `token_of`, `sign_in_to_microsoft`. `Any` is what msal hands over; it dies here.
"""

import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.errors import SecretMissing
from assistant.mail.account import Account, Secret

COMMAND_SECONDS = 30  # a password command that asks a person hangs in a daemon (imapfilter#291)
_MICROSOFT = "https://login.microsoftonline.com/common"
_MICROSOFT_SCOPE = ["https://outlook.office365.com/IMAP.AccessAsUser.All", "https://outlook.office365.com/SMTP.Send"]


def password_of(secret: Secret | None, account: str, user: str) -> str:
    """Return the password or token text. Raises SecretMissing, which says what to do; nothing else is tried then."""
    if secret is None:
        raise SecretMissing(
            f"mailbox {account}: no password is configured",
            next_step="add password: {file: PATH} (or env, command, keyring, credential) to the mailbox",
        )
    found = _SOURCES[secret.source](secret, account, user).rstrip("\r\n")
    if not found:
        raise SecretMissing(f"mailbox {account}: the password from {secret} is empty", next_step=f"fill in {secret}")
    return found


def token_of(account: Account) -> str:
    """Return an OAuth 2 access token for XOAUTH2. Raises SecretMissing when the user has to sign in.

    With a configured secret (usually a command that prints a token) that one is used, for any provider. Without:
    Microsoft by msal and its token cache, filled once by the device flow of `followup init`; Google offers no device
    flow for mail, so it needs the command.
    """
    if account.password is not None:
        return password_of(account.password, account.name, account.user)
    if account.auth != "microsoft":
        raise SecretMissing(
            f"mailbox {account.name}: no access token for {account.auth}",
            next_step="set password: {command: [...]} to a program that prints an access token, or use an app password",
        )
    return _microsoft_token(account)


def _from_file(secret: Secret, account: str, user: str) -> str:
    path = Path(secret.value).expanduser()
    try:
        mode = path.stat().st_mode
        if mode & (stat.S_IROTH | stat.S_IWOTH):
            raise SecretMissing(
                f"mailbox {account}: everybody on this machine can read the password file {path}",
                next_step=f"chmod 600 {path}",
            )
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise SecretMissing(
            f"mailbox {account}: the password file {path} cannot be read ({_reason(problem)})",
            next_step=f"write the password into {path} and chmod 600 it",
        ) from problem


def _from_environment(secret: Secret, account: str, user: str) -> str:
    found = os.environ.get(secret.value)
    if found is None:
        raise SecretMissing(
            f"mailbox {account}: the environment variable {secret.value} is not set",
            next_step=f"export {secret.value} before the start, or use password: {{file: PATH}}",
        )
    return found


def _from_command(secret: Secret, account: str, user: str) -> str:
    program = secret.command[0] if secret.command else ""
    hint = f"run the command yourself and see what it says: {program}"
    try:
        done = subprocess.run(
            secret.command, capture_output=True, timeout=COMMAND_SECONDS, stdin=subprocess.DEVNULL, check=False
        )
    except subprocess.TimeoutExpired as problem:
        raise SecretMissing(
            f"mailbox {account}: the password command took more than {COMMAND_SECONDS} seconds", next_step=hint
        ) from problem
    except (OSError, IndexError, ValueError) as problem:
        raise SecretMissing(
            f"mailbox {account}: the password command cannot be started ({_reason(problem)})", next_step=hint
        ) from problem
    if done.returncode != 0:
        raise SecretMissing(f"mailbox {account}: the password command ended with {done.returncode}", next_step=hint)
    return done.stdout.decode("utf-8", "replace").split("\n", 1)[0]  # first line, as pass(1) prints it


def _from_keyring(secret: Secret, account: str, user: str) -> str:
    try:
        import keyring
        import keyring.errors
    except ImportError as problem:
        raise SecretMissing(
            f"mailbox {account}: keyring support is not installed",
            next_step="pip install 'followup-assistant[keyring]', or use password: {file: PATH}",
        ) from problem
    try:
        found = keyring.get_password(secret.value, user)
    except (keyring.errors.KeyringError, RuntimeError) as problem:
        raise SecretMissing(
            f"mailbox {account}: no keyring can be used here ({type(problem).__name__})",
            next_step="on a machine without a desktop use password: {file: PATH} or {credential: NAME}",
        ) from problem
    if found is None:
        raise SecretMissing(
            f"mailbox {account}: the keyring holds nothing for {secret.value}",
            next_step=f"keyring set {secret.value} {user}",
        )
    return found


def _from_credential(secret: Secret, account: str, user: str) -> str:
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    if not folder:
        raise SecretMissing(
            f"mailbox {account}: systemd gave us no credentials folder",
            next_step=f"add LoadCredential={secret.value}:PATH to the unit and start it by systemd",
        )
    path = Path(folder) / secret.value
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise SecretMissing(
            f"mailbox {account}: the credential {secret.value} cannot be read ({_reason(problem)})",
            next_step=f"add LoadCredential={secret.value}:PATH to the unit",
        ) from problem


def _given(secret: Secret, account: str, user: str) -> str:
    return secret.value


_SOURCES = {
    "file": _from_file,
    "env": _from_environment,
    "command": _from_command,
    "keyring": _from_keyring,
    "credential": _from_credential,
    "text": _given,  # never from a config file: the loader refuses bare strings; tests and the demo use it
}


def _microsoft_token(account: Account) -> str:
    application, cache, path = _microsoft(account)
    known = application.get_accounts(username=account.user) or application.get_accounts()
    result = application.acquire_token_silent(_MICROSOFT_SCOPE, account=known[0]) if known else None
    _keep(cache, path)
    if not result or "access_token" not in result:
        raise SecretMissing(
            f"mailbox {account.name}: Microsoft wants you to sign in", next_step="followup init (signs in by a code)"
        )
    return str(result["access_token"])


def sign_in_to_microsoft(account: Account, show: Callable[[str], None]) -> None:
    """Run the device flow: `show(text)` gets what the user must do in a browser. Raises SecretMissing."""
    application, cache, path = _microsoft(account)
    flow = application.initiate_device_flow(scopes=_MICROSOFT_SCOPE)
    if "message" not in flow:
        raise SecretMissing(f"mailbox {account.name}: Microsoft offers no sign-in ({flow.get('error', 'no reason')})")
    show(flow["message"])
    result = application.acquire_token_by_device_flow(flow)
    _keep(cache, path)
    if "access_token" not in result:
        raise SecretMissing(f"mailbox {account.name}: the sign-in failed ({result.get('error', 'no reason')})")


def _microsoft(account: Account) -> tuple[Any, Any, Path]:
    try:
        import msal
    except ImportError as problem:
        raise SecretMissing(
            f"mailbox {account.name}: OAuth support is not installed",
            next_step="pip install 'followup-assistant[oauth]'",
        ) from problem
    if not account.client_id or account.state_dir is None:
        raise SecretMissing(
            f"mailbox {account.name}: the OAuth application is not configured",
            next_step="set client_id to your organisation's registered application, or use a token command",
        )
    path = account.state_dir / f"microsoft-{account.name}.json"
    cache = msal.SerializableTokenCache()
    if path.exists():
        cache.deserialize(path.read_text())
    return msal.PublicClientApplication(account.client_id, authority=_MICROSOFT, token_cache=cache), cache, path


def _keep(cache: Any, path: Path) -> None:
    if cache.has_state_changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(cache.serialize())


def _reason(problem: Exception) -> str:
    return (problem.strerror or type(problem).__name__) if isinstance(problem, OSError) else type(problem).__name__
