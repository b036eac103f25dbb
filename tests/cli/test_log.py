"""`followup log`."""

import pytest


def test_it_works(met):
    assert met.ok("log", "Marta", day="2026-11-23").splitlines() == [
        "Logged: e-mail to Marta, today. Next around 23 December.",
        "Monthly after the decision; you wrote to Marta today.",
        "",
        "To undo: followup undo 2",
    ]


def test_undo_takes_it_back(met):
    before = met.json("plan", "Marta", day="2026-11-23")
    met.ok("log", "Marta", day="2026-11-23")
    assert met.ok("undo", "2", day="2026-11-23").startswith("Undone: Logged: e-mail to Marta")
    assert met.json("plan", "Marta", day="2026-11-23") == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--channel", "linkedin-comment"), "LinkedIn comment to Marta, today."),
        (("--channel", "video"), "video call with Marta, today."),
        (("--channel", "phone", "--direction", "in"), "phone call from Marta, today."),
        (("--direction", "in", "--tone", "warm", "--wants-no-answer"), "e-mail from Marta, today."),
        (("--on", "yesterday"), "e-mail to Marta, yesterday."),
        (("--on", "12 May"), "e-mail to Marta, on 12 May."),
        (("--on", "24 Nov"), "e-mail to Marta, on 24 November 2025."),
        (("--did-not-arrive", "--note", "Came back\nat once"), "e-mail to Marta, today."),
        (("--weight", "ambient"), "e-mail to Marta, today."),
    ],
)
def test_what_was_logged(met, words, said):
    assert met.ok("log", "Marta", *words).startswith(f"Logged: {said} ")


def test_their_letter_makes_it_your_turn(met):
    assert "Next around 25 November." in met.ok("log", "Marta", "--direction", "in", day="2026-11-23")
    assert met.json("plan", "Marta", day="2026-11-23")["rule"] == "R2"


def test_a_letter_that_wants_no_answer(met):
    met.ok("log", "Marta", "--direction", "in", "--wants-no-answer")
    assert met.json("plan", "Marta")["rule"] != "R2"


def test_what_did_not_arrive_counts_for_nothing(met):
    before = met.json("plan", "Marta")
    met.ok("log", "Marta", "--did-not-arrive")
    assert met.json("plan", "Marta") == before


def test_a_please_dont_settles_it_and_offers_quiet(met):
    output = met.ok("log", "Marta", "--direction", "in", "--tone", "declined")
    assert "That settles it" in output
    offer = "The others there can rest until 20 February 2027, too: followup hold Northwind 2027-02-20\n"
    assert offer in output
    assert met.json("plan", "Marta")["standing"] == "closed"
    met.ok("hold", "Northwind", "2027-02-20")
    assert met.json("plan", "Jo")["moved_to"] == "2027-02-20"


def test_the_offered_command_can_be_copied(cli):
    cli.ok("add", "Ruth @ O'Neil & Sons")
    words = ("log", "Ruth", "--direction", "in", "--tone", "declined", "--data", str(cli.folder))
    assert f"""followup hold 'O'"'"'Neil & Sons' 2027-02-20 --data {cli.folder}\n""" in cli.ok(*words)


@pytest.mark.parametrize(("because", "offers"), [("rather_not", True), ("other", True), ("died", False)])
def test_a_closed_contact_who_wrote_may_be_reopened(met, because, offers):
    met.ok("close", "Jo", "--because", because)
    assert ("followup reopen 2" in met.ok("log", "Jo", "--direction", "in")) is offers
    assert "followup reopen" not in met.ok("log", "Jo")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--channel", "phone"), 2, "out (you left a message), in (they left one) or together (you talked)"),
        (("--tone", "warm"), 2, "add --direction in"),
        (("--tone", "warm", "--direction", "out"), 2, "add --direction in"),
        (("--direction", "in", "--did-not-arrive"), 2, "what you sent"),
        (("--on", "2026-11-23"), 1, "2026-11-23 is still to come"),
        (("--on", "31 Feb"), 2, '"31 Feb" is no date; write 2026-12-01 or 1 Dec.'),
        (("--on", "3/4"), 1, 'Write "4 Mar" or "3 Apr"'),
        (("--note", "x" * 20_001), 2, "20000 is the most"),
        (("--direction", "sideways"), 2, "is none of out, in, together"),
    ],
)
def test_what_cannot_be_logged(met, words, status, said):
    before = met.dump()
    found, message = met.fails("log", "Marta", *words)
    assert (found, said in message) == (status, True), message
    assert met.dump() == before
