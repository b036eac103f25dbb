"""The form of what became of an opportunity, between what was sent and what is shown.

New and known opportunities, their previews, and the ways to rearrange the form share it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from followup.actions import opportunities
from followup.actions.changes import Draft
from followup.actions.encounters import PersonMet, advice
from followup.actions.opportunities import Outcome, Rehearsal
from followup.domain.errors import Ambiguous, Invalid
from followup.domain.met import Candidate, Ending, Preset, Step, meant, steps
from followup.domain.values import DecisionKind, MetPlan, Part, ToldBy
from followup.forms.opportunities import MOST_PEOPLE, OpportunityForm, PersonForm
from followup.queries import suggestions
from followup.queries.opportunities import OpportunityPage
from followup.web import replies

NEW = "new"
_ROW = re.compile(r"people-([0-9]{1,2})-(\w+)", re.ASCII)
#: The company of a plan that is shown before one is named.
_UNNAMED = "this company"


@dataclass(frozen=True, slots=True)
class Row:
    """A person of the form as it is shown: who it may be (`choice`: an id, "new", or "" to be chosen), the plan.

    plans: the plans to choose from; none where no plan is asked for. changed: what the page does not show yet.
    """

    index: int
    form: PersonForm
    candidates: list[Candidate]
    choice: str
    offered: str
    plans: tuple[MetPlan, ...]
    thanks: bool
    advised: Preset
    plan: MetPlan
    thank_now: bool

    @property
    def is_asked(self) -> bool:
        """Whether a plan is to be shown for this row."""
        return bool(self.plans) and self.form.is_named

    @property
    def known_changed(self) -> bool:
        """Whether other people may be meant than the page shows."""
        return (self.form.offered.data or "") != self.offered

    @property
    def plan_changed(self) -> bool:
        """Whether another plan is preset than the page shows."""
        thanks = ("y" if self.advised.thank_now else "n") if self.thanks else ""
        wanted = (self.advised.plan.value, thanks) if self.is_asked else ("", "")
        return (self.form.advised.data or "", self.form.thank_advised.data or "") != wanted


@dataclass(frozen=True, slots=True)
class Shown:
    """The form with its rows and the plan that it makes; `trouble` where it makes none yet.

    is_waiting: the plan was not worked out yet.
    """

    form: OpportunityForm
    rows: list[Row]
    steps: list[Step]
    handed_over: list[str]
    trouble: str
    is_waiting: bool


def new(kind: DecisionKind) -> OpportunityForm:
    """The empty form for one ending."""
    rows = [{"part": Part.HIRING_MANAGER}, {"part": Part.PANEL}]
    return OpportunityForm(data={"decision": kind, "decided_on": replies.today(), "people": rows})


def again(page: OpportunityPage, kind: DecisionKind) -> OpportunityForm:
    """The form for what became of an opportunity that is here, with everybody met so far."""
    known = [
        {
            "name": met.name,
            "part": met.part,
            "contact": str(met.contact),
            "met": "y",
            "plan": met.plan if page.decisions else None,
        }
        for met in sorted(page.people, key=lambda met: met.encounter)
    ]
    return OpportunityForm(
        data={
            "decision": kind,
            "opportunity": page.id,
            "stage": page.stage,
            "decided_on": replies.today(),
            "people": known or [{"part": Part.HIRING_MANAGER}],
        }
    )


def kind_of(word: str, otherwise: DecisionKind = DecisionKind.TURNED_DOWN) -> DecisionKind:
    """The ending that a word means, `otherwise` for a word that is none."""
    return next((kind for kind in DecisionKind if kind.value == word), otherwise)


def sent(opportunity: int | None = None) -> tuple[OpportunityForm, bool]:
    """The form as sent, and whether it was only rearranged: another row, one row less, another ending, a look."""
    fields, count = _readable(request.form)
    form = OpportunityForm(fields)
    form.opportunity.data = opportunity if opportunity is not None else form.opportunity.data
    asked = request.form
    if "become" in asked:
        form.decision.data = kind_of(asked["become"], form.kind)
    if "another_person" in asked and count < MOST_PEOPLE:
        form.people.append_entry()
        _focus(form.people[-1].form)
    elif "remove" in asked and form.people.entries:
        _focus(form.people[-1].form)
    return form, bool(asked.keys() & {"another_person", "remove", "become", "preview"})


def _focus(row: PersonForm) -> None:
    row.name.render_kw = {"autofocus": True}


def _readable(given: MultiDict[str, str]) -> tuple[MultiDict[str, str], int]:
    """The fields with the rows numbered anew, without the one that is taken out; and how many there are."""
    rows: dict[int, list[tuple[str, str]]] = {}
    others = []
    for name, value in given.items(multi=True):
        # A part of a broken form may have no name.
        found = _ROW.fullmatch(name or "")
        if found:
            rows.setdefault(int(found[1]), []).append((found[2], value))
        elif name and not name.startswith("people-"):
            others.append((name, value))
    rows.pop(int(given["remove"]) if given.get("remove", "").isdecimal() else -1, None)
    numbered = [
        (f"people-{place}-{name}", value)
        for place, index in enumerate(sorted(rows))
        for name, value in rows[index]
    ]
    if not numbered:
        numbered = [("people-0-name", "")]
    return MultiDict([*others, *numbered]), len(rows)


def candidates(form: OpportunityForm, company: str) -> list[list[Candidate]]:
    """For each row, who is here and may be meant; nobody for a row that is settled."""
    return suggestions.people([_new_name(row.form) for row in form.people], company)


def _new_name(row: PersonForm) -> str:
    return "" if row.met.data else (row.name.data or "")[:200]


def choice(row: PersonForm, found: Sequence[Candidate]) -> tuple[str, str]:
    """Who it is (an id, "new", or "" where one must choose), and what is preset."""
    likely = meant(found, row.part.data or Part.OTHER)
    preset = "" if len(likely) > 1 else str(likely[0]) if likely else NEW
    given, shown = row.contact.data or "", row.offered.data or ""
    valid = given == NEW or given in {str(candidate.id) for candidate in found}
    chosen = valid and given != shown.rpartition(":")[2]
    return (given if chosen else preset), preset


def outcome(form: OpportunityForm, found: Sequence[Sequence[Candidate]], today: date) -> Outcome:
    """What the form says, as it is to be recorded."""
    fields = form.fill(today)
    end = Outcome(**fields).end
    rows = zip(form.people, found, strict=True)
    people = tuple(_person(form, row.form, known, end) for row, known in rows if row.form.is_named)
    return Outcome(**fields, people=people)


def _person(form: OpportunityForm, row: PersonForm, found: Sequence[Candidate], end: Ending) -> PersonMet:
    plan = row.chosen_plan()
    contact, is_new = row.chosen_contact(), False
    if not row.met.data:
        who, _ = choice(row, found)
        contact, is_new = (int(who) if who.isdecimal() else None), who == NEW and bool(found)
    return PersonMet(
        name=row.name.data or "",
        part=row.part.data or Part.OTHER,
        told_you=bool(row.told_you.data) and form.told_by() is ToldBy.PERSON,
        plan=plan if plan in _plans(form, end) else None,
        thank_now=row.chosen_thanks() if end is Ending.TOLD else None,
        contact=contact,
        is_new=is_new,
    )


def _plans(form: OpportunityForm, end: Ending) -> tuple[MetPlan, ...]:
    """The plans to choose from: one hello makes no sense after a silence."""
    return tuple(plan for plan in form.way.plans if plan is not MetPlan.ONE_HELLO or end is Ending.TOLD)


def look(form: OpportunityForm, company: str, is_waiting: bool = False) -> Shown:
    """The form with everything that follows from it so far. Nothing is changed, and what is missing is borne.

    is_waiting: leave the plan for later.
    """
    today = replies.today()
    found = candidates(form, company)
    said = outcome(form, found, today)
    told = said.told
    if told is ToldBy.PERSON and not any(person.told_you for person in said.people):
        told = ToldBy.LETTER
    people = tuple(
        replace(person, is_new=person.is_new or (person.contact is None and len(_likely(row, known)) > 1))
        for person, row, known in zip(said.people, form.named(), _of_named(form, found), strict=True)
    )
    lenient = replace(said, told=told, people=people, company=said.company.strip() or _UNNAMED)
    waits = is_waiting and bool(people)
    rehearsed, trouble = _rehearsed(form, lenient, None if waits else today)
    advised = iter(rehearsed.advised)
    rows = [
        _row(place, row.form, known, form, said.end, next(advised) if row.form.is_named else Preset())
        for place, (row, known) in enumerate(zip(form.people, found, strict=True))
    ]
    return Shown(form, rows, steps(rehearsed.outlooks), rehearsed.handed_over, trouble, waits)


def _likely(row: PersonForm, found: Sequence[Candidate]) -> list[int]:
    return meant(found, row.part.data or Part.OTHER)


def _of_named(form: OpportunityForm, found: Sequence[Sequence[Candidate]]) -> list[Sequence[Candidate]]:
    return [known for row, known in zip(form.people, found, strict=True) if row.form.is_named]


def _rehearsed(form: OpportunityForm, said: Outcome, today: date | None) -> tuple[Rehearsal, str]:
    """What it would plan (without a day: only what is preset), or what keeps it from that."""
    alone = advice(said.people, said.stage, said.end, False)
    if not said.people or today is None:
        return Rehearsal(alone, [], [], []), ""
    try:
        return opportunities.rehearse(said, today, form.opportunity.data), ""
    except (Invalid, Ambiguous) as error:
        return Rehearsal(alone, [], [], []), str(error)


def _row(
    index: int,
    row: PersonForm,
    found: list[Candidate],
    form: OpportunityForm,
    end: Ending,
    advised: Preset,
) -> Row:
    who, preset = choice(row, found)
    chosen, thanks = row.chosen_plan(), row.chosen_thanks()
    plans = _plans(form, end)
    return Row(
        index=index,
        form=row,
        candidates=found,
        choice=who,
        offered=f"{','.join(str(candidate.id) for candidate in found)}:{preset}" if found else "",
        plans=plans,
        thanks=end is Ending.TOLD,
        advised=advised,
        plan=chosen if chosen in plans and chosen is not None else advised.plan,
        thank_now=advised.thank_now if thanks is None else thanks,
    )


def save(
    form: OpportunityForm, act: Callable[[Outcome], Draft], known: OpportunityPage | None = None
) -> Response:
    """Record it and go to its page; or 422 and the same form, with the keyboard at what is not right."""
    found = candidates(form, known.company if known else form.company.data or "")
    if form.validate() and _settled(form, found):
        done = replies.attempt(form, lambda: act(outcome(form, found, replies.today())))
        if done:
            page_of = url_for(
                "opportunities.show", opportunity_id=done.answer["opportunity"], done=done.change
            )
            return redirect(page_of, 303)
    form.point()
    return make_response(page(form, known), 422)


def _settled(form: OpportunityForm, found: Sequence[Sequence[Candidate]]) -> bool:
    """Whether it is clear who everybody is."""
    clear = True
    for row, known in zip(form.people, found, strict=True):
        if row.form.is_named and not row.form.met.data and choice(row.form, known)[0] == "":
            row.form.contact.errors = ["Choose who it is, or somebody else."]
            clear = False
    return clear


def page(form: OpportunityForm, known: OpportunityPage | None = None, is_waiting: bool = False) -> str:
    """The whole page, or the form alone for htmx. known: the opportunity that is here, if it is one."""
    shown = look(form, known.company if known else form.company.data or "", is_waiting)
    new, later = "opportunities.create", "decisions.create"
    action = url_for(later, opportunity_id=known.id) if known else url_for(new)
    template = "opportunities/_new.html" if replies.is_htmx() else "opportunities/new.html"
    return render_template(
        template, shown=shown, form=form, opportunity=known, action=action, today=replies.today()
    )
