"""What is known of mail providers, as data: servers by address domain, how to log in, and their traps.

`init` asks `provider_for` first and tries `guesses` else. Sources: Thunderbird's ISPDB (2026-03-12) for most rows; 163,
126, yeah, QQ and Gmail observed by many clients (ecosystem.md section 3). Rows marked unverified come from providers'
help pages at second hand.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where a service listens."""

    host: str
    port: int
    security: str  # tls or starttls


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One provider of mailboxes."""

    name: str
    domains: tuple[str, ...]
    imap: Server
    smtp: Server
    auth: str = "password"  # password, or the provider name of `auth: oauth2`
    user: str = "address"  # address, or local part (the part before the @)
    hint: str = ""  # what to tell the user about the password
    quirks: tuple[str, ...] = ()  # what the transport meets there; all are handled
    verified: bool = True


def _tls(imap: str, smtp: str) -> tuple[Server, Server]:
    return Server(host=imap, port=993, security="tls"), Server(host=smtp, port=465, security="tls")


def _mixed(imap: str, smtp: str) -> tuple[Server, Server]:
    return Server(host=imap, port=993, security="tls"), Server(host=smtp, port=587, security="starttls")


_CODE = "log in on the web, switch IMAP on, and use the authorisation code shown there in place of the password"
_APP = "make an app password in the account's security settings and use it in place of the password"
_NETEASE = (
    "wants ID before any folder is opened",
    "no IDLE: polled",
    "no MOVE, no CONDSTORE",
    "localised folder names",
)


def _row(
    name: str,
    domains: str,
    servers: tuple[Server, Server],
    *,
    auth: str = "password",
    user: str = "address",
    hint: str = "",
    quirks: tuple[str, ...] = (),
    verified: bool = True,
) -> Provider:
    return Provider(
        name=name,
        domains=tuple(domains.split()),
        imap=servers[0],
        smtp=servers[1],
        auth=auth,
        user=user,
        hint=hint,
        quirks=quirks,
        verified=verified,
    )


PROVIDERS: tuple[Provider, ...] = (
    _row("NetEase 163", "163.com", _tls("imap.163.com", "smtp.163.com"), hint=_CODE, quirks=_NETEASE),
    _row(
        "NetEase VIP 163",
        "vip.163.com",
        _tls("imap.vip.163.com", "smtp.vip.163.com"),
        hint=_CODE,
        quirks=_NETEASE,
        verified=False,
    ),
    _row("NetEase 126", "126.com", _tls("imap.126.com", "smtp.126.com"), hint=_CODE, quirks=_NETEASE),
    _row("NetEase yeah", "yeah.net", _tls("imap.yeah.net", "smtp.yeah.net"), hint=_CODE, quirks=_NETEASE),
    _row("NetEase 188", "188.com", _tls("imap.188.com", "smtp.188.com"), hint=_CODE, quirks=_NETEASE, verified=False),
    _row(
        "NetEase enterprise",
        "qiye.163.com",
        _tls("imap.qiye.163.com", "smtp.qiye.163.com"),
        hint=_CODE,
        quirks=_NETEASE,
        verified=False,
    ),
    _row(
        "QQ Mail",
        "qq.com vip.qq.com foxmail.com",
        _tls("imap.qq.com", "smtp.qq.com"),
        hint=_CODE,
        quirks=("SEARCH is wrong",),
    ),
    _row(
        "Tencent Exmail",
        "exmail.qq.com",
        _tls("imap.exmail.qq.com", "smtp.exmail.qq.com"),
        hint=_CODE,
        quirks=("SEARCH is wrong",),
        verified=False,
    ),
    _row(
        "Aliyun",
        "aliyun.com",
        _tls("imap.aliyun.com", "smtp.aliyun.com"),
        hint=_APP,
        quirks=("SEARCH is wrong",),
        verified=False,
    ),
    _row(
        "Aliyun enterprise",
        "mxhichina.com qiye.aliyun.com",
        _tls("imap.qiye.aliyun.com", "smtp.qiye.aliyun.com"),
        quirks=("SEARCH is wrong",),
        verified=False,
    ),
    _row("China Mobile 139", "139.com", _tls("imap.139.com", "smtp.139.com"), hint=_CODE, verified=False),
    _row("China Telecom 189", "189.cn", _tls("imap.189.cn", "smtp.189.cn"), hint=_CODE, verified=False),
    _row("Sina", "sina.com sina.cn", _tls("imap.sina.com", "smtp.sina.com"), hint=_CODE, verified=False),
    _row("Sohu", "sohu.com", _tls("imap.sohu.com", "smtp.sohu.com"), hint=_CODE, verified=False),
    _row("21CN", "21cn.com", _tls("imap.21cn.com", "smtp.21cn.com"), hint=_CODE, verified=False),
    _row(
        "Gmail",
        "gmail.com googlemail.com",
        _tls("imap.gmail.com", "smtp.gmail.com"),
        hint="switch 2-step verification on and make an app password, or use auth: google with a token command",
        quirks=("All Mail holds every mail again", "localised folder names", "draft ids change on edit"),
    ),
    _row(
        "Outlook.com",
        "outlook.com hotmail.com live.com msn.com outlook.de hotmail.de hotmail.fr hotmail.co.uk live.co.uk",
        _mixed("outlook.office365.com", "smtp-mail.outlook.com"),
        auth="microsoft",
        hint="Microsoft accepts only OAuth 2: you sign in with a code in the browser",
        quirks=("no keywords", "IDLE ends after hours"),
    ),
    _row(
        "Microsoft 365",
        "onmicrosoft.com",
        _mixed("outlook.office365.com", "smtp.office365.com"),
        auth="microsoft",
        hint="Microsoft accepts only OAuth 2: you sign in with a code in the browser",
        quirks=("no keywords", "IDLE ends after hours"),
    ),
    _row(
        "Yahoo",
        "yahoo.com ymail.com rocketmail.com yahoo.co.uk yahoo.de yahoo.fr yahoo.es yahoo.it yahoo.com.br yahoo.in",
        _tls("imap.mail.yahoo.com", "smtp.mail.yahoo.com"),
        hint=_APP,
    ),
    _row("AOL", "aol.com", _tls("imap.aol.com", "smtp.aol.com"), hint=_APP),
    _row("Zoho", "zoho.com zohomail.com", _tls("imap.zoho.com", "smtp.zoho.com"), hint=_APP),
    _row("Zoho Europe", "zoho.eu zohomail.eu", _tls("imap.zoho.eu", "smtp.zoho.eu"), hint=_APP),
    _row("Zoho India", "zoho.in zohomail.in", _tls("imap.zoho.in", "smtp.zoho.in"), hint=_APP, verified=False),
    _row(
        "Yandex",
        "yandex.com yandex.ru ya.ru yandex.by yandex.kz",
        _tls("imap.yandex.com", "smtp.yandex.com"),
        hint=_APP,
    ),
    _row("Mail.ru", "mail.ru inbox.ru list.ru bk.ru internet.ru", _tls("imap.mail.ru", "smtp.mail.ru"), hint=_APP),
    _row(
        "iCloud",
        "icloud.com me.com mac.com",
        _mixed("imap.mail.me.com", "smtp.mail.me.com"),
        user="local part",
        hint=_APP,
        quirks=("IMAP user is the part before the @",),
    ),
    _row(
        "Fastmail",
        "fastmail.com fastmail.fm",
        _tls("imap.fastmail.com", "smtp.fastmail.com"),
        hint=_APP + " (with write access)",
        verified=False,
    ),
    _row(
        "GMX",
        "gmx.de gmx.net gmx.at gmx.ch",
        _tls("imap.gmx.net", "mail.gmx.net"),
        hint="switch IMAP on in the settings",
    ),
    _row("GMX international", "gmx.com", _tls("imap.gmx.com", "mail.gmx.com"), hint="switch IMAP on in the settings"),
    _row("WEB.DE", "web.de", _tls("imap.web.de", "smtp.web.de"), hint="switch IMAP on in the settings"),
    _row(
        "T-Online",
        "t-online.de",
        _tls("secureimap.t-online.de", "securesmtp.t-online.de"),
        hint="use the e-mail password of the customer centre",
    ),
    _row("Orange", "orange.fr wanadoo.fr", _tls("imap.orange.fr", "smtp.orange.fr")),
    _row("Libero", "libero.it", _tls("imapmail.libero.it", "smtp.libero.it"), hint=_APP),
    _row("Naver", "naver.com", _tls("imap.naver.com", "smtp.naver.com"), hint="switch IMAP on in the settings"),
    _row("Daum", "daum.net hanmail.net", _tls("imap.daum.net", "smtp.daum.net"), hint="switch IMAP on in the settings"),
    _row(
        "Rediffmail Pro", "rediffmailpro.com", _tls("imap.rediffmailpro.com", "smtp.rediffmailpro.com"), verified=False
    ),
)

_BY_DOMAIN = {domain: provider for provider in PROVIDERS for domain in provider.domains}


def provider_for(address_domain: str) -> Provider | None:
    """Return the provider of an address's domain (any case), None where it is not in the table."""
    domain = address_domain.strip().rstrip(".").lower()
    found = _BY_DOMAIN.get(domain)
    if found is None and domain.endswith(".onmicrosoft.com"):
        return _BY_DOMAIN["onmicrosoft.com"]
    return found


def guesses(address_domain: str) -> tuple[tuple[Server, Server], ...]:
    """Return (imap, smtp) pairs worth trying for a company's own domain, likeliest first; TLS only."""
    domain = address_domain.strip().rstrip(".").lower()
    return (
        _tls(f"imap.{domain}", f"smtp.{domain}"),
        _tls(f"mail.{domain}", f"mail.{domain}"),
        _mixed(f"imap.{domain}", f"smtp.{domain}"),
        _mixed(f"mail.{domain}", f"mail.{domain}"),
        _tls(domain, domain),
    )


def files_sent_itself(smtp_host: str) -> bool:
    """Return whether a server puts what it sends into Sent by itself: Gmail does, and a second copy would stay."""
    return smtp_host.lower().rstrip(".") in {"smtp.gmail.com", "smtp.googlemail.com"}
