# The habits of this repository. `make` alone lists them.

SWIFT ?= swift

.DEFAULT_GOAL := help
.PHONY: help run build test fuzz contract proxy lint format rules-doc abi bench deps clean

help: ## Show this list
	@echo 'SecureScan: plugins scan a repository, a REST API shows what they find.'
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo 'First time here? "make run" installs what is missing, builds, and scans a repository over HTTP.'

run: build ## Build, start the server on 127.0.0.1:8000 and watch a repository being scanned (PORT=n for another port)
	@scripts/demo

build: deps ## Release build of the host, the worker and the plugins: .build/release/securescan
	@scripts/build release

test: deps ## Debug build and all tests, also those with tools of others where they can be had
	@scripts/build debug --tests
	@# The Python of the contract tools validates SBOMs, from the second run on.
	@SECURESCAN_PYTHON=$$(ls $(CURDIR)/.build/contract/tools/bin/python 2>/dev/null || echo python3) \
		SWIFT=$(SWIFT) scripts/test
	@SECURESCAN=.build/debug/securescan scripts/contract
	@SECURESCAN=.build/debug/securescan scripts/try-nginx

fuzz: deps ## Damaged dependency files through every reader for a minute (FUZZ_SECONDS, FUZZ_SEED)
	@scripts/fuzz

contract: build ## The release build against its OpenAPI document: validator, schemathesis, generated client, browser
	@scripts/contract

proxy: build ## The release build behind nginx, with the configuration of docs/examples
	@scripts/try-nginx

lint: ## Format, imports, file lengths and the other house rules, without changing anything
	@scripts/lint

format: ## Rewrite the Swift sources in the house format
	$(SWIFT) format -i -r -p $$(scripts/lint --swift-folders)

rules-doc: ## Write docs/rules.md anew from the rules
	@scripts/rules-doc

abi: ## The plugin ABI still fits every plugin compiled before
	@scripts/abi-gate

bench: build ## Speed, as ratios to a reference measured in the same run
	@scripts/bench

deps: ## Install the Debian packages that are missing (done by the others as well)
	@scripts/deps

clean: ## Remove everything that was built
	rm -rf .build
