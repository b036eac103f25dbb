"""What is measured of each page and each write. A new page is one more line in `ASKS`."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count, cycle
from pathlib import Path
from statistics import median, quantiles
from uuid import uuid4

from sqlalchemy import event

from bench import people, servers
from bench.servers import Answer, Client, Server
from followup.db import db

ROW = re.compile(rb"<li[\s>]|<tr[\s>]")
STATED = {"Host": "localhost", "Sec-Fetch-Site": "same-origin"}
SENDING = count()
#: How many times the floor a list or a write may take, and should.
LIMIT, AIM = 2.0, 1.5


@dataclass(frozen=True)
class Ask:
    """A page to open, or a form to send. Filled in each time: {contact}, {number}, {before}, a day before this week.

    targeted: whether it has to stay near the floor (`LIMIT`, `AIM`). after: what is sent before each time, and not
    measured, so that nothing can be kept from the time before.
    """

    name: str
    path: str
    fields: Mapping[str, str] | None = None
    htmx: bool = False
    targeted: bool = False
    after: "Ask | None" = None


LETTER = {"channel": "email", "direction": "out", "day": "{before}"}
LOGGING = Ask("Logging a touchpoint", "/contacts/{contact}/touchpoints", LETTER, targeted=True)
ASKS = (
    Ask("This week", "/", targeted=True),
    Ask("This week, after a change", "/", after=LOGGING),
    Ask("Contacts", "/contacts", targeted=True),
    Ask("Contacts, after a change", "/contacts", after=LOGGING),
    Ask("Contacts, searched", "/contacts?q=mar", targeted=True),
    Ask("Contacts, searched after a change", "/contacts?q=mar", after=LOGGING),
    Ask("Everything, searched", "/search?q=mar"),
    Ask("Everything, searched after a change", "/search?q=mar", after=LOGGING),
    Ask("A contact", "/contacts/{contact}"),
    Ask("Quick add, the page", "/add"),
    Ask("Doors that opened", "/openings"),
    Ask("Promised", "/promises"),
    Ask("I have a new job, before", "/landing"),
    Ask("Check-ins", "/checkins"),
    Ask("Duplicates", "/duplicates"),
    Ask("Trash", "/trash"),
    LOGGING,
    Ask(
        "Logging, answered with this week",
        "/contacts/{contact}/touchpoints",
        {**LETTER, "back": "/"},
        htmx=True,
    ),
    Ask("Quick add", "/add", {"line": "Person {number} @ Company {number}, in 3 weeks"}, targeted=True),
)


@dataclass(frozen=True)
class Page:
    """What was measured of one ask. Times in ms and bytes at the middle size; `growth`: largest over smallest size."""

    ask: Ask
    statements: int
    p50: float
    p95: float
    smallest: float
    largest: float
    growth: float
    plain: int
    zipped: int
    ratio: float


@dataclass
class Visitor:
    """Asks one server the same thing again and again."""

    client: Client
    contacts: Iterator[int]
    today: date
    times: list[list[float]] = field(default_factory=list)

    def ask(self, ask: Ask) -> Answer:
        """Ask once, for somebody else than the last time. Raises ValueError where that was refused."""
        if ask.after:
            self.ask(ask.after)
        path, fields = filled(ask, next(self.contacts), self.today)
        answer = self.client.ask(path, fields, ask.htmx)
        if answer.status not in (200, 303):
            raise ValueError(f"{ask.name}: {path} answered {answer.status}")
        return answer

    def block(self, ask: Ask, times: int) -> None:
        """Ask some times in a row."""
        self.times.append([self.ask(ask).seconds for _ in range(times)])


def filled(ask: Ask, contact: int, today: date) -> tuple[str, dict[str, str] | None]:
    """Path and fields with somebody and some day in them."""
    names = {"contact": contact, "number": next(SENDING), "before": today - timedelta(8)}
    path = ask.path.format_map(names)
    if ask.fields is None:
        return path, None
    return path, {
        "request_id": uuid4().hex,
        **{name: text.format_map(names) for name, text in ask.fields.items()},
    }


def measured(folders: Mapping[int, Path], today: date, rounds: int, block: int) -> list[Page]:
    """Every ask at every size, in blocks that take turns with blocks to the floor."""
    with ExitStack() as stack:
        visitors = {
            size: Visitor(
                Client(stack.enter_context(servers.followup(folder)).url),
                contacts(folder, size, today),
                today,
            )
            for size, folder in folders.items()
        }
        ground = stack.enter_context(servers.floor(_middle(folders)))
        for visitor in visitors.values():
            stack.callback(visitor.client.close)
        return [_measure(ask, visitors, ground, folders, rounds, block) for ask in ASKS]


def _middle(folders: Mapping[int, Path]) -> Path:
    return folders[middle(folders)]


def middle(sizes: Mapping[int, Path]) -> int:
    """The size at which all is quoted that is quoted for one size."""
    return sorted(sizes)[len(sizes) // 2]


def contacts(folder: Path, size: int, today: date) -> Iterator[int]:
    """People outside the week, in turn, without end."""
    with people.open_app(folder, today).app_context():
        found = list(people.beside_the_week(size))
        db.engine.dispose()
    return cycle(found)


def _measure(
    ask: Ask,
    visitors: Mapping[int, Visitor],
    ground: Server,
    folders: Mapping[int, Path],
    rounds: int,
    block: int,
) -> Page:
    size = middle(folders)
    answer = visitors[size].ask(ask)
    beneath = Visitor(Client(ground.url), cycle([0]), visitors[size].today)
    low = like(ask, answer)
    turns = [(beneath, low), *((visitor, ask) for visitor in visitors.values())]
    for visitor, asked in turns:
        visitor.block(asked, block)
        visitor.times.clear()
    for number in range(rounds):
        # In turn from either end, so that nobody always comes after the same one.
        for visitor, asked in turns if number % 2 else reversed(turns):
            visitor.block(asked, block)
    beneath.client.close()
    every = {
        key: sorted(1000 * time for times in visitor.times for time in times)
        for key, visitor in visitors.items()
    }
    return Page(
        ask=ask,
        statements=statements(ask, folders[size], next(visitors[size].contacts), visitors[size].today),
        p50=median(every[size]),
        p95=quantiles(every[size], n=20)[-1],
        smallest=median(every[min(folders)]),
        largest=median(every[max(folders)]),
        growth=paired(visitors[max(folders)].times, visitors[min(folders)].times),
        plain=len(answer.body),
        zipped=len(answer.sent),
        ratio=paired(visitors[size].times, beneath.times),
    )


def like(ask: Ask, answer: Answer) -> Ask:
    """What the floor is asked: as many rows and bytes, after one durable insert where something was written."""
    rows = len(ROW.findall(answer.body))
    path = f"/{max(rows, 1)}/{len(answer.body)}" if answer.status == 200 else "/0/0"
    return Ask(f"the floor of {ask.name}", path, None if ask.fields is None else {})


def paired(times: list[list[float]], others: list[list[float]]) -> float:
    """The median, over the rounds, of how much longer one block took than its neighbour."""
    return median(sum(block) / sum(other) for block, other in zip(times, others, strict=True))


def statements(ask: Ask, folder: Path, contact: int, today: date) -> int:
    """How many SQL statements it sends, BEGIN and COMMIT left out."""
    app, sent = people.open_app(folder, today), []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
    path, fields = filled(ask, contact, today)
    headers = STATED | ({"HX-Request": "true"} if ask.htmx else {})
    send: Callable = app.test_client().get if fields is None else app.test_client().post
    answer = send(path, headers=headers, **({} if fields is None else {"data": fields}))
    if answer.status_code not in (200, 303):
        raise ValueError(f"{ask.name}: {path} answered {answer.status_code}")
    with app.app_context():
        db.engine.dispose()
    return len(sent)
