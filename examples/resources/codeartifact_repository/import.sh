# By ARN, which includes the Region and the owner:
terraform import codeartifact_repository.internal arn:aws:codeartifact:eu-west-1:111122223333:repository/main/internal

# By name, in the Region of the provider or in another Region:
terraform import codeartifact_repository.internal main/internal
terraform import codeartifact_repository.internal main/internal@eu-west-1
