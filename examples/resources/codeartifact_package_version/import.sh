# By the ARN of the package, which includes the Region and the owner, and the version:
terraform import codeartifact_package_version.motd arn:aws:codeartifact:eu-west-1:111122223333:package/main/files/generic/operations/motd/1.0.0

# By name, in the Region of the provider or in another Region:
terraform import codeartifact_package_version.motd main/files/generic/operations/motd/1.0.0
terraform import codeartifact_package_version.motd main/files/generic/operations/motd/1.0.0@eu-west-1
