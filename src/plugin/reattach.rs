//! How a host learns to use a provider that it did not start.

use serde_json::json;

use super::listener::Address;
use super::names::Names;

/// Where each product looks for a provider whose source address names no registry.
const REGISTRIES: [&str; 2] = ["registry.terraform.io", "registry.opentofu.org"];

/// What `--debug` prints: a line to paste into the shell from which Terraform or OpenTofu is run.
pub(super) fn text(names: Names<'_>, pid: u32, address: &Address) -> String {
    format!(
        "The provider runs until you press Ctrl-C. \
         To attach Terraform or OpenTofu to it, set:\n\n\
         \tTF_REATTACH_PROVIDERS='{}'\n",
        // An apostrophe would end the shell's quotes.
        providers(names, pid, address).to_string().replace('\'', "\\u0027")
    )
}

/// The provider under its address in both registries, because each host looks in its own.
///
/// `Test` keeps the host from ending the process; without it Terraform crashes.
fn providers(names: Names<'_>, pid: u32, address: &Address) -> serde_json::Value {
    let attached = json!({
        "Protocol": "grpc",
        "ProtocolVersion": 6,
        "Pid": pid,
        "Test": true,
        "Addr": { "Network": address.network, "String": address.place },
    });
    let [one, other] = REGISTRIES.map(|registry| format!("{registry}/{}", names.source));
    json!({ (one): attached, (other): attached })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_can_be_pasted_and_read_back() {
        let names = Names { name: "example", source: "acme/example" };
        let address = Address { network: "unix", place: "/tmp/o'clock/socket".to_owned() };
        let text = text(names, 7, &address);
        let pasted = text.split('\'').collect::<Vec<_>>();
        assert_eq!(pasted.len(), 3, "{text}");
        let read: serde_json::Value = serde_json::from_str(pasted[1]).unwrap();
        let attached = &read["registry.terraform.io/acme/example"];
        assert_eq!(attached["Addr"]["String"], "/tmp/o'clock/socket");
        assert_eq!(attached["Pid"], 7);
        assert_eq!(attached["Test"], true);
        assert_eq!(read["registry.opentofu.org/acme/example"], *attached);
    }
}
