//! Compiles the interfaces in `proto/`, without a protoc on the machine, and writes down what
//! characters look like.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use unicode_normalization::char::decompose_canonical;
use unicode_security::skeleton;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=proto");
    let interfaces = protox::compile(["tfplugin6.proto", "plugin.proto"], ["proto"])?;
    tonic_prost_build::configure()
        .generate_default_stubs(true)
        .build_transport(false)
        .compile_fds(interfaces)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("looks.txt"), looks())?;
    Ok(())
}

/// Each character that is seen as something else, with that behind it, on a line of its own and in
/// their order. The library has the same as addresses of lists, which take four times the place.
/// What has parts is left out: whoever looks at a name takes it apart before.
fn looks() -> String {
    ('\0'..=char::MAX).filter(|it| is_whole(*it)).filter_map(line).collect()
}

fn line(character: char) -> Option<String> {
    let seen: String = skeleton(&character.to_string()).collect();
    (seen != character.to_string()).then(|| format!("{character}{seen}\n"))
}

fn is_whole(character: char) -> bool {
    let mut whole = true;
    decompose_canonical(character, |part| whole &= part == character);
    whole
}
