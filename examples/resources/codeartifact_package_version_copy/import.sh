# By name: domain, source, destination, format, namespace (empty if there is none), package, version.
terraform import codeartifact_package_version_copy.motd main/staging/production/generic/operations/motd/1.0.0
terraform import codeartifact_package_version_copy.motd main/staging/production/generic/operations/motd/1.0.0@eu-west-1
