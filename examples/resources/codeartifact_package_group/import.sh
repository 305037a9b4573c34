# By ARN, which includes the Region and the owner:
terraform import codeartifact_package_group.ours arn:aws:codeartifact:eu-west-1:111122223333:package-group/main/npm/my-scope/%2a

# By domain and pattern, in the Region of the provider or in another Region:
terraform import codeartifact_package_group.ours main/npm/my-scope/*
terraform import codeartifact_package_group.ours main/npm/my-scope/*@eu-west-1
