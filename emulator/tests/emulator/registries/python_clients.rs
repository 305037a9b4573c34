//! Clients of the Python index other than pip and twine: each publishes, installs, and says what is
//! refused and what is gone.

use aws_sdk_codeartifact::types::PackageFormat::Pypi;

use super::pypi::wheel;
use super::workshop::Workshop;

/// A client, and its commands in a project that has a wheel in `dist`.
struct Client {
    name: &'static str,
    /// Leads it to an address with a token.
    lead: fn(&Workshop, &str, &str),
    publish: &'static str,
    install: &'static str,
    /// Prints the version of what was installed.
    run: &'static str,
    /// What it says where a package is gone.
    gone: &'static str,
    /// What it says where the token is no good.
    refused: &'static str,
}

const CLIENTS: &[Client] = &[
    Client {
        name: "uv",
        lead: lead_uv,
        publish: "env UV_PUBLISH_USERNAME=aws UV_PUBLISH_PASSWORD=TOKEN uv publish --index codeartifact",
        install: "uv pip install --no-cache --target libs pad-left",
        run: "env PYTHONPATH=libs python3 -c print(__import__('pad_left').version)",
        gone: "was not found in the package registry",
        refused: "401 Unauthorized",
    },
    Client {
        name: "poetry",
        lead: lead_poetry,
        publish: "poetry publish --no-interaction --repository codeartifact",
        install: "poetry add --no-interaction --no-cache pad-left",
        run: "poetry run python -c print(__import__('pad_left').version)",
        gone: "Could not find a matching version of package pad-left",
        refused: "Authorization error",
    },
    Client {
        name: "hatch",
        lead: lead_hatch,
        publish: "hatch publish --no-prompt",
        install: "hatch env create",
        run: "hatch run python -c print(__import__('pad_left').version)",
        gone: "No matching distribution found for pad-left",
        refused: "401 Error",
    },
    Client {
        name: "pdm",
        lead: lead_pdm,
        publish: "pdm publish --no-build --repository codeartifact",
        install: "pdm add -v --no-self --frozen-lockfile pad-left",
        run: "pdm run python -c print(__import__('pad_left').version)",
        gone: "Unable to find candidates for pad-left",
        refused: "401 Error, Credentials not correct",
    },
];

/// In the form of the provider's function `uv_toml`.
fn lead_uv(workshop: &Workshop, endpoint: &str, token: &str) {
    let index = endpoint.replacen("://", &format!("://aws:{token}@"), 1);
    let toml = format!(
        "[[index]]\nname = \"codeartifact\"\nurl = \"{index}simple/\"\npublish-url = \
         \"{endpoint}\"\ndefault = true\n"
    );
    workshop.write(".config/uv/uv.toml", toml);
}

/// In the form of the provider's function `poetry_auth`, and with the source in the project.
fn lead_poetry(workshop: &Workshop, endpoint: &str, token: &str) {
    let auth = format!(
        "[repositories.codeartifact]\nurl = \"{endpoint}\"\n\n[http-basic.codeartifact]\n\
         username = \"aws\"\npassword = \"{token}\"\n"
    );
    workshop.write(".config/pypoetry/auth.toml", auth);
    let source = format!(
        "[project]\nname = \"pad-left\"\nversion = \"1.0\"\nrequires-python = \">=3.8\"\n\n\
         [tool.poetry]\npackage-mode = true\n\n[[tool.poetry.source]]\nname = \"codeartifact\"\n\
         url = \"{endpoint}simple/\"\npriority = \"primary\"\n"
    );
    workshop.write("project/pyproject.toml", source);
}

/// In its own configuration, and with the index of pip in the environment of the project.
fn lead_hatch(workshop: &Workshop, endpoint: &str, token: &str) {
    let config = format!(
        "[publish.index]\nrepo = \"codeartifact\"\n\n[publish.index.repos.codeartifact]\nurl = \
         \"{endpoint}\"\nuser = \"aws\"\nauth = \"{token}\"\n"
    );
    workshop.write(".config/hatch/config.toml", config);
    let index = endpoint.replacen("://", &format!("://aws:{token}@"), 1);
    let project = format!(
        "[project]\nname = \"app\"\nversion = \"1.0\"\n\n[tool.hatch.envs.default]\nskip-install \
         = true\ndependencies = [\"pad-left>=1\"]\n\n[tool.hatch.envs.default.env-vars]\n\
         PIP_INDEX_URL = \"{index}simple/\"\nPIP_NO_INPUT = \"1\"\n"
    );
    workshop.write("project/pyproject.toml", project);
}

/// In its own configuration, and with the source in the project.
fn lead_pdm(workshop: &Workshop, endpoint: &str, token: &str) {
    let config = format!(
        "check_update = false\n\n[repository.codeartifact]\nurl = \"{endpoint}\"\nusername = \
         \"aws\"\npassword = \"{token}\"\n"
    );
    workshop.write(".config/pdm/config.toml", config);
    let index = endpoint.replacen("://", &format!("://aws:{token}@"), 1);
    let project = format!(
        "[project]\nname = \"pad-left\"\nversion = \"1.0\"\nrequires-python = \">=3.9\"\n\n\
         [[tool.pdm.source]]\nname = \"pypi\"\nurl = \"{index}simple/\"\n"
    );
    workshop.write("project/pyproject.toml", project);
}

/// An empty project, in which nothing was installed before.
fn project(workshop: &Workshop, client: &Client, endpoint: &str, token: &str) {
    for directory in ["project", ".cache", ".config", ".local"] {
        let _ = std::fs::remove_dir_all(workshop.path(directory));
    }
    workshop.write("project/README.md", "");
    (client.lead)(workshop, endpoint, token);
}

/// The same, of which the package is not itself what it installs.
fn app(workshop: &Workshop, client: &Client, endpoint: &str, token: &str) {
    project(workshop, client, endpoint, token);
    let path = workshop.path("project/pyproject.toml");
    if let Ok(text) = std::fs::read_to_string(&path) {
        let text = text.replace("\"pad-left\"", "\"app\"").replace("mode = true", "mode = false");
        workshop.write("project/pyproject.toml", text);
    }
}

async fn check(client: &Client) {
    let workshop = Workshop::new(&["store"]).await;
    let (endpoint, token) = workshop.access(Pypi, "store").await;
    let Client { name, publish, install, run, gone, refused, .. } = client;
    project(&workshop, client, &endpoint, &token);
    wheel(&workshop, "project/dist", "1.0");
    workshop.succeed("project", &publish.replace("TOKEN", &token)).await;
    app(&workshop, client, &endpoint, &token);
    workshop.succeed("project", install).await;
    assert_eq!(workshop.succeed("project", run).await, "1.0", "{name}");
    app(&workshop, client, &endpoint, "other");
    workshop.fail("project", install, refused).await;
    let delete = workshop.client.delete_package_versions().domain("main").repository("store");
    let delete = delete.format(Pypi).package("pad-left").versions("1.0");
    delete.send().await.expect("a deletion");
    app(&workshop, client, &endpoint, &token);
    workshop.fail("project", install, gone).await;
}

#[tokio::test]
async fn each_publishes_and_installs_and_says_what_is_refused_and_what_is_gone() {
    for client in CLIENTS {
        check(client).await;
    }
}
