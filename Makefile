# make run · make test: each does everything on a machine with Python ≥ 3.11 and make.
# make serve: several processes, for an installation people rely on (docs/operations.md).
# make permisos: the tables of docs/permisos.md written again from what happens.
# make bench: how fast it is, on both engines (CARGOS="100 2000 20000" for all of it; takes long).
# make audit: known vulnerabilities of what requirements/run.lock installs (asks the network).
# make fallas: everything of docs/reliability.md at length, on both engines (some five minutes).
# make diferencias: every case of the tests of diferencias drawn on one page, to be looked at.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export HOST PORT

.PHONY: run serve test install lint fallas audit permisos diferencias bench

run: install
	@$(BIN)/flask --app wsgi db upgrade
	@$(BIN)/flask --app wsgi demo cargar $(if $(MANUAL),--documento "$(MANUAL)")
	@echo "Vigente atiende en http://$(HOST):$(PORT)  (Ctrl+C para terminar)"
	@$(BIN)/flask --app wsgi servir

serve: install
	@$(BIN)/flask --app wsgi db upgrade
	@VIGENTE_PRODUCCION=1 VIGENTE_REGISTRO=$${VIGENTE_REGISTRO:-json} \
		$(BIN)/gunicorn -c python:webapp.operacion.servidor wsgi:app

install: $(VENV)/.run

test: $(VENV)/.test lint
	@$(BIN)/pytest -n auto

lint: $(VENV)/.test
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

audit: $(VENV)/.test
	@$(BIN)/pip-audit --strict --require-hashes --disable-pip --progress-spinner off -r requirements/run.lock

permisos: $(VENV)/.test
	@VIGENTE_ESCRIBE_PERMISOS=1 $(BIN)/pytest tests/guardias/test_permisos.py tests/webapp/registro/test_trampas.py
	@git diff --stat docs/permisos.md

fallas: $(VENV)/.test
	@VIGENTE_FALLAS=1 VIGENTE_VIDAS=$${VIGENTE_VIDAS:-8} $(BIN)/pytest -q tests/fallas
	@$(BIN)/python -m tests.fallas $(FALLAS)

diferencias: $(VENV)/.test
	@$(BIN)/python -m tests.workflows.diferencias.muestra

bench: $(VENV)/.test
	@$(BIN)/python -m bench $(CARGOS)

$(VENV)/.run: requirements/run.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	@touch $@

$(VENV)/.test: requirements/test.lock $(VENV)/.run
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.lock
	@touch $@
