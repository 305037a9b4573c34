# By domain, restriction, repository, and pattern, in the Region of the provider or in another Region:
terraform import codeartifact_package_group_allowed_repository.team main/PUBLISH/team/npm/my-scope/*
terraform import codeartifact_package_group_allowed_repository.team main/PUBLISH/team/npm/my-scope/*@eu-west-1
