//! What a service says where it denies a call: the action that the caller lacks, and the policy
//! that stands in the way.
//!
//! Source: "Access denied error messages" in the IAM user guide.

/// The beginning of the action in a message.
const ACTION: &str = "is not authorized to perform: ";

/// The action that a message names, such as `codeartifact:CreateRepository`.
pub(super) fn action(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once(ACTION)?;
    let action = rest.split_whitespace().next()?;
    action.contains(':').then_some(action)
}

/// The kind of policy that denies the call explicitly, such as `a service control policy`.
pub(super) fn denied_by(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once("explicit deny in ")?;
    Some(rest.split_once([':', '.', ',']).map_or(rest, |(policy, _)| policy).trim())
}

/// The kind of policy that would have to allow the call and does not, such as `permissions
/// boundary`.
pub(super) fn not_allowed_by(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once("because no ")?;
    Some(rest.split_once(" allows")?.0.trim())
}

/// Who can change a policy of this kind.
pub(super) fn who_changes(policy: &str) -> &'static str {
    const WHO: [(&str, &str); 6] = [
        ("control policy", "an administrator of the organization, in AWS Organizations"),
        ("boundary", "the administrators of the caller's permissions boundary, in IAM"),
        ("session policy", "the principal that assumes the role, with `policy` or `policy_arns`"),
        ("endpoint policy", "the administrators of the VPC endpoint"),
        (
            "resource-based",
            "the administrators of the permissions policy of the domain or repository",
        ),
        ("", "the administrators of the caller's policies, in IAM"),
    ];
    let found = WHO.iter().find(|(kind, _)| policy.contains(kind));
    found.map_or("", |(_, who)| who)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_the_action_and_the_policy() {
        let message = "User: arn:aws:iam::111122223333:user/it is not authorized to perform: \
                       codeartifact:CreateRepository on resource: arn:aws:codeartifact:x with an \
                       explicit deny in a service control policy";
        assert_eq!(action(message), Some("codeartifact:CreateRepository"));
        assert_eq!(denied_by(message), Some("a service control policy"));
        assert!(who_changes("a service control policy").contains("AWS Organizations"));
        let message = "… because no permissions boundary allows the sts:AssumeRole action";
        assert_eq!(not_allowed_by(message), Some("permissions boundary"));
        assert_eq!((action("denied"), denied_by("denied")), (None, None));
    }
}
