//! The resources of a statement: whether their ARNs name what can exist.

use crate::aws::names::Arn;

/// What stands for other text in the ARN of a policy.
const WILD: [&str; 3] = ["*", "?", "${"];

/// Why a resource of a statement names nothing in CodeArtifact; `None` where it can name something,
/// or is about another service.
pub(crate) fn complaint(resource: &str) -> Option<String> {
    let parts: Vec<&str> = resource.splitn(6, ':').collect();
    let ["arn", _, "codeartifact", _, _, named] = parts[..] else {
        return None;
    };
    if !WILD.iter().any(|wild| resource.contains(wild)) {
        let wrong = resource.parse::<Arn>().err();
        return wrong.map(|error| error.to_string().trim_end_matches('.').to_owned());
    }
    let exists = FORMS.iter().any(|form| can_be(named, form));
    (!exists).then(|| {
        let forms = FORMS.join("`, `");
        format!("`{resource}` matches nothing in CodeArtifact, whose ARNs end in one of `{forms}`")
    })
}

/// How ARNs of the service end.
const FORMS: [&str; 4] = [
    "domain/{domain}",
    "repository/{domain}/{repository}",
    "package/{domain}/{repository}/{format}/{namespace, or nothing}/{package}",
    "package-group/{domain}/{pattern}",
];

/// Whether a text with wildcards, which can stand for slashes too, can match a form.
fn can_be(named: &str, form: &str) -> bool {
    let kind = |text: &str| text.split('/').next().unwrap_or_default().to_owned();
    let is_open = WILD.iter().any(|wild| kind(named).contains(wild));
    let (given, wanted) = (named.split('/').count(), form.split('/').count());
    let spans = named.contains('*') || named.contains("${");
    let fits = given == wanted || (given < wanted && spans) || form.ends_with("{pattern}");
    (is_open || kind(named) == kind(form)) && fits
}

#[cfg(test)]
mod tests {
    use super::complaint;

    fn check(resource: &str, is_right: bool) {
        let arn = format!("arn:aws:codeartifact:eu-west-1:111122223333:{resource}");
        assert_eq!(complaint(&arn).is_none(), is_right, "{arn}");
    }

    #[test]
    fn an_arn_names_what_can_exist() {
        for right in [
            "domain/main",
            "repository/main/npm",
            "repository/main/*",
            "package/main/npm/npm//left-pad",
            "package/main/npm/*",
            "package/main/npm/npm/acme/*",
            "package/${aws:PrincipalTag/team}/*",
            "package-group/main/npm/acme/*",
            "*",
        ] {
            check(right, true);
        }
    }

    #[test]
    fn an_arn_that_names_nothing_is_seen() {
        for wrong in [
            "package/main/npm/npm/left-pad",
            "package/main/npm/npm//left-pad/*",
            "repository/main",
            "repository/main/npm/*",
            "domain/main/*",
            "packages/main/*",
            "asset/main",
        ] {
            check(wrong, false);
        }
    }

    #[test]
    fn other_services_are_not_judged() {
        for other in ["*", "arn:aws:s3:::bucket/a/b", "arn:aws:kms:eu-west-1:1:key/1"] {
            assert_eq!(complaint(other), None);
        }
    }
}
