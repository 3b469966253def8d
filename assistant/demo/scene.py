"""The demo's stage: files in a throw-away folder, the filled server, first reading, then the daemon until Ctrl+C.

Public: `staged`, `running_scene`, `running_pid`, `Scene`, `stage_time`, `materials`, `RULES`.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.almanac.holidays import is_working_day
from assistant.demo import server
from assistant.demo.seed import ME, mailbox
from assistant.errors import AssistantError

STAGE = Path(tempfile.gettempdir()) / f"followup-demo-{os.getuid()}"
STATE = STAGE / "scene.json"
MATERIALS = """\
- id: panel-price
  topic: price-update
  facts: {{product: LED panels, change: -4 %, reason: aluminium is cheaper this quarter, conditions: orders by {until}}}
  translations:
    de:
      product: LED-Panels
      reason: Aluminium ist in diesem Quartal günstiger
      conditions: Aufträge bis {day}.{month}.
    es:
      product: paneles LED
      reason: el aluminio está más barato este trimestre
      conditions: pedidos hasta el {day}/{month}
    ar:
      product: ألواح الإضاءة LED
      reason: انخفض سعر الألومنيوم في هذا الربع
      conditions: الطلبات حتى {day}/{month}
    tr:
      product: LED panellerimiz
      reason: alüminyum bu çeyrekte daha ucuz
      conditions: {day}.{month} tarihine kadar verilen siparişler
  from: {first}
  until: {last}
  products: [panel, BL-2031]
- id: sensor-version
  topic: product-update
  facts:
    product: our sensor, track and linear lights
    selling_point: dimmable without a separate driver
    status: in stock
  translations:
    fr:
      product: nos luminaires linéaires, sur rail et à détecteur
      selling_point: variation sans alimentation séparée
      status: disponibles en stock
    ja:
      product: センサーライト、トラックライト、リニアライト
      selling_point: 別置きの電源なしで調光が可能
      status: 在庫あり
  from: {first}
  until: {last}
  products: [sensor, track, linear]
- id: second-line
  topic: company-news
  facts: {{what: a second SMT line is running, means: lead time 18 instead of 25 days}}
  translations:
    de: {{what: unsere zweite SMT-Linie läuft, means: 18 statt 25 Tage Lieferzeit}}
    es: {{what: ya funciona nuestra segunda línea SMT, means: 18 días de producción en lugar de 25}}
    pt: {{what: nossa segunda linha SMT já está em operação, means: 18 dias de produção em vez de 25}}
    fr: {{what: notre deuxième ligne CMS est en service, means: 18 jours de production au lieu de 25}}
    zh: {{what: 第二条SMT生产线已经投产, means: 生产周期由25天缩短到18天}}
    ja: {{what: SMTの第二ラインが稼働を開始, means: 生産日数は25日から18日に短縮}}
    ar: {{what: بدأ العمل في خط SMT الثاني, means: مدة الإنتاج 18 يوماً بدلاً من 25}}
    tr: {{what: ikinci SMT hattımız devreye girdi, means: üretim süresi 25 gün yerine 18 gün}}
    pl: {{what: druga linia SMT już pracuje, means: 18 dni produkcji zamiast 25}}
  from: {first}
  until: {last}
"""
RULES = """\
# the demo's rules: the defaults, but every draft of the day at once
lead: 24 hours
limits: {open_drafts: 30, per_day: 30, first_day: 30, per_company_per_week: 2}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A running demo, as another terminal finds it."""

    port: int
    config: Path
    pid: int
    ahead: timedelta  # the demo's clock minus the real one

    def now(self) -> datetime:
        """Return the demo's present."""
        return datetime.now(UTC) + self.ahead


def stage_time(real: datetime) -> datetime:
    """Return the latest Wednesday or Thursday noon (UTC) that is a working day: follow-ups have no weekend windows."""
    day = real.astimezone(UTC)
    for _ in range(30):
        if day.weekday() in (2, 3) and is_working_day("DE", day.date()) and is_working_day("CN", day.date()):
            noon = day.replace(hour=12, minute=0, second=0, microsecond=0)
            if noon <= real:
                return noon
        day -= timedelta(days=1)
    return real


@contextmanager
def staged(say: Callable[[str], None]) -> Iterator[Scene]:
    """Give a filled server and the files of an installation that points at it; all gone afterwards."""
    if _alive(running_pid()):
        raise AssistantError(
            f"a demo runs already as process {running_pid()}", next_step="followup demo --act ..., or stop it"
        )
    _empty_stage()
    real = datetime.now(UTC)
    ahead = stage_time(real) - real
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, STAGE, ignore_errors=True)
        port = stack.enter_context(server.running(STAGE / "imap.log"))
        mails = mailbox(real + ahead)
        say(f"filling the mailbox of {ME['name']}: {len(mails)} mails ...")
        server.fill(port, mails)
        config = _write_files(port, real + ahead)
        scene = Scene(port=port, config=config, pid=os.getpid(), ahead=ahead)
        STATE.write_text(
            json.dumps({"port": port, "config": str(config), "pid": scene.pid, "ahead": ahead.total_seconds()})
        )
        yield scene


def running_scene() -> Scene:
    """Return the demo that runs in another terminal. Raises AssistantError when none does."""
    if not _alive(running_pid()):
        raise AssistantError("no demo is running", next_step="start it in another terminal: followup demo")
    told = json.loads(STATE.read_text())
    return Scene(
        port=told["port"], config=Path(told["config"]), pid=told["pid"], ahead=timedelta(seconds=told["ahead"])
    )


def running_pid() -> int | None:
    """Return the process id that the last demo noted, or None."""
    try:
        return int(json.loads(STATE.read_text())["pid"])
    except (OSError, ValueError, KeyError):
        return None


def _alive(pid: int | None) -> bool:
    if pid is None or pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def _empty_stage() -> None:
    """Make the throw-away folder anew. Its name is known to all of this machine: only a folder of our own is used."""
    try:
        STAGE.mkdir(mode=0o700)
    except FileExistsError:
        if STAGE.is_symlink() or STAGE.stat().st_uid != os.getuid():
            raise AssistantError(
                f"{STAGE} belongs to somebody else", next_step="set TMPDIR to a folder of yours"
            ) from None
        shutil.rmtree(STAGE, ignore_errors=True)  # a demo that was killed
        STAGE.mkdir(mode=0o700, exist_ok=True)


def _write_files(port: int, now: datetime) -> Path:
    secret = STAGE / "demo.secret"
    secret.touch(mode=0o600)
    secret.write_text(server.PASSWORD)
    imap = {
        "host": server.HOST, "port": port, "security": "none", "user": server.USER, "password": {"file": "demo.secret"},
    }  # fmt: skip
    config = {
        "me": ME,
        "mailboxes": [{"name": "demo", "imap": imap}],
        "poll": "1 minutes",
        "digest": {"at": "00:00", "by": "imap"},
        "command_folders": "yes",
        "database": "sqlite:///state/followup.db",
    }
    (STAGE / "config.yaml").write_text(json.dumps(config, ensure_ascii=False, indent=2), encoding="utf-8")
    (STAGE / "rules.yaml").write_text(RULES)
    (STAGE / "materials.yaml").write_text(materials(now), encoding="utf-8")
    return STAGE / "config.yaml"


def materials(now: datetime) -> str:
    """Return the seller's news as they stand on the demo's day: materials.yaml."""
    until = now + timedelta(days=30)
    days = {"until": f"{until.day} {until:%B}", "day": until.day, "month": until.month}
    return MATERIALS.format(first=(now - timedelta(days=20)).date(), last=until.date(), **days)
