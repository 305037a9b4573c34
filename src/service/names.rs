//! What names look like. Source: the constraints of the service's model.

use crate::framework::schema::Pattern;

/// The name of a domain.
pub(crate) const DOMAIN: Pattern = Pattern {
    regex: "[a-z][a-z0-9-]{0,48}[a-z0-9]",
    says: "2 to 50 lowercase letters, digits, or hyphens, start with a letter, and not end with a hyphen",
};

/// The name of a repository.
pub(crate) const REPOSITORY: Pattern = Pattern {
    regex: "[A-Za-z0-9][A-Za-z0-9._-]{1,99}",
    says: "2 to 100 letters, digits, dots, underscores, or hyphens, and start with a letter or digit",
};

/// The number of an account.
pub(crate) const ACCOUNT: Pattern =
    Pattern { regex: "[0-9]{12}", says: "a 12-digit AWS account ID" };

/// The name of a Region.
pub(crate) const REGION: Pattern = Pattern {
    regex: "[a-z]{2}(-[a-z]{1,20}){1,4}-[0-9]{1,3}",
    says: "a Region such as \"eu-west-1\"",
};

/// The name of an external connection.
pub(crate) const EXTERNAL_CONNECTION: Pattern = Pattern {
    regex: "public:[A-Za-z0-9._-]{1,93}",
    says: "the name of an external connection, such as \"public:npmjs\"",
};

/// The name of a package, a namespace or a version.
pub(crate) const PACKAGE: Pattern = Pattern {
    regex: r"[^#/\s]{1,255}",
    says: "1 to 255 characters, without whitespace, \"/\", or \"#\"",
};

/// A status that a version can be given.
pub(crate) const VERSION_STATUS: Pattern = Pattern {
    regex: "Published|Unlisted|Archived",
    says: "one of \"Published\", \"Unlisted\", \"Archived\"",
};

/// The name of an asset.
pub(crate) const ASSET: Pattern =
    Pattern { regex: r"[^\x00-\x1f\x7f-\x9f]{1,255}", says: "1 to 255 characters in one line" };

/// A description: anything but control characters. The pattern of the service is `\P{C}*`.
pub(crate) const DESCRIPTION: Pattern = Pattern {
    regex: r"[^\x00-\x1f\x7f-\x9f]*",
    says: "text in one line, without control characters",
};

/// The revision of a package version.
pub(crate) const REVISION: Pattern =
    Pattern { regex: r"\S{1,50}", says: "1 to 50 characters, without whitespace" };
