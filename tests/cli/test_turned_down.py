"""`followup turned-down`: the decision, the people met, and the plan that it makes."""

import json

import pytest


def row(output, name):
    return next(line for line in output.splitlines() if line.startswith(name))


def test_it_works(cli):
    output = cli.turned_down()
    assert output.startswith("Recorded: Staff Engineer at Northwind, with 2 people.\n")
    assert "23 November  then 23 December" in row(output, "Marta Weiss")
    assert "Marta told you today." in row(output, "Marta Weiss")
    assert "27 December  then it is up to them" in row(output, "Jo Park")
    assert output.endswith("To undo: followup undo 1\n")


def test_the_worked_example(cli):
    cli.turned_down()

    def dates(day):
        plans = [cli.json("plan", who, day=day) for who in ("Marta", "Jo")]
        return [plan["moved_to"] or plan["due_on"] for plan in plans]

    assert dates("2026-11-22") == ["2026-11-23", "2026-12-27"]
    cli.ok("log", "Marta", day="2026-11-23")
    assert dates("2026-11-23") == ["2026-12-23", "2027-01-06"]
    cli.ok("log", "Marta", day="2026-12-23")
    assert dates("2026-12-23") == ["2027-02-21", "2027-01-06"]
    cli.ok("log", "Jo", day="2027-01-06")
    assert dates("2027-01-06") == ["2027-02-21", None]


def test_five_weeks_later_is_in_due(cli):
    cli.turned_down()
    week = cli.json("due", "--on", "2026-12-27")
    assert [person["name"] for person in week["due"]] == ["Marta Weiss"]
    assert week["due"][0]["due_on"] == "2026-12-27"
    assert week["later"] == 1


def test_a_thank_you_to_one_hello_is_the_hello(cli):
    people = ("--met", "Marta:hiring_manager", "--met", "Jo:panel")
    output = cli.ok("turned-down", "Dev @ Northwind", *people, "--thank", "jo")
    assert "23 November  the thank-you is the hello" in row(output, "Jo")
    assert "then 23 December" in row(output, "Marta")


def test_a_colleague_who_comes_up_before_is_considered(cli):
    cli.ok("add", "Ruth Hall @ Northwind, in 4 weeks")
    output = cli.turned_down()
    assert "Ruth" not in output
    assert "3 January 2027  then it is up to them  Moved to 3 January 2027" in row(output, "Jo Park")


def test_a_colleague_who_was_written_to_is_considered(cli):
    cli.ok("add", "Ruth Hall @ Northwind")
    cli.ok("log", "Ruth", "--on", "2026-11-20")
    met = ("--met", "Jo Park:hiring_manager", "--on", "2026-10-20")
    assert "4 December  then 3 January 2027" in row(cli.ok("turned-down", "Dev @ Northwind", *met), "Jo Park")


def test_a_company_that_rests_is_considered(cli):
    cli.ok("add", "Ruth Hall @ Northwind, just in the address book")
    cli.ok("hold", "Northwind", "2027-03-16")
    output = cli.turned_down()
    assert "16 March 2027  then 15 April 2027     You wanted quiet with Northwind" in row(
        output, "Marta Weiss"
    )
    assert "30 March 2027" in row(output, "Jo Park")


def test_whom_you_met_elsewhere_since_is_considered_there(cli):
    """A recruiter of an agency stays at the agency: the company's gap is not theirs."""
    cli.ok("add", "Sam @ Agency")
    output = cli.ok(
        "turned-down", "Dev @ Northwind", "--met", "Sam:agency", "--met", "Jo:panel", "--told", "Sam"
    )
    assert "23 November  then 23 December" in row(output, "Sam")
    assert "no date" in row(output, "Jo")
    assert cli.json("plan", "Sam")["company"] == "Agency"


@pytest.mark.parametrize(
    ("role", "title", "company"),
    [
        ("Staff Engineer @ Northwind", "Staff Engineer", "Northwind"),
        ("Staff Engineer at Northwind", "Staff Engineer", "Northwind"),
        ("Head of Look At Me AT Northwind", "Head of Look At Me", "Northwind"),
        ("Engineer @ scale @ Northwind", "Engineer @ scale", "Northwind"),
        ("Engineer at scale @ At Home", "Engineer at scale", "At Home"),
        ("Engineer@Northwind", "Engineer", "Northwind"),
        ("@ Northwind", "", "Northwind"),
        ("  Müller-Chef  @  Ação  ", "Müller-Chef", "Ação"),
    ],
)
def test_role_and_company(cli, role, title, company):
    where = f"{title} at {company}" if title else company
    assert cli.ok("turned-down", role).startswith(f"Recorded: {where}.\n")


@pytest.mark.parametrize("role", ["", " ", "Northwind", "Staff Engineer @", "@", " at ", "Engineer at "])
def test_role_without_a_company(cli, role):
    assert cli.fails("turned-down", role)[0] == 2


def test_without_people_it_asks_whom_you_met(cli):
    assert "Whom did you meet?" in cli.ok("turned-down", "Dev @ Northwind")


def told(cli):
    """(told, who) as stored by the newest decision."""
    text = "\n".join(cli.dump())
    return next(word for word in ("'person'", "'letter'", "'nobody'") if word in text).strip("'")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), "letter"),
        (("--met", "Jo:panel"), "person"),
        (("--met", "Jo:panel", "--met", "Marta:hiring_manager"), "person"),
        (("--met", "Jo:panel", "--met", "Sam:peer", "--told", "Sam"), "person"),
        (("--met", "Jo:panel", "--met", "Sam:peer", "--told", "Letter"), "letter"),
        (("--met", "Jo:panel", "--told", "nobody"), "nobody"),
        (("--met", "Jo:panel", "--decision", "no_answer"), "nobody"),
        (("--decision", "no-answer"), "nobody"),
    ],
)
def test_who_told_you(cli, words, expected):
    cli.ok("turned-down", "Dev @ Northwind", *words)
    assert told(cli) == expected


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--met", "Jo:panel", "--met", "Sam:peer"), "Say who told you"),
        (("--met", "Jo:hiring_manager", "--met", "Sam:hiring_manager"), "Say who told you"),
        (("--met", "Jo:panel", "--told", "Ruth"), "is none of the people"),
        (("--met", "Jo A:panel", "--met", "Jo B:peer", "--told", "Jo"), "fits several"),
        (("--met", "Jo:panel", "--thank", ""), "is none of the people"),
        (("--told", "Jo"), "is none of the people"),
        (("--met", "Jo:panel", "--decision", "no_answer", "--told", "Jo"), "leave --told out"),
        (("--met", "Jo:pannel"), "is no part"),
        (("--met", "Jo:panel:friend"), "is no part"),
        (("--met", "Jo:one_hello"), "is no part"),
        (("--met", ":panel"), "write a name"),
        (("--met", ""), "write a name"),
        (("--decision", "hired"), "is none of turned_down"),
        (("--stage", "final"), "is none of applied"),
    ],
)
def test_people_that_do_not_fit_are_wrong_usage(cli, words, said):
    status, message = cli.fails("turned-down", "Dev @ Northwind", *words)
    assert status == 2
    assert said in message
    assert "`followup turned-down --help` shows how." in message


@pytest.mark.parametrize(
    ("spoken", "name"),
    [
        ("Jo", "Jo"),
        ("Jo:panel", "Jo"),
        ("Dr: Jo : Park:Panel: one-hello", "Dr: Jo : Park"),
        ("Jo:peer:keep", "Jo"),
    ],
)
def test_a_name_may_hold_colons(cli, spoken, name):
    output = cli.ok("turned-down", "Dev @ Northwind", "--met", spoken)
    assert row(output, name)


def test_two_correspondents_are_one_too_many(cli):
    people = ("--met", "Jo:panel:correspondent", "--met", "Sam:peer:correspondent", "--told", "Jo")
    status, message = cli.fails("turned-down", "Dev @ Northwind", *people)
    assert (status, message) == (1, "One correspondent per company: choose between Jo and Sam.")


def test_the_number_of_a_contact_instead_of_a_name(cli):
    cli.ok("add", "Jo Park @ Northwind")
    cli.ok("add", "Jo Park @ Northwind", "--new")
    status, message = cli.fails("turned-down", "Dev @ Northwind", "--met", "Jo Park:panel")
    assert status == 1
    assert "1: Jo Park; 2: Jo Park. Write the number instead of the name" in message
    assert row(cli.ok("turned-down", "Dev @ Northwind", "--met", "2:panel"), "Jo Park")
    assert json.loads(cli.ok("plan", "2", "--json"))["company"] == "Northwind"


@pytest.mark.parametrize(
    ("on", "decided"),
    [
        ("yesterday", "2026-11-21"),
        ("12 May", "2026-05-12"),
        ("24 Nov", "2025-11-24"),
        ("last sunday", "2026-11-15"),
    ],
)
def test_a_day_that_is_over(cli, on, decided):
    cli.ok("turned-down", "Dev @ Northwind", "--on", on)
    assert any(f"'turned_down','{decided}'" in line for line in cli.dump())


def test_a_day_to_come_is_refused(cli):
    assert cli.fails("turned-down", "Dev @ Northwind", "--on", "tomorrow")[0] == 1


def test_doors_only_when_given(cli):
    cli.ok("turned-down", "Dev @ Northwind", "--door", "growth", "--door", "backfill")
    doors = [line for line in cli.dump() if 'INTO "opportunity_doors"' in line]
    assert len(doors) == 2
