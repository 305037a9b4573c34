# Rust, and terraform or tofu on the PATH (or its path in TF_ACC_TERRAFORM_PATH), are all it takes.

.DEFAULT_GOAL := help
.PHONY: help demo test check docs bench install

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 18

demo: ## Watch an estate live and die on a local CodeArtifact
	@echo "Building the provider and the emulator; a first build takes some minutes."
	@cargo build --quiet --locked --bin terraform-provider-codeartifact --example demo
	@cargo run --quiet --locked --example demo

test: ## Run all tests
	cargo test --locked --workspace --no-fail-fast

check: ## Check format, lints, rustdoc and the registry's pages
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps
	cargo test --locked --quiet --test docs

docs: ## Write docs/ anew, from the source and examples/
	@cargo test --quiet --test docs || cargo test --quiet --test docs
