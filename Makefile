# The Forced Returns Archive: every command there is. `make` alone lists them.
#
# Git, make and Python 3.11 or newer are enough; the first command that needs more puts it into .venv, with the versions
# and hashes of requirements.lock. Commands for tests, measurements and the web add what requirements-dev.lock has besides.
# Nothing is installed outside this folder.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TOOLS := $(VENV)/.tools
ADDRESS ?= 127.0.0.1:8000
JOBS ?= 2
# Which files of the site are searched for links. Not .csv: lychee would take a comma and the cell after it for part of
# an address.
LINKED := html,css,xml,json,txt,bib,ris

# The captured sources, and a tool that compares our words with them. The captures are other people's texts and are
# kept outside the repository, so most checkouts have neither.
VERBATIM ?= ../shared/tools/verbatim
CAPTURES ?= ../shared/captures

# Where the captures are was typed for this run, so a folder that is not there is a mistake.
CAPTURES_NAMED := $(if $(value CAPTURES),$(filter-out file,$(origin CAPTURES)))

# What is typed after a command, as in `make new id=the-key`, is data. It is taken as it was typed, with whatever $$ and
# quotes it holds, and recipes read it from their environment: in the text of a recipe the shell would carry it out.
FLAGS := all dry hide propose ONLINE
GIVEN := $(FLAGS) ADDRESS BASE CAPTURES EDITS FILES FIRST JOBS SEED VERBATIM before collectionbuilder distinct entry folder \
  from id kind limit map memory programs reason sizes text upgrade what words write
define AS_TYPED
override $(1) := $$(value $(1))
export $(1)
endef
$(foreach name,$(GIVEN),$(if $(filter undefined,$(origin $(name))),,$(eval $(call AS_TYPED,$(name)))))
$(foreach name,$(FLAGS),$(if $(filter-out yes,$($(name))),$(error $(name)= takes only yes; leave it out for no)))

# Both the command line and MkDocs import `macros` from the root of the repository.
export PYTHONPATH := $(CURDIR)
export NO_MKDOCS_2_WARNING := 1
# Many containers set it; each of the many starts of Python would then compile all of the code again.
unexport PYTHONDONTWRITEBYTECODE
export PLAYWRIGHT_BROWSERS_PATH := $(CURDIR)/$(VENV)/browsers

.PHONY: help
help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

.PHONY: serve
serve: $(READY) ## set up what is missing, build, serve on 127.0.0.1:8000 and rebuild on change (after a change of Python, restart it)
	@$(BIN)/python -m macros check --settings
	@exec $(BIN)/python -m mkdocs serve --livereload --dev-addr="$$ADDRESS"

.PHONY: test
test: export ARCHIVE_SITE := $(CURDIR)/site
test: lint types check published verify site links weigh verbatim chromium pytest ## set up what is missing, then run what CI runs, but for make thorough and make browser

.PHONY: site
site: $(READY) ## build into site/, as it is published
	@epoch=$$(git log -1 --format=%ct 2>/dev/null || true); \
	export SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$${epoch:-0}}; \
	$(BIN)/python -m macros check --settings; \
	$(BIN)/python -m mkdocs build --strict --site-dir site
	@$(BIN)/python -m macros offline --site site

.PHONY: check
check: $(READY) ## check the records alone, in a second or two; BASE=origin/main also compares them with that branch
	@$(BIN)/python -m macros check $(if $(GITHUB_ACTIONS),--format github) $${BASE:+--base="$$BASE"}

.PHONY: summary
summary: $(READY) ## write what this branch changes against BASE=origin/main into summary.md, for its pull request
	@$(BIN)/python -m macros summary --base="$${BASE:-origin/main}" --out summary.md

.PHONY: verify
verify: $(READY) ## check the records against the captured texts in CAPTURES=DIR, where those are at hand; propose=yes suggests locator phrases, write=KEY writes those of one source into its file
	@if [[ -n "$(CAPTURES_NAMED)$${propose:-}$${write:-}" || -d "$$CAPTURES" ]]; then $(BIN)/python -m macros verify --captures="$$CAPTURES" --at-hand \
	  $${propose:+--propose} $${write:+--write="$$write"}; \
	else echo 'verify: skipped, the captured texts are not at hand'; fi

.PHONY: capture
capture: $(READY) ## clean a saved text and number its passages: make capture text=../captures/x.txt; id=KEY compares it with the text of that source
	@[[ -n "$${text:-}" ]] || { echo 'Say which text: make capture text=../captures/example-2020.txt' >&2; exit 2; }
	@$(BIN)/python -m macros capture $${before:+--before="$$before"} $${map:+--map="$$map"} $${dry:+--dry-run} \
	  -- $${id:+"$$id"} "$$text"

# The words are kept in a folder of their own while it runs: between the two steps the archive no longer has them. Those
# of the records that went stay beside FILE until nothing is found, so that whoever edits can tell them by number.
.PHONY: withdraw
withdraw: $(READY) ## take a text out of everything: make withdraw what=claims/x.y reason=safety (or rights, law); words=FILE are words that must not stand anywhere (words=- to type them), dry=yes only says what would be done, hide=yes takes the id out too
	@if [[ -z "$${what:-}$${words:-}" ]]; then echo 'Say what goes and why, and words of it that must not stand anywhere:' >&2; \
	  echo '  make withdraw what=people/the-id reason=safety words=../words.txt   (words=- to type them)' >&2; exit 2; fi
	@if [[ -n "$${what:-}" && -z "$${reason:-}" ]]; then \
	  echo 'Say why it goes, too: reason=safety (or rights, law)' >&2; exit 2; fi
	@if [[ -n "$${words:-}" && "$$words" != - && ! -f "$$words" ]]; then \
	  echo "words=$$words: there is no such file; write the words into it first, one text a line" >&2; exit 2; fi
	@kept=$$(mktemp -d); trap 'rm -rf "$$kept"' EXIT; touch "$$kept/words" "$$kept/now" "$$kept/taken"; file=$${words:-}; \
	if [[ "$$file" == - ]]; then file=; fi; \
	if [[ -n "$$file" && -f "$$file.taken" ]]; then cat -- "$$file.taken" > "$$kept/taken"; fi; \
	if [[ "$${words:-}" == - ]]; then echo 'Type the words, one text a line; Ctrl+D ends.' >&2; cat > "$$kept/words"; \
	elif [[ -n "$$file" ]]; then cat -- "$$file" > "$$kept/words"; fi; \
	if [[ -n "$${what:-}" ]]; then set -f; $(BIN)/python -m macros withdraw --reason="$${reason:-}" --search="$$kept/words" \
	  --words-out="$$kept/now" $${hide:+--hide-address} $${dry:+--dry-run} -- $$what; set +f; fi; \
	if [[ -n "$${dry:-}" ]]; then exit 0; fi; \
	cat "$$kept/now" >> "$$kept/taken"; \
	if [[ -n "$$file" && -s "$$kept/taken" ]]; then (umask 077; cat -- "$$kept/taken" > "$$file.taken"); fi; \
	$(MAKE) --no-print-directory site; \
	if $(BIN)/python -m macros withdraw --clear --search="$$kept/words" --search="$$kept/taken"; \
	then if [[ -n "$$file" ]]; then rm -f -- "$$file.taken"; fi; \
	else if [[ -n "$$file" ]]; then echo "The texts are numbered through: the lines of $$file, then those of $$file.taken, which the command" \
	  "took out. Reword what still holds them. Where a text may stay, delete its line there. Then search again:" \
	  "make withdraw words=$$file" >&2; fi; exit 1; fi

.PHONY: ids
ids: $(READY) ## list the ids of new records, claims and notes as published, for good
	@$(BIN)/python -m macros ids

.PHONY: schemas
schemas: $(READY) ## write the schemas, snippets and settings with which editors help, after a change of fields or word lists
	@$(BIN)/python -m macros schema --out schemas --snippets .vscode/archive.code-snippets

.PHONY: published
published: $(READY) ## say which ids are not listed as published yet
	@$(BIN)/python -m macros ids --check

.PHONY: identity
identity: $(READY) ## write what identity.yml says into the files that GitHub reads as they are
	@$(BIN)/python -m macros identity

.PHONY: ready
ready: $(READY) ## go through the maintainer's checklist; ONLINE=yes also asks GitHub for its settings, with gh
	@$(BIN)/python -m macros ready $(if $(ONLINE),--online)

.PHONY: health
health: $(TOOLS) ## look at every source and its archived copy on the web, and write what was found
	@$(BIN)/python -m macros health

.PHONY: bench
bench: $(TOOLS) ## measure speed, memory and size beside other generators: make bench sizes="400 1000"; programs="ours again", limit=SECONDS, collectionbuilder=FOLDER
	@set -f; $(BIN)/python -m benchmarks.run $${sizes:+--sizes $$sizes} $${programs:+--programs $$programs} \
	  $${limit:+--limit="$$limit"} $${memory:+--memory="$$memory"} \
	  $${collectionbuilder:+--collectionbuilder="$$collectionbuilder"} $${folder:+--folder="$$folder"}

.PHONY: growth
growth: $(TOOLS) ## take over what make bench found into docs/about/growth.md and its figure
	@$(BIN)/python -m benchmarks.growth

.PHONY: fuzz
fuzz: $(TOOLS) ## mutate the invented archive, build what is accepted and read all of it: make fuzz FILES=1000 SEED=2; FIRST=40 FILES=20 repeats a finding. Then make EDITS=300 random edits, after each of which a build that reuses pages must give what a clean one gives
	@$(BIN)/python -m benchmarks.fuzz $${FILES:+--files="$$FILES"} $${SEED:+--seed="$$SEED"} $${FIRST:+--first="$$FIRST"}
	@$(BIN)/python -m benchmarks.reuse $${EDITS:+--edits="$$EDITS"} $${SEED:+--seed="$$SEED"}

.PHONY: new
new: $(READY) ## write a new record, every field explained: make new kind=source id=the-key; from=FILE takes a work over from BibTeX, RIS or CSL-JSON (from=- from what you paste; of several, entry=KEY or kind=work all=yes), text=FILE counts the passages of a text; distinct=ID names a record of the same name that is another one
	@if [[ -z "$${kind:-}" || -z "$${id:-}$${all:-}" ]]; then \
	  echo 'Say what to make: make new kind=source id=the-key' >&2; exit 2; fi
	@set -f; others=(); for one in $${distinct:-}; do others+=("--distinct-from=$$one"); done; \
	$(BIN)/python -m macros new $${from:+--from="$$from"} $${text:+--text="$$text"} $${entry:+--entry="$$entry"} $${all:+--all} \
	  $${others[@]+"$${others[@]}"} -- "$$kind" $${id:+"$$id"}

.PHONY: format
format: $(TOOLS) ## put Python code into the usual form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: lint
lint: $(TOOLS) ## read the Python code for faults and for form, and the workflows for what is unsafe
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/zizmor --quiet --offline --no-progress .github
	@if command -v actionlint >/dev/null; then actionlint; \
	else echo 'lint: actionlint is not on the PATH, so zizmor alone has read the workflows'; fi

.PHONY: types
types: $(TOOLS) ## check the types of the Python code
	@$(BIN)/python -m mypy

.PHONY: pytest
pytest: $(TOOLS) ## run the tests, but for the thorough ones; those in a browser for some pages of each kind
	@$(BIN)/python -m pytest -n="$$JOBS" --dist worksteal -m 'not thorough'

.PHONY: thorough
thorough: $(TOOLS) ## ask every page and record of the archive what make test asks of some; CI runs it beside make test
	@$(BIN)/python -m pytest -n="$$JOBS" --dist worksteal -m thorough --ignore tests/browser

.PHONY: browser
browser: chromium vnu ## try every kind of page in a real browser: ways of readers, keyboard, axe, paper, search, disk, sound HTML
	@$(BIN)/python -m pytest -n="$$JOBS" --dist worksteal tests/browser

.PHONY: chromium
chromium: $(TOOLS) ## find a Chromium for the tests, or fetch one into .venv
	@for name in chromium chromium-browser google-chrome; do if command -v $$name >/dev/null; then exit 0; fi; done; \
	if [[ -n "$${PLAYWRIGHT_CHROMIUM:-}" || -d '$(PLAYWRIGHT_BROWSERS_PATH)' ]]; then exit 0; fi; \
	timeout 600 $(BIN)/python -m playwright install --only-shell chromium || { rm -rf '$(PLAYWRIGHT_BROWSERS_PATH)'; \
	  echo 'No Chromium could be fetched: tests in a browser are skipped. On Debian: sudo apt install chromium' >&2; }

# The Nu HTML checker, a Java program. Its sum is the one that npm's registry names for this version.
VNU := vnu-jar-26.9.27
VNU_SUM := 4e441de4315f39a582f5e6edbe8cd3b2b1f655aa1dde3620faface791133217c417b12f3f7ead2d8336d8e7efe44f5226618258b44a0860057e9125135e6b428

.PHONY: vnu
vnu: $(READY) ## find the Nu HTML checker, or fetch it into .venv where Java and npm are at hand
	@if [[ -n "$${VNU_JAR:-}" || -f '$(VENV)/vnu.jar' ]] || ! command -v java >/dev/null; then exit 0; fi; \
	folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	if command -v npm >/dev/null && (cd "$$folder" && timeout 300 npm pack --silent '$(subst vnu-jar-,vnu-jar@,$(VNU))' >/dev/null) \
	  && echo '$(VNU_SUM)  '"$$folder"'/$(VNU).tgz' | sha512sum --check --quiet; then \
	  tar -xzf "$$folder/$(VNU).tgz" -C "$$folder" && mv "$$folder/package/build/dist/vnu.jar" '$(VENV)/vnu.jar'; \
	else echo 'The Nu HTML checker could not be fetched: its tests are skipped. VNU_JAR=FILE names one' >&2; fi

# Two runs, because the page for missing addresses is the only one whose links start at the root of the web server.
# Links that name the published address are looked up in site/. Git ignores site/, and lychee would too if it were
# not told otherwise. A fragment with "=" is what a reader has chosen, and no place on a page.
LYCHEE = $(BIN)/lychee --offline --include-fragments --index-files index.html --no-ignore --hidden --no-progress \
  --mode plain --exclude '\#[a-z]+='

.PHONY: links
links: $(TOOLS) ## check every link and anchor inside the built site/
	@if [[ ! -f site/index.html ]]; then echo 'There is no site/ yet: make site builds it' >&2; exit 1; fi
	@address=$$($(BIN)/python -m macros identity --print site); \
	folder=$$($(BIN)/python -c 'from pathlib import Path; print(Path("site").resolve().as_uri())'); \
	$(LYCHEE) --remap "^$$address $${folder//$$/$$$$}/" --extensions $(LINKED) --exclude-path 'site/404\.html$$' site; \
	$(LYCHEE) --remap "^$$address $${folder//$$/$$$$}/" --base-url "$${address}404.html" site/404.html

.PHONY: weigh
weigh: $(READY) ## check every page of the built site/ against its budget of bytes
	@$(BIN)/python -m benchmarks.weigh site

.PHONY: verbatim
verbatim: ## find words copied from a captured source, where the captures are at hand
	@if [[ -x "$$VERBATIM" ]]; then "$$VERBATIM"; \
	else echo 'verbatim: skipped, the captured sources are not at hand'; fi

# The larger lock is compiled first and keeps the versions that it has; the smaller one takes its versions from there.
# So the same pyproject.toml gives the same locks again, and no version moves unasked. uv comes with the larger lock.
LOCKED = UV_CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url

.PHONY: lock
lock: ## compile requirements.lock and requirements-dev.lock from pyproject.toml; upgrade=yes takes the newest versions, upgrade=NAME that of one package
	@if [[ -n "$${upgrade:-}" && "$$upgrade" != yes ]] && ! cut -d= -f1 requirements-dev.lock | grep -Fx -- "$$upgrade" >/dev/null; then \
	  echo "upgrade=$$upgrade: requirements-dev.lock has no such package; write the name as it is there" >&2; exit 2; fi
	@[[ -x $(BIN)/uv ]] || $(MAKE) --no-print-directory $(TOOLS)
	@newer=$${upgrade:+--upgrade-package=$$upgrade}; if [[ "$${upgrade:-}" == yes ]]; then newer=--upgrade; fi; \
	$(LOCKED) --all-extras $${newer:+"$$newer"} --output-file requirements-dev.lock
	@$(LOCKED) --no-annotate --constraint requirements-dev.lock --output-file requirements.lock

.PHONY: clean
clean: ## remove what the other commands have made, .venv included
	@rm -rf site $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

# A link leads to an environment of others. Python's own venv would empty it.
NO_LINK = if [[ -L '$(VENV)' ]]; then echo '$(VENV) is a link. Its target would be emptied, so it is not changed. Update the' \
  'target itself, or remove the link; then run the command again.' >&2; exit 1; fi
define INSTALL
if [[ -t 1 ]]; then how='--progress-bar on'; else how='--quiet --progress-bar off'; fi; \
$(BIN)/python -m pip install --disable-pip-version-check --require-hashes --no-deps --only-binary :all: \
  $$how --requirement $<; \
wrong=$$($(BIN)/python -m pip --disable-pip-version-check check) || { echo "$$wrong" >&2; exit 1; }; \
touch $@
endef

# Made anew when the lock changes, so that nothing of an older one is left.
$(READY): requirements.lock
	@$(NO_LINK)
	@command -v $(PYTHON) >/dev/null || { \
	  echo 'Python is missing. On Debian: sudo apt install python3 python3-venv' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) -V 2>&1)." \
	    'Name another one with: make PYTHON=python3.11' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  v=$$($(PYTHON) -c 'import sys; print("python%d.%d" % sys.version_info[:2])'); \
	  echo "$(PYTHON) cannot make a virtual environment. On Debian: sudo apt install python3-venv" \
	    "(or $$v-venv for this very version), then run the command again." >&2; exit 1; }
	@echo 'Setting up $(VENV) from requirements.lock (once; half a minute, and the time to fetch 120 MB) ...'
	@$(PYTHON) -m venv --clear $(VENV)
	@$(INSTALL)

$(TOOLS): requirements-dev.lock $(READY)
	@$(NO_LINK)
	@if [[ -e $@ ]]; then rm -f $@ $(READY); $(MAKE) --no-print-directory $(READY); fi
	@echo 'Adding what requirements-dev.lock has for tests and measurements (once; a minute, and the time to fetch 240 MB) ...'
	@$(INSTALL)
