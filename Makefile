# The commands of the project. Each installs what it needs; on a fresh machine Node 20 and make are enough.
NODE := node
# The larger nursery spares the garbage collector a quarter of the time of a large build.
RUN := $(NODE) --max-semi-space-size=64 output/.cache/program.mjs
VITEST := npx --no-install vitest run

# Variables typed on the command line reach the program in the environment, as they were typed: no shell parses them, and
# make does not expand a $ in them. GIVEN names them, because others of the same names may stand in the environment.
TYPED := $(strip $(foreach name,$(.VARIABLES),$(if $(filter command,$(origin $(name))),$(name))))
$(foreach name,$(filter-out NODE,$(TYPED)),$(eval override $(name) := $$(value $(name)))$(eval export $(name)))
override GIVEN := $(TYPED)
export GIVEN

.DEFAULT_GOAL := build
.PHONY: build check pieces clean names new fix template import sentences fingerprint verify explain explain-error report agreement review-sample diff release releases cite formats audit test types lint suite unit test-readers test-pages soak generate bench pictures format help always

build: output/.cache/program.mjs ## check everything and build output/latest (the default; FULL=1 shows every finding with its lines)
	@$(RUN) make $@

check: output/.cache/program.mjs ## check the records and write nothing
	@$(RUN) make $@

pieces: output/.cache/program.mjs ## make what a build needs of single records and keep it (PART=3/16 for a part of them, STORE=)
	@$(RUN) make $@

clean: output/.cache/program.mjs ## throw away what is kept for the next build (STORE=)
	@$(RUN) make $@

names: output/.cache/program.mjs ## list what every name became and why (RECORD=<id> for one record)
	@$(RUN) make $@

explain: output/.cache/program.mjs ## show how a cell came to be (CLAIM=<record>/c12, FIELD=claimant for one field)
	@$(RUN) make $@

explain-error: output/.cache/program.mjs ## explain one error or warning (CODE=E-NAME-UNKNOWN)
	@$(RUN) make $@

report: output/.cache/program.mjs ## compare the data with that of another state (BASE=origin/main, or a folder)
	@$(RUN) make $@

agreement: output/.cache/program.mjs ## compare the codings of works that were coded twice (RECORD=<id> for one record)
	@$(RUN) make $@

review-sample: output/.cache/program.mjs ## draw 30 claims for a person to judge against the source (REVIEWER=<id> RECORD= SEED= NUMBER=30)
	@$(RUN) make $@

diff: output/.cache/program.mjs ## tell what changed since the last release, and the next version (FROM= TO= ENTITY=)
	@$(RUN) make $@

release: output/.cache/program.mjs ## make a release of what is committed (VERSION= a higher number, DATE= another day)
	@$(RUN) make $@

releases: output/.cache/program.mjs ## list the releases, the latest last
	@$(RUN) make $@

cite: output/.cache/program.mjs ## print how to cite a release (RELEASE=v0.1.0)
	@$(RUN) make $@

formats: output/.cache/program.mjs ## make a release again with all formats, in output/formats (RELEASE=v0.1.0)
	@$(RUN) make $@

audit: output/.cache/program.mjs ## check a built or downloaded dataset against its own description (FOLDER=output/latest)
	@$(RUN) make $@

new: output/.cache/program.mjs ## start a record: it asks, or takes KIND= TITLE= …; TYPE=person and so on for the registry
	@$(RUN) make $@

fix: output/.cache/program.mjs ## mend what can be mended safely and show it (CHECK=1 only shows, IDS=1 turns names into ids)
	@$(RUN) make $@

template: output/.cache/program.mjs ## write an empty spreadsheet to fill in (FILE=claims.xlsx or .csv)
	@$(RUN) make $@

import: output/.cache/program.mjs ## turn a filled-in spreadsheet into a record (FILE=claims.xlsx or .csv)
	@$(RUN) make $@

sentences: output/.cache/program.mjs ## list the sentences of a private text with their addresses (TEXT=path RECORD=id)
	@$(RUN) make $@

fingerprint: output/.cache/program.mjs ## write the fingerprints of a private text into its record (RECORD=id TEXT=path)
	@$(RUN) make $@

verify: output/.cache/program.mjs ## hold records against private texts (RECORD= TEXT=, or TEXTS=folder), or a release against the history (RELEASE=v0.1.0)
	@$(RUN) make $@

test: node_modules/.complete ## run all tests (COVERAGE=1 prints how much of the program they reach)
	@$(MAKE) --no-print-directory --keep-going --jobs=3 types lint suite

# What `make test` does, side by side. A third worker fills the time in which two wait for disks and processes.
types:
	@npx --no-install tsc --noEmit
	@npx --no-install tsc --noEmit --project tsconfig.pure.json
	@npx --no-install tsc --noEmit --project pipeline/pages

lint:
	@npx --no-install biome ci --error-on-warnings .

suite:
	@$(VITEST) --maxWorkers=3 --project unit --project programs --project replacing $(if $(filter COVERAGE,$(TYPED)),--coverage)

unit: node_modules/.complete ## run the quick tests only, without those that start other programs
	@$(VITEST) --project unit

test-readers: node_modules/.complete ## read the data with LibreOffice, Gnumeric, openpyxl, pandas, R and sqlite3, where they are installed
	@$(VITEST) --project readers

test-pages: node_modules/.complete ## run in Chromium what pages run
	@$(VITEST) --project pages

soak: node_modules/.complete ## try for minutes what tests try for moments (SECONDS=300, SEED=)
	@$(VITEST) --project soak

# What is generated is part of the program, so that its sources run.
generate: RUN := $(NODE) --import tsx pipeline/cli.ts
generate: node_modules/.complete ## renew the generated files after a change in schemas/
	@$(RUN) make generate

bench: node_modules/.complete ## measure speed and memory against the obvious script
	@$(NODE) --import tsx tests/bench/bench.ts

pictures: node_modules/.complete ## draw the pictures of the pages again, where Chromium, LibreOffice and poppler are installed
	@$(NODE) --import tsx tests/pictures/explorer.ts
	@$(NODE) --import tsx tests/pictures/workbook.ts

format: node_modules/.complete ## lay out the code and mend what the linter can
	@npx --no-install biome check --write .

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The whole program in one file, which starts in a tenth of a second. Packages with parts of their own, loaded only where
# they are needed, stay outside.
output/.cache/program.mjs: output/.cache/program.list
	@node_modules/.bin/esbuild pipeline/cli.ts --bundle --platform=node --target=node20 --format=esm --outfile=$@.$$$$.mjs \
	  --external:@duckdb/node-api --external:@sqlite.org/sqlite-wasm --external:esbuild \
	  --external:json-schema-to-typescript --minify-whitespace --minify-syntax --line-limit=160 --log-level=error \
	  --banner:js="import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" \
	  && mv $@.$$$$.mjs $@ \
	  || { echo 'The program could not be put together, so that nothing was run: see above.' >&2; exit 1; }

# The files of the program with their checksums: another list when one was changed, added or taken away, whatever the times
# of the files say.
output/.cache/program.list: node_modules/.installed always
	@mkdir -p $(@D)
	@find Makefile package-lock.json tsconfig.json pipeline -type f -exec cksum {} + | LC_ALL=C sort > $@.$$$$; \
	  cmp -s $@.$$$$ $@ && rm $@.$$$$ || mv $@.$$$$ $@

always:

# npm ci takes exactly what package-lock.json says.
node_modules/.installed: package.json package-lock.json
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# A machine set up for production (NODE_ENV=production) leaves out what only tests need.
node_modules/.complete: node_modules/.installed
	@test -e node_modules/vitest || { echo 'What tests need is not installed yet; it is installed now.'; npm ci --include=dev --no-audit --no-fund --loglevel=error; touch $<; }
	@touch $@
