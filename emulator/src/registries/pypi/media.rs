//! The types of the media in which an index is answered, and which of them a client accepts.

/// A type of the index, by what a client asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Media {
    /// JSON of PEP 691.
    Json,
    /// HTML under the name of PEP 691.
    VersionedHtml,
    /// HTML under the name that it has everywhere.
    Html,
}

/// Types as a client asks for them (user guide).
const MEDIA: &[(&str, Media)] = &[
    ("application/vnd.pypi.simple.v1+json", Media::Json),
    ("application/vnd.pypi.simple.latest+json", Media::Json),
    ("application/vnd.pypi.simple.v1+html", Media::VersionedHtml),
    ("application/vnd.pypi.simple.latest+html", Media::VersionedHtml),
    ("text/html", Media::Html),
    ("text/*", Media::Html),
    ("*/*", Media::Html),
];

impl Media {
    /// The type that a client likes best by its header `Accept`: of several the first. Without the
    /// header it is HTML, and nothing if the client accepts none.
    pub(super) fn accepted(header: Option<&str>) -> Option<Self> {
        let Some(header) = header else { return Some(Self::Html) };
        let mut best: Option<(Self, f32)> = None;
        for (media, quality) in header.split(',').filter_map(asked) {
            if quality > best.map_or(0.0, |(_, quality)| quality) {
                best = Some((media, quality));
            }
        }
        best.map(|(media, _)| media)
    }

    /// Its name in the header `Content-Type`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Json => "application/vnd.pypi.simple.v1+json",
            Self::VersionedHtml => "application/vnd.pypi.simple.v1+html",
            Self::Html => "text/html; charset=utf-8",
        }
    }
}

/// One type in the header, and how much the client likes it.
fn asked(part: &str) -> Option<(Media, f32)> {
    let mut words = part.split(';').map(str::trim);
    let name = words.next()?.to_ascii_lowercase();
    let (_, media) = MEDIA.iter().find(|(known, _)| *known == name)?;
    let quality = words
        .find_map(|word| word.strip_prefix("q="))
        .map_or(Some(1.0), |quality| quality.trim().parse().ok());
    Some((*media, quality?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_client_is_given_what_it_likes_best() {
        let json = "application/vnd.pypi.simple.v1+json";
        for (header, media) in [
            (json.to_owned(), Some(Media::Json)),
            (format!("text/html;q=0.1, {json}; q=0.2"), Some(Media::Json)),
            (format!("{json};q=0, text/html;q=0.01"), Some(Media::Html)),
            (format!("{json};q=0"), None),
            (json.replace("v1", "latest"), Some(Media::Json)),
            (json.replace("json", "html"), Some(Media::VersionedHtml)),
            ("Text/HTML".to_owned(), Some(Media::Html)),
            ("application/json, */*;q=0.1".to_owned(), Some(Media::Html)),
            ("application/json".to_owned(), None),
            (format!("{json};q=much"), None),
        ] {
            assert_eq!(Media::accepted(Some(&header)), media, "{header}");
        }
        assert_eq!(Media::accepted(None), Some(Media::Html));
    }
}
