//! Compiles the interfaces in `proto/`, without a protoc on the machine.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=proto");
    let interfaces = protox::compile(["tfplugin6.proto", "plugin.proto"], ["proto"])?;
    tonic_prost_build::configure()
        .generate_default_stubs(true)
        .build_transport(false)
        .compile_fds(interfaces)?;
    Ok(())
}
