"""setup/system.sh on machines that this one is not: programs on its PATH play them, and write down what was asked."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = ("bash", "dirname", "grep", "env", "python3")


class Machine:
    """A machine with nothing but what a test puts there."""

    def __init__(self, folder: Path) -> None:
        self.programs, self.asked = folder / "bin", folder / "asked"
        self.programs.mkdir()
        self.asked.touch()
        for name in NEEDED:
            self.programs.joinpath(name).symlink_to(str(shutil.which(name)))

    def has(self, name: str, script: str = "exit 0") -> None:
        program = self.programs / name
        program.write_text(f'#!/bin/bash\necho "{name} $*" >> {self.asked}\n{script}\n')
        program.chmod(0o755)

    def set_up(self, what: str) -> tuple[int, str]:
        said = subprocess.run(
            [self.programs / "bash", "setup/system.sh", what], cwd=ROOT, env={"PATH": str(self.programs)},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=300,
        )  # fmt: skip
        return said.returncode, said.stdout

    def was_asked(self, program: str) -> list[str]:
        return [line for line in self.asked.read_text().splitlines() if line.startswith(program)]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def mac(machine: Machine) -> Machine:
    machine.has("uname", "echo Darwin")
    return machine


@pytest.fixture
def debian(machine: Machine) -> Machine:
    """Nothing is installed, and the user is not root."""
    machine.has("uname", "echo Linux")
    machine.has("dpkg-query", "exit 1")
    machine.has("id", "echo 1000")
    machine.has("apt-get")
    return machine


def test_a_mac_gets_what_is_missing_from_homebrew(mac: Machine) -> None:
    mac.has("brew", 'case "$*" in "list --formula --versions pango") exit 0 ;; list*) exit 1 ;; esac')
    assert mac.set_up("test")[0] == 0
    assert [line for line in mac.was_asked("brew") if " install " in line] == [
        "brew install --quiet --formula poppler",
        "brew install --quiet --cask font-noto-sans-cjk-sc",
        "brew install --quiet --cask font-noto-serif-cjk-sc",
        "brew install --quiet --cask google-chrome",
    ]


def test_what_homebrew_could_not_install_is_said_and_the_rest_goes_on(mac: Machine) -> None:
    mac.has("brew", 'case "$*" in list*|*pango) exit 1 ;; esac')
    code, said = mac.set_up("run")
    assert code == 3
    assert "could not be installed: brew install --formula pango" in said
    assert any("font-noto-serif" in line for line in mac.was_asked("brew install"))


def test_a_mac_without_homebrew_is_told_of_it(mac: Machine) -> None:
    code, said = mac.set_up("run")
    assert code == 3
    assert "Homebrew is missing" in said


def test_another_system_is_told_what_it_needs(machine: Machine) -> None:
    machine.has("uname", "echo Linux")
    code, said = machine.set_up("run")
    assert code == 3
    assert "libpango-1.0-0" in said


def test_a_user_without_sudo_is_told_what_to_ask_for(debian: Machine) -> None:
    code, said = debian.set_up("test")
    assert code == 3
    assert "apt-get install --no-install-recommends libpango-1.0-0" in said
    assert "poppler-utils" in said
    assert debian.was_asked("apt-get") == []


def test_a_user_with_sudo_installs_by_it(debian: Machine) -> None:
    debian.has("sudo", 'if [ "$1" != -v ]; then exec "$@"; fi')
    assert debian.set_up("run")[0] == 0
    assert any("fonts-noto-cjk" in line for line in debian.was_asked("apt-get"))


def test_a_refused_sudo_is_said_with_what_to_do_by_hand(debian: Machine) -> None:
    debian.has("sudo", "exit 1")
    code, said = debian.set_up("run")
    assert code == 3
    assert "please do it yourself: apt-get install" in said


def test_a_machine_that_has_everything_is_left_alone(debian: Machine) -> None:
    debian.has("dpkg-query", "echo 'ii '")
    debian.has("chromium")
    debian.has("pdftoppm")
    assert debian.set_up("test") == (0, "")
    assert debian.was_asked("apt-get") == []


def test_where_there_is_a_browser_without_desktop_the_tests_get_it_unasked(debian: Machine) -> None:
    debian.has("id", "echo 0")
    debian.has("dpkg-query", "echo 'ii '")
    debian.has("apt-cache")
    debian.has("chromium")
    debian.has("pdftoppm")
    assert debian.set_up("test") == (0, "")
    assert debian.was_asked("apt-get") == [
        "apt-get -qq install --no-install-recommends -y chromium-headless-shell",
    ]


def test_without_the_lighter_browser_the_tests_go_on(debian: Machine) -> None:
    debian.has("id", "echo 0")
    debian.has("dpkg-query", "echo 'ii '")
    debian.has("apt-cache")
    debian.has("apt-get", "exit 100")
    debian.has("chromium")
    debian.has("pdftoppm")
    code, said = debian.set_up("test")
    assert code == 0
    assert "the browser tests take longer" in said
