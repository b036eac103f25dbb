"""Settings: what is taken, what is refused and with which advice, and where each value came from."""

from pathlib import Path

import pytest

from followup.config import (
    SETTINGS,
    canonical_host,
    default_data_folder,
    is_loopback,
    load,
    read_journal_mode,
    refuse_open_door,
)
from followup.domain.errors import FollowupError, Invalid, Refused


def test_it_works(tmp_path):
    config = load({"FOLLOWUP_DATA": str(tmp_path), "FOLLOWUP_PORT": "6000"}, {"port": 7000, "host": None})
    assert (config.data, config.host, config.port) == (tmp_path, "127.0.0.1", 7000)
    assert (config.sources["data"], config.sources["host"], config.sources["port"]) == (
        "environment",
        "default",
        "flag",
    )
    assert config.url == "http://127.0.0.1:7000"


def test_nothing_given_gives_the_promised_defaults():
    config = load({})
    assert (config.host, config.port, config.journal_mode) == ("127.0.0.1", 5111, "delete")
    assert config.data == Path(__file__).parent.parent / "instance" == default_data_folder()
    assert (config.tz, config.base_url, config.auth_header) == (None, None, None)
    assert config.allowed_hosts == config.trusted_proxies == config.unknown == ()
    assert set(config.sources.values()) == {"default"}
    refuse_open_door(config)


def test_every_setting_is_shown_with_its_source_and_has_a_line_of_help():
    shown = load({"FOLLOWUP_ALLOWED_HOSTS": "a.localhost, b.localhost"}).shown()
    assert [variable for variable, _, _ in shown] == [setting.variable for setting in SETTINGS]
    assert ("FOLLOWUP_ALLOWED_HOSTS", "a.localhost, b.localhost", "environment") in shown
    assert ("FOLLOWUP_TZ", "", "default") in shown
    assert all(setting.help.endswith(".") and "\n" not in setting.help for setting in SETTINGS)


def test_a_blank_value_counts_as_not_given():
    config = load({"FOLLOWUP_PORT": " ", "FOLLOWUP_HOST": ""}, {"host": "", "data": None})
    assert (config.port, config.host, config.sources["port"]) == (5111, "127.0.0.1", "default")


def test_a_misspelt_variable_is_noticed():
    assert load({"FOLLOWUP_PROT": "80", "PATH": "/bin"}).unknown == ("FOLLOWUP_PROT",)


GOOD = [
    ("HOST", "::1", "host", "::1"),
    ("HOST", "[0:0::1]", "host", "::1"),
    ("HOST", "Localhost", "host", "localhost"),
    ("PORT", " 80 ", "port", 80),
    ("BASE_URL", "HTTPS://Followup.localhost./mine/", "base_url", "https://followup.localhost/mine"),
    ("BASE_URL", "https://a.localhost:443", "base_url", "https://a.localhost"),
    ("BASE_URL", "http://[::1]:5111/", "base_url", "http://[::1]:5111"),
    ("ALLOWED_HOSTS", "Nas.local., 192.168.1.4,[FE80::1],", "allowed_hosts", ("nas.local", "192.168.1.4", "fe80::1")),
    ("TRUSTED_PROXIES", "127.0.0.1, ::1", "trusted_proxies", ("127.0.0.1", "::1")),
    ("AUTH_HEADER", "Remote-User", "auth_header", "Remote-User"),
    ("JOURNAL_MODE", "WAL!", "journal_mode", "wal"),
    ("TZ", "Europe/Berlin", "tz", "Europe/Berlin"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "field", "expected"), GOOD)
def test_taken(name, text, field, expected):
    assert getattr(load({f"FOLLOWUP_{name}": text}), field) == expected


BAD = [
    ("HOST", ["example.org", "127.0.0", "127.0.0.1:5111", "*", "fe80::1%eth0", "http://127.0.0.1"]),
    ("PORT", ["0", "65536", "-1", "5111.0", "http", "²", "٣"]),
    ("BASE_URL", ["followup.localhost", "ftp://a", "http://", "http://a:0", "http://a:99999", "http://a:b",
                  "http://u:p@a", "http://a?q", "http://a/#f", "http://a/../b", "http://a/b//c", "http://a b",
                  "http://[::1", "http://a/ü", "javascript:alert(1)"]),
    ("ALLOWED_HOSTS", ["*", "*.example.org", "http://a", "a:80", "a b", "-a", "a..b", "[nas]"]),
    ("TRUSTED_PROXIES", ["*", "localhost", "10.0.0.0/8"]),
    ("AUTH_HEADER", ["Remote User", "X:Y", "-"]),
    ("JOURNAL_MODE", ["off", "memory", "delete!"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in BAD for text in texts])
def test_not_taken_and_told_what_to_write(name, text):
    with pytest.raises(Invalid) as caught:
        load({f"FOLLOWUP_{name}": text})
    message = str(caught.value)
    assert message.startswith(f"FOLLOWUP_{name} is {text!r}: write ")
    assert "\n" not in message


def test_the_message_names_the_flag_where_the_flag_was_wrong():
    with pytest.raises(Invalid, match=r"^--port is 'x': "):
        load({"FOLLOWUP_PORT": "80"}, {"port": "x"})


@pytest.mark.parametrize(
    ("sqlite", "text", "expected"),
    [
        ((3, 40, 1), "delete", "delete"),
        ((3, 40, 1), "wal!", "wal"),
        ((3, 51, 2), "wal", None),
        ((3, 51, 3), "wal", "wal"),
        ((3, 52, 0), "wal", "wal"),
    ],
)
def test_wal_needs_a_sqlite_that_does_not_damage_it(sqlite, text, expected):
    if expected is None:
        with pytest.raises(Refused, match=r"before 3\.51\.3 .* this is 3\.51\.2; write delete, or wal!"):
            read_journal_mode(text, sqlite)
    else:
        assert read_journal_mode(text, sqlite) == expected


def test_data_is_never_kept_among_installed_packages(tmp_path):
    with pytest.raises(Refused, match="an update of Followup would delete"):
        load({}, {"data": tmp_path / "lib" / "site-packages" / "instance"})


def test_data_must_be_a_folder_and_may_be_relative_or_start_at_home(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    with pytest.raises(Invalid, match="this is a file"):
        load({}, {"data": tmp_path / "file"})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert load({"FOLLOWUP_DATA": "here"}).data == load({"FOLLOWUP_DATA": "~/here"}).data == tmp_path / "here"


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"HOST": "::1"},
        {"HOST": "localhost"},
        {"HOST": "127.8.8.8"},
        {"BASE_URL": "https://followup.localhost"},
        {"ALLOWED_HOSTS": "followup.localhost, 127.0.0.2", "TRUSTED_PROXIES": "127.0.0.1,::1"},
    ],
)
def test_the_door_may_open_to_this_machine(environ):
    assert refuse_open_door(load({f"FOLLOWUP_{name}": text for name, text in environ.items()})) is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("HOST", "0.0.0.0"),
        ("HOST", "::"),
        ("HOST", "192.168.1.4"),
        ("BASE_URL", "https://followup.example.org"),
        ("BASE_URL", "http://localhost.example.org"),
        ("ALLOWED_HOSTS", "localhost, nas.local"),
        ("TRUSTED_PROXIES", "127.0.0.1, 10.0.0.1"),
        ("AUTH_HEADER", "Remote-User"),
    ],
)
def test_the_door_stays_shut_to_others_while_there_is_no_password(name, text):
    with pytest.raises(Refused, match=rf"^FOLLOWUP_{name} .*take it out"):
        refuse_open_door(load({f"FOLLOWUP_{name}": text}))


def test_a_wildcard_links_to_this_machine_and_a_prefix_is_part_of_the_address():
    assert load({}, {"host": "0.0.0.0"}).url == "http://127.0.0.1:5111"
    assert load({}, {"host": "::1"}).url == "http://[::1]:5111"
    config = load({"FOLLOWUP_BASE_URL": "https://a.localhost/one/two/"})
    assert (config.url, config.prefix) == ("https://a.localhost/one/two", "/one/two")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LocalHost.", "localhost"),
        ("[::FFFF:127.0.0.1]", "127.0.0.1"),
        ("2001:DB8:0::1", "2001:db8::1"),
        ("my_nas", "my_nas"),
        ("", None),
        (".", None),
        ("a..", None),
        ("[127.0.0.1]x", None),
        ("a\n", None),
        ("x" * 254, None),
    ],
)
def test_one_spelling_per_host(text, expected):
    assert canonical_host(text) == expected


def test_only_this_machine_is_loopback():
    assert all(map(is_loopback, ["localhost", "a.localhost", "127.0.0.1", "127.9.9.9", "::1"]))
    assert not any(
        map(is_loopback, ["", "localhost.example", "notlocalhost", "0.0.0.0", "::", "10.0.0.1", "127.1"])
    )


def test_every_refusal_is_an_error_that_a_person_can_mend():
    assert issubclass(Invalid, FollowupError)
    assert issubclass(Refused, FollowupError)
