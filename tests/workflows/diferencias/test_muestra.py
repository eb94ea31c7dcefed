"""The page of all the cases has all the cases."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from tests.workflows.diferencias.casos_de_hoja import TODOS
from tests.workflows.diferencias.muestra import main


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> str:
    destino = tmp_path_factory.mktemp("muestra") / "carpeta" / "diferencias.html"
    main([str(destino)])
    return destino.read_text(encoding="utf-8")


def test_it_says_where_it_wrote_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(tmp_path / "x.html")])
    assert capsys.readouterr().out == f"{len(TODOS)} casos en {tmp_path / 'x.html'}\n"


def test_every_case_is_drawn_on_the_sheet_and_side_by_side(html: str) -> None:
    titulos = re.findall(r"<h2>\d+\. (.*?)</h2>", html)
    assert [unescape(t) for t in titulos] == [c.nombre for c in TODOS]
    for n, caso in enumerate(TODOS, 1):
        for vista in ("linea", "lado"):
            marcas = re.findall(rf'id="{vista}-{n}-cambio-\d+"', html)
            assert len(marcas) == len(caso.lectura), caso.nombre


def test_every_link_of_the_page_leads_to_one_place(html: str) -> None:
    lugares = Counter(re.findall(r' id="([^"]+)"', html))
    assert max(lugares.values()) == 1
    assert set(re.findall(r'href="#([^"]+)"', html)) <= lugares.keys()


def test_the_style_sheets_it_links_exist(tmp_path: Path) -> None:
    main([str(tmp_path / "x.html")])
    hojas = re.findall(r'rel="stylesheet" href="([^"]+)"', (tmp_path / "x.html").read_text("utf-8"))
    assert hojas
    assert all((tmp_path / hoja).is_file() for hoja in hojas)
