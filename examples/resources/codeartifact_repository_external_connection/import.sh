# By ARN, which includes the Region and the owner:
terraform import codeartifact_repository_external_connection.pypi arn:aws:codeartifact:eu-west-1:111122223333:repository/main/pypi-store

# By name, in the Region of the provider or in another Region:
terraform import codeartifact_repository_external_connection.pypi main/pypi-store
terraform import codeartifact_repository_external_connection.pypi main/pypi-store@eu-west-1
