# By ARN, which includes the Region and the owner:
terraform import 'codeartifact_repository_upstreams.stage["develop"]' arn:aws:codeartifact:eu-west-1:111122223333:repository/main/develop

# By name, in the Region of the provider or in another Region:
terraform import 'codeartifact_repository_upstreams.stage["develop"]' main/develop
terraform import 'codeartifact_repository_upstreams.stage["develop"]' main/develop@eu-west-1
