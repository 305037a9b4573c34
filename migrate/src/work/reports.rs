//! What is left to the user of a directory as a whole.

use super::{Work, block_at};
use crate::configuration::survey::{Call, Object, Provider};
use crate::schema::Family;

impl Work<'_> {
    pub(super) fn report(&mut self) {
        if self.directory.is_configuration() {
            self.report_shared_aliases();
            self.report_modules();
        }
    }

    /// Reports objects of hashicorp/awscc that get the configuration of hashicorp/aws.
    fn report_shared_aliases(&mut self) {
        for (object, family) in self.survey.renamed() {
            let differences = self.differences(object, family);
            if !differences.is_empty() {
                let message = format!(
                    "`{}.{}` now uses the provider block copied from hashicorp/aws, with other \
                     settings than hashicorp/awscc: {}. If it must not, give it a provider block with \
                     an alias of its own.",
                    object.kind,
                    object.name,
                    differences
                        .iter()
                        .map(|name| format!("`{name}`"))
                        .collect::<Vec<_>>()
                        .join(", ")
                );
                self.files[object.file].find(object.place, message);
            }
        }
    }

    fn differences(&self, object: &Object, family: Family) -> Vec<String> {
        let provider = self.survey.provider_of(object);
        let Some(provider) = provider.filter(|_| family == Family::Awscc) else {
            return Vec::new();
        };
        let aws = Provider { family: Family::Aws, ..provider.clone() };
        let block = |provider: &Provider| {
            let block =
                self.survey.providers.iter().find(|block| {
                    self.survey.provider(&block.reference).as_ref() == Some(provider)
                })?;
            Some((block.file, block_at(&self.directory.files[block.file], block.place)?))
        };
        match (block(&aws), block(&provider)) {
            (Some((file, aws_block)), Some((other, block))) if self.uses.contains(&aws) => {
                let (one, two) = (&self.files[file], &self.files[other]);
                one.differences(aws_block, two.text, block, object.is_data)
            }
            _ => Vec::new(),
        }
    }

    /// Reports modules that are not here and may have what is ours.
    fn report_modules(&mut self) {
        for call in &self.survey.calls {
            if is_elsewhere(call) {
                let message = format!(
                    "`module.{}` comes from outside this configuration, so it was not changed and \
                     keeps using hashicorp/aws. If it has CodeArtifact resources, copy the module \
                     into this configuration and run this command again, or ask its publisher.",
                    call.name
                );
                self.files[call.file].find(call.place, message);
            }
        }
    }
}

fn is_elsewhere(call: &Call) -> bool {
    let is_local = call.source.starts_with("./") || call.source.starts_with("../");
    let source = call.source.to_lowercase();
    !is_local && (source.contains("codeartifact") || source.contains("code-artifact"))
}
