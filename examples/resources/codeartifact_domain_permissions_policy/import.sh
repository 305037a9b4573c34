# By ARN, which includes the Region and the owner:
terraform import codeartifact_domain_permissions_policy.main arn:aws:codeartifact:eu-west-1:111122223333:domain/main

# By name, in the Region of the provider or in another Region:
terraform import codeartifact_domain_permissions_policy.main main
terraform import codeartifact_domain_permissions_policy.main main@eu-west-1
